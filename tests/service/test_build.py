from __future__ import annotations

import itertools

import numpy as np
import pytest

from sim.clock import DAY, HOUR, clock_ms
from sim.plan.actor import Actor
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.units import UNLIMITED
from sim.problems import InputError
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from sim.service.check import check_plan
from sim.service.load.feasible import loads
from tests.service.small_county import CACHE, POOL, build, county, demand, modes, parameters

FIVE = ("courier_courier", "postal_courier", "transport_courier", "commerce_courier", "township_pickup")


def lines(plan: ServicePlan, prefix: str) -> list[Line]:
    return [line for line in plan.lines if line.key.startswith(prefix)]


@pytest.mark.parametrize("mode", FIVE)
@pytest.mark.parametrize("sizing", ["sized", "existing"])
def test_every_brand_reaches_every_village_in_every_mode(mode: str, sizing: str) -> None:
    plan = build(mode, parameters(fleet__sizing=sizing))
    assert plan.inbound.shape == (9, 12)
    assert plan.inbound.min() >= 0
    assert plan.horizon == 42 * DAY
    assert {way.pool for way in plan.ways} == {"", "joint"}


@pytest.mark.parametrize("mode", FIVE)
def test_equal_inputs_give_equal_plans(mode: str) -> None:
    a, b = build(mode), build(mode)
    assert a.lines == b.lines
    assert (a.handlings, a.points, a.depots, a.ways, a.fees) == (b.handlings, b.points, b.depots, b.ways, b.fees)
    assert np.array_equal(a.timetable.scheduled, b.timetable.scheduled)


def test_a_plan_solves_its_routes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    build("postal_courier")
    monkeypatch.setattr("sim.service.draft.routes.solve", lambda task: pytest.fail(f"solved again: {task}"))
    build("postal_courier")


def test_brands_outside_the_pool_have_the_same_plan_in_every_mode() -> None:
    def outside(mode: str) -> list[Line]:
        found = [line for line in build(mode).lines if line.operator in (Actor.brand("sf"), Actor.brand("jd"), Actor.brand("deppon"))]
        return [line.from_depot(0) for line in found]

    assert outside("courier_courier")
    assert all(outside(mode) == outside("courier_courier") for mode in FIVE)


def test_the_hops_of_joint_delivery() -> None:
    plan = build("courier_courier")
    in_town, far = (plan.ways[plan.inbound[0, v]] for v in (0, 5))
    assert [plan.lines[h.line].leg for h in in_town.hops] == ["trunk"]
    assert [plan.lines[h.line].leg for h in far.hops] == ["trunk", "village"]
    assert [plan.handlings[h.handling].key for h in far.hops] == ["hub/pool:joint", "township/pool:joint/T1"]
    assert plan.points[far.point].code == "PN5"


def test_priority_is_the_hosts_own_brand_first() -> None:
    plan = build("postal_courier")
    priority = {brand: plan.ways[plan.inbound[b, 3]].priority for b, brand in enumerate(plan.brands)}
    assert priority["post"] == 0
    assert {priority[b] for b in POOL if b != "post"} == {1}


def test_points_are_shared_by_villages_and_operators() -> None:
    plan = build("courier_courier")
    assert plan.ways[plan.inbound[0, 10]].point == plan.ways[plan.inbound[0, 11]].point
    without_post = build("courier_courier", pool=POOL[:-1])
    pool, post = (without_post.ways[without_post.inbound[b, 4]].point for b in (0, without_post.brands.index("post")))
    assert pool == post
    assert without_post.points[pool].type == "shop"


def test_the_counter_for_villages_in_town_keeps_the_outlets_hours_and_is_no_remote_point() -> None:
    plan = build("courier_courier")
    counter = plan.points[plan.ways[plan.inbound[0, 0]].point]
    outlet = plan.points[plan.ways[plan.inbound[plan.brands.index("sf"), 0]].point]
    assert (counter.code, counter.remote, counter.type) == ("T1/counter", False, "shop")
    assert (outlet.code, outlet.remote, outlet.keeper, outlet.door_times) == ("T1/brand:sf", True, Actor.brand("sf"), ())
    assert counter.hours == outlet.hours
    assert counter.hours[0] == (9 * HOUR, 18 * HOUR)
    assert counter.door_times[1] == DAY + 17 * HOUR


def test_an_outlets_staff_serve_the_town_too() -> None:
    plan = build("township_pickup", parameters())
    outlets = [p for p in plan.points if p.remote]
    assert len(outlets) == 8 * 2
    assert {p.shelve.crew.by_work for p in outlets if p.shelve} == {True}
    assert {p.shelve.work for p in outlets if p.shelve} == {30_000}


