from __future__ import annotations

from typing import Any

import pytest

from sim.plain.tree import difference, exists, flatten, merged, put, read_maps, without
from sim.problems import InputError


def tree() -> dict[str, Any]:
    return {"a": {"b": 1, "c": {"d": 2}}, "rows": [{"x": 1}, {"x": 2}], "times": ["08:00"]}


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [("a.b", 7, ("a", "b")), ("a.new.e", 7, ("a", "new", "e")), ("rows.1.x", 7, ("rows", 1, "x")), ("times.0", "09:00", ("times", 0))],
)
def test_a_key_is_set_where_it_stands(key: str, value: Any, path: tuple[Any, ...]) -> None:
    found: Any = tree()
    put(found, key, value)
    for part in path:
        found = found[part]
    assert found == value


def test_a_map_goes_into_a_map_and_a_deleted_key_is_gone() -> None:
    found = tree()
    put(found, "a", {"c": {"e": 3}})
    put(found, "a.b", None, delete=True)
    assert found["a"] == {"c": {"d": 2, "e": 3}}


@pytest.mark.parametrize("key", ["rows.2.x", "rows.x", "times.0.x", "rows.-1"])
def test_a_list_keeps_its_length(key: str) -> None:
    with pytest.raises(InputError):
        put(tree(), key, 1)


def test_no_item_of_a_list_is_taken_away() -> None:
    with pytest.raises(InputError):
        put(tree(), "rows.0", None, delete=True)


def test_the_old_map_stays_as_it_was() -> None:
    old = {"a": {"b": 1}}
    assert merged(old, {"a": {"c": 2}, "d": 3}) == {"a": {"b": 1, "c": 2}, "d": 3}
    assert old == {"a": {"b": 1}}


def test_keys_are_looked_up_and_listed() -> None:
    assert [exists(tree(), key) for key in ("a.c.d", "rows.1.x", "times.0", "a.x", "rows.2", "a.b.c")] == [True] * 3 + [False] * 3
    assert list(flatten(tree())) == ["a", "a.b", "a.c", "a.c.d", "rows", "rows.0", "rows.0.x", "rows.1", "rows.1.x", "times"]


def test_what_stands_at_a_place_goes_a_list_as_a_whole() -> None:
    assert without(tree(), [("a", "c", "d"), ("rows", 1, "x")]) == {"a": {"b": 1, "c": {}}, "times": ["08:00"]}
    assert without(tree(), [("a", "no", "d")]) == tree()


def test_texts_that_are_maps_are_read_and_keys_are_texts() -> None:
    assert read_maps("{东镇: {depart: ['12:00'], 'a':1}}") == {"东镇": {"depart": ["12:00"], "a": 1}}
    assert read_maps({1: "{东镇:3, 西乡: [1, 2]}", "b": ["{a", "x"]}) == {"1": {"东镇": 3, "西乡": [1, 2]}, "b": ["{a", "x"]}


def test_what_is_not_as_in_another_tree() -> None:
    gone: list[str] = []
    other = {"a": {"b": 1, "c": {"d": 3}, "e": 5}, "rows": [{"x": 1}]}
    assert difference(tree(), other, gone) == {"a": {"c": {"d": 3}, "e": 5}, "rows": [{"x": 1}]}
    assert gone == ["times"]
    assert difference(tree(), tree(), []) == {}
