"""The last stretch of a job: which lines bring its parcels from a township, or from the hub, to each village's point."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from sim.demand.markets import market_days, townships_of
from sim.demand.outlook import Size
from sim.parameters.operation import count_of
from sim.plan.actor import Actor
from sim.plan.leg import Leg
from sim.problems import phrase
from sim.service.assignment.job import Job
from sim.service.draft.draft import Draft, Pace, by_place, pace
from sim.service.draft.timetable import clock_times
from sim.service.hosts.hostlines import HostNetwork, network_of
from sim.service.mode.mode import LegRule
from sim.service.rounds.groups import grouped, waits
from sim.service.rounds.own_rounds import own_rounds
from sim.service.rounds.rounds import Area, LineStop, Rounds
from sim.words import Named


@dataclass
class LastStretch:
    """How places are reached: the line and stop of each place, and of the relay beyond it where there is one.

    Attributes:
        ways: by place, the line and stop that brings parcels to it, or to the stop where its relay starts.
        relays: by place off the road, the relay line and stop.
        fitting: places whose parcels fit on what the host has; None where no host carries them.
    """

    ways: dict[int, LineStop] = field(default_factory=dict)
    relays: dict[int, LineStop] = field(default_factory=dict)
    fitting: set[int] | None = None


def last_stretch(draft: Draft, job: Job, rule: LegRule, networks: dict[str, HostNetwork]) -> LastStretch:
    """Add the lines of a job's leg to the villages, and of its relays."""
    areas = _areas(draft, job, rule)
    if rule.host is None:
        asked = _own(draft, job, rule) if rule.carrier == "own" else _fetched(draft, job, rule)
        return LastStretch(own_rounds(draft, asked, grouped(draft, rule.schedule, areas)))
    network = network_of(draft, rule, networks)
    grows = rule.added and draft.parameters.fleet.sizing == "sized"
    fitting, kept = _taken(draft, job, network, areas, grows)
    found = _hosted(draft, job, network, [replace(area, daily=_of(area, kept)) for area in areas])
    found.fitting = fitting
    if grows:
        found.ways |= own_rounds(draft, _added(draft, job, rule), _left_over(draft, rule, areas, kept))
    return found


def _left_over(draft: Draft, rule: LegRule, areas: Sequence[Area], kept: Collection[int]) -> Sequence[Area]:
    """The areas of the places that a host does not take."""
    rest = [replace(area, daily=_of(area, area.daily.keys() - kept)) for area in areas]
    return grouped(draft, rule.leg, [area for area in rest if area.daily])


def _of(area: Area, places: Set[int]) -> dict[int, float]:
    """Mean parcels of some places of an area."""
    return {place: load for place, load in area.daily.items() if place in places}


def _taken(draft: Draft, job: Job, network: HostNetwork, areas: Sequence[Area], grows: bool) -> tuple[set[int], set[int]]:
    """The places whose parcels fit on what a host has, and those that it carries: these alone, or, where it does not grow, all it reaches."""
    load = {
        place: draft.mean_parcels(network.room, daily, area.sizes[place]) for area in areas for place, daily in area.daily.items()
    }
    relays = network.relays if job.mode.leg(Leg.RELAY) else {}
    reached = {place for place in load if place in network.ways or place in relays}
    fitting = network.take(load) & reached
    kept = fitting if grows else reached
    network.burden({place: load[place] for place in load if place in kept - fitting})
    return fitting, kept


def _hosted(draft: Draft, job: Job, network: HostNetwork, areas: Sequence[Area]) -> LastStretch:
    """Places that a host's lines bring parcels to, or as far as the stop, or the base, from where a relay takes them on."""
    bases = {place: area.base for area in areas for place in area.daily}
    starts = {place: network.relays[place] for place in bases if place not in network.ways}
    outright = {place for place, start in starts.items() if start == bases[place]}
    found = LastStretch({p: network.way(draft, starts.get(p, p)) for p in bases if p not in outright})
    relay = job.mode.leg(Leg.RELAY)
    if relay and bases and not starts:
        host = draft.parameters.host[network.host]
        draft.note(str(relay.actor(job.operator)), phrase("plannote.idle_relay", host=Named(host.name_zh, host.name_en)))
    if relay and starts:
        relays = _relay(draft, job, relay, starts, areas)
        found.ways |= {place: way for place, way in relays.items() if place in outright}
        found.relays = {place: way for place, way in relays.items() if place not in outright}
    return found


def _areas(draft: Draft, job: Job, rule: LegRule) -> list[Area]:
    """The job's stops by township, without those in town where the leg starts there."""
    load = job.daily(draft.expected)
    found: list[Area] = []
    for t, villages in draft.township_villages(job).items():
        base = draft.county.township_place(t) if rule.leg == Leg.VILLAGE else 0
        daily = {p: n for p, n in by_place(draft.spots, load, villages).items() if p != base}
        if daily:
            found.append(Area(draft.county.townships[t].code, t, base, daily, _sizes(draft, job, villages)))
    return found


