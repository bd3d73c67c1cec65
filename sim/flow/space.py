"""What is free for parcels in the vehicle of each run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Ints
from sim.flow.draws import Draws
from sim.plan.line import Line
from sim.plan.plan import ServicePlan


class Space(NamedTuple):
    """What is free in a vehicle."""

    parcels: int
    grams: int
    ml: int


class FreeSpace:
    """By run: all of a vehicle of ours, and of a host's what the host's own load of that run leaves.

    Attributes:
        columns: parcels, grams and ml, shape (3, runs).
        of: the same, a ``Space`` a run.
        closed: the stops closed to a run, where there are any.
    """

    def __init__(self, plan: ServicePlan, draws: Draws) -> None:
        self._lines, self._line, self._goes = plan.lines, plan.timetable.line, ~draws.cancelled
        empty = [[line.capacity_parcels, line.capacity_grams, line.capacity_ml] for line in plan.lines]
        taken = np.array([draws.host_parcels, draws.host_grams, draws.host_ml], np.int64)
        vehicle = np.array(empty, np.int64).reshape(-1, 3)[self._line].T
        self.columns: NDArray[np.int64] = np.maximum(vehicle - taken, 0)
        self.columns[0] = np.minimum(self.columns[0], _most(plan.lines, self._line))
        self.of = list(map(Space, *self.columns.tolist()))
        self.closed = draws.disrupted.closed_to

    def most(self, line: int) -> list[Space]:
        """The most that is free on any run of a line: the empty vehicle of ours, what a host leaves when its own load is least.

        Where of two runs one has more kilograms free and the other more litres, both stand there.
        """
        plan = self._lines[line]
        runs = np.flatnonzero((self._line == line) & self._goes)
        if not plan.hosted or not len(runs):
            return [Space(plan.capacity_parcels, plan.capacity_grams, plan.capacity_ml)]
        spaces = {self.of[run] for run in runs.tolist() if self.of[run].parcels}
        most: list[Space] = []
        for space in sorted(spaces, key=lambda s: (-s.grams, -s.ml)):
            if not most or space.ml > most[-1].ml:
                most.append(space)
        return most


def _most(lines: Sequence[Line], line: Ints) -> Ints:
    """By run, the most parcels that its host takes along."""
    most = np.array([of.most_parcels for of in lines], np.int64)[line]
    for number, of in enumerate(lines):
        if of.by_run:
            most[line == number] = of.by_run
    return most
