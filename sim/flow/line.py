"""A line at work: it loads, leaves, drops parcels at its stops and comes back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.flow.handling import LiveHandling
from sim.flow.journal import Journal
from sim.flow.legs import Legs
from sim.flow.lot import Lot, Times
from sim.flow.queue import Platform
from sim.flow.shelf import Shelves
from sim.flow.space import FreeSpace
from sim.flow.tour import Tours, Unloading
from sim.plan.plan import ServicePlan

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
        self, index: int, plan: ServicePlan, legs: Legs, platform: Platform, feeders: list[LiveHandling], drops: list[tuple[int, Drop]],
        drop_of: NDArray[np.int32], shelves: Shelves | None, tours: Tours, space: FreeSpace, journal: Journal,
    ) -> None:  # fmt: skip
        self.plan, self._horizon, self._platform = plan.lines[index], plan.horizon, platform
        self._feeders, self._drops, self._drop_of, self._shelves = feeders, drops, drop_of, shelves
        self._tours, self._space, self._journal = tours, space, journal
        self._one_drop = len(drops) == 1 and bool((drop_of[legs.line == index] == 0).all())
        self._unloading = Unloading(self.plan, legs.stop)

    def depart(self, run: int, now: int, unit: int = -1) -> int:
        """A run leaves now, with a vehicle of its garage or a host's (-1); returns the time at which it will be back."""
        for handling in self._feeders:
            handling.catch_up(now)
        load = self._platform.load(self._space.of[run], now)
        self._journal.depart(run, now, load, unit)
        back: int = now + self._tours.duration[run]
        lot = load.lot
        if lot.size:
            back += self._unloading.total(lot.leg)
            if self._drops or self._shelves is not None:
                self._tell(lot, self._tours.planned(run) + now + self._unloading.until(lot.leg))
        if back < self._horizon:
            self._journal.back(run, back)
        return back

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