def _sizes(draft: Draft, job: Job, villages: Sequence[int]) -> dict[int, Size]:
    """The mean of a job's parcels by place of the points of some villages."""
    of: dict[int, list[int]] = {}
    for v in villages:
        of.setdefault(int(draft.spots[v]), []).append(v)
    return {place: job.size(draft.expected, its) for place, its in of.items()}


def _rounds(draft: Draft, rule: LegRule, schedule: str, key: str, name: str, leg: Leg, operator: Actor, speed: Pace) -> Rounds:
    """Rounds by the vehicles of a schedule of our own, at its times or by the rule that the mode or the schedule asks for."""
    times, fleet = draft.timed(schedule)
    found = Rounds(
        key, name, leg, operator, fleet.vehicle, speed, draft.own(), clock_times(times.depart), times.visits_per_day,
        times.days_per_week, count_of(fleet), counted=f"fleet.{schedule}.count", allowed=fleet.allowed,
    )  # fmt: skip
    if not waits(rule, times):
        return found
    threshold = draft.parameters.schedule.threshold
    slots = threshold.most_a_day * clock_times((threshold.start,))
    return replace(found, departure=draft.by_threshold(), times=slots, visits=None)


def _own(draft: Draft, job: Job, rule: LegRule) -> Rounds:
    """Rounds of an operator's own vehicles."""
    roads, direct = draft.parameters.roads, rule.leg == Leg.DIRECT
    speed = pace(draft, roads.village_kmh, roads.trunk_kmh if direct else None)
    key = f"{rule.leg}/{job.mode.key}/{job.operator}"
    found = _rounds(draft, rule, rule.schedule, key, job.mode.name_zh, rule.leg, job.operator, speed)
    if rule.leg == Leg.URBAN:
        return _urban(draft, found)
    return replace(found, shared=direct, between_kmh=roads.trunk_kmh)


def _fetched(draft: Draft, job: Job, rule: LegRule) -> Rounds:
    """Rounds of those who keep the points, each with a tricycle for a village or a few."""
    p, operator = draft.parameters, rule.actor(job.operator)
    speed = replace(pace(draft, p.roads.relay_kmh), on_table=False)  # a tricycle's own speed
    key = f"{rule.leg}/{job.mode.key}/{operator}"
    found = _rounds(draft, rule, rule.schedule, key, job.mode.name_zh, rule.leg, operator, speed)
    days = market_days(townships_of(draft.county), p.resident, p.horizon.start_date, p.horizon.days)
    market = days if p.schedule.carrier.market_days else None
    return replace(found, most_stops=p.fleet.carrier.villages, each_its_own=True, market=market)


def _urban(draft: Draft, asked: Rounds) -> Rounds:
    """Rounds in the county town, by vehicles of their own, or by those that the operator keeps at the hub anyway."""
    towns = draft.parameters.towns
    found = replace(asked, pace=pace(draft, towns.kmh), shared=True)
    at_hub = (n for n, of in enumerate(draft.depots) if of.depot.base == 0 and of.depot.operator == asked.operator)
    depot = next(at_hub, None) if towns.vehicles == "shared" else None
    if depot is None:
        return found
    return replace(found, depot=depot, vehicle=draft.depots[depot].depot.vehicle, count="auto", allowed=())


def _added(draft: Draft, job: Job, rule: LegRule) -> Rounds:
    """Rounds of vehicles added to a host's: when, how often and by which types as own vehicles on that leg, not on the host's timetable."""
    roads, direct, host = draft.parameters.roads, rule.leg == Leg.DIRECT, draft.parameters.host[rule.carrier]
    operator = rule.actor(job.operator)
    speed = pace(draft, host.speed_kmh, roads.trunk_kmh if direct else None)
    key = f"{rule.leg}/{job.mode.key}/{operator}+"
    found = _rounds(draft, rule, rule.leg, key, f"{host.name_zh}加开", rule.leg, operator, speed)
    return replace(found, vehicle=host.added_vehicle, count="auto", shared=direct, between_kmh=roads.trunk_kmh)


def _relay(draft: Draft, job: Job, rule: LegRule, starts: Mapping[int, int], of: Sequence[Area]) -> dict[int, LineStop]:
    """Relay rounds from where they start to the places off a host's road."""
    operator = rule.actor(job.operator)
    speed = replace(pace(draft, draft.parameters.roads.relay_kmh), on_table=False)  # a tricycle's own speed
    key = f"relay/{job.mode.key}/{operator}"
    asked = _rounds(draft, rule, rule.schedule, key, "接驳", Leg.RELAY, operator, speed)
    return own_rounds(draft, asked, grouped(draft, rule.schedule, _beyond(draft, starts, of)))


def _beyond(draft: Draft, starts: Mapping[int, int], of: Sequence[Area]) -> list[Area]:
    """The places off a host's road as areas, one for each stop at which relays start; ``starts``: by place."""
    daily = {place: load for area in of for place, load in area.daily.items()}
    sizes = {place: size for area in of for place, size in area.sizes.items()}
    areas = []
    for base in sorted(set(starts.values())):
        at, places = draft.places[base], sorted(place for place, start in starts.items() if start == base)
        areas.append(Area(at.code, at.township, base, {place: daily[place] for place in places}, sizes))
    return areas
