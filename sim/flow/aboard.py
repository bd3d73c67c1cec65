"""Who is aboard a run that picks up, by the stop where they alight, and what is free beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.flow.lot import Lot, join
from sim.flow.order import ordered
from sim.flow.rows import Rows
from sim.flow.space import Space


class Aboard:
    """The parcels of one run; ``home`` is where all alight who board on its way, -1 where that differs.

    Of ``loaded``, those who ride from the base, by the stop where they alight, the ones of a stop lie between two ``bounds``.

    Attributes:
        alighting: by stop, how many of those aboard come off there.
        room: what will be free as the run leaves each stop, if nobody boards any more: parcels, g and ml, shape (3, stops).
    """

    def __init__(self, rows: Rows, loaded: Lot, bounds: list[int], home: int, alighting: NDArray[np.int64], room: NDArray[np.int64]) -> None:
        self._rows, self._loaded, self._bounds, self.home, self.alighting, self.room = rows, loaded, bounds, home, alighting, room
        self._boarded: dict[int, list[Lot]] = {}

    def free(self, stop: int) -> Space:
        """What is free at a stop when those are off who alight there."""
        return Space(*self.room[:, stop].tolist())

    def board(self, stop: int, lot: Lot, load: NDArray[np.int64] | None = None) -> None:
        """Parcels come aboard at a stop; ``load`` is how many they are, g and ml, where that is known."""
        if self.home >= 0:
            self._ride(lot, stop, self.home, load)
            return
        ends = self._rows.legs.alight.take(lot.leg)
        for end in sorted(set(ends.tolist())):
            self._ride(lot.pick(np.flatnonzero(ends == end)), stop, end)

    def _ride(self, lot: Lot, stop: int, end: int, load: NDArray[np.int64] | None = None) -> None:
        """Parcels ride from one stop to another."""
        self.room[:, stop:end] -= (self._rows.load(lot.number) if load is None else load)[:, None]
        self.alighting[end] += lot.size
        self._boarded.setdefault(end, []).append(lot)

    def off(self, first: int, end: int) -> list[Lot]:
        """Those who come off from a stop on and before another; to be asked once, when they do."""
        lots = [self._loaded.cut(self._bounds[first], self._bounds[end])]
        for stop in [stop for stop in self._boarded if first <= stop < end]:
            lots += self._boarded.pop(stop)
        return [lot for lot in lots if lot.size]


class Loaded(NamedTuple):
    """What a run leaves its base with: what was free before, its load, its stops, the return among them, and ``home`` (see ``Aboard``)."""

    space: Space
    lot: Lot
    stops: int
    home: int


def aboard(rows: Rows, runs: Sequence[Loaded]) -> list[Aboard]:
    """Who is aboard runs that leave together: they are weighed and sorted at once, since to do so run by run takes as long as all the rest of their
    departures."""
    width, lot = max(run.stops for run in runs), join([run.lot for run in runs])
    stop = rows.legs.alight.take(lot.leg) + np.repeat(np.arange(len(runs)) * width, [run.lot.size for run in runs])
    load = _by_stop(rows, lot, stop, len(runs) * width).reshape(3, len(runs), width)
    room = load.cumsum(axis=2) - load.sum(axis=2)[:, :, None] + np.array([run.space for run in runs]).T[:, :, None]
    loaded, bounds = lot.pick(ordered(stop)), [0, *load[0].cumsum().tolist()]
    found = []
    for i, run in enumerate(runs):
        stops, first = slice(run.stops), i * width
        found.append(Aboard(rows, loaded, bounds[first : first + run.stops + 1], run.home, load[0, i, stops], room[:, i, stops]))
    return found


def _by_stop(rows: Rows, lot: Lot, stop: NDArray[np.integer], stops: int) -> NDArray[np.int64]:
    """By stop, how many of a lot alight there, g and ml; shape (3, stops)."""
    columns = None, rows.grams.take(lot.number), rows.ml.take(lot.number)
    return np.array([np.bincount(stop, column, stops) for column in columns]).astype(np.int64)  # below 2**53, so exact
