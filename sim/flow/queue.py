"""Parcels that wait for a line, and how much of the line's queue a vehicle takes."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

import numpy as np

from sim.flow.rows import Numbers, Rows
from sim.flow.shelf import Shelves
from sim.service.plan import Line

NUMBER, LEG, GRAMS, ML = range(4)
"""Rows of a lot: parcels as columns of an int32 matrix."""


class Space(NamedTuple):
    """What is free in a vehicle."""

    parcels: int
    grams: int
    ml: int


class Load(NamedTuple):
    """What a vehicle takes, as a lot, and its sums. ``passed_over``: for a full point, before loading stopped."""

    lot: Numbers
    grams: int
    ml: int
    passed_over: int


def prefix(lot: Numbers, space: Space) -> tuple[int, int, int]:
    """How many of the first parcels fit, without skipping, and their grams and ml."""
    n = min(lot.shape[1], space.parcels)
    if n == 0:
        return 0, 0, 0
    sums = lot[GRAMS:, :n].cumsum(axis=1, dtype=np.int64)
    grams, ml = sums[:, -1].tolist()
    if grams > space.grams or ml > space.ml:
        n = min(int(sums[0].searchsorted(space.grams, side="right")), int(sums[1].searchsorted(space.ml, side="right")))
        grams, ml = sums[:, n - 1].tolist() if n else (0, 0)
    return n, grams, ml


class Queue:
    """Parcels of one line and one priority, by (ready, number).

    A queue that several handlings feed (``merge``) sorts what came since the last departure; what they let go later is
    ready later. What is too big for the empty vehicle is set aside as a departure first sees it.
    """

    def __init__(self, line: Line, rows: Rows, merge: bool) -> None:
        self._rows, self._merge = rows, merge
        self._line = line
        parcels = rows.parcels
        self._may_not_fit = line.capacity_parcels < 1 or (
            len(parcels) > 0 and (int(parcels.grams.max()) > line.capacity_grams or int(parcels.ml.max()) > line.capacity_ml)
        )
        self._fresh: list[Numbers] = []
        self._lots: deque[Numbers] = deque()
        self._set_aside: list[Numbers] = []
        self.size = 0

    def join(self, lot: Numbers) -> None:
        """Ready parcels, of one handling, in order."""
        self._fresh.append(lot)

    def see(self) -> None:
        """A departure looks at the parcels that came since the last one."""
        if not self._fresh:
            return
        fresh, self._fresh = self._fresh, []
        if self._merge and len(fresh) > 1:
            lot = np.concatenate(fresh, axis=1)
            fresh = [lot[:, np.lexsort((lot[NUMBER], self._rows.since[lot[NUMBER]]))]]
        for lot in fresh:
            fitting = self._fitting(lot) if self._may_not_fit else lot
            if fitting.shape[1]:
                self._lots.append(fitting)
                self.size += fitting.shape[1]

    def _fitting(self, lot: Numbers) -> Numbers:
        line = self._line
        big = (lot[GRAMS] > line.capacity_grams) | (lot[ML] > line.capacity_ml)
        if line.capacity_parcels < 1:
            big[:] = True
        if not big.any():
            return lot
        self._set_aside.append(lot[NUMBER, big])
        self._rows.oversize[lot[NUMBER, big]] = True
        return lot[:, ~big]

    def front(self, limit: int) -> list[Numbers]:
        """Lots that hold the first ``limit`` parcels, or all, in order."""
        front: list[Numbers] = []
        for lot in self._lots:
            if limit <= 0:
                break
            front.append(lot[:, :limit] if lot.shape[1] > limit else lot)
            limit -= lot.shape[1]
        return front

    def take(self, number: int) -> None:
        """Remove the first parcels."""
        self.size -= number
        while number:
            lot = self._lots[0]
            if lot.shape[1] <= number:
                self._lots.popleft()
            else:
                self._lots[0] = lot[:, number:]
            number -= min(number, lot.shape[1])

    def keep(self, lot: Numbers) -> None:
        """Replace the queue."""
        self._lots = deque([lot] if lot.shape[1] else [])
        self.size = lot.shape[1]

    def close(self) -> None:
        """The clock has ended."""
        for numbers in (*self._set_aside, *(lot[NUMBER] for lot in (*self._lots, *self._fresh))):
            self._rows.still_waiting(numbers)


class Platform:
    """A line's queues by priority, most urgent first, in front of its vehicle."""

    def __init__(self, queues: list[Queue], shelves: Shelves | None) -> None:
        self.queues = queues
        self._shelves = shelves

    def load(self, space: Space, now: int) -> Load:
        """Fill the vehicle with the longest prefix that fits; parcels for a full point are passed over."""
        for queue in self.queues:
            queue.see()
        lot = self._front(space.parcels + 1)
        n, grams, ml = prefix(lot, space)
        if self._shelves is not None and lot.shape[1]:
            points = self._shelves.points_of(lot[LEG, : n + 1])
            if self._shelves.short(points, now):
                return self._load_around(space, now)
            self._shelves.reserve(points[:n])
        left = n
        for queue in self.queues:
            taken = min(left, queue.size)
            queue.take(taken)
            left -= taken
        return Load(lot[:, :n], grams, ml, 0)

    @property
    def size(self) -> int:
        """Parcels that are ready and fit an empty vehicle, as the last departure saw them."""
        return sum(queue.size for queue in self.queues)

    def _front(self, limit: int) -> Numbers:
        lots: list[Numbers] = []
        for queue in self.queues:
            lots += queue.front(limit - sum(lot.shape[1] for lot in lots))
        if len(lots) == 1:
            return lots[0]
        return np.concatenate(lots, axis=1) if lots else np.zeros((4, 0), np.int32)

    def _load_around(self, space: Space, now: int) -> Load:
        """Load when some point is full: of its parcels only the first that find a place are tried."""
        assert self._shelves is not None
        lot = self._front(self.size)
        points = self._shelves.points_of(lot[LEG])
        self._shelves.short(points, now)
        tried = np.flatnonzero(self._shelves.finds_place(points))
        n, grams, ml = prefix(lot[:, tried], space)
        loaded = tried[:n]
        self._shelves.reserve(points[loaded])
        stopped = int(tried[n]) if n < len(tried) else lot.shape[1]
        kept = np.ones(lot.shape[1], np.bool_)
        kept[loaded] = False
        start = 0
        for queue in self.queues:
            end = start + queue.size
            queue.keep(lot[:, start:end][:, kept[start:end]])
            start = end
        return Load(lot[:, loaded], grams, ml, stopped - n)
