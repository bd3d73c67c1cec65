"""Who must know, as a run leaves, what will come off it where and when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import Times
from sim.flow.aboard import Aboard
from sim.flow.legs import Legs
from sim.flow.lot import Lot, join
from sim.flow.shelf import Shelves
from sim.flow.station import Station
from sim.flow.world import World

Drop = Callable[[Lot], None]
"""Told of parcels that will come off together, at their time, on the legs on which they ride."""


class Alighting:
    """The stations at which parcels of a line change, who shelves beside other work, and the shelves that may fill up; all else is worked out
    after the clock has stopped.

    Parcels that are lost on the way to their stop change nowhere.

    Args:
        mine: the legs of the line.
        drops: by point at which somebody shelves beside other work: told of what comes off there.
        shelves: None where no parcel of the line comes to a point that may fill up, or beside one.
    """

    def __init__(self, world: World, mine: NDArray[np.intp], stations: Sequence[Station], drops: Mapping[int, Drop], shelves: Shelves | None) -> None:
        self._rows, self._shelves, self._horizon, self._mine = world.rows, shelves, world.horizon, mine
        legs, changes, span = world.legs, len(stations), len(stations) + len(world.plan.points)
        told, takers = _told_of(legs, mine, changes, list(drops))
        where, index = np.unique(legs.alight.take(told) * np.int64(span) + takers, return_inverse=True)
        places = [divmod(key, span) for key in where.tolist()]
        self._stops = [(stop, _changes_at(stations[to]) if to < changes else drops[to - changes]) for stop, to in places]
        self._where: NDArray[np.int32] = np.full(len(legs.line), -1, np.int32)
        self._where[told] = index.ravel()
        self._one = len(self._stops) == 1 and len(told) == len(mine)

    @property
    def silent(self) -> bool:
        """Whether nobody has to be told anything."""
        return not self._stops and self._shelves is None

    @cached_property
    def _alone(self) -> dict[int, Drop]:
        """By stop, who takes all on that come off there, where that is one, and nobody's way ends there."""
        mine, legs = self._mine, self._rows.legs
        alight, last = legs.alight.take(mine), legs.last.take(mine)
        found: dict[int, Drop] = {}
        for stop in np.unique(alight).tolist():
            where = np.unique(self._where.take(mine[alight == stop]))
            if len(where) == 1 and where[0] >= 0 and not last[alight == stop].any():
                found[stop] = self._stops[int(where[0])][1]
        return found

    @cached_property
    def _told(self) -> list[int]:
        """The stops at which somebody is told of who comes off."""
        return sorted({stop for stop, _ in self._stops})

    def tell_on_the_way(self, aboard: Aboard, first: int, reached: int, left: Sequence[int]) -> None:
        """A run on its way leaves stops from one on and before another at these times. It is looked only at where somebody is told, stop after stop,
        unless shelves have to be told of all."""
        if self._shelves is not None:
            self.tell(join(aboard.off(first, reached)), np.array(left))
            return
        for stop in self._told[bisect_left(self._told, first) : bisect_left(self._told, reached)]:
            lots = aboard.off(stop, stop + 1)
            if lots:
                self._tell_at(stop, lots, left)

    def _tell_at(self, stop: int, lots: Sequence[Lot], left: Sequence[int]) -> None:
        """Parcels ride with a run that come off all at one stop."""
        if stop not in self._alone:
            self._announce(join(lots), np.array(left))
        elif left[stop] < self._horizon:
            numbers, legs, _ = zip(*lots, strict=True)
            number = np.concatenate(numbers)
            lot = Lot(number, np.concatenate(legs), np.full(len(number), left[stop], np.int64))
            self._alone[stop](self._rows.found(lot))

    def tell(self, lot: Lot, left: Times) -> None:
        """Parcels ride with a run that leaves its stops at these times."""
        if self._stops:
            self._announce(lot, left)
        if self._shelves is not None:
            self._shelves.drop(lot, left)

    def _announce(self, lot: Lot, left: Times) -> None:
        """Tell who takes parcels on; where all of a line's change at one place nobody is sorted out, which saves
        some 4 % of the benchmark's simulation."""
        lot = self._rows.found(lot)
        bounds = [0, lot.size]
        if not self._one:
            where = self._where.take(lot.leg)
            order = where.argsort(kind="stable")
            lot, bounds = lot.pick(order), where.take(order).searchsorted(np.arange(len(self._stops) + 1)).tolist()
        for (stop, told), (start, end) in zip(self._stops, pairwise(bounds), strict=True):
            time = int(left[stop])
            if end > start and time < self._horizon:
                told(lot.cut(start, end).at(time))


def _told_of(legs: Legs, mine: NDArray[np.intp], changes: int, points: Sequence[int]) -> tuple[NDArray[np.intp], NDArray[np.integer]]:
    """The legs at whose ends somebody is told of who comes off, and who that is: the station of the next leg, else, numbered behind all stations, the
    point; ``points``: those at which somebody is told."""
    onward, point = legs.onward.take(mine), legs.point.take(mine)
    told = (onward >= 0) | legs.last.take(mine) & np.isin(point, points)
    return mine[told], np.where(onward >= 0, onward, changes + point)[told]


def _changes_at(station: Station) -> Drop:
    """Parcels that come off go to a station, on the next leg of their ways."""
    return lambda lot: station.arrive(lot.next_leg())
