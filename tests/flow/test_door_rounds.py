"""A keeper's rounds to the door: who goes with them, and when."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, NEVER
from sim.flow.door_rounds import DoorRounds
from tests.flow import small
from tests.flow.parts import world

EVENING = {"door_times": (17 * HOUR, DAY + 17 * HOUR)}


def rounds(point: dict[str, Any] | None = None) -> DoorRounds:
    """Those of a point, and three parcels of which the first two asked for the door."""
    of = world(small.plan(point=point), to_door=[True, True, False])
    return DoorRounds(of.plan, of.rows)


def taken(point: dict[str, Any], at: int = 0) -> list[bool]:
    """Of the three parcels at a point, which go with a round."""
    return rounds(point).take(np.arange(3, dtype=np.int32), np.full(3, at, np.int32)).tolist()


def test_who_asked_goes_with_a_round_and_else_who_lies_where_all_are_taken() -> None:
    assert taken(EVENING) == [True, True, False]
    assert taken(EVENING | {"all_to_door": True}) == [True, True, True]


def test_nobody_goes_where_there_are_no_rounds() -> None:
    assert taken({"all_to_door": True}) == [False] * 3
    assert taken(EVENING | {"all_to_door": True}, at=-1) == [False] * 3


def test_the_next_round_leaves_at_or_after_a_time() -> None:
    at = np.array([16 * HOUR, 17 * HOUR, 17 * HOUR + 1, DAY + 18 * HOUR])
    assert rounds(EVENING).next(np.zeros(4, np.int32), at).tolist() == [17 * HOUR, 17 * HOUR, DAY + 17 * HOUR, NEVER]
    assert rounds(EVENING).any
    assert not rounds().any
