"""Lockers: the smallest free compartment that holds a parcel, a bigger one, the shelf; at any hour; beside a counter that keeps hours."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, NEVER
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.flow.racks import Candidates
from sim.plan.point import Compartments
from tests import plans
from tests.flow import small

LOCKER = (Compartments(1000, 1), Compartments(3000, 1))


def outcome(point: dict[str, Any], ml: list[int], days: int = 3, **columns: Any) -> Outcome:
    """Parcels of one village that enter the hub on the first morning."""
    plan = small.plan(days=days, point={"locker": LOCKER, "hours": plans.opening(9, 18, days)} | point)
    return simulate(plan, plans.draws(plan, small.parcels([8] * len(ml), ml=ml, **columns)))


def test_the_smallest_free_one_then_a_bigger_one_then_the_shelf() -> None:
    out = outcome({"shelf": 1}, [800, 900, 900, 900], dwell_point=NEVER)
    assert out.compartment.tolist() == [0, 1, -1, -1]
    assert (out.milestones.dropped < NEVER).tolist() == [True, True, True, False]


def test_what_fits_no_compartment_or_a_round_takes_needs_the_shelf() -> None:
    out = outcome({"door_times": (17 * HOUR,)}, [5000, 2000, 500], to_door=[False, False, True])
    assert out.compartment.tolist() == [-1, 1, -1]


def test_a_compartment_is_free_again_as_it_is_emptied() -> None:
    """Fetched at 11:30 on the second day, before the round of 12:00 leaves."""
    plan = small.plan(point={"locker": LOCKER[:1], "shelf": 1})
    parcels = small.parcels([8, 9, 24 + 8], ml=[1000, 2000, 1000], village=[0, 0, 0], dwell_point=[23 * HOUR, 10 * DAY, HOUR])
    out = simulate(plan, plans.draws(plan, parcels))
    assert out.compartment.tolist() == [0, -1, 0]
    assert out.milestones.at_point[2] == DAY + 12.5 * HOUR


def test_at_any_hour_from_a_locker_and_what_lies_on_the_shelf_when_it_opens() -> None:
    """At the point at 12:30; meant to be fetched at 20:30, when the counter is closed."""
    out = outcome({}, [1000, 1000, 1000], dwell_point=8 * HOUR, household=[0, 1, 0])
    assert small.hours(out.milestones.in_hand) == [20.5, 20.5, 24 + 9]
    assert out.trips.parcels.tolist() == [1, 1, 1]


def test_who_comes_while_it_is_open_takes_everything() -> None:
    out = outcome({}, [1000, 1000, 1000], dwell_point=[2 * HOUR, 3 * HOUR, 8 * HOUR], household=[0, 1, 0])
    assert small.hours(out.milestones.in_hand) == [14.5, 15.5, 14.5]
    assert out.trips.parcels.tolist() == [2, 1]


def test_any_rack_from_the_first_to_the_last_asked_for() -> None:
    asked = Candidates(np.array([0, 1, 2, 3]), np.array([0, 3, 3, 3]))
    assert asked.free(np.array([0, 0, 5, 0])).tolist() == [False, True, True, False]
