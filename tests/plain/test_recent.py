"""The last values stay, others go."""

from __future__ import annotations

from sim.plain.recent import Recent


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
