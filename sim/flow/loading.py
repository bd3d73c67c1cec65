"""Loading: how much of a line's queues a vehicle takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.demand.walk import walk
from sim.flow.disrupted import NOWHERE, StopNumbers
from sim.flow.lot import EMPTY, Lot, Numbers, join
from sim.flow.queue import Queue
from sim.flow.racks import Candidates
from sim.flow.rows import Rows
from sim.flow.shelf import Shelves
from sim.flow.space import Space
from sim.flow.station import Station
from sim.plan.units import UNLIMITED

GLANCE = 1 << 12
"""Parcels of a long queue that are looked at together."""


class Load(NamedTuple):
    """What a vehicle takes and leaves; ``passed_over`` of these were for a full point or a closed stop, before loading stopped."""

    lot: Lot
    left_behind: int
    passed_over: int


NOTHING = Load(EMPTY, 0, 0)


class Platform:
    """Where parcels board a line, at its base or a stop: queues by priority, most urgent first, and the stations that feed them, but for those of
    which all is known; a loading steps over ``skip`` parcels at most."""

    def __init__(self, rows: Rows, queues: list[Queue], feeders: Sequence[Station], shelves: Shelves | None, skip: int) -> None:
        self.queues, self.feeders, self._rows, self._shelves, self._skip = queues, feeders, rows, shelves, skip

    def ready(self, now: int) -> int:
        """How many parcels are ready, those that are too big for every run not counted: to ask is to look, and they are set aside."""
        for station in self.feeders:
            station.catch_up(now)
        number = 0
        for queue in self.queues:
            queue.see(now)
            number += queue.size
        return number

    def oldest(self) -> int:
        """Since when the first of all that wait has been ready; ``NEVER`` if nobody waits."""
        return min((int(lot.time[0]) for queue in self.queues for lot in queue.front(1)), default=NEVER)

    def idle_until(self, time: int) -> bool:
        """Whether it is certain that nobody will wait here up to and including a time."""
        return all(queue.idle_until(time) for queue in self.queues)

    def load(self, space: Space, now: int, closed: StopNumbers = NOWHERE) -> Load:
        """Walk the queues and take what fits; what does not is stepped over, and parcels for a full point, and those that board or alight at
        a closed stop, are passed over."""
        ready = self.ready(now)
        if not ready:
            return NOTHING
        if not space.parcels and not closed and self._shelves is None:
            return Load(EMPTY, ready, 0)
        lot = self._front(space.parcels + 1)
        n = min(len(lot.time), space.parcels)
        if closed or not self._fit(lot.number[:n], space) or (self._shelves is not None and not self._shelves.book(lot, n, now)):
            return self._load_by_one(ready, space, now, closed)
        left = n
        for queue in self.queues:
            taken = min(left, queue.size)
            queue.take(taken)
            left -= taken
        return Load(lot.cut(0, n), ready - n, 0)

    def _fit(self, numbers: Numbers, space: Space) -> bool:
        """Whether parcels fit by weight and volume. Of most loads the heaviest and the bulkiest of all parcels alone
        say so, which saves a tenth of the benchmark's simulation."""
        rows = self._rows
        if len(numbers) * rows.heaviest <= space.grams and len(numbers) * rows.bulkiest <= space.ml:
            return True
        grams, ml = (column.take(numbers).sum(dtype=np.int64) for column in (rows.grams, rows.ml))
        return bool(grams <= space.grams and ml <= space.ml)

    def _front(self, limit: int) -> Lot:
        lots: list[Lot] = []
        for queue in self.queues:
            if limit <= 0:
                break
            lots += queue.front(limit)
            limit -= queue.size
        return join(lots)

    def _load_by_one(self, ready: int, space: Space, now: int, closed: StopNumbers) -> Load:
        """Load where something does not fit, some point is full or some stop closed: parcels are looked at one by one."""
        lot = self._front(space.parcels + self._skip + 1)
        asked, room = self._room(lot, now, closed)
        if (np.bincount(asked.first, minlength=len(room)) > room).any():  # some may be passed over, so that the walk may go further
            lot = self._front(ready)
            asked, room = self._room(lot, now, closed)
        room = room.copy()
        walked = walk(self._asking(lot, asked, room), lot.size, space, self._skip, room)
        if self._shelves is not None:
            self._shelves.take(lot.number[walked.taken], np.array(walked.racks, np.int64))
        loaded = self._remove(lot, walked.taken)
        return Load(loaded, ready - loaded.size, walked.end - loaded.size - walked.stepped_over)

    def _room(self, lot: Lot, now: int, closed: StopNumbers) -> tuple[Candidates, NDArray[np.int64]]:
        """The racks on which each parcel finds a place, or one for all, and by that how many find one; and one without
        any for closed stops."""
        nothing = np.zeros(lot.size, np.int64)
        asked, room = Candidates(nothing, nothing), np.array([UNLIMITED])
        if self._shelves is not None:
            asked, room = self._shelves.room(lot, now)
        if not closed:
            return asked, room
        legs, stops = self._rows.legs, list(closed)
        shut = np.isin(legs.board.take(lot.leg), stops) | np.isin(legs.alight.take(lot.leg), stops)
        return Candidates(*(np.where(shut, len(room), racks) for racks in asked)), np.append(room, 0)

    def _asking(self, lot: Lot, asked: Candidates, room: NDArray[np.int64]) -> Iterator[tuple[int, int, int, int, int]]:
        """Of parcels in order what a ``walk`` asks; those for full points are left out many at once, as ``room`` by rack is used up."""
        rows = self._rows
        for start in range(0, lot.size, GLANCE):
            where = start + np.flatnonzero(asked.cut(start, start + GLANCE).free(room))
            number, some = lot.number[where], Candidates(asked.first[where], asked.last[where])
            yield from zip(where.tolist(), rows.grams[number].tolist(), rows.ml[number].tolist(), *some.rows(), strict=True)

    def _remove(self, lot: Lot, taken: list[int]) -> Lot:
        """Take some of the first parcels off the queues; the others stay in front."""
        if not taken:
            return EMPTY
        seen, start = taken[-1] + 1, 0
        stays = np.ones(seen, np.bool_)
        stays[taken] = False
        for queue in self.queues:
            end = min(seen, start + queue.size)
            if end > start:
                queue.take(end - start)
                queue.put_back(lot.cut(start, end).pick(np.flatnonzero(stays[start:end])))
            start = end
        return lot.pick(np.array(taken))
