"""Parcels that wait for a line."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.lot import EMPTY, Lot, join
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
        self.size = 0

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
        all fits, which saves 8 to 15 % of a replication."""
        fitting = lot if self._all_fit else self._fitting(lot)
        if fitting.size:
            self._lots.append(fitting)
            self.size += fitting.size

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

    def put_back(self, lot: Lot) -> None:
        """Parcels that were taken and stay after all, in front of the others."""
        if lot.size:
            self._lots.appendleft(lot)
            self.size += lot.size

    @property
    def set_aside(self) -> list[Lot]:
        """Parcels too big for every run of the line."""
        return self._set_aside

    def left(self) -> list[Lot]:
        """Parcels ready and never loaded, oversize ones too."""
        return [*self._set_aside, *self._lots, *self._fresh]


class KnownQueue(Queue):
    """A queue of which all is known before the clock starts: what senders bring to points.

    It is told everything at once, with times to come, so that no station has to be asked at each stop of each run: a tenth of a replication in
    which one parcel goes out for seven that come in. Those who wait are a stretch of all that is known, behind those whom a departure looked at
    and left, so that to count, weigh and take the first of them costs the same for one as for many.
    """

    def __init__(self, most: list[Space], rows: Rows) -> None:
        super().__init__(most, rows, merge=False)
        self._known, self._first, self._seen, self._next = EMPTY, 0, 0, NEVER
        self._times: list[int] = []
        self._grams, self._ml = [0], [0]
        self.fits = self._all_fit
        """Whether each finds room on some run of the line."""

    def join(self, lot: Lot) -> None:
        """All parcels that will be ready by one handling, in order; told before anybody asks."""
        if self._known.size:
            lot = join([self._known, lot])
            lot = lot.pick(np.lexsort((lot.number, lot.time)))
        self._known = lot
        self._times = lot.time.tolist()
        self._next = self._times[0] if self._times else NEVER
        self.fits = self._all_fit or not self._too_big(lot).any()
        columns = (self._rows.grams, self._rows.ml)
        self._grams, self._ml = ([0, *np.cumsum(column.take(lot.number), dtype=np.int64).tolist()] for column in columns)

    def see(self, now: int) -> None:
        """A departure looks at the parcels that became ready since the last one."""
        if self._next > now:
            return
        start = self._seen
        self._look(bisect_right(self._times, now, start))
        if self.fits:
            self.size += self._seen - start
        else:
            self._first = self._seen
            self._admit(self._known.cut(start, self._seen))

    def _look(self, seen: int) -> None:
        self._seen = seen
        self._next = self._times[seen] if seen < len(self._times) else NEVER

    def front(self, limit: int) -> list[Lot]:
        """Lots that hold the first ``limit`` parcels, or all, in order."""
        left = self._left_before
        front = super().front(limit) if left else []
        if limit > left and self._seen > self._first:
            front.append(self._known.cut(self._first, min(self._seen, self._first + limit - left)))
        return front

    def take(self, number: int) -> None:
        """Remove the first parcels, or all."""
        left, size = self._left_before, self.size
        if left:
            self.size = left
            super().take(number)
            left -= self.size
        more = min(number - left, self._seen - self._first) if number > left else 0
        self._first += more
        self.size = size - left - more

    @property
    def _left_before(self) -> int:
        """How many were looked at and left, in front of all others."""
        return self.size - (self._seen - self._first)

    def waiting_by(self, time: int) -> int:
        """How many will wait at a time, if none goes before."""
        return self.size if self._next > time else self.size + bisect_right(self._times, time, self._seen) - self._seen

    def weigh(self, number: int) -> tuple[int, int]:
        """Grams and ml of the first parcels, of those who will wait."""
        left, grams, ml, start = self.size - (self._seen - self._first), 0, 0, self._first
        if left:
            ahead = join(super().front(number)).number
            grams, ml = (int(column.take(ahead).sum(dtype=np.int64)) for column in (self._rows.grams, self._rows.ml))
            number = max(number - left, 0)
        end = start + number
        return grams + self._grams[end] - self._grams[start], ml + self._ml[end] - self._ml[start]

    def let_go(self, number: int, waiting: int) -> list[Lot]:
        """Hand over the first parcels of so many who wait (``waiting_by`` a time); all are looked at by then."""
        if waiting > self.size:
            self._look(self._seen + waiting - self.size)
        start, known, self.size = self._first, self._seen - self._first, waiting
        if waiting > known:  # some were looked at and left before
            lots = self.front(number)
            self.take(number)
            return lots
        self._first += number
        self.size -= number
        return [self._known.cut(start, self._first)]

    def idle_until(self, time: int) -> bool:
        """Whether it is certain that nobody will be ready up to and including a time."""
        return not self.size and self._next > time

    def left(self) -> list[Lot]:
        """Parcels ready and never loaded, oversize ones too."""
        return [*super().left(), self._known.cut(self._first, self._known.size)]
