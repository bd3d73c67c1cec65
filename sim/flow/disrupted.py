"""What is out of order in one replication, beside the runs that are called off."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sim.plan.units import IntArray

Stops = frozenset[int]

NOWHERE: Stops = frozenset()
"""No stop is closed."""


def rows(*columns: str) -> IntArray:
    """A field of rows of these columns; there are none by default."""
    none: IntArray = field(default_factory=lambda: np.zeros((0, len(columns)), np.int64))
    return none


@dataclass(frozen=True, eq=False, kw_only=True)
class Disrupted:
    """Rows of whole numbers.

    Attributes:
        closed: stops that a run leaves out because the road to them is closed: who is to board or to alight there does not ride with
            it. It is driven as planned.
    """

    closed: IntArray = rows("run", "stop")

    @cached_property
    def closed_to(self) -> dict[int, Stops]:
        """The stops closed to each run that has any."""
        found: dict[int, set[int]] = {}
        for run, stop in self.closed.tolist():
            found.setdefault(run, set()).add(stop)
        return {run: frozenset(stops) for run, stops in found.items()}


NOTHING_DISRUPTED = Disrupted()
