"""Queues of which all is known before the clock starts, and who is taken off them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.lot import EMPTY, Lot, join
from sim.flow.queue import Queue
from sim.flow.rows import Rows
from sim.flow.space import Space

Boards = tuple[int, int, Space]
"""How many board at a stop and how many are left behind, and what is free then; plain, as there is one a stop of a run."""


class KnownQueue(Queue):
    """A queue of which all is known before the clock starts: what senders bring to points.

    It is told everything at once, with times to come, so that no station has to be asked at each stop of each run: a tenth of a replication in
    which one parcel goes out for seven that come in. Those who wait are a stretch of all that is known, behind those whom a departure looked at
    and left, so that to count, weigh and take the first of them costs the same for one as for many.
    """

    def __init__(self, most: list[Space], rows: Rows) -> None:
        super().__init__(most, rows, merge=False)
        self.known, self._at = EMPTY, 0
        self._first, self._seen, self._next = 0, 0, NEVER
        self._times = _plain(EMPTY.time)
        self._grams = self._ml = _plain(np.zeros(1, np.int64))
        self.fits = self._all_fit
        """Whether each finds room on some run of the line."""

    def join(self, lot: Lot) -> None:
        """All parcels that will be ready by one handling, in order; told before anybody asks."""
        if self.known.size:
            lot = join([self.known, lot])
            lot = lot.pick(np.lexsort((lot.number, lot.time)))
        self.known, self._times = lot, _plain(lot.time)
        self._next = self._times[0] if self._times else NEVER
        self.fits = self._all_fit or not self._too_big(lot).any()
        columns = (self._rows.grams, self._rows.ml)
        self._grams, self._ml = (_plain(_sums(column.take(lot.number))) for column in columns)

    def stand(self, known: Lot, at: int) -> None:
        """All that is known of stands in a row of several queues, from a place on; ``known`` is that part of the row."""
        self.known, self._at = known, at

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
            self._admit(self.known.cut(start, self._seen))

    def _look(self, seen: int) -> None:
        self._seen = seen
        self._next = self._times[seen] if seen < len(self._times) else NEVER

    def front(self, limit: int) -> list[Lot]:
        """Lots that hold the first ``limit`` parcels, or all, in order."""
        left = self._left_before
        front = super().front(limit) if left else []
        if limit > left and self._seen > self._first:
            front.append(self.known.cut(self._first, min(self._seen, self._first + limit - left)))
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

    def board(self, time: int, room: Space, taken: Taken) -> Boards | None:
        """Hand over who boards at a time beside nobody of another queue: the same as ``waiting_by``, ``weigh`` and ``let_go``. None, and nobody
        is taken, where some were looked at and left before, or do not all find room by weight and volume."""
        first, seen = self._first, self._seen
        if self.size != seen - first or not self.fits:
            return None
        if self._next <= time:
            seen = bisect_right(self._times, time, seen)
        parcels, grams, ml = room
        end = seen if seen - first <= parcels else first + parcels
        grams += self._grams[first] - self._grams[end]
        ml += self._ml[first] - self._ml[end]
        if grams < 0 or ml < 0:
            return None
        if seen > self._seen:
            self._look(seen)
        self._first, self.size, number = end, seen - end, end - first
        if number:
            taken.add_from(self._at + first, number)
        return number, seen - end, Space(parcels - number, grams, ml)

    def let_go(self, number: int, waiting: int, taken: Taken) -> None:
        """Hand over the first parcels of so many who wait (``waiting_by`` a time); all are looked at by then."""
        if waiting > self.size:
            self._look(self._seen + waiting - self.size)
        self.size = waiting
        if waiting > self._seen - self._first:  # some were looked at and left before
            taken.add(self.front(number))
            self.take(number)
            return
        taken.add_from(self._at + self._first, number)
        self._first += number
        self.size -= number

    def idle_until(self, time: int) -> bool:
        """Whether it is certain that nobody will be ready up to and including a time."""
        return not self.size and self._next > time

    def left(self) -> list[Lot]:
        """Parcels ready and never loaded, oversize ones too."""
        return [*super().left(), self.known.cut(self._first, self.known.size)]


class KnownRow:
    """All parcels of several known queues, one queue after another: those who board at many stops are picked at once, which takes a third of the time."""

    def __init__(self, queues: Sequence[KnownQueue]) -> None:
        self.lot = join([queue.known for queue in queues if queue.known.size])
        end = 0
        for queue in queues:
            start, end = end, end + queue.known.size
            queue.stand(self.lot.cut(start, end), start)


class Taken:
    """Who is taken off known queues that stand in a row, until they are handed over."""

    def __init__(self, row: KnownRow) -> None:
        self._row = row
        self._starts: list[int] = []
        self._sizes: list[int] = []
        self._lots: list[Lot] = []

    def add(self, lots: Sequence[Lot]) -> None:
        """Parcels of one queue that somebody looked at and left before, and those behind them."""
        self._lots += lots

    def add_from(self, place: int, number: int) -> None:
        """So many parcels from a place of the row on."""
        self._starts.append(place)
        self._sizes.append(number)

    def hand_over(self, to: list[Lot]) -> list[Lot]:
        """All that was taken since the last time, which is written down too."""
        lots, self._lots = self._lots, []
        if self._starts:
            lots.append(self._pick())
            self._starts, self._sizes = [], []
        to += lots
        return lots

    def _pick(self) -> Lot:
        if len(self._starts) == 1:
            return self._row.lot.cut(self._starts[0], self._starts[0] + self._sizes[0])
        sizes = np.array(self._sizes)
        ends = sizes.cumsum()
        where = np.repeat(np.array(self._starts) - (ends - sizes), sizes)
        where += np.arange(len(where))
        return self._row.lot.pick(where)


def _sums(column: NDArray[np.integer]) -> NDArray[np.int64]:
    """The sum of the first, from none to all."""
    sums = np.zeros(len(column) + 1, np.int64)
    np.cumsum(column, out=sums[1:])
    return sums


def _plain(column: NDArray[np.int64]) -> array[int]:
    """Whole numbers that are asked for one by one: faster than those of numpy, and a fifth of the memory of a list."""
    made = array("q")
    made.frombytes(column.tobytes())
    return made
