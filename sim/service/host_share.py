"""How much of what the pools have is carried on what hosts run anyway."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sim.plan.leg import Leg
from sim.service.assignment.job import Job
from sim.service.draft.draft import Draft
from sim.service.hosts.host_rooms import Rooms
from sim.service.trunk.trunks import Trunks
from sim.service.ways import LastStretch


def host_share(
    draft: Draft, jobs: Sequence[Job], trunks: Trunks, stretches: Sequence[LastStretch]
) -> dict[str, tuple[float, float]]:
    """Shares of the pools' villages and parcels that each host's existing lines carry under the target load, on every
    leg that it has; communities of the county town are left out."""
    urban = draft.county.urban
    both = zip(jobs, stretches, strict=True)
    pooled = [(job, stretch) for job, stretch in both if job.pool and not urban[job.villages[0]]]
    loads = [job.daily(draft.expected) for job, _ in pooled]
    served = len({(job.pool, v) for job, _ in pooled for v in job.villages})
    total = sum(float(load.sum()) for load in loads)
    villages, parcels = Counter[str](), defaultdict[str, float](float)
    for (job, stretch), load in zip(pooled, loads, strict=True):
        for host, carried in _carried(draft, job, trunks, stretch).items():
            villages[host] += len(carried)
            parcels[host] += float(load[carried].sum())
    return {host: (number / served, parcels[host] / total if total else 0.0) for host, number in villages.items()}


def host_full(
    draft: Draft, jobs: Sequence[Job], trunks: Trunks, stretches: Sequence[LastStretch], rooms: Rooms
) -> dict[str, tuple[int, ...]]:
    """By host, the pools' villages that are given to it, ask for room on its lines (``host_rooms``) and are not carried
    by those that exist: not those at the town where its lines start."""
    asking = {host: {v for parts in lines.values() for v in parts} for host, lines in rooms.items()}
    found: dict[str, set[int]] = {}
    for job, stretch in zip(jobs, stretches, strict=True):
        if job.pool and not draft.county.urban[job.villages[0]]:
            for host, carried in _carried(draft, job, trunks, stretch).items():
                found.setdefault(host, set()).update((asking.get(host, set()) & {*job.villages}) - {*carried})
    return {host: tuple(sorted(villages)) for host, villages in found.items() if villages}


def _carried(draft: Draft, job: Job, trunks: Trunks, stretch: LastStretch) -> dict[str, list[int]]:
    """A job's villages that fit on what each host has, in the job's order."""
    found: dict[str, list[int]] = {}
    for host, fits in _fitting(draft, job, trunks, stretch):
        found[host] = [v for v in found.get(host, job.villages) if v in fits]
    return found


def _fitting(draft: Draft, job: Job, trunks: Trunks, stretch: LastStretch) -> Iterator[tuple[str, set[int]]]:
    """By leg that a host carries, the host and the villages that fit."""
    trunk = job.mode.leg(Leg.TRUNK)
    if trunk and (fitting := trunks[job.operator, trunk.carrier].fitting) is not None:
        yield trunk.carrier, fitting
    if job.mode.last and stretch.fitting is not None:
        yield job.mode.last.carrier, {v for v in job.villages if int(draft.spots[v]) in stretch.fitting}
