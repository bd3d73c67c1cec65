from __future__ import annotations

import math

import numpy as np
import pytest

from sim.clock import weekday
from sim.plan.actor import Actor
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.problems import InputError
from sim.service.hosts.hostlines import HostNetwork
from tests.service.small_county import build, county, demand, parameters


def roomy(*hosts: str) -> dict[str, float]:
    """Overrides by which vehicles of these hosts have room for all."""
    kinds = {"post": "motorbike", "bus": "bus", "shop": "shop_van"}
    sizes = {f"vehicles__{kinds[h]}__{of}": n for h in hosts for of, n in (("parcels", 20_000), ("kg", 20_000.0), ("litres", 200_000.0))}
    return sizes | {f"host__{h}__free_parcels": 20_000 for h in hosts}


def of(plan: ServicePlan, operator: Actor, host: bool, leg: str | None = None) -> list[Line]:
    return [line for line in plan.lines if line.operator == operator and line.hosted == host and leg in (None, line.leg)]


def carried(plan: ServicePlan, host: bool) -> set[int]:
    """Villages whose last hop is on a host's own line, or on a vehicle added to it."""
    ways = plan.inbound[plan.brands.index("zto")]
    last = {v: plan.lines[plan.ways[way].hops[-1].line] for v, way in enumerate(ways)}
    return {v for v, line in last.items() if line.leg != "trunk" and line.hosted == host}


def test_what_the_host_has_carries_all_and_drowns() -> None:
    plan = build("postal_courier", parameters(fleet__sizing="existing"))
    assert carried(plan, True) == set(range(1, 12))
    assert not of(plan, Actor.host("post"), False)
    assert 0 <= plan.host_share["post"][1] < 0.3


def test_sized_adds_the_fewest_vehicles_for_what_does_not_fit() -> None:
    plan = build("postal_courier", parameters(host__post__vehicles=2))
    added = of(plan, Actor.host("post"), False)
    assert carried(plan, True) | carried(plan, False) == set(range(1, 12))
    assert carried(plan, False)
    assert added
    assert {line.vehicle for line in added} == {"postal_van"}
    assert all(plan.depots[line.depot].operator == Actor.host("post") for line in added)


def test_the_share_is_what_fits_whether_or_not_vehicles_are_added() -> None:
    shares = [build("postal_courier", parameters(fleet__sizing=s, host__post__vehicles=3)).host_share for s in ("sized", "existing")]
    assert shares[0] == shares[1]
    share = build("postal_courier", parameters(**roomy("post"))).host_share["post"]
    assert share[0] == pytest.approx(11 / 12)
    people = [v.population for v in county().villages]
    assert share[1] == pytest.approx(1 - people[0] / sum(people))


def test_what_one_operator_overloads_has_no_room_for_another() -> None:
    p = parameters(host__post__vehicles=2, host__post__free_parcels=20)
    plan = build("postal_courier", p, pool=("zto", "yto"))
    post = [plan.lines[plan.ways[w].hops[-1].line] for w in plan.inbound[plan.brands.index("post"), 1:]]
    assert {line.hosted for line in post} == {True}
    assert carried(plan, True) == set()
    assert plan.host_share["post"] == (0.0, 0.0)


def test_a_host_with_space_needs_no_vehicle_more() -> None:
    assert not of(build("postal_courier", parameters(**roomy("post"))), Actor.host("post"), False)


def test_planned_loads_of_a_host_stay_under_the_target() -> None:
    p = parameters(host__post__vehicles=6, host__post__load_share=0.0, **(roomy("post") | {"host__post__free_parcels": 120}))
    plan = build("postal_courier", p)
    load = demand(p).daily[[plan.brands.index(b) for b in ("zto", "yto", "yunda", "sto", "jt", "post")]].sum(axis=0)
    by_line: dict[int, float] = {}
    for v in carried(plan, True):
        line = plan.ways[plan.inbound[0, v]].hops[-1].line
        by_line[line] = by_line.get(line, 0.0) + load[v] * 2.0
    assert by_line
    assert max(by_line.values()) <= 0.85 * 120 + 1e-9


