"""A line at work: it loads, leaves, drops parcels at its stops and comes back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.flow.handling import LiveHandling
from sim.flow.legs import Legs
from sim.flow.lot import LegIndices, Lot, Times
from sim.flow.queue import Platform
from sim.flow.record import Record
from sim.flow.shelf import Shelves

Drop = Callable[[Lot], None]
"""Parcels come off a vehicle at their times, still on the leg that ends there."""


class LiveLine:
    """One line and what it touches.

    Args:
        feeders: handlings whose parcels it carries.
        drops: (stop, the handling that must know at departure what comes off there when).
        drop_of: by leg, index into ``drops``, else -1.
        shelves: told of drops, where some are at points that may fill up; other drops are worked out afterwards.
    """

    def __init__(
        self, index: int, platform: Platform, feeders: list[LiveHandling], drops: list[tuple[int, Drop]],
        drop_of: NDArray[np.int32], shelves: Shelves | None, legs: Legs, record: Record,
    ) -> None:  # fmt: skip
        line = record.plan.lines[index]
        self.plan, self._platform = line, platform
        self._feeders, self._drops, self._drop_of = feeders, drops, drop_of
        self._shelves, self._legs, self._record, self._horizon = shelves, legs, record, record.plan.horizon
        self._one_drop = len(drops) == 1 and bool((drop_of[legs.line == index] == 0).all())
        each = [s.service_parcel for s in line.stops]
        self._each: Times = np.array(each, np.int64)
        self._unload = each[0] if len(set(each)) == 1 else None

    def depart(self, run: int, now: int) -> int:
        """A run leaves now; returns the time at which it will be back."""
        for handling in self._feeders:
            handling.catch_up(now)
        record = self._record
        lot, record.left_behind[run], record.passed_over[run] = self._platform.load(record.space[run], now)
        record.departed[run] = now
        back: int = now + record.duration[run]
        if len(lot.time):
            record.ride(run, lot)
            back += self._unloading(lot)
            if self._drops or self._shelves is not None:
                self._tell(lot, self._tour(run, now, lot.leg))
        if back < self._horizon:
            record.returned[run] = back
        return back

    def _unloading(self, lot: Lot) -> int:
        """Time spent at all stops because parcels come off there."""
        if self._unload is not None:
            return self._unload * lot.size
        return int(self._each.take(self._legs.stop.take(lot.leg)).sum())

    def _tour(self, run: int, now: int, legs: LegIndices) -> Times:
        """Departures from the stops."""
        left = self._record.planned(run) + now
        if self._unload != 0:
            left += np.cumsum(np.bincount(self._legs.stop.take(legs), minlength=len(left)) * self._each)
        return left

    def _tell(self, lot: Lot, left: Times) -> None:
        """Tell everybody who must know at departure what will come off when."""
        if self._drops:
            self._announce(lot, left)
        if self._shelves is not None:
            self._shelves.drop(lot, left)

    def _announce(self, lot: Lot, left: Times) -> None:
        """Tell handlings what will come off there."""
        bounds = [0, lot.size]
        if not self._one_drop:
            which = self._drop_of.take(lot.leg)
            lot = lot.pick(which.argsort(kind="stable"))
            bounds = self._drop_of.take(lot.leg).searchsorted(np.arange(len(self._drops) + 1)).tolist()
        for (stop, drop), (start, end) in zip(self._drops, pairwise(bounds), strict=True):
            time = int(left[stop])
            if end > start and time < self._horizon:
                drop(lot.cut(start, end).at(time))
