"""What runs used up: own ones by km and kept vehicles, hosts' by what parcels add and by the space they take."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.case import Case
from sim.measure.host_stops import host_stops
from sim.measure.runs import driver_hour, line_costs
from tests.measure import small

CASE = small.measured()
COSTS = line_costs(CASE, host_stops(CASE))
HOST = 2


def test_own_lines_drive_every_run_that_left() -> None:
    own = [0, 1, 3]
    km = np.array([line.km for line in CASE.plan.lines])
    assert COSTS.km[own] == pytest.approx(CASE.visits[own] * km[own])
    assert COSTS.energy[own] == pytest.approx(COSTS.km[own] * 0.7)
    assert COSTS.co2_kg[own] == pytest.approx(COSTS.km[own] * 0.173)


def test_a_hosts_line_has_no_vehicle_of_its_own_and_own_lines_no_hosts_share() -> None:
    assert [COSTS.energy[HOST], COSTS.vehicle[HOST], COSTS.driver[HOST], COSTS.km[HOST], COSTS.hours[HOST]] == [0] * 5
    for of in (COSTS.host_marginal, COSTS.host_full_km, COSTS.host_full_minutes, COSTS.host_co2_kg):
        assert of[[0, 1, 3]].tolist() == [0, 0, 0]


def test_all_that_depots_keep_goes_to_their_lines() -> None:
    assert COSTS.vehicle.sum() == pytest.approx(COSTS.kept.vehicle_yuan.sum())
    assert COSTS.driver.sum() == pytest.approx(COSTS.kept.driver_yuan.sum())


def test_parcels_bear_a_part_of_a_hosts_full_run() -> None:
    whole = CASE.visits[HOST] * CASE.plan.lines[HOST].km * 0.28
    assert 0 < COSTS.host_full_km[HOST] < whole


def test_a_drivers_hour_is_a_part_of_the_month() -> None:
    cost = CASE.parameters.cost
    assert driver_hour(CASE) * cost.hours_day * cost.days_month == pytest.approx(cost.driver_yuan_month * (1 + cost.on_cost))


def test_without_a_marginal_price_a_run_that_goes_anyway_costs_nothing_more() -> None:
    plan, draws, outcome = small.case(5)
    p = small.parameters()
    free = p.model_copy(update={"host": {**p.host, "post": p.host["post"].model_copy(update={"marginal_yuan_km": 0.0})}})
    of = Case(plan, draws, outcome, small.county(), free)
    assert not line_costs(of, host_stops(of)).host_marginal.any()
