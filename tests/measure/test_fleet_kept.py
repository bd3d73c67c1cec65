"""Vehicles and drivers that depots keep, and what they cost over the measured days."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.case import Case
from sim.measure.fleet_kept import depots_kept
from sim.service.draft.price import driver_yuan_day
from tests.measure import small

HOURS = np.array([10.0, 20.0, 99.0, 5.0])


def case(pay: str) -> Case:
    plan, draws, outcome = small.case(5)
    return Case(plan, draws, outcome, small.county(), small.parameters(cost={"driver_pay": pay}))


def test_by_the_month_every_vehicle_counts_whatever_it_runs() -> None:
    of = case("month")
    kept = depots_kept(of, HOURS)
    assert kept.vehicles.tolist() == [d.count for d in of.plan.depots]
    assert kept.vehicle_yuan.tolist() == [35.0 * d.count * of.days for d in of.plan.depots]
    assert (depots_kept(of, 0 * HOURS).vehicles == kept.vehicles).all()


def test_by_the_hour_a_depot_has_the_hours_of_its_lines_and_no_host_has_any() -> None:
    of = case("hour")
    kept = depots_kept(of, HOURS)
    assert kept.vehicles == pytest.approx(HOURS[[0, 1, 3]] / of.days / of.parameters.cost.hours_day)
    assert kept.driver_yuan == pytest.approx(kept.drivers * float(driver_yuan_day(of.parameters.cost, False)) * of.days)
