"""Trunks 干线 of every operator: what they are asked to carry, and who carries it, we or a host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sim.demand.outlook import Size
from sim.plan.actor import Actor
from sim.plan.leg import Leg
from sim.service.assignment.job import Job
from sim.service.draft.draft import Draft
from sim.service.draft.timetable import clock_times
from sim.service.hosts.hostlines import HostNetwork, network_of
from sim.service.mode.mode import LegRule
from sim.service.rounds.groups import all_departures, waits
from sim.service.rounds.rounds import LineStop
from sim.service.trunk.freight import Freight
from sim.service.trunk.trunk import added_trunk, trunk


@dataclass(frozen=True)
class TrunkWays:
    """How parcels come to the townships: the line and stop by village.

    Attributes:
        fitting: villages whose parcels fit on what the host has; None where no host carries them.
    """

    ways: dict[int, LineStop] = field(default_factory=dict)
    fitting: set[int] | None = None


Trunks = dict[tuple[Actor, str], TrunkWays]
"""By operator and carrier: one set of lines for all modes of an operator that have a trunk leg of that carrier."""


def trunks(draft: Draft, jobs: Sequence[Job], networks: dict[str, HostNetwork]) -> Trunks:
    """Add every operator's trunk lines.

    Args:
        networks: of hosts, by leg, carrier and shape; those that are made here are added.
    """
    found: Trunks = {}
    for operator in dict.fromkeys(job.operator for job in jobs):
        by_carrier: dict[str, list[tuple[Job, LegRule]]] = {}
        for job in (job for job in jobs if job.operator == operator):
            if rule := job.mode.leg(Leg.TRUNK):
                by_carrier.setdefault(rule.carrier, []).append((job, rule))
        for carrier, of in by_carrier.items():
            found[operator, carrier] = _trunk(draft, [job for job, _ in of], of[0][1], networks)
    return found


def trunk_ways(found: Trunks, job: Job) -> dict[int, LineStop]:
    """The line and stop that brings a job's parcels of each village to the township; none where it has no trunk leg."""
    rule = job.mode.leg(Leg.TRUNK)
    return found[job.operator, rule.carrier].ways if rule else {}


def _trunk(draft: Draft, jobs: Sequence[Job], rule: LegRule, networks: dict[str, HostNetwork]) -> TrunkWays:
    """Add the trunk lines of the jobs of one operator."""
    freight, operator, crew = _freight(draft, jobs), jobs[0].operator, jobs[0].mode.hub.crew
    if rule.departure != "host":
        return TrunkWays(trunk(draft, rule, operator, crew, freight))
    network = network_of(draft, rule, networks)
    grows = rule.added and draft.parameters.fleet.sizing == "sized"
    fitting, kept = _taken(draft, network, freight, grows)
    town = draft.county.township_place
    ways = {v: network.way(draft, town(t)) for t, of in freight.daily.items() for v in of if v in kept}
    if rest := _without(freight, kept) if grows else {}:
        ways |= added_trunk(draft, rule, operator, crew, replace(freight, daily=rest))
    return TrunkWays(ways, fitting)


def _taken(draft: Draft, network: HostNetwork, freight: Freight, grows: bool) -> tuple[set[int], set[int]]:
    """The villages whose parcels fit on what a host has, and those that it carries: these alone, or, where it does not
    grow, all of the towns where it calls."""
    fitting, kept = set[int](), set[int]()
    for township, of in freight.daily.items():
        place = draft.county.township_place(township)
        for village, daily in of.items():
            load = draft.mean_parcels(network.room, daily, freight.sizes[village])
            if network.takes(place, load):
                fitting.add(village)
            elif not grows and place in network.ways:
                network.burden({place: load})
                kept.add(village)
    return fitting, fitting | kept


def _without(freight: Freight, kept: set[int]) -> dict[int, dict[int, float]]:
    """What a trunk is asked to carry to all other villages."""
    left = {t: {v: load for v, load in of.items() if v not in kept} for t, of in freight.daily.items()}
    return {t: of for t, of in left.items() if of}


def _freight(draft: Draft, jobs: Sequence[Job]) -> Freight:
    """What the jobs of an operator ask of its trunk."""
    daily: dict[int, dict[int, float]] = {}
    sizes: dict[int, Size] = {}
    for job in jobs:
        load = job.daily(draft.expected)
        sizes |= {v: job.size(draft.expected, [v]) for v in job.villages}
        for township, villages in draft.township_villages(job).items():
            daily.setdefault(township, {}).update({v: float(load[v]) for v in villages})
    unloads = not any("unload" in job.mode.township.stages for job in jobs)
    onward = tuple(sorted({time for job in jobs for time in _onward(draft, job)}))
    return Freight(daily=dict(sorted(daily.items())), sizes=sizes, unloads=unloads, onward=onward)


def _onward(draft: Draft, job: Job) -> tuple[int, ...]:
    """Times of day at which a job's parcels leave townships for the villages."""
    rule = job.mode.leg(Leg.VILLAGE)
    if rule is None:
        return ()
    if rule.departure == "host":
        host = draft.parameters.host[rule.carrier]
        return clock_times(host.departures) if host.feed is None else ()  # a feed has other times every day
    leg = draft.timed(rule.schedule)[0]
    return () if waits(rule, leg) else clock_times(all_departures(leg))
