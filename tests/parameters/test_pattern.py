"""A key has the value of the first pattern that it fits."""

from __future__ import annotations

from sim.parameters.pattern import Patterns

NAMED = Patterns({"a.b": 1, "a.*": 2, "*.*.c": 3})


def test_the_first_that_fits_holds() -> None:
    assert NAMED.of("a.b") == (1, ())
    assert NAMED.of("a.x") == NAMED.of("a.x") == (2, ("x",))


def test_stars_stand_for_words_and_numbers_are_none() -> None:
    assert NAMED.of("x.y.c") == (3, ("x", "y"))
    assert NAMED.of("x.0.c") == (3, ("x",))


def test_a_key_of_other_words_fits_none() -> None:
    assert NAMED.of("x.y") is NAMED.of("a") is NAMED.of("a.b.d") is None
