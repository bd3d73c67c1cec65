"""The last values stay, others go."""

from __future__ import annotations

from sim.plain.recent import Recent, Remembered


def kept(recent: Recent[int], keys: str) -> str:
    return "".join(key for key in keys if recent.get(key) is not None)


def test_the_last_ones_stay() -> None:
    recent = Recent[int](2)
    for number, key in enumerate("abc"):
        recent.keep({key: number})
    assert kept(recent, "abc") == "bc"
    assert recent.get("c") == 2


def test_what_is_asked_for_is_new_again_and_what_is_kept_again_is_replaced() -> None:
    recent = Recent[int](2)
    recent.keep({"a": 1})
    recent.keep({"b": 2})
    assert recent.get("a") == 1
    recent.keep({"c": 3})
    assert kept(recent, "abc") == "ac"
    recent.keep({"a": 4})
    assert recent.get("a") == 4
    assert kept(recent, "abc") == "ac"


def test_values_kept_together_stay_together_until_the_next() -> None:
    recent = Recent[int](2)
    recent.keep(dict.fromkeys("abcd", 1))
    assert kept(recent, "abcd") == "abcd"
    recent.keep({"e": 1})
    assert kept(recent, "abcde") == "de"


def test_of_the_very_same_thing_it_is_made_once() -> None:
    made, same, equal = list[str](), [1], [1]
    known = Remembered[int](2)
    for thing, name in ((same, "a"), (same, "a"), (equal, "a"), (same, "b"), (same, "a")):
        assert known.of(thing, name, lambda name=name: made.append(name) or len(made)) > 0  # type: ignore[misc, func-returns-value]
    assert "".join(made) == "aaba"  # each of its own once, and the first again where two others came between
