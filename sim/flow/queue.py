"""Parcels that wait for a line, and how much of the line's queue a vehicle takes."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

import numpy as np

from sim.flow.lot import EMPTY, Lot, join
from sim.flow.rows import Rows
from sim.flow.shelf import Shelves
from sim.service.plan import Line


class Space(NamedTuple):
    """What is free in a vehicle."""

    parcels: int
    grams: int
    ml: int


class Load(NamedTuple):
    """What a vehicle takes and leaves; ``passed_over`` of these were for a full point, before loading stopped."""

    lot: Lot
    left_behind: int
    passed_over: int


NOTHING = Load(EMPTY, 0, 0)


class Queue:
    """Parcels of one line and one priority, by (ready, number).

    A queue that several handlings feed (``merge``) sorts what came since the last departure; what they let go later is
    ready later. What is too big for the empty vehicle is set aside as a departure first sees it.
    """

    def __init__(self, line: Line, rows: Rows, merge: bool) -> None:
        self._rows, self._merge, self._line = rows, merge, line
        fits = line.capacity_parcels > 0 and rows.heaviest <= line.capacity_grams and rows.bulkiest <= line.capacity_ml
        self._all_fit = fits
        self._fresh: list[Lot] = []
        self._lots: deque[Lot] = deque()
        self._set_aside: list[Lot] = []
        self.size = 0

    def join(self, lot: Lot) -> None:
        """Ready parcels, of one handling, in order."""
        self._fresh.append(lot)

    def see(self) -> None:
        """A departure looks at the parcels that came since the last one."""
        if not self._fresh:
            return
        fresh, self._fresh = self._fresh, []
        if self._merge and len(fresh) > 1:
            lot = join(fresh)
            fresh = [lot.pick(np.lexsort((lot.number, lot.time)))]
        for lot in fresh:
            fitting = lot if self._all_fit else self._fitting(lot)
            if fitting.size:
                self._lots.append(fitting)
                self.size += fitting.size

    def _fitting(self, lot: Lot) -> Lot:
        line = self._line
        parcels = self._rows.parcels
        big = (parcels.grams.take(lot.number) > line.capacity_grams) | (parcels.ml.take(lot.number) > line.capacity_ml)
        big |= line.capacity_parcels < 1
        if not big.any():
            return lot
        self._set_aside.append(lot.pick(np.flatnonzero(big)))
        self._rows.oversize[self._set_aside[-1].number] = True
        return lot.pick(np.flatnonzero(~big))

    def front(self, limit: int) -> list[Lot]:
        """Lots that hold the first ``limit`` parcels, or all, in order."""
        front: list[Lot] = []
        for lot in self._lots:
            if limit <= 0:
                break
            front.append(lot.cut(0, limit))
            limit -= len(lot.time)
        return front

    def take(self, number: int) -> None:
        """Remove the first parcels, or all."""
        if number >= self.size:
            self._lots.clear()
            self.size = 0
            return
        self.size -= number
        while number:
            lot = self._lots.popleft()
            size = len(lot.time)
            if size > number:
                self._lots.appendleft(lot.cut(number, size))
            number -= min(number, size)

    def keep(self, lot: Lot) -> None:
        """Replace the queue."""
        self._lots = deque([lot] if lot.size else [])
        self.size = lot.size

    def left(self) -> list[Lot]:
        """Parcels ready and never loaded, oversize ones too."""
        return [*self._set_aside, *self._lots, *self._fresh]


class Platform:
    """A line's queues by priority, most urgent first, in front of its vehicle."""

    def __init__(self, queues: list[Queue], rows: Rows, shelves: Shelves | None) -> None:
        self.queues, self._rows, self._shelves = queues, rows, shelves

    def load(self, space: Space, now: int) -> Load:
        """Fill the vehicle with the longest prefix that fits; parcels for a full point are passed over."""
        ready = 0
        for queue in self.queues:
            queue.see()
            ready += queue.size
        if not ready:
            return NOTHING
        lot = self._front(space.parcels + 1)
        n = self._prefix(lot, space)
        if self._shelves is not None and not self._shelves.book(lot.leg, n, now):
            return self._load_around(ready, space, now, self._shelves)
        left = n
        for queue in self.queues:
            taken = min(left, queue.size)
            queue.take(taken)
            left -= taken
        return Load(lot.cut(0, n), ready - n, 0)

    def _prefix(self, lot: Lot, space: Space) -> int:
        """How many of the first parcels fit, without skipping."""
        n = min(len(lot.time), space.parcels)
        if n * self._rows.heaviest <= space.grams and n * self._rows.bulkiest <= space.ml:
            return n
        numbers = lot.number[:n]
        for column, free in ((self._rows.parcels.grams, space.grams), (self._rows.parcels.ml, space.ml)):
            total = column.take(numbers).cumsum(dtype=np.int64)
            if n and total[-1] > free:
                n = min(n, int(total.searchsorted(free, side="right")))
        return n

    def _front(self, limit: int) -> Lot:
        lots: list[Lot] = []
        for queue in self.queues:
            lots += queue.front(limit)
            limit -= queue.size
        return join(lots)

    def _load_around(self, ready: int, space: Space, now: int, shelves: Shelves) -> Load:
        """Load when some point is full: of its parcels only the first that find a place are tried."""
        lot = self._front(ready)
        tried = np.flatnonzero(shelves.find(lot.leg, now))
        n = self._prefix(lot.pick(tried), space)
        loaded = tried[:n]
        shelves.take(lot.leg[loaded])
        stopped = int(tried[n]) if n < len(tried) else ready
        stays = np.ones(ready, np.bool_)
        stays[loaded] = False
        start = 0
        for queue in self.queues:
            end = start + queue.size
            queue.keep(lot.cut(start, end).pick(np.flatnonzero(stays[start:end])))
            start = end
        return Load(lot.pick(loaded), ready - n, stopped - n)
