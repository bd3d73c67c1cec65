"""Points whose shelf is bounded: who finds a place there at loading.

A place is taken from loading to the parcel's leaving. Finding out who has left takes work, so the places known to be free
are a lower bound, brought up to now only where somebody might find a point full, and there once an instant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR
from sim.flow.counter import Counter
from sim.flow.legs import Legs
from sim.flow.lot import EMPTY, LegIndices, Lot, Numbers, Times, join
from sim.flow.shelving import Shelving
from sim.plan.plan import ServicePlan
from sim.plan.units import UNLIMITED

STALE = HOUR
"""A shelf that gets full is looked at together with one that somebody asks for in vain, but not if it was looked at within this time: one that
stays full is not."""

Column = TypeVar("Column", Numbers, Times)


def _together(parts: Sequence[Column]) -> Column:
    """Columns one after another."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


class Neighbourhood:
    """Points that share lines, or the place where they stand, and what is under way to them or lies there.

    ``riding`` are parcels of runs whose stops are left at the times beside them, ``coming`` those with the time at which they come off;
    ``number``, ``point`` and ``at`` (from when it can be asked for) are those on a shelf who are not known to have gone.
    """

    def __init__(self) -> None:
        self.riding: list[tuple[Lot, Times]] = []
        self.coming = EMPTY
        self.at: Times = np.zeros(0, np.int64)
        self.number: Numbers = np.zeros(0, np.int32)
        self.point: Numbers = np.zeros(0, np.int32)

    def add(self, number: Numbers, point: Numbers, at: Times) -> None:
        """Put parcels on their shelves."""
        self.at = np.concatenate([self.at, at])
        self.number = np.concatenate([self.number, number])
        self.point = np.concatenate([self.point, point])

    def remove(self, gone: NDArray[np.intp]) -> None:
        """Take parcels off."""
        stay = np.ones(len(self.at), np.bool_)
        stay[gone] = False
        self.at, self.number, self.point = self.at[stay], self.number[stay], self.point[stay]


