"""A line at work: it loads, leaves, drops parcels at its stops and comes back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.flow.handling import LiveHandling
from sim.flow.legs import Legs
from sim.flow.lot import Lot, Numbers, Times
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
        shelves: told of drops at points that may fill up, if there are any (``watched``, by leg); other drops are worked out afterwards.
    """

    def __init__(
        self, index: int, platform: Platform, feeders: list[LiveHandling], drops: list[tuple[int, Drop]],
        drop_of: NDArray[np.int32], shelves: Shelves | None, watched: NDArray[np.bool_], legs: Legs, record: Record,
    ) -> None:  # fmt: skip
        line = record.plan.lines[index]
        self.plan, self._platform = line, platform
        self._feeders, self._drops, self._drop_of = feeders, drops, drop_of
        self._shelves, self._watched, self._all_watched = shelves, watched, bool(watched[legs.line == index].all())
        self._legs, self._record, self._horizon = legs, record, record.plan.horizon
        self._one_drop = len(drops) == 1 and bool((drop_of[legs.line == index] == 0).all())
        hops = np.unique(legs.hop[legs.line == index]).tolist()
        self._hop = hops[0] if len(hops) == 1 else None
        each = np.array([s.service_parcel for s in line.stops], np.int64)
        self._each = each if each.any() else None

    def depart(self, run: int, now: int) -> int:
        """A run leaves now; returns the time at which it will be back."""
        for handling in self._feeders:
            handling.catch_up(now)
        record = self._record
        lot, record.left_behind[run], record.passed_over[run] = self._platform.load(record.space[run], now)
        record.departed[run], record.loaded[run] = now, lot.size
        left = self._tour(run, now, lot.leg)
        if record.loaded[run]:
            record.ride(run, lot, self._hop)
            if self._drops:
                self._announce(lot, left)
            if self._shelves is not None:
                self._fill(self._shelves, lot, left)
        back = int(left[-1]) + record.back[run]
        if back < self._horizon:
            record.returned[run] = back
        return back

    def _tour(self, run: int, now: int, legs: Numbers) -> Times:
        """Departures from the stops; service depends on what comes off."""
        record, stops = self._record, len(self.plan.stops)
        first = record.first_stop[run]
        left = record.left[first : first + stops]
        left += now
        if len(legs):
            dropped = np.bincount(self._legs.stop.take(legs), minlength=stops) if stops > 1 else np.array([len(legs)])
            record.dropped[first : first + stops] = dropped
            if self._each is not None:
                left += np.cumsum(dropped * self._each)
        return left

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

    def _fill(self, shelves: Shelves, lot: Lot, left: Times) -> None:
        """Tell points that may fill up what will come off there."""
        if not self._all_watched:
            lot = lot.pick(np.flatnonzero(self._watched.take(lot.leg)))
        if lot.size:
            shelves.drop(Lot(lot.rows, left.take(self._legs.stop.take(lot.leg))))