def test_a_hosts_vehicle_is_what_it_is() -> None:
    """Whatever the host takes along at most: its vehicle holds no more, and who asks for more is told."""
    for most in (80, 5000):
        plan = build("transport_courier", parameters(host__bus__free_parcels=most))
        line = of(plan, Actor.host("bus"), True)[0]
        assert (line.capacity_parcels, line.capacity_grams, line.capacity_ml, line.most_parcels) == (200, 250_000, 1_600_000, most)
        assert any(note.about == "host.bus.free_parcels" for note in plan.notes) == (most > 200)


def test_the_status_quo_of_the_post_adds_nothing() -> None:
    plan = build("township_pickup", parameters(host__post__vehicles=2, host__post__free_parcels=1))
    assert carried(plan, True) == set()
    post = plan.inbound[plan.brands.index("post")]
    lines = {plan.lines[plan.ways[w].hops[-1].line].key for w in post}
    assert all(key.startswith(("village/host:post/", "trunk/brand:post/")) for key in lines)
    assert not of(plan, Actor.host("post"), False)


def test_on_a_round_as_many_leave_together_as_the_posts_own_parcels_ask_for() -> None:
    """By rule, round by round; one where its vehicles are counted, and no more rounds than before."""
    p = parameters(demand__scale=2.0, fleet__target_load=0.8)
    plan, own = build("township_pickup", p), demand(p).daily
    brand = plan.brands.index("post")
    lines = [plan.ways[w].hops[-1].line for w in plan.inbound[brand]]
    mean = demand(p).mean  # a motorbike leaves 24.5 parcels, 42 kg or 147 litres on each of six days
    runs = np.bincount(plan.timetable.line, minlength=len(plan.lines))
    days = len({*plan.timetable.day[plan.timetable.line == lines[1]].tolist()})
    for line in {*lines} - {lines[0]}:
        asked = sum(own[brand, v] for v in range(12) if lines[v] == line) * 7 / 6
        most = 0.8 * min(24.5, 42 / mean.kg, 147 / mean.litres)
        assert runs[line] == days * max(1, math.ceil(asked / most - 1e-9))
    assert (runs[lines[1:]] > days).any()
    counted = build("township_pickup", parameters(demand__scale=2.0, host__post__vehicles=2))
    assert np.bincount(counted.timetable.line)[[i for i, line in enumerate(counted.lines) if line.hosted]].max() <= days


def test_a_bus_rides_through_and_a_relay_brings_the_rest() -> None:
    plan = build("transport_courier", parameters(host__bus__vehicles=2, host__bus__near_km=0.1, **roomy("bus")))
    ways = [plan.ways[w] for w in plan.inbound[0]]
    legs = [tuple(plan.lines[h.line].leg for h in way.hops) for way in ways]
    assert set(legs) == {("direct",), ("direct", "relay")}
    for way in ways:
        if len(way.hops) == 2:
            relay = plan.lines[way.hops[1].line]
            bus = plan.lines[way.hops[0].line]
            road, end, seat = county().road_km, plan.points[way.point].place, county().township_place(bus.township)
            stops = {s.place for line in of(plan, Actor.host("bus"), True) if line.township == bus.township for s in line.stops}
            nearest = min((s for s in stops if road[seat, s] + road[s, end] <= 1.8 * road[seat, end]), key=lambda s: (road[s, end], s))
            assert relay.base == bus.stops[way.hops[0].alight].place == nearest
            assert relay.vehicle == "etrike"
            assert plan.depots[relay.depot].base == relay.base


def test_a_shop_visits_the_town_and_the_most_populous_share() -> None:
    p = parameters(host__shop__coverage=0.5, **roomy("shop"))
    plan = build("commerce_courier", p)
    stops = {plan.places[s.place].code for line in of(plan, Actor.host("shop"), True) for s in line.stops}
    assert stops == {"T1", "PN4", "PN5", "PN6", "T2", "PS3", "PS4"}
    assert len(of(plan, Actor.host("shop"), False, "relay")) > 0


