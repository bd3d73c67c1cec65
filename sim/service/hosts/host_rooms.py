"""What the parcels of each village take of the space that hosts' existing lines have for a pool."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sim.plan.leg import Leg
from sim.service.assignment.job import Job
from sim.service.draft.draft import Draft
from sim.service.hosts.hostlines import HostNetwork
from sim.service.mode.mode import LegRule

FULL = 1e6
"""The part that a village takes of a line with no space, or where the host has no line."""

Rooms = dict[str, dict[str, dict[int, float]]]
"""By host and line, the part of its space that the parcels of each village take."""


def host_rooms(draft: Draft, jobs: Sequence[Job], networks: Mapping[str, HostNetwork]) -> Rooms:
    """By host, line of its own and village of a pool, the part that the village's parcels take of what the line has
    under the target load, less what those who work alone take of it: a host has room for a choice of villages where
    they come to 1 at most on every line."""
    pooled: dict[tuple[str, str], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    alone: dict[tuple[str, str], float] = defaultdict(float)
    for job in jobs:
        for host, line, village, part in _parts(draft, job, networks):
            if job.pool:
                pooled[host, line][village] += part
            else:
                alone[host, line] += part
    found: Rooms = {}
    for (host, line), parts in pooled.items():
        left = max(1.0 - alone[host, line], 1.0 / FULL)
        found.setdefault(host, {})[line] = {village: min(part / left, FULL) for village, part in parts.items()}
    return found


def _parts(draft: Draft, job: Job, networks: Mapping[str, HostNetwork]) -> Iterator[tuple[str, str, int, float]]:
    """Host, line, village and part for every leg of a job that a host carries."""
    load, relayed = job.daily(draft.expected), job.mode.leg(Leg.RELAY) is not None
    for rule in (job.mode.leg(Leg.TRUNK), job.mode.last):
        if rule is None or rule.host is None or draft.county.urban[job.villages[0]]:
            continue
        key = f"{rule.leg}/{rule.carrier}/{rule.shape}"
        for village, place in _places(draft, job, rule):
            size, network = job.size(draft.expected, [village]), networks[key]
            daily = draft.mean_parcels(network.room, float(load[village]), size)
            if (found := _part(network, place, daily, relayed and rule is job.mode.last)) is not None:
                yield rule.carrier, f"{rule.shape}/{found[0]}", village, found[1]


def _part(network: HostNetwork, place: int, daily: float, relayed: bool) -> tuple[str, float] | None:
    """The line that brings mean parcels of a day to a place, or, ``relayed``, to where their relay starts, and the part
    of its space that they take; no line and an infinite part where none does, None where the relay starts at the base
    and needs no room."""
    start = network.relays.get(place, place) if relayed else place
    if start not in network.ways:
        return None if start != place else ("", math.inf)
    line, _ = network.ways[start]
    return network.lines[line].line.key, daily * network.days[line] / max(network.space[line], 1e-9)


def _places(draft: Draft, job: Job, rule: LegRule) -> Iterator[tuple[int, int]]:
    """Villages, and where a leg brings their parcels; not those in town where it starts there."""
    for village in job.villages:
        town = draft.county.township_place(draft.county.villages[village].township)
        place = town if rule.leg == Leg.TRUNK else int(draft.spots[village])
        if rule.leg != Leg.VILLAGE or place != town:
            yield village, place
