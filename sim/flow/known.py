"""Queues of which all is known before the clock starts, and who boards at many of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import Times
from sim.flow.lot import EMPTY, Lot, join
from sim.flow.queue import Queue
from sim.flow.rows import Rows
from sim.flow.space import Space


class KnownQueue(Queue):
    """A queue of which all is known before the clock starts: what senders bring to points.

    It is told everything at once, with times to come, so that no station has to be asked at each stop of each run. Those who wait are those whom a departure looked at and left, and behind them a stretch of all
    that is known: from the first who is still there to the first who was not yet seen. Both are marks of a queue, and how many were left before.
    """

    def __init__(self, most: list[Space], rows: Rows) -> None:
        super().__init__(most, rows, merge=False)
        self.known, self._end = EMPTY, 0
        self._marks: NDArray[np.int64] = np.zeros(3, np.int64)
        self.fits = self._all_fit
        """Whether each finds room on some run of the line."""

    @property
    def size(self) -> int:
        """See ``Queue``."""
        first, seen, left = self._marks.tolist()
        return int(left + seen - first)

    def join(self, lot: Lot) -> None:
        """All parcels that will be ready by one handling, in order; told before anybody asks."""
        if self.known.size:
            lot = join([self.known, lot])
            lot = lot.pick(np.lexsort((lot.number, lot.time)))
        self.known, self._end = lot, lot.size
        self.fits = self._all_fit or not self._too_big(lot).any()

    def stand(self, row: Lot, start: int, marks: NDArray[np.int64]) -> None:
        """All that is known stands in a row with what is known of other queues, from a place on; ``marks`` are the row's."""
        marks[:] = self._marks + np.array((start, start, 0))
        self.known, self._end, self._marks = row, start + self.known.size, marks

    def see(self, now: int) -> None:
        """A departure looks at the parcels that became ready since the last one."""
        start = int(self._marks[1])
        seen = start + int(self.known.time[start : self._end].searchsorted(now, side="right"))
        self._marks[1] = seen
        if seen > start and not self.fits:
            self._marks[0] = seen
            self._admit(self.known.cut(start, seen))
            self._marks[2] = self._size

    def front(self, limit: int) -> list[Lot]:
        """Lots that hold the first ``limit`` parcels, or all, in order."""
        front = super().front(limit) if self._size else []
        first, seen, _ = self._marks.tolist()
        if limit > self._size and seen > first:
            front.append(self.known.cut(first, min(seen, first + limit - self._size)))
        return front

    def take(self, number: int) -> None:
        """Remove the first parcels, or all."""
        left = min(number, self._size)
        if left:
            super().take(left)
        first, seen, _ = self._marks.tolist()
        self._marks[[0, 2]] = min(first + number - left, seen), self._size

    def put_back(self, lot: Lot) -> None:
        """Parcels that were taken and stay after all, in front of the others."""
        super().put_back(lot)
        self._marks[2] = self._size

    def idle_until(self, time: int) -> bool:
        """Whether it is certain that nobody will be ready up to and including a time."""
        first, seen, _ = self._marks.tolist()
        return not self._size and first == seen and (seen == self._end or int(self.known.time[seen]) > time)

    def left(self) -> list[Lot]:
        """Parcels ready and never loaded, oversize ones too."""
        return [*self._set_aside, *self._lots, self.known.cut(int(self._marks[0]), self._end)]


class QueuesAhead(NamedTuple):
    """The queues at the next stops of runs, a row a run.

    Attributes:
        queue: the number of each in the row of all queues. ``there``: whether there is one. ``stop``: at which of the run's next stops it is.
        edges: by stop, how many queues are before it; and how many there are, shape (runs, stops + 1).
    """

    queue: NDArray[np.intp]
    there: NDArray[np.bool_]
    stop: NDArray[np.intp]
    edges: NDArray[np.intp]

    def by_stop(self, values: NDArray[np.integer] | NDArray[np.bool_]) -> NDArray[np.int64]:
        """The sums by stop of values by queue."""
        sums = np.zeros((len(values), values.shape[1] + 1), np.int64)
        values.cumsum(axis=1, out=sums[:, 1:])
        return np.diff(np.take_along_axis(sums, self.edges, axis=1), axis=1)


class Boards(NamedTuple):
    """By queue, how many ``wait``, and how many of them board: the ``number`` for whom there are places, unless it is a ``doubt``: they do not all find
    room by weight and volume, some were looked at one by one before, or may find room on no run. ``load`` is of all who board up to there: parcels, g
    and ml.
    """

    wait: NDArray[np.integer]
    number: NDArray[np.int64]
    doubt: NDArray[np.bool_]
    load: NDArray[np.int64]


