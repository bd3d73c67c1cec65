"""Levels: the words that tables have for them, from the top down."""

from __future__ import annotations

from sim.plan.level import Level
from tests.plan.small import plans


def test_a_level_is_its_word() -> None:
    assert [f"{level}" for level in Level] == ["hub", "township", "village", "beyond"]


def test_every_place_is_of_a_level() -> None:
    assert all(isinstance(place.level, Level) for plan in plans() for place in plan.places)
