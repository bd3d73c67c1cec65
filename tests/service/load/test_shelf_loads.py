"""Shelves by hand: a van leaves daily at 10:30, its parcels are there half an hour later, and the shop is open from 8 to 20."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.clock import DAY, HOUR, clock_ms
from sim.plan.plan import ServicePlan
from sim.service.load.load import ResourceLoad
from sim.service.load.shelf_loads import shelf_loads
from tests.service.small_plan import DAYS, EVERY, expected, parameters, plan, timetable


def shop(days: list[int] = EVERY, times: tuple[str, ...] = ("10:30",), **changes: Any) -> ServicePlan:
    runs = timetable({0: (EVERY, ["08:30"]), 1: (days, list(times)), 2: ([0, 2, 4, 7, 9, 11], ["09:00"])})
    return plan(points=tuple(replace(p, **changes) for p in plan().points), timetable=runs)


def loads(which: ServicePlan, dwell_h: float, to_door: float = 0.0, households: int = 10**9) -> dict[str, ResourceLoad]:
    asked = replace(
        expected(), dwell_point=np.array([round(dwell_h * HOUR)]), to_door=to_door, weekday=np.ones(7), households=np.full(2, households),
    )  # fmt: skip
    return {x.kind: x for x in shelf_loads(which, np.array([100.0, 50.0]), asked, parameters()) if x.key == "p0"}


@pytest.mark.parametrize(
    ("dwell_h", "drops", "state", "week"),
    [
        (14, 1, "ok", "ok"),  # fetched at 8 the next morning: nobody is there when the next van loads
        (25, 2, "ok", "ok"),  # fetched at noon the next day: the van before still has its parcels there
        (72, 4, "tight", "overloaded"),
        (300, 8, "piled", "overloaded"),  # nobody comes: returned on the seventh day, half an hour after the next van but six has loaded
    ],
)
def test_a_place_is_held_until_a_later_van_finds_it_free(dwell_h: float, drops: int, state: str, week: str) -> None:
    found = loads(shop(), dwell_h)
    assert found["shelf"].offered == pytest.approx(100 * drops)
    assert found["shelf_week"].capacity == pytest.approx(300 * 7 / drops, rel=0.1)
    assert (found["shelf"].state, found["shelf_week"].state) == (state, week)


def test_a_shop_that_opens_once_a_week_holds_a_week() -> None:
    monday = tuple((d * DAY + 8 * HOUR, d * DAY + 20 * HOUR) for d in range(0, DAYS, 7))
    found = loads(shop(hours=monday), 2)
    # Monday's van comes at 11 and is fetched at 13, the other six days' on the Monday after at 10, before that day's van.
    assert found["shelf"].offered == pytest.approx(100 * 6)
    assert found["shelf_week"].capacity == pytest.approx(300 * 2)
    assert found["shelf_week"].state == "overloaded"


def test_vans_that_come_seldom_bring_much_at_once() -> None:
    found = loads(shop(days=[0, 7]), 14)
    assert found["shelf"].offered == pytest.approx(700)
    assert (found["shelf_week"].capacity, found["shelf_week"].state) == (pytest.approx(300), "overloaded")


def test_the_door_round_clears_what_nobody_fetches() -> None:
    doors = tuple(d * DAY + clock_ms("17:00") for d in range(DAYS))
    assert loads(shop(door_times=doors), 300, to_door=1.0)["shelf"].offered == pytest.approx(100)


def test_who_fetches_one_parcel_brings_the_households_others() -> None:
    alone, together = (loads(shop(), 25, households=n)["shelf"].offered for n in (10**9, 20))
    assert 100 < together < alone == pytest.approx(200)
