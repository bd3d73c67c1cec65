"""Legs: the words that modes, tables and keys of lines have for them."""

from __future__ import annotations

from sim.plan.leg import Leg
from tests.plan.small import plans


def test_a_leg_is_its_word() -> None:
    assert [f"{leg}" for leg in Leg] == ["trunk", "village", "direct", "urban", "haul", "relay"]


def test_every_line_is_of_a_leg() -> None:
    assert all(isinstance(line.leg, Leg) for plan in plans() for line in plan.lines)
