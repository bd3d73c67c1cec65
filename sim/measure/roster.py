"""Who is rostered on the measured days: paid hours and the largest crew of every stage of the centres and outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Roster:
    """Stages in a row: those of the handlings, one handling after the other, then the shelving of the staffed outlets.

    An outlet at the township has paid staff of its own; a keeper's work in the village is counted by the parcel
    instead.

    Attributes:
        stages: the stages.
        handling: by stage, its handling; -1 for an outlet's.
        outlet: by point, the number of its stage; -1 where nobody is rostered.
        hours: by stage, rostered worker-hours on the measured days.
        most: by stage, the largest crew at any instant of them.
    """

    stages: tuple[Stage, ...]
    handling: Ints
    outlet: Ints
    hours: Floats
    most: Ints


def roster_of(plan: ServicePlan, begin: int, end: int) -> Roster:
    """The roster of a plan between two instants, ms."""
    stages = [s for h in plan.handlings for s in h.stages]
    handling = [i for i, h in enumerate(plan.handlings) for _ in h.stages]
    outlet = np.full(len(plan.points), -1, dtype=np.int64)
    for i, point in enumerate(plan.points):
        if point.remote and point.shelve is not None:
            outlet[i] = len(stages)
            stages.append(point.shelve)
            handling.append(-1)
    stage, start, stop, crew = _shifts(stages, begin, end)
    hours = np.bincount(stage, crew * (stop - start), len(stages)) / HOUR
    most = _most(stage, start, stop, crew, len(stages))
    return Roster(tuple(stages), np.array(handling, dtype=np.int64), outlet, hours, most)


def _shifts(stages: Sequence[Stage], begin: int, end: int) -> Ints:
    """Stage, start, end and crew of each shift between two instants, a row each of the four."""
    shifts = [
        (k, max(s.start, begin), min(s.end, end), s.people)
        for k, stage in enumerate(stages)
        for s in stage.crew.shifts
        if s.start < end and s.end > begin
    ]
    return np.array(shifts, dtype=np.int64).reshape(-1, 4).T


def _most(stage: Ints, start: Ints, stop: Ints, crew: Ints, stages: int) -> Ints:
    """By stage, the largest sum of crews at work at once; who ends when another begins is not counted with it."""
    stage, time, step = np.tile(stage, 2), np.concatenate((start, stop)), np.concatenate((crew, -crew))
    order = np.lexsort((step, time, stage))
    present = np.cumsum(step[order])  # begins and ends at 0 in every stage
    out = np.zeros(stages, dtype=np.int64)
    np.maximum.at(out, stage[order], present)
    return out
