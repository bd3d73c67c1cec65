"""The last stretch of a job: own rounds, or a host's with a relay beyond its road."""

from __future__ import annotations

import pytest

from sim.clock import DAY, HOUR, clock_ms
from sim.plan.actor import KEEPER, Actor
from sim.plan.departure import Threshold
from sim.plan.leg import Leg
from sim.service.assignment.assignment import Assignment, resolve
from sim.service.assignment.job import Job
from sim.service.draft.draft import Draft
from sim.service.hosts.hostlines import HostNetwork
from sim.service.ways import LastStretch, last_stretch
from tests.service.drafts import draft
from tests.service.small_county import POOL, demand, modes, parameters


def stretch(mode: str, **more: object) -> tuple[Draft, Job, LastStretch]:
    d = draft(parameters(**more))
    (job,) = [j for j in resolve(Assignment(mode=mode, pools={"joint": POOL}), d.county, d.parameters, modes(), demand(d.parameters)).jobs if j.pool]
    rule = job.mode.leg(Leg.VILLAGE) or job.mode.leg(Leg.DIRECT)
    assert rule is not None
    networks: dict[str, HostNetwork] = {}
    return d, job, last_stretch(d, job, rule, networks)


def places(d: Draft, job: Job) -> set[int]:
    """Where the job's points stand, those in town apart."""
    return {int(d.spots[v]) for v in job.villages} - {1, 2}


@pytest.mark.parametrize("mode", ["courier_courier", "courier_direct", "postal_courier", "commerce_courier"])
def test_every_place_has_a_line_that_stops_there(mode: str) -> None:
    d, job, found = stretch(mode)
    assert places(d, job) <= {*found.ways, *found.relays}
    for place, (line, stop) in found.ways.items():
        assert d.lines[line].line.stops[stop].place == place or place in found.relays


def test_own_vehicles_leave_open_what_a_host_could() -> None:
    assert stretch("courier_courier")[2].fitting is None
    fitting = stretch("postal_courier")[2].fitting
    assert fitting is not None


@pytest.mark.parametrize(("mode", "leg"), [("courier_courier", "village"), ("courier_direct", "direct"), ("village_carrier", "carrier")])
def test_lines_wait_for_enough_where_their_schedule_says_so(mode: str, leg: str) -> None:
    more = {f"schedule__{leg}__leaves": "threshold", f"schedule__{leg}__days_per_week": 5}
    d, job, found = stretch(mode, **more, schedule__threshold__most_a_day=3, schedule__threshold__start="09:30")
    assert places(d, job) <= found.ways.keys()
    for of in d.lines:
        assert isinstance(of.line.departure, Threshold)
        assert (of.line.departure.parcels, of.line.departure.wait, of.line.departure.end) == (40, 4 * HOUR, 17 * HOUR)
        assert set(of.service.times) == {of.line.departure.start} == {clock_ms("09:30")}
        assert (len(of.service.times), of.service.weekdays) == (3, (0, 1, 2, 3, 4))


def test_lines_wait_for_enough_where_their_mode_says_so() -> None:
    mode = modes()["courier_courier"]
    trunk, village = mode.legs
    waiting = mode.model_copy(update={"legs": (trunk, village.model_copy(update={"departure": "threshold"}))})
    d = draft(parameters())
    (job,) = [j for j in resolve(Assignment(mode=mode.key, pools={"joint": POOL}), d.county, d.parameters, modes(), demand(d.parameters)).jobs if j.pool]
    last_stretch(d, job, waiting.legs[1], {})
    assert all(isinstance(of.line.departure, Threshold) for of in d.lines)


@pytest.mark.parametrize("villages", [1, 3])
def test_keepers_fetch_with_a_tricycle_each(villages: int) -> None:
    d, job, found = stretch("village_carrier", fleet__carrier__villages=villages, demand__scale=0.1)
    lines = [of.line for of in d.lines]
    assert found.ways.keys() == places(d, job)
    assert max(len(line.stops) for line in lines) == villages
    assert {line.operator for line in lines} == {KEEPER}
    assert len({line.depot for line in lines}) == len(lines)


def test_keepers_go_on_market_days_of_their_township() -> None:
    d, _, _ = stretch("village_carrier", schedule__carrier__market_days=True)
    for of in d.lines:
        assert of.service.instants is not None
        days = [instant // DAY for instant in of.service.instants]
        assert all((day + of.line.township) % 5 == 0 for day in days)
        assert len(days) >= d.parameters.horizon.days // 5


def test_a_relay_starts_where_the_hosts_road_ends() -> None:
    d, _, found = stretch("transport_courier", host__bus__near_km=0.5)
    assert found.relays
    for place, (line, stop) in found.relays.items():
        host, at = found.ways[place]
        assert d.lines[line].line.stops[stop].place == place
        assert d.lines[host].line.stops[at].place == d.lines[line].line.base


@pytest.mark.parametrize(("mode", "more", "told"), [("commerce_courier", {"host__shop__coverage": 1.0}, 1), ("transport_courier", {"host__bus__near_km": 0.5}, 0)])
def test_a_relay_that_no_village_needs_is_told_of(mode: str, more: dict[str, float], told: int) -> None:
    d, _, _ = stretch(mode, **more)
    assert any(of.line.leg == Leg.RELAY for of in d.lines) != bool(told)
    assert sum("relay serves no village" in note.told.text("en") for note in d.notes) == told


def test_what_is_added_to_a_host_is_its_own_and_needs_a_depot() -> None:
    d, _, found = stretch("postal_courier")
    added = {line for line, _ in found.ways.values() if not d.lines[line].line.hosted}
    assert all(d.lines[line].line.operator == Actor.host("post") and d.lines[line].line.depot >= 0 for line in added)
    assert added
