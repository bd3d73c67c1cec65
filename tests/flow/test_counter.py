"""Points give parcels out: when they are open, to the door, or to whoever comes."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.flow.counter import FEW_INTERVALS, Counter, Hours, collect
from sim.flow.racks import Racks
from sim.flow.world import World
from tests import plans
from tests.flow import small

NONE = np.zeros(0, np.int64)


@pytest.mark.parametrize(("time", "opens"), [(0, 8), (8, 8), (11, 11), (12, 14), (14, 14), (18, 32), (50, 56), (66, NEVER)])
def test_the_next_instant_at_which_it_is_open(time: int, opens: int) -> None:
    hours = Hours(tuple((d * DAY + a * HOUR, d * DAY + b * HOUR) for d in range(3) for a, b in ((8, 12), (14, 18))), 3 * DAY)
    assert hours.next_open(np.array([time * HOUR])).tolist() == [opens * HOUR if opens < NEVER else NEVER]


def test_intervals_that_touch_are_one_and_always_is_always() -> None:
    assert Hours(((0, HOUR), (HOUR, DAY)), DAY).next_open(np.array([HOUR, DAY])).tolist() == [HOUR, NEVER]
    assert Hours(((0, 5 * DAY),), DAY).next_open(np.array([7, DAY + 1])).tolist() == [7, NEVER]
    assert Hours((), DAY).next_open(np.array([7])).tolist() == [NEVER]


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


def test_nothing_to_collect_is_nothing() -> None:
    empty = np.zeros(0, np.int32)
    times, lead = collect(empty, empty, empty, NONE, NONE, NONE, DAY)
    assert (len(times), len(lead)) == (0, 0)


@pytest.mark.parametrize("pause", [HOUR // 2, 6 * HOUR, 11 * HOUR + 1])
@pytest.mark.parametrize("days", [1, FEW_INTERVALS, FEW_INTERVALS + 1, 20])
def test_a_point_is_open_next_as_its_intervals_say(days: int, pause: int) -> None:
    horizon = days * DAY + 7
    hours = tuple((d * DAY + h, d * DAY + h + 20 * MINUTE) for d in range(days) for h in (8 * HOUR, 8 * HOUR + pause))
    times = np.random.default_rng(days).integers(-DAY, horizon + DAY, 500)
    marks = np.array([edge + off for interval in hours for edge in interval for off in (-1, 0, 1)])
    times = np.concatenate([times, marks, [NEVER - 1, NEVER]])
    inside = [min((max(t, a) for a, b in hours if t < b), default=NEVER) for t in times.tolist()]
    assert Hours(hours, horizon).next_open(times).tolist() == [t if t < horizon else NEVER for t in inside]