class Taking:
    """Who boards a run at stops of a row, one after another.

    Args:
        until: by stop, how many queues are before it; and how many are before the end of the last.
    """

    def __init__(self, row: KnownRow, until: Sequence[int]) -> None:
        start, end = until[0], until[-1]
        self._row, self._queues = row, [range(a - start, b - start) for a, b in pairwise(until)]
        self._marks, self._ends, self._big = row.marks[:, start:end], row.ends[start:end], row.big[start:end]
        self._first, self._seen, self._left = self._marks.tolist()
        self._load = [0, 0, 0]
        self._lots: list[Lot] = []

    def board(self, stop: int, time: int, room: Sequence[int], first: bool) -> tuple[int, int] | None:
        """How many board at a stop, and how many are left behind; None if that is not certain: there is a doubt (see ``Boards``), or somebody waits
        and it is not certain that the run is the ``first`` there. ``room`` is what is free if nobody boards at any of the stops."""
        queues = self._queues[stop]
        waits = [self._waits(queue, time) for queue in queues]
        if not any(waits):
            return 0, 0
        if not first or min(waits) < 0:
            return None
        places, load, numbers = room[0] - self._load[0], self._load, list[int]()
        for queue, wait in zip(queues, waits, strict=True):
            numbers.append(min(wait, places))
            places -= numbers[-1]
            load = self._with(load, queue, numbers[-1])
        if load[1] > room[1] or load[2] > room[2]:
            return None
        self._load = load
        for queue, wait, number in zip(queues, waits, numbers, strict=True):
            self._take(queue, wait, number)
        boarded = sum(numbers)
        return boarded, sum(waits) - boarded

    def _waits(self, queue: int, time: int) -> int:
        """How many wait in a queue at a time, -1 where they have to be looked at one by one."""
        if self._left[queue]:
            return -1
        first, end, ready = self._first[queue], self._ends[queue], self._row.lot.time
        if first == end or ready[first] > time:
            return 0
        return -1 if self._big[queue] else int(ready[first:end].searchsorted(time, side="right"))

    def _with(self, load: list[int], queue: int, number: int) -> list[int]:
        """A load and the first of a queue."""
        if not number:
            return load
        first, (_, grams, ml) = self._first[queue], self._row.sums
        end = first + number
        return [load[0] + number, load[1] + int(grams[end] - grams[first]), load[2] + int(ml[end] - ml[first])]

    def _take(self, queue: int, wait: int, number: int) -> None:
        """The first of those who wait in a queue board."""
        first = self._first[queue]
        self._seen[queue], self._first[queue] = first + wait, first + number
        if number:
            self._lots.append(self._row.lot.cut(first, first + number))

    def done(self) -> tuple[Lot, NDArray[np.int64]]:
        """Those who board, taken off the queues; and how many they are, g and ml."""
        self._marks[:2] = self._first, self._seen
        return join(self._lots), np.array(self._load)


