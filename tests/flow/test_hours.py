"""When points are open."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.flow.hours import FEW_INTERVALS, Hours, HoursOfPoints, told_apart
from tests.flow import small


@pytest.mark.parametrize(("time", "opens"), [(0, 8), (8, 8), (11, 11), (12, 14), (14, 14), (18, 32), (50, 56), (66, NEVER)])
def test_the_next_instant_at_which_it_is_open(time: int, opens: int) -> None:
    hours = Hours(tuple((d * DAY + a * HOUR, d * DAY + b * HOUR) for d in range(3) for a, b in ((8, 12), (14, 18))), 3 * DAY)
    assert hours.next_open(np.array([time * HOUR])).tolist() == [opens * HOUR if opens < NEVER else NEVER]


def test_intervals_that_touch_are_one_and_always_is_always() -> None:
    assert Hours(((0, HOUR), (HOUR, DAY)), DAY).next_open(np.array([HOUR, DAY])).tolist() == [HOUR, NEVER]
    assert Hours(((0, 5 * DAY),), DAY).next_open(np.array([7, DAY + 1])).tolist() == [7, NEVER]
    assert Hours((), DAY).next_open(np.array([7])).tolist() == [NEVER]


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


def test_points_keep_hours_of_their_own() -> None:
    """Two plans of one point each, open from 0 and from 9 o'clock: each is asked by its own table, whatever the order of the questions."""
    early, late = (small.plan(point={"hours": ((start, DAY),)}).points[0] for start in (0, 9 * HOUR))
    of = HoursOfPoints([early, late, early], DAY)
    assert of.next_open(np.full(4, HOUR), np.array([1, 0, 2, 1], np.int32)).tolist() == [9 * HOUR, HOUR, HOUR, 9 * HOUR]


def test_things_alike_have_one_number() -> None:
    numbers, things = told_apart(["b", "a", "b"], "a")
    assert (numbers.tolist(), things) == ([1, 0, 1], ["a", "b"])
