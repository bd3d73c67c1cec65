"""Parcels that wait for a line."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from sim.flow.lot import Lot, join
from sim.flow.rows import Rows
from sim.flow.space import Space


class Queue:
    """Parcels of one line and one priority, by (ready, number).

    A queue that several handlings feed (``merge``) sorts what came since the last departure; what they let go later is
    ready later. What fits into none of ``most``, the most that is free on any run of the line, is set aside as a departure first sees it.
    """

    def __init__(self, most: list[Space], rows: Rows, merge: bool) -> None:
        self._rows, self._merge, self._most = rows, merge, most
        self._all_fit = any(s.parcels > 0 and rows.heaviest <= s.grams and rows.bulkiest <= s.ml for s in most)
        self._fresh: list[Lot] = []
        self._lots: deque[Lot] = deque()
        self._set_aside: list[Lot] = []
        self._size = 0

    @property
    def size(self) -> int:
        """How many a departure has looked at and not taken."""
        return self._size

    def join(self, lot: Lot) -> None:
        """Ready parcels, of one handling, in order."""
        self._fresh.append(lot)

    def see(self, now: int) -> None:
        """A departure looks at the parcels that came since the last one."""
        if not self._fresh:
            return
        fresh, self._fresh = self._fresh, []
        if self._merge and len(fresh) > 1:
            lot = join(fresh)
            fresh = [lot.pick(np.lexsort((lot.number, lot.time)))]
        for lot in fresh:
            self._admit(lot)

    def _admit(self, lot: Lot) -> None:
        """Parcels join the end of the queue, those that fit on no run apart; nobody is weighed where the heaviest of
        all fits."""
        fitting = lot if self._all_fit else self._fitting(lot)
        if fitting.size:
            self._lots.append(fitting)
            self._size += fitting.size

    def idle_until(self, time: int) -> bool:
        """Whether it is certain that nobody will be ready up to and including a time."""
        return False

    def _fitting(self, lot: Lot) -> Lot:
        big = self._too_big(lot)
        if not big.any():
            return lot
        self._set_aside.append(lot.pick(np.flatnonzero(big)))
        return lot.pick(np.flatnonzero(~big))

    def _too_big(self, lot: Lot) -> NDArray[np.bool_]:
        """Which parcels fit on no run of the line."""
        grams, ml = self._rows.grams.take(lot.number), self._rows.ml.take(lot.number)
        big = np.ones(lot.size, np.bool_)
        for space in self._most:
            if space.parcels > 0:
                big &= (grams > space.grams) | (ml > space.ml)
        return big

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
        if number >= self._size:
            self._lots.clear()
            self._size = 0
            return
        self._size -= number
        while number:
            lot = self._lots.popleft()
            size = len(lot.time)
            if size > number:
                self._lots.appendleft(lot.cut(number, size))
            number -= min(number, size)

    def put_back(self, lot: Lot) -> None:
        """Parcels that were taken and stay after all, in front of the others."""
        if lot.size:
            self._lots.appendleft(lot)
            self._size += lot.size

    @property
    def set_aside(self) -> list[Lot]:
        """Parcels too big for every run of the line."""
        return self._set_aside

    def left(self) -> list[Lot]:
        """Parcels ready and never loaded, oversize ones too."""
        return [*self._set_aside, *self._lots, *self._fresh]
