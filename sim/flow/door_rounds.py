"""A keeper's rounds to the door: which parcels they take, and when."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.hours import told_apart
from sim.flow.lot import Numbers
from sim.flow.rows import Rows
from sim.plan.plan import ServicePlan


class DoorRounds:
    """The rounds of all points of a plan; point -1 stands for none and has none.

    Attributes:
        any: whether there are rounds at all.
    """

    def __init__(self, plan: ServicePlan, rows: Rows) -> None:
        self._horizon = plan.horizon
        self._table, tables = told_apart((*(point.door_times for point in plan.points), ()), ())
        self._rounds = [np.array([*times, NEVER], np.int64) for times in tables]
        self._takes_all = np.array([*(point.all_to_door for point in plan.points), False], np.bool_)
        self._to_door: NDArray[np.bool_] = np.append(rows.parcels.to_door, np.zeros(len(rows.offers), np.bool_))
        self.any = len(tables) > 1

    def take(self, numbers: Numbers, points: Numbers) -> NDArray[np.bool_]:
        """Whether parcels at points go with a round: those that asked for it, or all there."""
        return (self._table.take(points) > 0) & (self._to_door.take(numbers) | self._takes_all.take(points))

    def next(self, points: Numbers, at: Times) -> Times:
        """The first round of points that is not before each time; ``NEVER`` if not within the horizon."""
        leaves, table = np.empty(len(at), np.int64), self._table.take(points)
        for i in np.flatnonzero(np.bincount(table)).tolist():
            here = np.flatnonzero(table == i)
            leaves[here] = self._rounds[i].take(self._rounds[i].searchsorted(at[here]))
        leaves[leaves >= self._horizon] = NEVER
        return leaves