@pytest.mark.parametrize("mode", ["commerce_courier", "commerce_township", "transport_courier", "transport_township"])
def test_a_relay_leads_outward_and_never_back_to_town(mode: str) -> None:
    p = parameters(host__shop__coverage=0.3, host__bus__near_km=0.3, host__bus__detour=1.2, host__shop__detour=1.2, **roomy("bus", "shop"))
    plan, road = build(mode, p), county().road_km
    seats = {county().township_place(t): t for t in range(2)}
    relays = 0
    for way in (plan.ways[w] for w in np.unique(plan.inbound[plan.inbound >= 0])):
        last, end = plan.lines[way.hops[-1].line], plan.points[way.point].place
        if last.leg != "relay":
            continue
        seat = county().township_place(plan.places[end].township)
        relays += 1
        assert end not in seats, "a counter in town is served as the parcels come through"
        straight = road[last.base, end] if last.base == 0 else road[seat, end]
        assert last.base == 0 or road[seat, last.base] + road[last.base, end] <= 1.2 * straight + 1e-9
        assert road[last.base, end] <= road[seat, end] + 1e-9, "the town itself is nearer"
    assert relays


def test_alternating_days_serve_twice_the_rounds() -> None:
    daily = build("postal_courier", parameters(host__post__vehicles=2, host__post__days_per_week=6, fleet__sizing="existing"))
    every_other = build("postal_courier", parameters(host__post__vehicles=2, host__post__days_per_week=3, fleet__sizing="existing"))
    assert len(of(every_other, Actor.host("post"), True)) == 2 * len(of(daily, Actor.host("post"), True)) == 4


def test_townships_share_a_vehicle_on_days_in_turn() -> None:
    plan = build("postal_courier", parameters(host__post__vehicles=1, fleet__sizing="existing"))
    assert tuple(map(str, plan.notes)) == ("host:post: 1 routes for 2 townships, on days in turn: bei+nan",)
    north, south = of(plan, Actor.host("post"), True)
    days = [{weekday(parameters().horizon.start_date, day) for day, line in zip(plan.timetable.day, plan.timetable.line, strict=True) if plan.lines[line] is of_line} for of_line in (north, south)]
    assert days[0] | days[1] == set(range(6))
    assert not days[0] & days[1]
    away = 2 * float(county().road_km[1, 2])
    back = [float(county().road_km[line.stops[-1].place, line.base]) for line in (north, south)]
    assert sorted(line.back_km - km for line, km in zip((north, south), back, strict=True)) == pytest.approx([0.0, away])


def test_a_vehicle_has_too_few_days_for_its_townships() -> None:
    with pytest.raises(InputError) as error:
        build("transport_courier", parameters(host__bus__vehicles=1, host__bus__days_per_week=1))
    (problem,) = error.value.problems
    assert (problem.code, problem.where) == ("plan.too_few_vehicles", "host.bus.vehicles")
    assert "at least 2" in str(problem.allowed)


def test_by_rule_a_host_has_a_route_in_every_township() -> None:
    few, one_each = (build("postal_courier", parameters(host__post__villages_per_vehicle=n)) for n in (900, 6))
    assert few.lines == one_each.lines
    assert not few.notes


def network() -> HostNetwork:
    """One line with stops 5 and 6, a relay from 5 to 7 and one from the base to 8; half of a mean day's parcels more on its heaviest."""
    return HostNetwork("post", ways={5: (0, 0), 6: (0, 1)}, relays={7: 5, 8: 0}, spare=[30.0], days=[1.5])


def test_places_are_taken_up_stop_by_stop_and_relays_after_them() -> None:
    found = network()
    assert found.take({5: 10.0, 6: 9.0, 7: 4.0, 8: 1000.0, 9: 1.0}) == {5, 6, 8}
    assert found.spare == [1.5]


def test_what_is_too_much_leaves_the_room_to_the_next() -> None:
    assert network().take({5: 21.0, 6: 20.0}) == {6}


def test_a_burden_takes_room_that_is_not_there() -> None:
    found = network()
    found.burden({5: 30.0, 7: 10.0, 8: 99.0})
    assert found.spare == [30.0 - 1.5 * 40.0]
    assert found.take({6: 0.1}) == set()
