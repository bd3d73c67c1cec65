"""What is out of order in one replication, beside the runs that are called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sim.plan.units import IntArray

Stops = frozenset[int]

ROADS = ("village", "trunk")
"""Classes of road."""

NOWHERE: Stops = frozenset()
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
        roads: (class of road in ``ROADS``, township, day) of those that are closed.
    """

    closed: IntArray = field(default_factory=none(2))
    roads: IntArray = field(default_factory=none(3))

    @cached_property
    def closed_to(self) -> dict[int, Stops]:
        """The stops closed to each run that has any."""
        found: dict[int, set[int]] = {}
        for run, stop in self.closed.tolist():
            found.setdefault(run, set()).add(stop)
        return {run: frozenset(stops) for run, stops in found.items()}


NOTHING_DISRUPTED = Disrupted()
