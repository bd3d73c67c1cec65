"""Who rode with which run, by parcel and hop of its way. Only this file writes it down."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.lot import Lot, Numbers, join
from sim.flow.outcome import Rides
from sim.flow.world import World

RIDES = 1 << 16
"""Rides written down at once: one by one each would cost as much as all the rest of a departure."""


class RideBook:
    """Rides by hop of a parcel's way. Each is noted once, in any order, and never changed.

    Attributes:
        grams, ml: by run, what it weighed and took in space when it left its base; all of it once the book is closed.
    """

    def __init__(self, world: World) -> None:
        runs, legs, parcels = len(world.space.of), world.legs, len(world.rows)
        self._rows, self._first = world.rows, world.tours.first
        self.grams: NDArray[np.int64] = np.zeros(runs, np.int64)
        self.ml: NDArray[np.int64] = np.zeros(runs, np.int64)
        self._shape = (int(legs.hop.max(initial=0)) + 1, parcels)
        self._row_of_leg = legs.hop * np.int64(parcels)
        self._call: Numbers = np.full(self._shape, -1, np.int32).ravel()
        self._ready: Times = np.full(self._shape, NEVER, np.int64).ravel()
        self._alighting: Numbers = np.zeros(len(world.tours), np.int32)
        self._noted: list[tuple[int, Lot, bool]] = []
        self._many = 0

    def note(self, run: int, lot: Lot, *, from_base: bool) -> None:
        """Parcels ride with a run, from its base or from a stop of it."""
        self._noted.append((run, lot, from_base))
        self._many += lot.size
        if self._many >= RIDES:
            self._write()

    def close(self, waiting: Iterable[Lot]) -> tuple[Rides, Numbers]:
        """The clock has ended: the rides, and by call how many parcels alight at it. ``waiting`` were ready and never left."""
        self._write()
        for lot in waiting:
            self._ready[self._where(lot)] = lot.time
        return Rides(self._call.reshape(self._shape), self._ready.reshape(self._shape)), self._alighting

    def _write(self) -> None:
        """Write down the rides noted since the last time."""
        if not self._noted:
            return
        noted, lots, bases = zip(*self._noted, strict=True)
        runs, sizes, lot = np.array(noted, np.int32), np.array([lot.size for lot in lots], np.int64), join(lots)
        self._noted, self._many = [], 0
        self._weigh(runs, sizes, lot, np.array(bases))
        calls = np.repeat(self._first.take(runs), sizes)
        calls += self._rows.legs.alight.take(lot.leg)
        where = self._where(lot)
        self._call[where] = calls
        self._ready[where] = lot.time
        self._count(calls, int(self._first.take(runs).min()))

    def _count(self, calls: Times, least: int) -> None:
        """Count rides at the calls at which they end, none of which is below ``least``: few runs are written down together, of many."""
        calls -= least
        counts = np.bincount(calls)
        self._alighting[least : least + len(counts)] += counts.astype(np.int32)

    def _weigh(self, runs: Numbers, sizes: NDArray[np.int64], lot: Lot, from_base: NDArray[np.bool_]) -> None:
        """Add up by run what the parcels weigh with which it left its base, and how much space they take."""
        first, numbers = np.cumsum(sizes) - sizes, lot.number.astype(np.intp)
        for total, column in ((self.grams, self._rows.grams), (self.ml, self._rows.ml)):
            total[runs[from_base]] = np.add.reduceat(column.take(numbers).astype(np.int64), first)[from_base]

    def _where(self, lot: Lot) -> NDArray[np.int64]:
        """Where the rides of parcels stand in the columns by hop and parcel."""
        where = self._row_of_leg.take(lot.leg)
        where += lot.number
        return where
