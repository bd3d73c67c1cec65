"""Drivers by the month work overtime where a vehicle is out longer on a day than they are paid for."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.accounts import write_ledger
from sim.measure.case import Case
from sim.measure.driver_overtime import overtime_hours
from tests.measure import small

OWN = [0, 1, 3]


def case(**cost: object) -> Case:
    plain = small.measured()
    return Case(plain.plan, plain.draws, plain.outcome, plain.county, small.parameters(cost=cost))


def runs(of: Case) -> np.ndarray:
    return np.flatnonzero(of.run_departed & np.isin(of.plan.timetable.line, OWN))


def test_what_a_vehicle_is_out_on_a_day_beyond_the_paid_hours_is_overtime() -> None:
    of = case(hours_day=2.0)
    run = runs(of)
    hours = np.full(len(run), 1.5)
    assert not overtime_hours(of, run, hours).any()
    assert overtime_hours(of, run, hours * 2) == pytest.approx(np.full(len(run), 1.0))


def test_runs_of_one_vehicle_and_day_count_together_and_share_it_by_their_length() -> None:
    of = case(hours_day=2.0)
    run = np.repeat(runs(of)[:1], 2)
    assert overtime_hours(of, run, np.array([1.0, 3.0])) == pytest.approx([0.5, 1.5])


def test_who_is_hired_by_the_hour_has_none() -> None:
    of = case(hours_day=1.0, driver_pay="hour")
    assert not overtime_hours(of, runs(of), np.full(len(runs(of)), 9.0)).any()


def test_it_is_paid_in_proportion_and_only_where_asked() -> None:
    paid = [write_ledger(case(hours_day=1.0, driver_overtime=rate)).ledger.cells(lambda a: a.category == "driver_overtime").sum() for rate in (0.0, 1.0, 2.0)]
    assert paid[0] == 0
    assert paid[2] == pytest.approx(2 * paid[1], abs=2)
    assert paid[1] > 0
