"""Points whose shelf is bounded: who finds a place there at loading.

A place is taken from loading to the parcel's leaving. Counting who has left takes work, so the count taken is an upper
bound. Only when it says that somebody might find a point full, all points are brought up to now, at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.flow.counter import Counter
from sim.flow.legs import Legs
from sim.flow.lot import Lot, Numbers, Times
from sim.flow.rows import Rows
from sim.flow.shelving import Shelving
from sim.flow.stage import Crews
from sim.service.plan import UNLIMITED, ServicePlan


class Shelves:
    """All bounded shelves, and the points beside them, whose parcels a household collects on the same trip.

    ``taken`` counts, by point, places reserved less those known to be free again.
    """

    def __init__(self, plan: ServicePlan, rows: Rows, legs: Legs, counter: Counter, crews: Crews) -> None:
        self._shelf = np.array([p.shelf for p in plan.points], np.int64)
        self.taken: NDArray[np.int64] = np.zeros(len(plan.points), np.int64)
        self._legs, self._counter = legs, counter
        self._shelving = Shelving(plan, rows, crews)
        bounded = {p.place for p in plan.points if p.shelf < UNLIMITED}
        self._watched = np.array([p.place in bounded for p in plan.points], np.bool_)
        self._caught_up = -1
        self._coming: list[tuple[Numbers, Numbers, Numbers, Times]] = []
        self._at: Times = np.zeros(0, np.int64)
        self._number: Numbers = np.zeros(0, np.int32)
        self._point: Numbers = np.zeros(0, np.int32)

    def watched(self, points: Numbers) -> NDArray[np.bool_]:
        """Whether drops at these points must be announced."""
        return self._watched.take(points)

    def points_of(self, legs: Numbers) -> Numbers:
        """The bounded point to which each leg goes, else -1."""
        return self._legs.shelf.take(legs)

    def drop(self, lot: Lot) -> None:
        """Parcels come off at their points at their times, none before now."""
        self._coming.append((self._legs.point.take(lot.leg), lot.number, lot.leg, lot.time))

    def reserve(self, points: Numbers) -> None:
        """Take a place for each parcel loaded."""
        self.taken += np.bincount(points[points >= 0], minlength=len(self.taken))

    def short(self, points: Numbers, now: int) -> bool:
        """Whether some of these parcels find their point full at ``now``, if tried in order."""
        asked = np.bincount(points[points >= 0], minlength=len(self.taken))
        if not (asked + self.taken > self._shelf).any():
            return False
        self._catch_up(now)
        return bool((asked + self.taken > self._shelf).any())

    def _catch_up(self, now: int) -> None:
        """Find out who has left by ``now``."""
        if now == self._caught_up:
            return
        self._caught_up = now
        self._shelve(now)
        there = np.flatnonzero(self._at <= now)
        in_hand, returned, _ = self._counter.give_out(self._number[there], self._point[there], self._at[there])
        gone = there[np.minimum(in_hand, returned) <= now]
        self.taken -= np.bincount(self._point[gone], minlength=len(self.taken))
        stay = np.ones(len(self._at), np.bool_)
        stay[gone] = False
        self._at, self._number, self._point = self._at[stay], self._number[stay], self._point[stay]

    def _shelve(self, now: int) -> None:
        """Shelve what has come off by ``now``."""
        if not self._coming:
            return
        point, number, leg, time = (np.concatenate(column) for column in zip(*self._coming, strict=True))
        come = time <= now
        later = ~come
        self._coming = [(point[later], number[later], leg[later], time[later])]
        point, number = point[come], number[come]
        shelved = self._shelving.finish(point, number, leg[come], time[come])
        self._at = np.concatenate([self._at, self._counter.next_open(shelved, point)])
        self._number = np.concatenate([self._number, number])
        self._point = np.concatenate([self._point, point])

    def finds_place(self, points: Numbers) -> NDArray[np.bool_]:
        """Which parcels, tried in order, find a place at their point: the first ones, as many as places are free."""
        order = points.argsort(kind="stable")
        ordered = points[order]
        rank = np.empty(len(points), np.int64)
        rank[order] = np.arange(len(points)) - np.searchsorted(ordered, ordered)
        return (points < 0) | (rank < (self._shelf - self.taken)[points])
