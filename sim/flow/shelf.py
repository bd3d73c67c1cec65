"""Points whose shelf is bounded: who finds a place there at loading.

A place is taken from loading to the parcel's leaving. Finding out who has left takes work, so the places known to be free
are a lower bound, brought up to now only where somebody might find a point full.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.flow.counter import Counter
from sim.flow.legs import Legs
from sim.flow.lot import EMPTY, LegIndices, Lot, Numbers, Times, join
from sim.flow.shelving import Shelving
from sim.service.plan import UNLIMITED, ServicePlan


class Shelves:
    """All bounded shelves, and the points beside them, whose parcels a household collects on the same trip.

    ``_room`` counts places known to be free; its first entry stands for all points without a bound, the others are by point.
    Where it falls below ``_soon``, a point is looked at together with those that somebody asks for in vain.
    """

    def __init__(self, plan: ServicePlan, legs: Legs, counter: Counter, shelving: Shelving) -> None:
        self._room = np.array([UNLIMITED, *(p.shelf for p in plan.points)], np.int64)
        self._soon = self._room // 2
        self._legs, self._counter, self._shelving = legs, counter, shelving
        self._shelf_of_leg = legs.shelf + np.int32(1)
        self._beside = np.zeros(len(plan.places), np.bool_)
        self._beside[[p.place for p in plan.points if p.shelf < UNLIMITED]] = True
        self._horizon = plan.horizon
        self._riding: list[tuple[Lot, Times]] = []
        self._coming = EMPTY
        self._shelved: list[tuple[Numbers, Times]] = []
        self._at: Times = np.zeros(0, np.int64)
        self._number: Numbers = np.zeros(0, np.int32)
        self._point: Numbers = np.zeros(0, np.int32)

    def watched(self, points: Numbers) -> NDArray[np.bool_]:
        """Whether drops at these points must be announced."""
        beside: NDArray[np.bool_] = self._beside.take(self._counter.place.take(points))
        return beside

    def drop(self, lot: Lot, left: Times) -> None:
        """Parcels will come off at their stops of a run that leaves these at ``left``; none before now."""
        self._riding.append((lot, left))

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

    def find(self, legs: LegIndices, now: int) -> NDArray[np.bool_]:
        """Which parcels, tried in order, find a place at their point: the first ones, as many as places are free."""
        shelves = self._shelf_of_leg.take(legs)
        self._make_room(np.bincount(shelves, minlength=len(self._room)), now)
        order = shelves.argsort(kind="stable")
        ordered = shelves[order]
        rank = np.empty(len(shelves), np.int64)
        rank[order] = np.arange(len(shelves)) - np.searchsorted(ordered, ordered)
        finds: NDArray[np.bool_] = rank < self._room[shelves]
        return finds

    def take(self, legs: LegIndices) -> None:
        """Take a place for each of these parcels."""
        self._room -= np.bincount(self._shelf_of_leg.take(legs), minlength=len(self._room))

    def close(self, shelved: Times) -> None:
        """The clock has ended: write down when parcels dropped at watched points were shelved, by parcel number."""
        self._shelve(self._horizon - 1)
        for numbers, times in self._shelved:
            shelved[numbers] = times
        self._shelved.clear()

    def _make_room(self, asked: NDArray[np.int64], now: int) -> None:
        """Find out who has left by ``now`` where more is asked for than is known to be free."""
        if not (asked > self._room).any():
            return
        short = np.flatnonzero((asked > self._room) | (self._room < self._soon)) - 1
        self._shelve(now)
        here = np.zeros(len(self._beside), np.bool_)
        here[self._counter.place[short]] = True
        there = np.flatnonzero(here.take(self._counter.place.take(self._point)) & (self._at <= now))
        in_hand, returned, _ = self._counter.give_out(self._number[there], self._point[there], self._at[there])
        gone = there[np.minimum(in_hand, returned) <= now]
        self._room[1:] += np.bincount(self._point[gone], minlength=len(self._room) - 1)
        stay = np.ones(len(self._at), np.bool_)
        stay[gone] = False
        self._at, self._number, self._point = self._at[stay], self._number[stay], self._point[stay]

    def _shelve(self, now: int) -> None:
        """Shelve what has come off by ``now``."""
        self._alight()
        come = self._coming.time <= now
        lot = self._coming.pick(np.flatnonzero(come))
        self._coming = self._coming.pick(np.flatnonzero(~come))
        point = self._legs.point.take(lot.leg)
        shelved = self._shelving.finish(point, lot.number, lot.leg, lot.time)
        self._shelved.append((lot.number, shelved))
        self._at = np.concatenate([self._at, self._counter.next_open(shelved, point)])
        self._number = np.concatenate([self._number, lot.number])
        self._point = np.concatenate([self._point, point])

    def _alight(self) -> None:
        """When those who ride to watched points come off."""
        if not self._riding:
            return
        lots, lefts = zip(*self._riding, strict=True)
        self._riding = []
        stops = np.array([len(left) for left in lefts])
        first = np.repeat(np.cumsum(stops) - stops, [lot.size for lot in lots])
        lot = join(lots)
        lot = Lot(lot.number, lot.leg, np.concatenate(lefts).take(first + self._legs.stop.take(lot.leg)))
        last = self._legs.onward.take(lot.leg) < 0
        self._coming = join([self._coming, lot.pick(np.flatnonzero(last & self.watched(self._legs.point.take(lot.leg))))])
