"""What own vehicles and drivers cost: by the month whether they run or not, or by the hour."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import HOUR
from sim.parameters.money import Cost
from sim.service.draft.price import DAYS_YEAR, driver_yuan_day, drivers_employed, fixed_yuan_day, fleet_yuan_day, hourly, vehicles_kept
from sim.service.draft.timetable import Served, Service
from tests import plans
from tests.service.small_county import parameters
from tests.service.small_plan import plan

MONTH, HOURLY = Cost(), Cost(driver_pay="hour")


def test_relays_are_always_hired_by_the_hour() -> None:
    assert hourly(MONTH, [True, False]).tolist() == [True, False]
    assert hourly(HOURLY, [True, False]).tolist() == [True, True]


def test_kept_vehicles_count_whole_and_hired_ones_by_their_hours() -> None:
    assert vehicles_kept(MONTH, False, 3, 4.0) == 3
    assert vehicles_kept(HOURLY, False, 3, 4.0) == 4.0 / MONTH.hours_day
    assert drivers_employed(MONTH, False, 3, 4.0) == 3 * MONTH.relief


def test_a_full_time_worker_by_the_hour_is_one() -> None:
    hours = HOURLY.hours_day * HOURLY.days_month * 12 / DAYS_YEAR
    assert drivers_employed(HOURLY, False, 0, hours) == pytest.approx(1)


def test_a_month_of_days_is_a_months_wage() -> None:
    assert driver_yuan_day(MONTH, False) * DAYS_YEAR / 12 == pytest.approx(MONTH.driver_yuan_month * (1 + MONTH.on_cost))
    rider = MONTH.relay_yuan_h * MONTH.hours_day * MONTH.days_month
    assert (driver_yuan_day(MONTH, np.array([True])) * DAYS_YEAR / 12).tolist() == pytest.approx([rider])


def test_a_vehicle_that_is_kept_costs_its_day_and_its_drivers() -> None:
    p, van = parameters(), plan().vehicles["minivan"]
    assert fixed_yuan_day(p, van) == pytest.approx(van.yuan_day + p.cost.relief * float(driver_yuan_day(p.cost, False)))
    assert fixed_yuan_day(p, van, relay=True) == fixed_yuan_day(parameters(cost__driver_pay="hour"), van) == 0


def test_a_fleet_costs_its_fewest_vehicles_and_every_km() -> None:
    p, van = parameters(), plan().vehicles["minivan"]
    line = plans.line(0, [plans.stop(1, HOUR, km=10.0)], HOUR, depot=0, leg="village", back_km=10.0, max_delay=HOUR)
    twice = Service(tuple(range(7)), (8 * HOUR, 14 * HOUR))
    once = Service((0,), (8 * HOUR,))
    assert fleet_yuan_day(p, van, [Served(line, twice)]) == pytest.approx(fixed_yuan_day(p, van) + 2 * 20 * van.yuan_km)
    assert fleet_yuan_day(p, van, [Served(line, once)]) == pytest.approx(fixed_yuan_day(p, van) + 20 / 7 * van.yuan_km)
    assert fleet_yuan_day(p, van, [Served(line, twice)] * 2) > 2 * fixed_yuan_day(p, van)