class Shelves:
    """All bounded shelves, and the points beside them, whose parcels a household collects on the same trip.

    ``_room`` counts places known to be free, exact at ``_exact``; its first entry stands for all points without a bound, the others are by
    point. Where it falls below ``_soon``, a point is looked at together with one that somebody asks for in vain.
    """

    def __init__(self, plan: ServicePlan, legs: Legs, counter: Counter, shelving: Shelving) -> None:
        self._room = np.array([UNLIMITED, *(p.shelf for p in plan.points)], np.int64)
        self._exact = np.full(len(self._room), -1, np.int64)
        self._soon = self._room // 2
        self._legs, self._counter, self._shelving = legs, counter, shelving
        self._shelf_of_leg = legs.shelf + np.int32(1)
        self._beside = np.zeros(len(plan.places), np.bool_)
        self._beside[[p.place for p in plan.points if p.shelf < UNLIMITED]] = True
        self._horizon = plan.horizon
        self._shelved: list[tuple[Numbers, Times]] = []
        last = self.watched(legs.point) & (legs.onward < 0)
        place = counter.place.take(legs.point)
        home = _joined(len(plan.places), place[last], legs.line[last])
        known, index = np.unique(home[place[last]], return_inverse=True)
        self._hoods = [Neighbourhood() for _ in known]
        self._hood_of_leg = np.full(len(last), -1, np.int32)
        self._hood_of_leg[last] = index
        self._hood_of_point = np.full(len(plan.points), -1, np.int32)
        self._hood_of_point[legs.point[last]] = index

    def watched(self, points: Numbers) -> NDArray[np.bool_]:
        """Whether drops at these points must be announced."""
        beside: NDArray[np.bool_] = self._beside.take(self._counter.place.take(points))
        return beside

    def drop(self, lot: Lot, left: Times) -> None:
        """Parcels of one line will come off at their stops of a run that leaves these at ``left``; none before now."""
        hood = int(self._hood_of_leg.take(lot.leg).max())
        if hood >= 0:
            self._hoods[hood].riding.append((lot, left))

    def book(self, legs: LegIndices, number: int, now: int) -> bool:
        """Take places for the first ``number`` parcels, if these and the next one, tried in order, find one; else False, and nothing is taken."""
        shelves = self._shelf_of_leg.take(legs[: number + 1])
        asked = np.bincount(shelves, minlength=len(self._room))
        if (asked > self._room).any():
            self._make_room(asked, now)
            if (asked > self._room).any():
                return False
        if len(shelves) > number:
            asked[shelves[number]] -= 1
        self._room -= asked
        return True

    def room(self, legs: LegIndices, now: int) -> tuple[Numbers, NDArray[np.int64]]:
        """The shelf that each parcel asks for, and by shelf how many of them find a place there."""
        shelves = self._shelf_of_leg.take(legs)
        self._make_room(np.bincount(shelves, minlength=len(self._room)), now)
        return shelves, self._room

    def take(self, legs: LegIndices) -> None:
        """Take a place for each of these parcels."""
        self._room -= np.bincount(self._shelf_of_leg.take(legs), minlength=len(self._room))

    def close(self, shelved: Times) -> None:
        """The clock has ended: write down when parcels dropped at watched points were shelved, by parcel number."""
        self._shelve(self._hoods, self._horizon - 1)
        for numbers, times in self._shelved:
            shelved[numbers] = times
        self._shelved.clear()

    def _make_room(self, asked: NDArray[np.int64], now: int) -> None:
        """Find out who has left by ``now`` where more is asked for than is known to be free."""
        short = np.flatnonzero((asked > self._room) & (self._exact < now)) - 1
        if not len(short):
            return
        low = np.flatnonzero((self._room < self._soon) & (self._exact < now - STALE)) - 1
        self._look(np.union1d(short, low), now)

    def _look(self, points: Numbers, now: int) -> None:
        """Bring what is known of some points, and of those that stand where they stand, up to now."""
        hoods = [self._hoods[i] for i in np.unique(self._hood_of_point[points]).tolist()]
        self._shelve(hoods, now)
        here = np.zeros(len(self._beside), np.bool_)
        here[self._counter.place[points]] = True
        there = [np.flatnonzero(here.take(self._counter.place.take(hood.point)) & (hood.at <= now)) for hood in hoods]
        number = _together([hood.number.take(which) for hood, which in zip(hoods, there, strict=True)])
        point = _together([hood.point.take(which) for hood, which in zip(hoods, there, strict=True)])
        at = _together([hood.at.take(which) for hood, which in zip(hoods, there, strict=True)])
        in_hand, returned, _ = self._counter.give_out(number, point, at)
        gone = np.minimum(in_hand, returned) <= now
        self._room[1:] += np.bincount(point[gone], minlength=len(self._room) - 1)
        self._exact[points + 1] = now
        start = 0
        for hood, which in zip(hoods, there, strict=True):
            hood.remove(which[gone[start : start + len(which)]])
            start += len(which)

    def _shelve(self, hoods: Sequence[Neighbourhood], now: int) -> None:
        """Shelve what has come off by ``now``."""
        lots = [self._come(hood, now) for hood in hoods]
        lot = join(lots)
        if not lot.size:
            return
        point = self._legs.point.take(lot.leg)
        shelved = self._shelving.finish(point, lot.number, lot.leg, lot.time)
        self._shelved.append((lot.number, shelved))
        at = self._counter.next_open(shelved, point)
        start = 0
        for hood, own in zip(hoods, lots, strict=True):
            part = slice(start, start + own.size)
            hood.add(own.number, point[part], at[part])
            start += own.size

    def _come(self, hood: Neighbourhood, now: int) -> Lot:
        """What has come off by ``now``; it is taken from what is coming."""
        self._alight(hood)
        come = hood.coming.time <= now
        lot = hood.coming.pick(np.flatnonzero(come))
        if lot.size:
            hood.coming = hood.coming.pick(np.flatnonzero(~come))
        return lot

    def _alight(self, hood: Neighbourhood) -> None:
        """When those who ride to watched points come off."""
        if not hood.riding:
            return
        lots, lefts = zip(*hood.riding, strict=True)
        hood.riding = []
        stops = np.array([len(left) for left in lefts])
        first = np.repeat(np.cumsum(stops) - stops, [lot.size for lot in lots])
        lot = join(lots)
        lot = Lot(lot.number, lot.leg, np.concatenate(lefts).take(first + self._legs.stop.take(lot.leg)))
        last = self._hood_of_leg.take(lot.leg) >= 0
        hood.coming = join([hood.coming, lot.pick(np.flatnonzero(last))])


def _joined(places: int, place: Numbers, line: Numbers) -> NDArray[np.intp]:
    """By place, the one that stands for all places which lines join; ``place`` and ``line`` are pairs."""
    home = list(range(places))

    def of(x: int) -> int:
        while home[x] != x:
            home[x] = x = home[home[x]]
        return x

    first: dict[int, int] = {}
    for x, y in zip(place.tolist(), line.tolist(), strict=True):
        home[of(x)] = of(first.setdefault(y, x))
    return np.array([of(x) for x in range(places)], np.intp)
