"""A host on the trunk: parcels ride with its own runs to the townships, and what does not fit with added vehicles."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from sim.plan.actor import Actor
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.service.assignment.assignment import Assignment, Job
from sim.service.build import build_plan
from sim.service.hosts.hostlines import HostNetwork
from sim.service.mode.mode import Mode
from sim.service.trunk.trunks import trunk_ways, trunks
from tests.service.drafts import draft
from tests.service.small_county import CACHE, POOL, build, county, demand, modes, parameters

BUS, POOLED = Actor.host("bus"), Actor.pool("joint")
BY_BUS: dict[str, Any] = {"leg": "trunk", "carrier": "bus", "departure": "host", "shape": "road"}
OWN_VANS: dict[str, Any] = {"leg": "village", "schedule": "village"}
POST: dict[str, Any] = {"leg": "village", "carrier": "post", "departure": "host"}
BUS_ON: dict[str, Any] = {"leg": "village", "carrier": "bus", "departure": "host", "shape": "road"}
RELAY: dict[str, Any] = {"leg": "relay", "carrier": "bus", "schedule": "relay"}
BUS_LEG, BUS_RELAY = "host:bus/village", "host:bus/relay"
EXISTING = {"fleet__sizing": "existing"}


@functools.cache
def mode(key: str) -> Mode:
    """The joint mode with other legs."""
    legs = {"bus_van": [BY_BUS, OWN_VANS], "bus_post": [BY_BUS, POST], "bus_bus": [BY_BUS, BUS_ON, RELAY]}[key]
    shape = {"key": key, "legs": legs}
    return Mode.model_validate(modes()["courier_courier"].model_dump() | shape)


def plan_of(key: str, pools: dict[str, Sequence[str]] | None = None, **over: Any) -> ServicePlan:
    p = parameters(**over)
    spread = Assignment(mode=key, pools=pools or {"joint": POOL})
    return build_plan(county(), p, {**modes(), key: mode(key)}, spread, demand(p), CACHE)


def job(of: Mode, *villages: int) -> Job:
    return Job(pool="joint", operator=POOLED, mode=of, brands=(0, 1), villages=villages)


def trunk_lines(plan: ServicePlan, operator: Actor, hosted: bool) -> list[Line]:
    return [line for line in plan.lines if line.leg == "trunk" and line.operator == operator and line.hosted == hosted]


def legs(plan: ServicePlan, village: int) -> list[str]:
    hops = plan.ways[plan.inbound[0, village]].hops
    return [f"{plan.lines[hop.line].operator}/{plan.lines[hop.line].leg}" for hop in hops]


def test_a_bus_to_the_township_and_own_vans_beyond() -> None:
    plan = plan_of("bus_van")
    north, south = trunk_lines(plan, BUS, hosted=True)
    assert [line.stops[0].place for line in (north, south)] == [1, 2]
    assert [line.base for line in (north, south)] == [0, 0]
    assert legs(plan, 0) == ["host:bus/trunk"]
    assert legs(plan, 3) == ["host:bus/trunk", "pool:joint/village"]
    assert not trunk_lines(plan, POOLED, hosted=False)
    joint = build("courier_courier")
    stops, as_joint = ([line.stops for line in of.lines if line.leg == "village"] for of in (plan, joint))
    assert stops == as_joint


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("bus_post", {("host:bus/trunk", "host:post/village")}),
        ("bus_bus", {("host:bus/trunk", *on) for on in ([BUS_LEG], [BUS_RELAY], [BUS_LEG, BUS_RELAY])}),
    ],
)
def test_hosts_on_both_legs_and_three_hops(key: str, found: set[tuple[str, ...]]) -> None:
    plan = plan_of(key, host__bus__near_km=0.3, host__bus__detour=1.8, demand__scale=0.2, **EXISTING)
    assert {tuple(legs(plan, v)) for v in range(1, 12)} == found


def test_what_does_not_fit_rides_with_vehicles_added() -> None:
    roomy, tight = plan_of("bus_van", demand__scale=0.2), plan_of("bus_van", host__bus__free_parcels=40)
    assert not trunk_lines(roomy, BUS, hosted=False)
    assert roomy.host_share == {"bus": (1.0, 1.0)}
    added = trunk_lines(tight, BUS, hosted=False)
    assert {tight.depots[line.depot].key for line in added} == {"trunk/host:bus/pool:joint+"}
    assert {line.vehicle for line in added} == {"minivan"}
    riding = {v for v in range(12) if tight.ways[tight.inbound[0, v]].hops[0].line in map(tight.lines.index, added)}
    villages, parcels = tight.host_share["bus"]
    assert villages == (12 - len(riding)) / 12
    assert 0 < parcels < 1
    assert (tight.inbound[0] >= 0).all()


def test_a_host_that_does_not_grow_carries_all() -> None:
    plan = plan_of("bus_van", host__bus__free_parcels=40, **EXISTING)
    assert not trunk_lines(plan, BUS, hosted=False)
    assert (plan.inbound[0] >= 0).all()
    assert plan.host_share["bus"][1] < 1


def test_an_operator_has_a_set_of_lines_for_each_carrier() -> None:
    """Our trucks for the villages of one mode, a host for those of another."""
    of, networks = draft(parameters(demand__scale=0.2)), dict[str, HostNetwork]()
    jobs = [job(mode("bus_van"), 0, 1, 2), job(modes()["courier_courier"], 3, 4)]
    found = trunks(of, jobs, networks)
    assert {carrier: set(it.ways) for (_, carrier), it in found.items()} == {"bus": {0, 1, 2}, "own": {3, 4}}
    assert [trunk_ways(found, of_mode) for of_mode in jobs] == [it.ways for it in found.values()]
    assert list(networks) == ["trunk/bus/road"]
    assert trunk_ways(found, job(modes()["courier_direct"], 5)) == {}


def test_pools_share_a_hosts_trunk() -> None:
    plan = plan_of("bus_van", pools={"joint": POOL[:3], "second": POOL[3:]}, demand__scale=0.2)
    keys = [line.key for line in plan.lines]
    assert len(keys) == len(set(keys))
    first, second = (plan.ways[plan.inbound[plan.brands.index(b), 3]].hops[0].line for b in (POOL[0], POOL[3]))
    assert first == second


def test_one_vehicle_serves_the_towns_on_days_in_turn() -> None:
    plan = plan_of("bus_van", host__bus__vehicles=1, **EXISTING)
    numbers = [plan.lines.index(line) for line in trunk_lines(plan, BUS, hosted=True)]
    days = [np.unique(plan.timetable.day[plan.timetable.line == number] % 7) for number in numbers]
    assert len(days) == 2
    assert not set(days[0].tolist()) & set(days[1].tolist())
