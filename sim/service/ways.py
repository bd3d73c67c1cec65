"""The last stretch of a job: which lines bring its parcels from a township, or from the hub, to each village's point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sim.demand.outlook import Size
from sim.parameters.operation import Host, Leg, LegFleet
from sim.plan.actor import Actor
from sim.service.assignment import Job
from sim.service.draft import Draft, by_place, pace
from sim.service.hostlines import HostNetwork, host_network
from sim.service.mode import LegRule
from sim.service.own_rounds import own_rounds
from sim.service.rounds import Area, LineStop, Rounds
from sim.service.timetable import clock_times


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
    if rule.carrier == "own":
        return LastStretch(own_rounds(draft, _own(draft, job, rule), areas))
    key = f"{rule.leg}/{rule.carrier}/{rule.shape}"
    if key not in networks:
        networks[key] = host_network(draft, rule)
    network = networks[key]
    daily = {place: load for area in areas for place, load in area.daily.items()}
    sizes = {place: size for area in areas for place, size in area.sizes.items()}
    filling = {place: draft.mean_parcels(network.room, load, sizes[place]) for place, load in daily.items()}
    fitting = network.take(filling)
    grows = rule.added and draft.parameters.fleet.sizing == "sized"
    reached = {p for p in daily if p in network.ways or (p in network.relays and job.mode.leg("relay"))}
    kept = fitting & reached if grows else reached
    network.burden({p: filling[p] for p in daily if p in kept - fitting})
    found = LastStretch(fitting=fitting & reached)
    by_relay = {p: network.relays[p] for p in daily if p in kept and p not in network.ways}
    base = {place: area.base for area in areas for place in area.daily}
    outright = {p for p, start in by_relay.items() if start == base[p]}
    found.ways = {p: network.way(draft, by_relay.get(p, p)) for p in daily if p in kept - outright}
    relay = job.mode.leg("relay")
    if relay and by_relay:
        relays = _relay(draft, job, relay, by_relay, daily, sizes)
        found.ways |= {p: way for p, way in relays.items() if p in outright}
        found.relays = {p: way for p, way in relays.items() if p not in outright}
    if grows:
        host = draft.parameters.host[rule.carrier]
        rest = [replace(a, daily={p: n for p, n in a.daily.items() if p not in kept}) for a in areas]
        found.ways |= own_rounds(draft, _added(draft, job, rule, host), [a for a in rest if a.daily])
    return found


def _areas(draft: Draft, job: Job, rule: LegRule) -> list[Area]:
    """The job's stops by township, without those in town where the leg starts there."""
    load = job.daily(draft.expected)
    found: list[Area] = []
    for t, villages in draft.township_villages(job).items():
        base = draft.county.township_place(t) if rule.leg == "village" else 0
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


def _own(draft: Draft, job: Job, rule: LegRule) -> Rounds:
    """Rounds of an operator's own vehicles."""
    leg = getattr(draft.parameters.schedule, rule.schedule)
    fleet = getattr(draft.parameters.fleet, rule.schedule)
    roads = draft.parameters.roads
    direct = rule.leg == "direct"
    speed = pace(draft, roads.village_kmh, roads.trunk_kmh if direct else None)
    return Rounds(
        f"{rule.leg}/{job.mode.key}/{job.operator}", job.mode.name_zh, rule.leg, job.operator, fleet.vehicle, speed,
        clock_times(leg.depart), leg.visits_per_day, leg.days_per_week, fleet.count, direct,
        f"fleet.{rule.schedule}.count", roads.trunk_kmh, fleet.allowed,
    )  # fmt: skip


def _added(draft: Draft, job: Job, rule: LegRule, host: Host) -> Rounds:
    """Rounds of vehicles added to a host's: when, how often and by which types as own vehicles on that leg, not on the host's timetable."""
    roads, direct, operator = draft.parameters.roads, rule.leg == "direct", Actor.host(rule.carrier)
    leg: Leg = getattr(draft.parameters.schedule, rule.leg)
    fleet: LegFleet = getattr(draft.parameters.fleet, rule.leg)
    speed = pace(draft, host.speed_kmh, roads.trunk_kmh if direct else None)
    return Rounds(
        f"{rule.leg}/{job.mode.key}/{operator}+", f"{host.name_zh}加开", rule.leg, operator, host.added_vehicle, speed,
        clock_times(leg.depart), leg.visits_per_day, leg.days_per_week, "auto", direct, between_kmh=roads.trunk_kmh, allowed=fleet.allowed,
    )  # fmt: skip


def _relay(draft: Draft, job: Job, rule: LegRule, by_relay: dict[int, int], daily: dict[int, float], sizes: dict[int, Size]) -> dict[int, LineStop]:
    """Relay rounds from the stops of a host to the places off its road."""
    operator = job.operator if rule.carrier == "own" else Actor.host(rule.carrier)
    leg = getattr(draft.parameters.schedule, rule.schedule)
    fleet = getattr(draft.parameters.fleet, rule.schedule)
    bases: dict[int, list[int]] = {}
    for place, stop in by_relay.items():
        bases.setdefault(stop, []).append(place)
    areas = [Area(draft.places[base].code, draft.places[base].township, base, {p: daily[p] for p in sorted(places)}, sizes) for base, places in sorted(bases.items())]
    speed = pace(draft, draft.parameters.roads.relay_kmh)
    rounds = Rounds(
        f"relay/{job.mode.key}/{operator}", "接驳", "relay", operator, fleet.vehicle, speed,
        clock_times(leg.depart), leg.visits_per_day, leg.days_per_week, fleet.count,
        counted=f"fleet.{rule.schedule}.count", allowed=fleet.allowed,
    )  # fmt: skip
    return own_rounds(draft, rounds, areas)
