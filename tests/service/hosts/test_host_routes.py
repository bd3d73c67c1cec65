"""Routes of a host, and the townships that share them."""

from __future__ import annotations

import pytest

from sim.clock import DAY, clock_ms
from sim.plan.actor import Actor
from sim.problems import InputError
from sim.service.hosts.host_routes import HostLeg, in_turn, routes_by_township
from sim.service.mode.mode import LegRule
from tests.service.drafts import draft
from tests.service.small_county import build, parameters


def leg(of: str = "village", shape: str = "round", **host: object) -> HostLeg:
    p = parameters()
    post = p.host["post"].model_copy(update=host)
    rule = LegRule(leg=of, carrier="post", departure="host", shape=shape)
    return HostLeg(draft(p.model_copy(update={"host": {**p.host, "post": post}})), rule)


def test_a_vehicle_runs_a_route_on_each_pattern_of_weekdays_and_a_bus_one_road() -> None:
    assert leg(vehicles=2, days_per_week=3).routes(2) == 4
    assert leg(vehicles=2, days_per_week=3, shape="road").routes(2) == 2
    assert leg(vehicles="auto", villages_per_vehicle=1000).routes(2) == 2


def test_rounds_start_at_the_township_or_at_the_hub() -> None:
    assert [leg().base(t) for t in (0, 1)] == [1, 2]
    assert [leg("direct").base(t) for t in (0, 1)] == [0, 0]
    assert leg().actor == Actor.host("post")


def test_every_township_has_a_route() -> None:
    post = leg()
    stops = post.stops_by_township()
    numbers = routes_by_township(post, stops, 5)
    assert sum(numbers.values()) == 5
    assert min(numbers.values()) >= 1
    assert post.people(stops) == [sum(post.draft.county.people[p] for p in places) for places in stops.values()]


def test_neighbours_share_a_route_on_days_in_turn() -> None:
    post = leg(days_per_week=6)
    turns = in_turn(post, post.stops_by_township(), 1)
    days = [set(turn.service.weekdays) for turn in turns.values()]
    assert days[0] | days[1] == set(range(6))
    assert not days[0] & days[1]
    assert sorted(turn.ride.km > 0 for turn in turns.values()) == [False, True]


def test_more_townships_than_days_are_refused() -> None:
    post = leg(days_per_week=1, vehicles=1)
    with pytest.raises(InputError, match="too_few_vehicles"):
        in_turn(post, post.stops_by_township(), 1)


def test_lines_with_a_timetable_of_their_own() -> None:
    """Those to a township, or named; what is not said is as the host has it, and plans count what they hold."""
    own = {"north": {"townships": ["北镇"], "weekdays": [1, 2, 3, 4, 5], "depart": ["09:15", "12:15", "15:15"]}, "one": {"lines": ["客运公司 南镇 1"], "depart": ["10:00", "11:00", "12:00"]}}
    plan, plain = (build("transport_township", parameters(host__bus__timetables=given)) for given in (own, {}))
    by_name = {line.name: set((plan.timetable.scheduled[plan.timetable.line == n]).tolist()) for n, line in enumerate(plan.lines) if line.hosted}
    before = {line.name: set((plain.timetable.scheduled[plain.timetable.line == n]).tolist()) for n, line in enumerate(plain.lines) if line.hosted}
    north = [times for name, times in by_name.items() if "北镇" in name]
    assert north
    assert {t % DAY for times in north for t in times} == {clock_ms(time) for time in ("09:15", "12:15", "15:15")}
    assert {t // DAY % 7 for times in north for t in times} == {0, 1, 2, 3, 4}
    assert {t % DAY for t in by_name["客运公司 南镇 1"]} == {clock_ms(time) for time in ("10:00", "11:00", "12:00")}
    assert {t // DAY for t in by_name["客运公司 南镇 1"]} == {t // DAY for t in before["客运公司 南镇 1"]}
