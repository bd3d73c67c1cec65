"""The fullest departure, by hand: waves of 70 % at 06:00 and 30 % at 13:00, 150 parcels a day, 1.2 times that on Mondays, 0.8 on Sundays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.clock import HOUR
from sim.demand.outlook import Arrival, Expected
from sim.plan.departure import Threshold
from sim.plan.plan import ServicePlan
from sim.service.load.departures import Departure, expected_at, fullest_departures
from sim.service.load.feasible import loads
from sim.service.load.load import ResourceLoad
from tests.service.small_plan import DAYS, EVERY, expected, parameters, plan, timetable

TRUNK, VAN, POST = 0, 1, 2
TWICE = timetable({0: (EVERY, ["08:30", "15:30"]), 1: (EVERY, ["10:30"]), 2: ([0, 2, 4, 7, 9, 11], ["09:00"])})
ON_TIME = {"demand": {"truck_delay_mean_min": 0}}


def made(crews: bool = False, trunk: int = 1000, **changes: Any) -> ServicePlan:
    base = plan(timetable=TWICE, **changes)
    handlings = base.handlings if crews else tuple(replace(h, stages=()) for h in base.handlings)
    return replace(base, handlings=handlings, lines=(replace(base.lines[0], capacity_parcels=trunk), *base.lines[1:]))


def found(which: ServicePlan, expects: Expected | None = None, **changes: Any) -> dict[int, Departure]:
    p = parameters(**{**ON_TIME, **changes})
    asked = expected() if expects is None else expects
    rows = fullest_departures(which, replace(asked, delay=0.0), p, lambda line: float(which.lines[line].capacity_parcels))
    return {row.line: row for row in rows}


def test_slots_of_a_threshold_are_expected_evenly_over_its_hours() -> None:
    rule = Threshold(depot=0, parcels=5, wait=HOUR, start=8 * HOUR, end=16 * HOUR)
    line = replace(plan().lines[1], departure=rule)
    slots = np.array([8, 8, 32], np.int64) * HOUR
    assert (expected_at(line, slots) / HOUR).tolist() == [10, 14, 36]
    assert expected_at(plan().lines[1], slots) is slots


def load(which: ServicePlan, kind: str, key: str) -> ResourceLoad:
    (row,) = (x for x in loads(which, replace(expected(), delay=0.0), parameters(**ON_TIME)) if (x.kind, x.key) == (kind, key))
    return row


def test_a_departure_takes_the_wave_before_it_and_a_round_both() -> None:
    rows = found(made())
    assert rows[TRUNK].ready == pytest.approx(0.7 * 150 * 1.2)
    assert rows[VAN].ready == pytest.approx((0.3 * 150 * 0.8 + 0.7 * 150 * 1.2) * 100 / 150)
    # The trunk of half past eight comes at six past nine, so on Mondays at nine the post has all of Friday, Saturday and Sunday.
    assert rows[POST].ready == pytest.approx((1.0 + 1.0 + 0.8) * 50)


def test_what_does_not_fit_one_departure_is_told_though_the_day_fits() -> None:
    tight = made(trunk=100)
    assert load(tight, "line_week", "trunk").state == "ok"
    row = load(tight, "line_departure", "trunk")
    assert (row.offered, row.capacity, row.rho, row.state, row.unit) == (pytest.approx(126), 100, pytest.approx(1.26), "tight", "parcels")
    assert load(made(trunk=130), "line_departure", "trunk").state == "ok"


def test_what_was_left_behind_waits_for_the_next() -> None:
    assert found(made(trunk=100))[TRUNK].ready == pytest.approx(126)
    # One departure a day that holds 145: 35 are left on Monday, 5 more on each weekday until Saturday; Sunday's 120 take 25 of them along.
    once = replace(made(trunk=145), timetable=timetable({0: (EVERY, ["15:30"]), 1: (EVERY, ["10:30"]), 2: ([0, 7], ["09:00"])}))
    left, fullest = 0.0, 0.0
    for day, factor in enumerate([1.2, 1, 1, 1, 1, 1, 0.8] * 2):
        ready = left + 150 * factor
        fullest = max(fullest, ready) if day >= 7 else 0.0
        left = ready - min(ready, 145)
    assert found(once)[TRUNK].ready == pytest.approx(fullest)


def test_a_crew_holds_back_what_it_has_not_done() -> None:
    # One sorter, 50 an hour from half past five to half past eight: what was left of the day before first, then the morning's.
    assert found(made(crews=True))[TRUNK].ready == pytest.approx(150)
    quick = replace(made(crews=True), handlings=tuple(replace(h, stages=tuple(replace(s, work=s.work // 10) for s in h.stages)) for h in plan().handlings))
    assert found(quick)[TRUNK].ready == pytest.approx(0.3 * 150 * 0.8 + 0.7 * 150 * 1.2)


def test_parcels_come_when_the_table_of_real_parcels_says() -> None:
    all_at_noon = replace(expected(), arrivals=(Arrival(12 * HOUR, 1.0),))
    assert found(made(), all_at_noon)[TRUNK].ready == pytest.approx(150 * 1.2)  # at half past three


def test_a_short_horizon_is_looked_at_whole() -> None:
    short = replace(made(), horizon=5 * 86_400_000, timetable=timetable({0: ([0, 1, 2, 3, 4], ["08:30"]), 1: ([1], ["10:30"]), 2: ([2], ["09:00"])}))
    assert found(short)[TRUNK].ready == pytest.approx(150 * (0.3 * 1.2 + 0.7))
    assert DAYS > 5
