"""Who is aboard a run that picks up, by the stop where they alight, and what is free beside them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.flow.lot import Lot, join
from sim.flow.rows import Rows
from sim.flow.space import Space


class Aboard:
    """The parcels of one run; ``home`` is where all alight who board on its way, -1 where that differs.

    What was loaded at the base is weighed once for all stops: to weigh who alights stop by stop would take as long as all the rest of a stop.

    Attributes:
        alighting: by stop, how many of those aboard come off there; at ``home`` only of those loaded at the base.
        free: what is free now.
        for_home: those who boarded on the way, where all of them alight at ``home``.
    """

    def __init__(self, rows: Rows, space: Space, loaded: Lot, stops: int, home: int) -> None:
        self._rows, self._loaded, self._stops, self.home = rows, loaded, stops, home
        self._stop: NDArray[np.int32] = rows.legs.alight.take(loaded.leg)
        self.alighting: list[int] = np.bincount(self._stop, minlength=stops).tolist()
        self._grams, self._ml = (self._by_stop(column) for column in (rows.grams, rows.ml))
        self.free = Space(space.parcels - loaded.size, space.grams - sum(self._grams), space.ml - sum(self._ml))
        self.for_home: list[Lot] = []
        self._boarded: list[tuple[int, Lot]] = []
        self._in_turn: tuple[Lot, list[int]] | None = None

    def _by_stop(self, column: NDArray[np.integer]) -> list[int]:
        """What those weigh, or take up, who alight at each stop; whole numbers below 2**53, as all that rides together is."""
        weights = np.bincount(self._stop, column.take(self._loaded.number), self._stops)
        by_stop: list[int] = weights.astype(np.int64).tolist()
        return by_stop

    def free_after(self, stop: int) -> Space:
        """What is free when those are off who alight at a stop."""
        number = self.alighting[stop]
        if not number:
            return self.free
        parcels, grams, ml = self.free
        return Space(parcels + number, grams + self._grams[stop], ml + self._ml[stop])

    def leave(self, stop: int) -> int:
        """Those who alight at a stop come off: how many they are."""
        self.free = self.free_after(stop)
        return self.alighting[stop]

    def board(self, lots: Sequence[Lot], free: Space | None = None) -> None:
        """Parcels come aboard at a stop; ``free`` is what is then free, where that is known."""
        if self.home >= 0:
            self.for_home += lots
        else:
            for lot in lots:
                self._board_by_stop(lot)
        if free is None:
            parcels, grams, ml = self.free
            weights = [self._weigh(lot) for lot in lots]
            free = Space(parcels - sum(lot.size for lot in lots), grams - sum(g for g, _ in weights), ml - sum(v for _, v in weights))
        self.free = free

    def _board_by_stop(self, lot: Lot) -> None:
        """Parcels board that do not all alight at the same stop."""
        stops = self._rows.legs.alight.take(lot.leg)
        for stop in sorted(set(stops.tolist())):
            here = lot.pick(np.flatnonzero(stops == stop))
            grams, ml = self._weigh(here)
            self.alighting[stop] += here.size
            self._grams[stop] += grams
            self._ml[stop] += ml
            self._boarded.append((stop, here))

    def _weigh(self, lot: Lot) -> tuple[int, int]:
        grams, ml = (int(column.take(lot.number).sum(dtype=np.int64)) for column in (self._rows.grams, self._rows.ml))
        return grams, ml

    def off(self, first: int, end: int) -> Lot:
        """Those who come off from a stop on and before another, but for those ``for_home``; to be asked once, when they do."""
        lots = [self._loaded_for(first, end)]
        if self._boarded:
            lots += [lot for stop, lot in self._boarded if first <= stop < end]
            self._boarded = [(stop, lot) for stop, lot in self._boarded if stop >= end]
            lots = [lot for lot in lots if lot.size]
        return join(lots)

    def _loaded_for(self, first: int, end: int) -> Lot:
        """Those loaded at the base who alight from a stop on and before another; they are sorted only where these are not all."""
        if first == 0 and end >= self._stops:
            return self._loaded
        if self._in_turn is None:
            order = self._stop.argsort(kind="stable")
            bounds: list[int] = self._stop.take(order).searchsorted(np.arange(self._stops + 1)).tolist()
            self._in_turn = self._loaded.pick(order), bounds
        lot, bounds = self._in_turn
        return lot.cut(bounds[first], bounds[end])
