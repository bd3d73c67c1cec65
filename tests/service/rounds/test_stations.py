"""Which vehicles run which rounds: areas that share them, their type, and the departure times."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sim.clock import DAY, HOUR
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan
from sim.service.draft.draft import Ride
from sim.service.draft.fleet import units_needed
from sim.service.draft.price import fixed_yuan_day
from sim.service.draft.timetable import Served, Service
from sim.service.rounds.stations import in_range, ride_to
from tests import plans
from tests.service.drafts import draft, rounds
from tests.service.small_county import build, parameters


def village_depots(plan: ServicePlan) -> list[int]:
    return [g for g, depot in enumerate(plan.depots) if depot.key.startswith("village/courier_courier/")]


def test_two_townships_share_a_van_that_serves_one_after_the_other() -> None:
    short = {"roads__village_kmh": 60.0, "demand__scale": 0.2, "fleet__village__allowed": ()}
    plan = build("courier_courier", parameters(**short))
    (depot,) = village_depots(plan)
    lines = [i for i, line in enumerate(plan.lines) if line.depot == depot]
    assert plan.depots[depot].count == 1
    assert {plan.lines[i].base for i in lines} == {1, 2}
    times = sorted((int(t) % DAY, i) for t, i in zip(plan.timetable.scheduled, plan.timetable.line, strict=True) if i in lines)
    for (left, line), (next_left, _) in pairwise(sorted(set(times))):
        assert left + plan.lines[line].planned + plan.lines[line].turnaround <= next_left
    away = [plan.lines[i] for i in lines if plan.lines[i].base != plan.depots[depot].base]
    assert all(line.back_km > sum(stop.km for stop in line.stops[:1]) for line in away), "the empty ride between the towns is driven and paid"


def test_areas_share_no_van_where_that_costs_more() -> None:
    far = build("courier_courier", parameters(demand__scale=0.2, vehicles__minivan__yuan_km=20.0, fleet__village__allowed=()))
    assert len(village_depots(far)) == 2


@pytest.mark.parametrize(("scale", "vehicle"), [(0.05, "micro_van"), (3.0, "minivan")])
def test_the_cheapest_type_that_holds_the_rounds(scale: float, vehicle: str) -> None:
    plan = build("courier_courier", parameters(demand__scale=scale))
    assert {plan.depots[g].vehicle for g in village_depots(plan)} == {vehicle}
    given = build("courier_courier", parameters(demand__scale=scale, fleet__village__count=4))
    assert {given.depots[g].vehicle for g in village_depots(given)} == {"minivan"}, "vehicles that are given stay what they are"


def test_a_type_must_drive_its_day_on_one_charge() -> None:
    plan = build("courier_courier", parameters(demand__scale=0.05, vehicles__micro_van__range_km=5.0))
    assert {plan.depots[g].vehicle for g in village_depots(plan)} == {"minivan"}


def test_what_is_added_to_a_host_goes_at_own_times_and_shares_vehicles_like_own() -> None:
    p = parameters(host__shop__vehicles=2, host__shop__free_parcels=1, host__shop__depart=("09:15",), demand__scale=0.3)
    plan = build("commerce_courier", p)
    added = {i for i, line in enumerate(plan.lines) if line.operator == Actor.host("shop") and not line.hosted and line.leg == "direct"}
    times = {int(t) % DAY for t, i in zip(plan.timetable.scheduled, plan.timetable.line, strict=True) if i in added}
    assert added
    assert times <= {8 * HOUR + HOUR // 2, 13 * HOUR + HOUR // 2}
    own = build("courier_direct", p)
    count = [sum(g.count for g in x.depots if g.key.startswith("direct/")) for x in (plan, own)]
    assert count[0] <= count[1]


def test_all_leave_at_one_time_where_longer_rounds_drive_less() -> None:
    """Two hours between departures leave short rounds only; one long round a day then drives less with no more vans."""
    p = parameters(demand__scale=0.1, schedule__village__depart=("10:45", "12:45"), fleet__village__allowed=(), roads__stop_min=15.0)
    plan = build("courier_courier", p)
    lines = [i for i, line in enumerate(plan.lines) if line.leg == "village" and line.operator == Actor.pool("joint")]
    times = {int(t) % DAY for t, i in zip(plan.timetable.scheduled, plan.timetable.line, strict=True) if i in lines}
    service = Service(tuple(range(7)), tuple(times))
    assert len(times) == 1
    assert units_needed([Served(plan.lines[i], service) for i in lines]) == sum(plan.depots[g].count for g in village_depots(plan))


def test_a_vehicle_by_the_hour_costs_nothing_while_it_stands() -> None:
    kept, hired = (parameters(cost__driver_pay=pay) for pay in ("month", "hour"))
    van = build("courier_courier").vehicles["minivan"]
    wage = 5000 * 1.25 * 12 / 365 * 1.15
    assert fixed_yuan_day(kept, van) == pytest.approx(35 + wage)
    assert fixed_yuan_day(hired, van) == fixed_yuan_day(kept, van, relay=True) == 0


def test_a_range_is_held_against_the_busiest_day_of_the_fewest_vehicles() -> None:
    d = draft(parameters(vehicles__minivan__range_km=45.0))
    line = plans.line(0, [plans.stop(3, HOUR, km=20.0)], HOUR, depot=0, key="a", leg="village", back_km=20.0, max_delay=HOUR)
    once, twice = Service((0,), (8 * HOUR,)), Service((0,), (8 * HOUR, 13 * HOUR))
    assert in_range(d, "minivan", [Served(line, once)])
    assert not in_range(d, "minivan", [Served(line, twice)])
    assert in_range(d, "minivan", [Served(line, once)] * 2), "two vehicles leave at once"
    assert in_range(draft(), "minivan", [Served(line, twice)]), "without a bound"


def test_an_empty_ride_leads_there_and_back() -> None:
    d = draft()
    assert ride_to(d, rounds(d), 1, 1) == Ride()
    away = ride_to(d, rounds(d), 1, 2)
    assert away.km == d.county.road_km[1, 2] + d.county.road_km[2, 1]
    assert away.drive > 0


def test_more_carriers_than_one_a_round_are_told() -> None:
    def told(scale: float) -> list[str]:
        plan = build("village_carrier", parameters(demand__scale=scale))
        return [text for note in plan.notes if "each hired and paid" in (text := note.told.text("en"))]

    assert told(0.2) == []
    assert told(8.0)
