"""Overrides written so that a grammar of ASCII names reads them; that of Hydra itself is tried in tests/experiments/test_words.py."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sim.plain.override_text import brief, quoted, read, repeated, touched, unreadable


def parse(text: str) -> Any:
    """A grammar that takes ``key=value`` where what is not ASCII stands in quotes."""
    key, _, value = text.partition("=")
    bare = value.split("'")[::2]
    if not key.isascii() or not value or not all(part.isascii() for part in bare) or ("(" in value and not value.startswith("'")):
        raise ValueError(text)
    return SimpleNamespace(key=key, text=value, is_sweep_override=lambda: False)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("seed=3", "seed", "3"), ("county.slug=杭锦", "county.slug", "'杭锦'"), ("modes=[快快,post]", "modes", "['快快',post]"),
        ("fleet.village.count={东镇: 2}", "fleet.village.count", "'{东镇: 2}'"), ("fleet.village.count.东镇=2", "fleet.village.count", "'{东镇: 2}'"),
        ("county=a/b.xlsx", "county.source", "'a/b.xlsx'"), ("county=a.b", "county", "a.b"),
    ],
)  # fmt: skip
def test_each_is_read_in_the_first_way_that_is_taken(text: str, key: str, value: str) -> None:
    found = read(text, ("a.b",), parse)
    assert (found.key, found.text) == (key, value)


def test_what_nobody_can_read_is_told_with_the_way_to_write_it() -> None:
    with pytest.raises(ValueError, match="seed"):
        read("seed=", (), parse)
    assert "\"county.slug='a(b'\"" in unreadable("county.slug=a(b", parse).text("zh")


def test_a_key_in_other_letters_is_one_that_the_config_has_not() -> None:
    found = unreadable("种子=3", parse)
    assert (found.code, found.where) == ("config.unknown_key", "种子")
    assert unreadable("seed＝(3", parse).code == "config.syntax"


def test_spaces_around_the_sign_are_taken_out() -> None:
    def strict(text: str) -> Any:
        if " " in text:
            raise ValueError(text)
        return parse(text)

    assert unreadable("seed = 3", strict).text("en").endswith("write it like this: seed=3.")


def test_quotes_within_are_escaped_and_long_ones_are_cut() -> None:
    assert quoted("a'b") == r"'a\'b'"
    assert brief("seed=1") == "seed=1"
    assert len(brief("x" * 500)) == 121


def test_what_a_later_value_takes_the_place_of_is_told() -> None:
    texts = ["seed=3", "lang=en", "seed=4", "seed=4", "replications=2", "replications=2", "~mode", "mode=a", "fleet.village.count={A: 1}", "fleet.village.count={B: 2}"]
    assert [said.text("en") for said in repeated([*texts, "county=a", "county=own"], but="county=own")] == ["seed=3 has no effect: seed=4 comes after it"]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([], ""), (["county=a", "+b.c=1"], "b"), (["a=1,2", "~b.c", "hydra.sweep.dir=a", "hydra.verbose=true"], "ab"),
        (["a=${b.c}"], "abc"), (["hydra.run.dir=${a}"], "abc"), (["a=1", "hydra/launcher=joblib"], "abc"), (["a=1", "hydra.output_subdir=x"], "abc"),
    ],
)  # fmt: skip
def test_hydra_is_told_the_branches_that_overrides_may_ask_for(texts: list[str], told: str) -> None:
    known = {"a": 1, "b": {"c": 2}, "c": 3}
    assert touched(known, texts) == {key: known[key] for key in told}