def test_points_close_on_the_days_they_close() -> None:
    plan = build("courier_courier", parameters(points__types__shop__days_per_week=5, points__types__shop__shelf_parcels=None))
    shop = next(p for p in plan.points if p.code == "PN1")
    assert {start // DAY % 7 for start, _ in shop.hours} == set(range(5)) == {t // DAY % 7 for t in shop.door_times}
    assert shop.shelf == UNLIMITED


def test_planned_rounds_keep_load_and_time() -> None:
    p = parameters(demand__scale=4.0)
    plan = build("courier_courier", p)
    load = demand(p).daily[:6].sum(axis=0)
    for line in lines(plan, "village/"):
        places = {s.place for s in line.stops}
        villages = [v for v, village in enumerate(county().villages) if village.point >= 0 and county().point_place(village.point) in places]
        peak = sum(load[v] for v in villages) * 1.10
        assert peak <= 0.85 * 500 * 1.001 or len(line.stops) == 1
        assert line.planned <= 3.25 * HOUR - HOUR / 2


def test_vans_make_both_rounds_of_a_day() -> None:
    plan = build("courier_courier", parameters(demand__scale=4.0))
    for depot in (g for g in plan.depots if g.key.startswith("village/")):
        mine = [i for i, line in enumerate(plan.lines) if line.depot >= 0 and plan.depots[line.depot] is depot]
        assert depot.count == -(-len(mine) // 2)
    times = {t % DAY for t in plan.timetable.scheduled[np.isin(plan.timetable.line, [i for i, x in enumerate(plan.lines) if x.leg == "village"])].tolist()}
    assert times == {clock_ms("10:45"), clock_ms("14:00")}


def test_given_vehicles_are_used_as_they_are() -> None:
    plan = build("courier_courier", parameters(fleet__village__count=9, fleet__trunk__count=5, demand__scale=4.0))
    assert sum(g.count for g in plan.depots if g.key.startswith("village/")) == 9
    assert [g.count for g in plan.depots if g.key == "trunk/pool:joint"] == [5]
    named = build("courier_courier", parameters(fleet__village__count={"北镇": 4, "T2": 1}))
    assert {g.key: g.count for g in named.depots if g.key.startswith("village/")} == {
        "village/courier_courier/pool:joint/T1": 4, "village/courier_courier/pool:joint/T2": 1,
    }  # fmt: skip


def test_rounds_are_split_to_keep_the_range_of_their_vehicle() -> None:
    far, near, none = (build("courier_courier", parameters(fleet__village__vehicle="etrike", vehicles__etrike__range_km=km)) for km in (1000.0, 20.0, 5.0))
    whole, parts = lines(far, "village/"), lines(near, "village/")
    assert max(line.km for line in whole) > 20
    assert len(parts) > len(whole)
    assert all(line.km <= 20 or len(line.stops) == 1 for line in parts)
    served = [[{s.place for s in line.stops} for line in found] for found in (whole, parts)]
    assert set.union(*served[0]) == set.union(*served[1])
    assert sum(map(len, served[1])) == len(set.union(*served[1]))
    alone = [line for line in lines(none, "village/") if line.km > 5]
    assert all(len(line.stops) == 1 for line in alone)
    assert len([note for note in none.notes if "over the 5 km of" in str(note)]) == len(alone) > 0
    assert not any("and back, over" in str(note) for note in far.notes)


def test_fewer_trucks_than_townships_tour() -> None:
    plan = build("courier_courier", parameters(fleet__trunk__count=1))
    (tour,) = lines(plan, "trunk/pool:joint/")
    assert {s.place for s in tour.stops} == {1, 2}
    assert tour.key == "trunk/pool:joint/tour-1"


def test_a_township_too_large_for_a_truck_gets_parallel_lines() -> None:
    plan = build("courier_courier", parameters(demand__scale=10.0))
    north = lines(plan, "trunk/pool:joint/T1/")
    assert len(north) > 1
    assert len({plan.ways[w].hops[0].line for w in plan.inbound[0]}) == len(lines(plan, "trunk/pool:joint/"))


@pytest.mark.parametrize("mode", ["courier_courier", "commerce_courier", "township_pickup"])
def test_a_village_that_fills_several_vehicles_gets_several_that_leave_together(mode: str) -> None:
    p = parameters(demand__scale=60.0)
    plan = build(mode, p)
    table = plan.timetable
    starts, together = np.unique(np.stack([table.line, table.scheduled]), axis=1, return_counts=True)
    own = [i for i, line in enumerate(plan.lines) if not line.hosted or line.key.endswith("+")]
    assert together[np.isin(starts[0], own)].max() > 1
    sized = {plan.lines[i].key for i in own if not plan.lines[i].operator.is_host or "host:" in plan.lines[i].key}
    full = [x for x in loads(plan, demand(p), p) if x.kind.startswith("line") and x.key in sized and x.rho > 1]
    assert full == []
    for depot, base in enumerate(plan.depots):
        lines_of = [i for i, line in enumerate(plan.lines) if line.depot == depot]
        if lines_of and not base.operator.is_host:
            assert base.count >= together[np.isin(starts[0], lines_of)].max()


def test_vehicles_given_do_not_multiply() -> None:
    plan = build("courier_courier", parameters(demand__scale=60.0, fleet__village__count=4, fleet__trunk__count=3))
    mine = [i for i, line in enumerate(plan.lines) if line.operator == Actor.pool("joint")]
    runs = np.stack([plan.timetable.line, plan.timetable.scheduled])[:, np.isin(plan.timetable.line, mine)]
    assert len(np.unique(runs, axis=1).T) == len(runs.T)


def test_fewer_days_a_week_need_fewer_vans() -> None:
    daily, three = (build("courier_courier", parameters(schedule__village__days_per_week=d, demand__scale=0.2, fleet__max_round_h=1.6)) for d in (7, 3))
    vans = [sum(g.count for g in plan.depots if g.key.startswith("village/")) for plan in (daily, three)]
    assert vans[1] < vans[0]
    runs = [int(np.isin(plan.timetable.line, [i for i, x in enumerate(plan.lines) if x.leg == "village"]).sum()) for plan in (daily, three)]
    assert runs[1] < runs[0]


def test_a_departure_that_would_come_back_too_late_is_left_out_and_noted() -> None:
    plan = build("courier_courier", parameters(fleet__duty_end="16:00"))
    left_out = [note for note in map(str, plan.notes) if note.endswith("departures at 15:30 left out, they would be back after 16:00")]
    assert any(note.startswith("trunk/pool:joint") for note in left_out)
    for line, start in zip(plan.timetable.line.tolist(), plan.timetable.scheduled.tolist(), strict=True):
        if plan.lines[line].leg == "trunk":
            assert start % DAY + plan.lines[line].planned < 16 * HOUR


def test_unknown_vehicles_are_named_together() -> None:
    with pytest.raises(InputError) as refused:
        build("courier_courier", parameters(fleet__village__vehicle="minvan", host__bus__added_vehicle="coach"))
    assert [(p.where, p.found) for p in refused.value.problems] == [("fleet.village.vehicle", "minvan"), ("host.bus.added_vehicle", "coach")]
    assert "did you mean 'minivan'" in str(refused.value)


def test_a_village_off_the_road_without_relay_has_no_way() -> None:
    bare = modes()["transport_courier"].model_copy(update={"legs": modes()["transport_courier"].legs[:1]})
    p = parameters(host__bus__vehicles=2, host__bus__near_km=0.1, host__bus__detour=1.0, fleet__sizing="existing")
    assignment = Assignment(mode="transport_courier", pools={"joint": POOL})
    plan = build_plan(county(), p, {**modes(), "transport_courier": bare}, assignment, demand(p), CACHE)
    assert 0 < (plan.inbound[0] < 0).sum() < 12


def test_a_mixed_plan_shares_one_trunk() -> None:
    plan = build("courier_courier", rules=[{"mode": "postal_courier", "below_parcels_day": 40}])
    assert [line.key for line in lines(plan, "trunk/")] == [line.key for line in lines(build("courier_courier"), "trunk/")]
    assert {way.mode for way in plan.ways if way.pool} == {"courier_courier", "postal_courier"}
    assert {h.key for h in plan.handlings if h.place == 1 and h.stages} >= {"township/pool:joint/T1", "township/host:post/T1"}


def test_hosts_lines_are_shared_by_pool_and_post() -> None:
    plan = build("postal_courier", parameters(fleet__sizing="existing"), pool=POOL[:-1])
    hosts = [line.key for line in plan.lines if line.hosted]
    assert len(hosts) == len(set(hosts))
    pool, post = (plan.lines[plan.ways[plan.inbound[b, 3]].hops[-1].line].key for b in (0, plan.brands.index("post")))
    assert pool == post


def test_every_plan_of_the_shipped_counties_modes_is_consistent() -> None:
    for mode, pool in itertools.product(FIVE, (POOL, POOL[:-1], ())):
        check_plan(build(mode, pool=pool))
