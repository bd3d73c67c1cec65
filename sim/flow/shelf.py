"""Points whose shelf is bounded: who finds a place there at loading.

A place is taken from loading to the parcel's leaving. Counting who has left takes work, so the count taken is an upper
bound, and a point is brought up to now only when the bound says that somebody might find it full.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.flow.counter import Counter
from sim.flow.inbox import Inbox
from sim.flow.legs import Legs
from sim.flow.lot import Lot, Numbers, Times
from sim.flow.rows import Rows
from sim.flow.stage import Crews, live_stage
from sim.service.plan import UNLIMITED, ServicePlan


class _Point:
    """What is known of one point's parcels since they were dropped."""

    def __init__(self, point: int, plan: ServicePlan, rows: Rows, crews: Crews) -> None:
        stage = plan.points[point].shelve
        self.index, self._rows = point, rows
        self._work = stage.work if stage else 0
        self._stage = live_stage(stage, crews.of(stage)) if stage else None
        self.inbox = Inbox(rows.rank)

    def shelved(self, now: int) -> tuple[Times, Numbers]:
        """Parcels dropped by ``now`` and not given out before, with the end of their shelving."""
        lot = self.inbox.take(now)
        if lot is None:
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        if self._stage is None:
            return lot.time, lot.number
        return self._stage.finish(lot.time, self._rows.work(lot.number, self._work)), lot.number


class _Place:
    """The points at one place, whose parcels a household collects together; at least one of them has a bounded shelf."""

    def __init__(self, points: list[_Point], counter: Counter) -> None:
        self.points, self._counter = points, counter
        self._at: Times = np.zeros(0, np.int64)
        self._number: Numbers = np.zeros(0, np.int32)
        self._point: Numbers = np.zeros(0, np.int32)
        self._caught_up = -1

    def leave(self, now: int) -> Numbers:
        """Points, once for each parcel, of the parcels that have left by ``now`` and were not reported before."""
        if now <= self._caught_up:
            return np.zeros(0, np.int32)
        self._caught_up = now
        at, number, point = [self._at], [self._number], [self._point]
        for live in self.points:
            shelved, numbers = live.shelved(now)
            number.append(numbers)
            point.append(np.full(len(numbers), live.index, np.int32))
            at.append(self._counter.next_open(shelved, point[-1]))
        self._at, self._number, self._point = np.concatenate(at), np.concatenate(number), np.concatenate(point)
        gone = np.zeros(len(self._at), np.bool_)
        there = np.flatnonzero(self._at <= now)
        in_hand, returned, _ = self._counter.give_out(self._number[there], self._point[there], self._at[there])
        gone[there] = np.minimum(in_hand, returned) <= now
        left, stay = self._point[gone], ~gone
        self._at, self._number, self._point = self._at[stay], self._number[stay], self._point[stay]
        return left


class Shelves:
    """All bounded shelves. ``taken`` counts, by point, places reserved less those known to be free again."""

    def __init__(self, plan: ServicePlan, rows: Rows, legs: Legs, counter: Counter, crews: Crews) -> None:
        self._shelf = np.array([p.shelf for p in plan.points], np.int64)
        self.taken: NDArray[np.int64] = np.zeros(len(plan.points), np.int64)
        self._legs = legs
        self._points: dict[int, _Point] = {}
        self._place: dict[int, _Place] = {}
        bounded = {p.place for p in plan.points if p.shelf < UNLIMITED}
        for place in sorted(bounded):
            here = [i for i, p in enumerate(plan.points) if p.place == place]
            points = [_Point(i, plan, rows, crews) for i in here]
            shared = _Place(points, counter)
            for point in points:
                self._points[point.index] = point
                self._place[point.index] = shared

    def watches(self, point: int) -> bool:
        """Whether drops at the point must be announced."""
        return point in self._points

    def points_of(self, legs: Numbers) -> Numbers:
        """The bounded point to which each leg goes, else -1."""
        return self._legs.shelf.take(legs)

    def drop(self, point: int, lot: Lot) -> None:
        """Parcels come off at a point at times not before now."""
        self._points[point].inbox.push(lot)

    def reserve(self, points: Numbers) -> None:
        """Take a place for each parcel loaded."""
        self.taken += np.bincount(points[points >= 0], minlength=len(self.taken))

    def short(self, points: Numbers, now: int) -> bool:
        """Whether some of these parcels find their point full at ``now``, if tried in order."""
        asked = self.taken + np.bincount(points[points >= 0], minlength=len(self.taken))
        doubtful = np.flatnonzero(asked > self._shelf)
        for point in doubtful.tolist():
            left = self._place[point].leave(now)
            self.taken -= np.bincount(left, minlength=len(self.taken))
        if len(doubtful) == 0:
            return False
        asked = self.taken + np.bincount(points[points >= 0], minlength=len(self.taken))
        return bool((asked > self._shelf).any())

    def finds_place(self, points: Numbers) -> NDArray[np.bool_]:
        """Which parcels, tried in order, find a place at their point: the first ones, as many as places are free."""
        order = points.argsort(kind="stable")
        ordered = points[order]
        rank = np.empty(len(points), np.int64)
        rank[order] = np.arange(len(points)) - np.searchsorted(ordered, ordered)
        return (points < 0) | (rank < (self._shelf - self.taken)[points])
