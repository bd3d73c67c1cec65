"""A line's length and departure, and a timetable in its order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR, MINUTE
from sim.plan.departure import Threshold
from sim.plan.line import Line
from sim.plan.units import UNLIMITED
from tests.plan.small import plans
from tests.plans import HUB, changed, line, stop

STOPS = [stop(1, 10 * MINUTE, service=MINUTE, km=5.0), stop(2, 5 * MINUTE, service=MINUTE, km=2.5)]
ROUND: Line = line(HUB, STOPS, 5 * MINUTE, back_km=4.0, depot=3, max_delay=HOUR, turnaround=MINUTE)


def test_a_round_is_as_long_as_its_stretches_and_the_way_back() -> None:
    assert ROUND.km == 11.5


def test_its_departure_says_depot_delay_and_turnaround() -> None:
    assert (ROUND.depot, ROUND.max_delay, ROUND.turnaround, ROUND.most_parcels, ROUND.hosted) == (3, HOUR, MINUTE, UNLIMITED, False)
    host = changed(ROUND, depot=-1, most_parcels=35)
    assert changed(host, by_run=(3, 4)).by_run == (3, 4)
    assert (host.by_run, ROUND.by_run) == ((), ())
    assert (host.depot, host.max_delay, host.turnaround, host.most_parcels, host.hosted) == (-1, 0, 0, 35, True)


def test_another_depots_vehicles_change_nothing_else() -> None:
    moved = ROUND.from_depot(5)
    assert moved.depot == 5
    assert moved.from_depot(3) == ROUND
    with pytest.raises(TypeError, match="needs no depot"):
        changed(ROUND, depot=-1).from_depot(0)


def test_lines_are_planned_to_take_their_driving_and_serving_at_least() -> None:
    for plan in plans():
        for of in plan.lines:
            assert of.planned >= sum(s.drive + s.service for s in of.stops) + of.back_drive
            assert min(of.capacity_parcels, of.capacity_grams, of.capacity_ml) >= 0
            assert of.vehicle in plan.vehicles


def test_a_run_may_leave_until_its_longest_delay_or_the_end_of_its_hours() -> None:
    assert (ROUND.window, changed(ROUND, depot=-1).window) == (HOUR, 0)
    waits = replace(ROUND, departure=Threshold(depot=3, parcels=2, wait=HOUR, start=8 * HOUR, end=10 * HOUR))
    assert (waits.window, waits.max_delay) == (2 * HOUR - 1, 0)


def test_runs_are_sorted_by_time_and_line_and_numbered_by_day() -> None:
    for plan in plans():
        t = plan.timetable
        assert (np.lexsort((t.line, t.scheduled)) == np.arange(len(t.line))).all()
        runs = set(zip(t.line.tolist(), t.day.tolist(), t.number.tolist(), strict=True))
        assert len(runs) == len(t.line)
        assert all(n == 0 or (of, d, n - 1) in runs for of, d, n in runs)
