"""Who is rostered on the measured days: paid hours and the largest crew of every stage of the centres and outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.clock import HOUR
from sim.flow.outcome import Shifts
from sim.plan.crew import Crew
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage


@dataclass(frozen=True, eq=False)
class Roster:
    """Stages in a row: those of the handlings, one handling after the other, then the shelving of the staffed outlets.

    An outlet at the township has paid staff of its own; a keeper's work in the village is counted by the parcel
    instead. A crew that does several stages is there once: each has the part of its time that it took.

    Attributes:
        stages: the stages.
        handling: by stage, its handling; -1 for an outlet's.
        outlet: by point, the number of its stage; -1 where nobody is rostered.
        part: by stage, the part that it has of its crew.
        hours: by stage, rostered worker-hours on the measured days, its part of them.
        people: by stage, the most people of its crew at any instant of them.
    """

    stages: tuple[Stage, ...]
    handling: Ints
    outlet: Ints
    part: Floats
    hours: Floats
    people: Ints


def roster_of(plan: ServicePlan, shifts: Shifts, begin: int, end: int) -> Roster:
    """The roster of a plan between two instants, ms; ``shifts``: what each did."""
    stages = [s for h in plan.handlings for s in h.stages]
    handling = [i for i, h in enumerate(plan.handlings) for _ in h.stages]
    outlet, staffed = _outlets(plan, len(stages))
    dated = (shifts.start >= begin) & (shifts.start < end)
    part = np.append(crew_parts(plan, shifts, dated), np.ones(len(staffed)))
    stages, handling = [*stages, *staffed], [*handling, *(-1 for _ in staffed)]
    crews, of = _numbered([stage.crew for stage in stages])
    worked, people = _there(crews, begin, end)
    hours = worked[of] / HOUR * part
    return Roster(tuple(stages), np.array(handling, dtype=np.int64), outlet, part, hours, people[of])


def _outlets(plan: ServicePlan, first: int) -> tuple[Ints, list[Stage]]:
    """By point, the number of its stage, counted from ``first`` (-1: nobody is rostered), and those stages."""
    shelving = [point.shelve if point.remote else None for point in plan.points]
    staffed = np.array([stage is not None for stage in shelving], dtype=bool)
    outlet = np.where(staffed, first - 1 + np.cumsum(staffed), -1)
    return outlet, [stage for stage in shelving if stage is not None]


def _numbered(crews: Sequence[Crew]) -> tuple[list[Crew], Ints]:
    """Every crew once, and the number of each among them."""
    number = {crew: k for k, crew in enumerate(dict.fromkeys(crews))}
    return list(number), np.array([number[crew] for crew in crews], dtype=np.int64)


def stage_of_shift(plan: ServicePlan, shifts: Shifts) -> Ints:
    """By shift of an outcome, the number of its stage: those of the handlings, one handling after the other."""
    stages = np.array([len(handling.stages) for handling in plan.handlings], dtype=np.int64)
    return np.asarray((np.cumsum(stages) - stages)[shifts.handling] + shifts.stage)


def crew_parts(plan: ServicePlan, shifts: Shifts, which: Bools) -> Floats:
    """By stage of the handlings, its part of what its crew worked in some shifts; where that did nothing, all have
    as much."""
    crews, of = _numbered([stage.crew for handling in plan.handlings for stage in handling.stages])
    busy = np.bincount(stage_of_shift(plan, shifts)[which], shifts.busy[which], len(of))
    all_, stages = (np.bincount(of, weights, len(crews))[of] for weights in (busy, None))
    return np.divide(busy, all_, out=1.0 / stages, where=all_ > 0)


def _there(crews: Sequence[Crew], begin: int, end: int) -> tuple[Floats, Ints]:
    """By crew, worker-ms between two instants and the most people at once; those with the same shifts once."""
    alike = {id(crew.shifts): crew.shifts for crew in crews}
    shifts = [
        (k, max(s.start, begin), min(s.end, end), s.people)
        for k, of in enumerate(alike.values())
        for s in of
        if s.start < end and s.end > begin
    ]
    of, start, stop, people = np.array(shifts, dtype=np.int64).reshape(-1, 4).T
    worked = np.asarray(np.bincount(of, people * (stop - start), len(alike)), dtype=np.float64)
    number = {key: k for k, key in enumerate(alike)}
    which = np.array([number[id(crew.shifts)] for crew in crews], dtype=np.int64)
    return worked[which], _most(of, start, stop, people, len(alike))[which]


def _most(of: Ints, start: Ints, stop: Ints, people: Ints, crews: int) -> Ints:
    """By crew, the largest sum of people at work at once; who ends when another begins is not counted with it."""
    of, time, step = np.tile(of, 2), np.concatenate((start, stop)), np.concatenate((people, -people))
    order = np.lexsort((step, time, of))
    present = np.cumsum(step[order])  # begins and ends at 0 in every crew
    out = np.zeros(crews, dtype=np.int64)
    np.maximum.at(out, of[order], present)
    return out
