"""Villages so far out that no round is back while its driver is on duty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR, clock_ms
from sim.county.county import County
from sim.demand.expected import expected
from sim.plan.plan import ServicePlan
from sim.problems import InputError
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from sim.service.load.feasible import loads
from sim.service.load.reach import can_leave
from sim.service.load.refuse import refuse
from tests import plans
from tests.service.small_county import CACHE, POOL, county, modes, parameters

FAR = "N1"


def far_out(km: float = 130.0, place: int | None = None) -> County:
    """The small county, one of its villages so far from everything."""
    base = county()
    place = base.point_place(next(v.point for v in base.villages if v.code == FAR)) if place is None else place
    road = base.road_km.copy()
    road[place, :] += km
    road[:, place] += km
    road[place, place] = 0.0
    return replace(base, road_km=road)


def planned(where: County, mode: str, **over: object) -> ServicePlan:
    p = parameters(fleet__route_iterations=20, **over)
    asked = expected(where, p)
    plan = build_plan(where, p, modes(), Assignment(mode=mode, pools={"joint": POOL}), asked, CACHE)
    refuse(plan, asked, p)
    return plan


def handed_out_in(plan: ServicePlan, brand: str, village: str) -> tuple[bool, str]:
    """Whether a brand's parcels wait at the township, and the mode that brings them."""
    way = plan.ways[plan.inbound[plan.brands.index(brand), plan.villages.index(village)]]
    return plan.points[way.point].remote, way.mode


@pytest.mark.parametrize("mode", ["courier_courier", "commerce_courier"])
def test_a_village_too_far_out_is_set_aside_and_its_parcels_wait_at_the_township(mode: str) -> None:
    plan, asked = planned(far_out(250.0), mode), expected(far_out(250.0), parameters())
    assert handed_out_in(plan, "zto", FAR) == (True, "township_pickup")
    assert {plan.villages[a.village] for a in plan.aside} == {FAR}
    assert all(a.planned > a.allowed for a in plan.aside)
    assert all(not handed_out_in(plan, "zto", v)[0] for v in plan.villages if v != FAR)
    (row,) = (x for x in loads(plan, asked, parameters()) if x.kind == "round")
    assert (row.state, row.unit) == ("aside", "h")
    assert row.rho > 1
    assert row.where in str(plan.notes[-1].told)
    assert "fleet.duty_end" in str(plan.notes[-1].told)


def test_a_longer_duty_serves_it() -> None:
    plan = planned(far_out(), "courier_courier", fleet__duty_end="23:59")
    assert not plan.aside
    assert handed_out_in(plan, "zto", FAR) == (False, "courier_courier")


@pytest.mark.parametrize("mode", ["courier_courier", "commerce_courier", "transport_courier"])
def test_what_can_be_done_is_as_it_was(mode: str) -> None:
    plan = planned(county(), mode)
    assert not plan.aside
    assert not [x for x in loads(plan, expected(county(), parameters()), parameters()) if x.kind == "round"]


def test_pickup_at_the_township_does_not_care() -> None:
    near, far = planned(county(), "township_pickup"), planned(far_out(), "township_pickup")
    assert [line.key for line in near.lines] == [line.key for line in far.lines]
    assert not far.aside


def test_a_township_that_nobody_reaches_in_a_duty_is_refused_once_by_name() -> None:
    where = far_out(400.0, place=1)
    with pytest.raises(InputError) as error:
        planned(where, "township_pickup")
    found = [p for p in error.value.problems if p.code == "service.round_too_long"]
    assert len(found) == 1
    assert "北镇" in str(found[0].found)
    assert "fleet.duty_end" in str(found[0].hint)


def test_a_departure_may_wait_for_the_next_morning_if_its_delay_allows() -> None:
    plan = planned(county(), "courier_courier")
    line = next(x for x in plan.lines if x.leg == "village")
    depot, late = plan.depots[line.depot], clock_ms("19:30")
    assert not can_leave(late, replace(line, planned=5 * HOUR), depot)
    assert can_leave(late, plans.changed(line, planned=5 * HOUR, max_delay=11 * HOUR), depot)
    assert can_leave(clock_ms("14:00"), replace(line, planned=5 * HOUR), depot)
    assert np.isclose(depot.duty_end / HOUR, 20)