class KnownRow:
    """The parcels of known queues at stops, stop after stop, so that any number of stops can be asked at once.

    Attributes:
        known_to: by stop, the first from it on of which not all is known.
        lot: the parcels. ``sums``: see ``Rows.sums``.
        first, seen, left: by queue, where in the row the first is who is still there, and the first who was not yet seen; and how many were looked
            at one by one and left, and are still there.
    """

    def __init__(self, rows: Rows, at_stops: Sequence[Sequence[KnownQueue] | None], horizon: int) -> None:
        unknown = np.array([stop for stop, queues in enumerate(at_stops) if queues is None])
        self.known_to: NDArray[np.intp] = unknown[unknown.searchsorted(np.arange(len(at_stops)))]
        joined = [_joined(queues or ()) for queues in at_stops]
        self._latest, self._until = horizon, np.cumsum([0, *map(len, joined)])
        self._until_list: list[int] = self._until.tolist()
        self._stop = np.repeat(np.arange(len(joined)), np.diff(self._until))
        self._line_up(rows, [queue for some in joined for queue in some])

    def _line_up(self, rows: Rows, queues: Sequence[KnownQueue | None]) -> None:
        """All that is known stands in a row, queue after queue."""
        sizes = np.array([queue.known.size if queue else 0 for queue in queues])
        self.lot = join([queue.known for queue in queues if queue])
        self.sums = rows.sums(self.lot.number)
        starts = sizes.cumsum() - sizes
        self.ends: list[int] = sizes.cumsum().tolist()
        self.marks: NDArray[np.int64] = np.stack([starts, starts, np.zeros_like(starts)])
        for queue, start, mine in zip(queues, starts.tolist(), self.marks.T, strict=True):
            if queue:
                queue.stand(self.lot, start, mine)
        self.first, self.seen, self.left = self.marks
        self.big = [queue is not None and not queue.fits for queue in queues]
        self._big = np.array(self.big)
        self._when = self.lot.time + np.repeat(self._since(np.arange(len(sizes))), sizes)

    def _since(self, queues: NDArray[np.intp]) -> Times:
        """Where the times of queues begin if those of one come after those of another."""
        return queues * np.int64(self._latest + 1)

    def taking(self, stop: int, many: int) -> Taking:
        """A run comes to so many stops from one on."""
        return Taking(self, self._until_list[stop : stop + many + 1])

    def ask(self, stops: NDArray[np.intp], many: NDArray[np.intp]) -> QueuesAhead:
        """The queues at so many stops from one on, by run."""
        start, end = self._until.take(stops)[:, None], self._until.take(stops + many)[:, None]
        queue = start + np.arange((end - start).max())
        there = queue < end
        queue = np.where(there, queue, len(self._stop) - 1)
        stop = np.where(there, self._stop.take(queue) - stops[:, None], 0)
        edges = np.minimum(np.arange(many.max() + 1), many[:, None]) + stops[:, None]
        return QueuesAhead(queue, there, stop, self._until.take(edges) - start)

    def boards(self, asked: QueuesAhead, times: Times, each: NDArray[np.int64], room: NDArray[np.int64]) -> Boards:
        """Who boards runs which are at stops at these times unless somebody boards, for which it takes so long ``each``, and leave them with so much
        ``room``, shape (3, runs, stops), unless somebody boards.
        """
        room = np.take_along_axis(room, asked.stop[None], axis=2)
        wait, number = self._who(asked, times, each, room[0])
        first = self.first.take(asked.queue)
        load = (self.sums.take(first + number, axis=1) - self.sums.take(first, axis=1)).cumsum(axis=2)
        doubt = (load > room).any(axis=0) | (self.left.take(asked.queue) > 0) | (self._big.take(asked.queue) & (wait > 0))
        return Boards(wait, number, doubt, load)

    def _who(
        self, asked: QueuesAhead, times: Times, each: NDArray[np.int64], places: NDArray[np.int64]
    ) -> tuple[NDArray[np.integer], NDArray[np.int64]]:
        """By queue, how many wait as the runs come, and how many of them have a place; ``places`` are those free if nobody boards.

        Who boards at a stop delays the run at all stops behind. So a guess, that nobody boards, is put right until it holds: each time at one queue
        more at least, as a rule at all of them in two or three.
        """
        times, before = np.take_along_axis(times, asked.stop, axis=1), np.take_along_axis(asked.edges, asked.stop, axis=1)
        first, since = self.first.take(asked.queue), self._since(asked.queue)
        gone: NDArray[np.int64] = np.zeros((len(times), times.shape[1] + 1), np.int64)
        while True:
            guess, now = gone, times + each * np.take_along_axis(gone, before, axis=1)
            wait = self._when.searchsorted(since + np.minimum(now, self._latest), side="right") - first
            come, gone = wait.cumsum(axis=1), np.zeros_like(guess)
            gone[:, 1:] = come + np.minimum(np.minimum.accumulate(places - come, axis=1), 0)
            if (gone == guess).all():
                return wait, np.diff(gone, axis=1)

    def take(self, asked: QueuesAhead, boards: Boards, certain: NDArray[np.bool_]) -> Lot:
        """Take off who boards at those stops of runs that are certain, run after run."""
        here = asked.there & np.take_along_axis(certain, asked.stop, axis=1)
        queues, wait, number = asked.queue[here], boards.wait[here], boards.number[here]
        first = self.first.take(queues)
        where = np.repeat(first - (number.cumsum() - number), number)
        where += np.arange(len(where))
        self.seen[queues], self.first[queues] = first + wait, first + number
        return self.lot.pick(where)


def _joined(queues: Sequence[KnownQueue]) -> Sequence[KnownQueue | None]:
    """Those of a stop's queues that somebody joins, which those for fresh produce out of season are not; one of nobody where there is none."""
    return [queue for queue in queues if queue.known.size] or [None]
