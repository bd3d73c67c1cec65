"""What is out of order in one replication, beside the runs that are called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from sim.plan.units import IntArray

StopNumbers = frozenset[int]

ROADS = ("village", "trunk")
"""Classes of road."""

NOWHERE: StopNumbers = frozenset()
"""No stop is closed."""


def none(columns: int) -> Callable[[], IntArray]:
    """No rows of so many columns."""
    return lambda: np.zeros((0, columns), np.int64)


@dataclass(frozen=True, eq=False, kw_only=True)
class Disrupted:
    """Rows of whole numbers, none where all is in order.

    Attributes:
        closed: (run, stop) that the run leaves out because the road is closed: who is to board or to alight there does not ride with it. It
            is driven as planned.
        out: (depot, unit, day) on which the unit starts no run.
        absent: (handling, stage, shift, people) of the crew who are not there.
        roads: (class of road in ``ROADS``, township, day) of those that are closed.
    """

    closed: IntArray = field(default_factory=none(2))
    out: IntArray = field(default_factory=none(3))
    absent: IntArray = field(default_factory=none(4))
    roads: IntArray = field(default_factory=none(3))

    @cached_property
    def closed_to(self) -> dict[int, StopNumbers]:
        """The stops closed to each run that has any."""
        found: dict[int, set[int]] = {}
        for run, stop in self.closed.tolist():
            found.setdefault(run, set()).add(stop)
        return {run: frozenset(stops) for run, stops in found.items()}

    def out_of(self, depot: int) -> set[tuple[int, int]]:
        """(unit, day) of a depot on which the unit starts no run."""
        return {(unit, day) for _, unit, day in self.out[self.out[:, 0] == depot].tolist()}

    def manned(self, plan: ServicePlan) -> ServicePlan:
        """The plan with those of its crews who are there."""
        if not len(self.absent):
            return plan
        away = {(handling, stage, shift): people for handling, stage, shift, people in self.absent.tolist()}
        rows = enumerate(plan.handlings)
        return replace(plan, handlings=tuple(replace(of, stages=_there(of.stages, h, away)) for h, of in rows))


def _there(stages: tuple[Stage, ...], handling: int, away: dict[tuple[int, int, int], int]) -> tuple[Stage, ...]:
    """The stages of a handling with those of its crews who are there; ``away``: people by handling, stage and shift."""
    return tuple(
        replace(stage, shifts=tuple(replace(s, crew=s.crew - away.get((handling, k, i), 0)) for i, s in enumerate(stage.shifts)))
        for k, stage in enumerate(stages)
    )


NOTHING_DISRUPTED = Disrupted()
