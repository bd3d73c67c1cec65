"""Points give parcels out: to the door, or to whoever comes."""

from __future__ import annotations

import numpy as np

from sim.clock import DAY, HOUR, NEVER
from sim.flow.counter import Counter
from sim.flow.racks import Racks
from sim.flow.world import World
from tests import plans
from tests.flow import small


def counter(point: dict | None = None, **columns: object) -> Counter:
    plan = small.plan(point=point)
    of = World.of(plan, plans.draws(plan, small.parcels([0.0] * 3, **columns)))
    return Counter(of, Racks(of))


def given_out(of: Counter, at: list[int]) -> tuple[list[int], list[int], list[int]]:
    n = len(at)
    found = of.give_out(np.arange(n, dtype=np.int32), np.zeros(n, np.int32), np.array(at))
    return found.in_hand.tolist(), found.returned.tolist(), found.lead.tolist()


def test_a_household_comes_when_it_means_to() -> None:
    assert given_out(counter(dwell_point=5 * HOUR), [HOUR, 2 * HOUR]) == ([6 * HOUR, 7 * HOUR], [NEVER, NEVER], [0, 1])


def test_one_trip_brings_all_that_wait_for_the_household() -> None:
    assert given_out(counter(dwell_point=5 * HOUR, household=[4, 4, 5]), [HOUR, 2 * HOUR, 2 * HOUR])[0] == [6 * HOUR, 6 * HOUR, 7 * HOUR]
    assert given_out(counter(dwell_point=5 * HOUR, household=[4, 4, 5]), [HOUR, 2 * HOUR, 2 * HOUR])[2] == [0, 0, 2]


def test_who_waits_too_long_is_returned() -> None:
    in_hand, returned, lead = given_out(counter({"return_after": DAY}, dwell_point=2 * DAY), [HOUR])
    assert (in_hand, returned, lead) == ([NEVER], [DAY + HOUR], [-1])


def test_to_the_door_with_the_next_round_and_no_trip() -> None:
    of = counter({"door_times": (17 * HOUR, DAY + 17 * HOUR)}, to_door=[True, True, False], dwell_point=HOUR)
    assert given_out(of, [16 * HOUR, 18 * HOUR, 16 * HOUR]) == ([17 * HOUR, DAY + 17 * HOUR, 17 * HOUR], [NEVER] * 3, [-1, -1, 2])


def test_a_round_that_takes_all_takes_what_did_not_ask() -> None:
    of = counter({"door_times": (17 * HOUR,), "all_to_door": True}, to_door=[True, False, False], dwell_point=HOUR)
    assert given_out(of, [16 * HOUR, 15 * HOUR, 16 * HOUR]) == ([17 * HOUR] * 3, [NEVER] * 3, [-1] * 3)
