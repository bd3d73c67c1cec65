"""Communities are served from the hubs of the villages' operators, each brand once, with vehicles of their own."""

from __future__ import annotations

import numpy as np

from sim.demand.expected import expected
from sim.demand.harvest import growers
from sim.parameters.town import Towns
from sim.plan.actor import Actor
from sim.plan.leg import Leg
from sim.service.assignment.assignment import Assignment
from sim.service.assignment.job import Job
from sim.service.assignment.rule import AssignmentRule, Condition
from sim.service.assignment.traits import Traits, nowhere
from sim.service.assignment.urban import URBAN, urban_jobs
from sim.service.build import build_plan
from tests.service import small_county
from tests.service.small_county import with_town

MODES = small_county.modes()
ALONE = Job("joint", Actor.brand("zto"), MODES["township_pickup"], (0,), (0, 1))
POOL = Job("joint", Actor.pool("joint"), MODES["courier_courier"], (0, 1), (2, 3))


def test_a_brand_goes_with_its_pool_and_each_once() -> None:
    (found,) = urban_jobs((ALONE, POOL), with_town(3000, 4000), Towns())
    assert (found.operator, found.brands, found.villages) == (POOL.operator, (0, 1), (12, 13))
    assert (found.mode.key, found.mode.hub) == (URBAN, MODES["courier_courier"].hub)


def test_nobody_serves_what_is_not_there() -> None:
    assert list(urban_jobs((ALONE, POOL), small_county.county(), Towns())) == []


def test_the_same_hub_crew_and_vehicles_of_their_own() -> None:
    county, p = with_town(3000), small_county.parameters()
    plan = build_plan(county, p, MODES, Assignment(mode="courier_courier", pools={"joint": small_county.POOL}), expected(county, p))
    brand = plan.brands.index("zto")
    village, community = (plan.ways[plan.inbound[brand, v]] for v in (0, 12))
    assert community.hops[0].handling == village.hops[0].handling
    line = plan.lines[community.hops[0].line]
    assert (line.leg, line.base, len(community.hops)) == (Leg.URBAN, 0, 1)
    assert {ln.leg for ln in plan.lines if ln.depot == line.depot} == {Leg.URBAN}
    assert (plan.inbound >= 0).all()
    assert [c.village for c in plan.choices] == list(range(12))


def test_every_outlet_is_a_stop_and_has_a_keeper() -> None:
    p = small_county.parameters()
    lines = {}
    for outlets in (1, 4):
        county = with_town(3000, outlets=outlets)
        plan = build_plan(county, p, MODES, Assignment(mode="courier_courier", pools={"joint": small_county.POOL}), expected(county, p))
        way = plan.ways[plan.inbound[0, 12]]
        lines[outlets] = plan.lines[way.hops[0].line].stops[0], plan.points[way.point]
    assert lines[4][0].service == 4 * lines[1][0].service
    assert (lines[4][1].shelve.crew.shifts[0].people, lines[4][1].shelf) == (4, 4 * lines[1][1].shelf)


def test_a_hosts_existing_share_is_of_villages_only() -> None:
    p, county = small_county.parameters(), with_town(3000)
    plan = build_plan(county, p, MODES, Assignment(mode="postal_courier", pools={"joint": small_county.POOL}), expected(county, p))
    without = small_county.county()
    alone = build_plan(without, p, MODES, Assignment(mode="postal_courier", pools={"joint": small_county.POOL}), expected(without, p))
    assert plan.host_share["post"][0] == alone.host_share["post"][0]


def test_the_vehicles_at_the_hub_may_serve_the_town_too() -> None:
    plans = {}
    for vehicles in ("own", "shared"):
        county, p = with_town(3000), small_county.parameters(towns__vehicles=vehicles)
        plans[vehicles] = build_plan(county, p, MODES, Assignment(mode="courier_courier", pools={"joint": small_county.POOL}), expected(county, p))
    depots = {name: [{line.leg for line in plan.lines if line.depot == d} for d in range(len(plan.depots))] for name, plan in plans.items()}
    assert {Leg.URBAN} in depots["own"]
    assert {Leg.TRUNK, Leg.URBAN} in depots["shared"]
    assert {Leg.URBAN} not in depots["shared"]
    total = {name: sum(depot.count for depot in plan.depots) for name, plan in plans.items()}
    assert total["shared"] <= total["own"]


def test_no_rule_meets_a_community_and_none_grows_anything() -> None:
    county = with_town(3000)
    traits = Traits(county, np.ones(13), nowhere, None)
    rules = (AssignmentRule(mode="m", from_population=2500), AssignmentRule(mode="m", none_of=(Condition(from_population=2500),)))
    assert not any(traits.meeting(rule)[12] for rule in rules)
    product = next(iter(small_county.parameters().demand.outbound.products.values()))
    assert growers(county, "p", product.model_copy(update={"villages": (), "villages_share": 1.0})).tolist() == [True] * 12 + [False]
