"""A plan is sized from the parcels that are expected, wherever it is known what they are like."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.clock import clock_ms
from sim.demand.outlook import Arrival, Expected
from sim.plan.plan import ServicePlan
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from sim.service.load.feasible import loads
from tests.service.small_county import CACHE, POOL, county, demand, modes, parameters

OF_PARAMETERS = {"kg": "demand__weight_mean_kg", "litres": "demand__volume_mean_l"}


def planned(mode: str, asked: Expected, **over: Any) -> ServicePlan:
    return build_plan(county(), parameters(**over), modes(), Assignment(mode=mode, pools={"joint": POOL}), asked, CACHE)


def expecting(**columns: Any) -> Expected:
    asked = demand(parameters())
    return replace(asked, **{name: np.broadcast_to(np.asarray(value, float), asked.daily.shape) for name, value in columns.items()})


@pytest.mark.parametrize(("column", "value"), [("kg", 25.0), ("litres", 90.0)])
@pytest.mark.parametrize("mode", ["courier_courier", "postal_courier", "transport_courier", "commerce_courier", "township_pickup"])
def test_it_is_the_same_plan_whether_parameters_or_a_table_say_what_parcels_are_like(mode: str, column: str, value: float) -> None:
    p = parameters(**{OF_PARAMETERS[column]: value})
    one, other = planned(mode, demand(p), **{OF_PARAMETERS[column]: value}), planned(mode, expecting(**{column: value}))
    assert (one.lines, one.depots, one.handlings) == (other.lines, other.depots, other.handlings)
    assert np.array_equal(one.timetable.scheduled, other.timetable.scheduled)
    assert len(one.timetable.line) > len(planned(mode, expecting()).timetable.line)


def overloaded(plan: ServicePlan, asked: Expected) -> list[str]:
    """What is overloaded but the post's own rounds, of which there are as many as there are."""
    return [x.key for x in loads(plan, asked, parameters()) if x.state == "overloaded" and "/host:post/" not in x.key]


@pytest.mark.parametrize("mode", ["courier_courier", "postal_courier", "commerce_courier"])
def test_heavy_parcels_of_one_village_or_brand_are_heavy_there(mode: str) -> None:
    for cells in (np.s_[:, 5], np.s_[0, :]):
        asked = expecting()
        asked = replace(asked, kg=asked.kg.copy())
        asked.kg[cells] = 60.0
        plan = planned(mode, asked)
        assert not overloaded(plan, asked)
        unaware = planned(mode, expecting())
        assert overloaded(unaware, asked)
        assert len(unaware.timetable.line) < len(plan.timetable.line) < len(planned(mode, expecting(kg=60.0)).timetable.line)


def at_hub(asked: Expected) -> list[list[int]]:
    """The first day's crews at the hub of twenty times the parcels."""
    plan = planned("courier_courier", replace(asked, daily=20 * asked.daily))
    return [[s.people for s in stage.crew.shifts[:2]] for h in plan.handlings if h.place == 0 for stage in h.stages]


def test_crews_are_there_when_the_parcels_come() -> None:
    night = replace(expecting(), arrivals=(Arrival(clock_ms("02:00"), 0.5), Arrival(clock_ms("13:00"), 0.5)))
    assert at_hub(expecting()) != at_hub(night)


def test_what_comes_in_a_shifts_last_hour_is_left_to_the_next() -> None:
    assert at_hub(replace(expecting(), arrivals=(Arrival(clock_ms("09:29"), 1.0),))) == at_hub(replace(expecting(), arrivals=(Arrival(clock_ms("13:00"), 1.0),)))
