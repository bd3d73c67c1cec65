"""Points: from the drop to a resident's hands.

Nothing here feeds back into the flow, unless a shelf fills up (``shelf.py``), so all points are worked out after the
clock has stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.draws import Draws
from sim.flow.outcome import Milestones, Trips
from sim.flow.rows import Numbers, Rows, Times
from sim.flow.stage import Crews, live_stage
from sim.service.plan import ServicePlan

CHUNK = 1 << 16
"""Parcels worked out at once: as many as a processor's cache holds."""


class Hours:
    """Opening intervals."""

    def __init__(self, hours: tuple[tuple[int, int], ...], horizon: int) -> None:
        self._open = np.array([a for a, _ in hours] + [NEVER], np.int64)
        self._close = np.array([b for _, b in hours], np.int64)
        self._horizon = horizon

    def next_open(self, times: Times) -> Times:
        """The first instant inside an interval that is not before each time; ``NEVER`` if not within the horizon."""
        following: Times = self._open[self._close.searchsorted(times, side="right")]
        instants = np.maximum(times, following)
        instants[instants >= self._horizon] = NEVER
        return instants


class GivenOut(NamedTuple):
    """When parcels leave a point, by parcel as asked. ``order``: those that residents fetch, by (place, household, at point)."""

    in_hand: Times
    returned: Times
    order: NDArray[np.int64]


class Counter:
    """The rules by which points give parcels out, for all points of a plan."""

    def __init__(self, plan: ServicePlan, draws: Draws) -> None:
        self._parcels, self._market, self._horizon = draws.parcels, draws.market.time, plan.horizon
        points = plan.points
        tables: dict[tuple[tuple[int, int], ...], int] = {}
        self._table: Numbers = np.array([tables.setdefault(p.hours, len(tables)) for p in points], np.int32)
        self._hours = [Hours(hours, plan.horizon) for hours in tables]
        rounds: dict[tuple[int, ...], int] = {(): 0}
        self._round: Numbers = np.array([rounds.setdefault(p.door_times, len(rounds)) for p in points], np.int32)
        self._rounds = [np.array([*times, NEVER], np.int64) for times in rounds]
        self.place: Numbers = np.array([p.place for p in points], np.int32)
        self._remote = np.array([p.remote for p in points], np.bool_)
        self._patience = np.array([p.return_after for p in points], np.int64)

    def open(self, shelved: Times, point: int) -> Times:
        """When parcels can first be asked for at one point."""
        return self._hours[self._table[point]].next_open(shelved)

    def next_open(self, times: Times, points: Numbers) -> Times:
        """``Hours.next_open`` at many points."""
        if len(self._hours) == 1:
            return self._hours[0].next_open(times)
        table = self._table[points]
        instants = np.empty(len(times), np.int64)
        for i in np.flatnonzero(np.bincount(table)).tolist():
            here = table == i
            instants[here] = self._hours[i].next_open(times[here])
        return instants

    def give_out(self, numbers: Numbers, points: Numbers, at: Times) -> GivenOut:
        """What becomes of parcels at points, if no others come: taken to the door, fetched, or returned."""
        limit = at + self._patience[points]
        in_hand = np.full(len(numbers), NEVER, np.int64)
        taken_round = self._parcels.to_door[numbers]
        if taken_round.any():
            taken_round &= self._round[points] > 0
        there = np.flatnonzero(at < NEVER)
        door = there[taken_round[there]]
        if len(door):
            in_hand[door] = self._to_door(points[door], at[door], limit[door])
            there = there[~taken_round[there]]
        if len(there) < len(numbers):
            numbers, points, at = numbers[there], points[there], at[there]
        due = self._due(numbers, points, at)
        due[due > limit[there]] = NEVER
        fetched, order = collect(self.place[points], self._parcels.household[numbers], at, due, limit[there], self._horizon)
        in_hand[there] = fetched
        returned = limit
        returned[(in_hand < NEVER) | (limit >= self._horizon)] = NEVER
        return GivenOut(in_hand, returned, there[order])

    def _to_door(self, points: Numbers, at: Times, limit: Times) -> Times:
        brought = np.empty(len(at), np.int64)
        table = self._round[points]
        for i in np.flatnonzero(np.bincount(table)).tolist():
            here = table == i
            brought[here] = self._rounds[i][self._rounds[i].searchsorted(at[here])]
        brought[(brought > limit) | (brought >= self._horizon)] = NEVER
        return brought

    def _due(self, numbers: Numbers, points: Numbers, at: Times) -> Times:
        """When each parcel's household would come for it: after its own delay, or on its next way to market, when the point is open."""
        remote = self._remote[points]
        wish = at + self._parcels.dwell_point[numbers]
        if remote.any():
            far, since = numbers[remote], at[remote]
            own = since + self._parcels.dwell_township[far]
            for trips in self._market.T:
                trip = trips[self._parcels.household[far]]
                np.minimum(own, trip, out=own, where=trip >= since)
            wish[remote] = own
        return self.next_open(wish, points)


def collect(
    place: Numbers, household: Numbers, at: Times, due: Times, limit: Times, horizon: int
) -> tuple[Times, NDArray[np.int64]]:
    """Residents' trips: when each parcel is fetched (``NEVER``: it is not), and the order (place, household, at).

    A household's next trip to a place is at the least ``due`` of what it has not fetched, and brings all that is there
    (``at`` <= trip <= ``limit``). Parcels whose times there cannot overlap are told apart first; then every round makes
    the next trip of every such cluster at once, and most clusters need one.

    Args:
        due: at most ``limit``, or ``NEVER``.
    """
    n = len(at)
    fetched = np.full(n, NEVER, np.int64)
    group, order = _grouped(place, household, at, horizon)
    if n == 0:
        return fetched, order
    at, due, limit = at[order], due[order], limit[order]
    last = np.minimum(due, limit)
    np.minimum(last, horizon, out=last)
    shift = group * (horizon + 1)
    last += shift
    np.maximum.accumulate(last, out=last)
    shift += at
    head = np.ones(n, np.bool_)
    np.greater(shift[1:], last[:-1], out=head[1:])
    del last, shift
    rest, cluster = order, np.cumsum(head)
    while len(rest):
        heads = np.flatnonzero(head)
        trip = np.minimum.reduceat(due, heads)
        trip = np.repeat(trip, np.diff(heads, append=len(rest)))
        got = (at <= trip) & (trip <= limit)
        fetched[rest[got]] = trip[got]
        left = np.flatnonzero(~got & (trip < NEVER))
        rest, at, due, limit, cluster = rest[left], at[left], due[left], limit[left], cluster[left]
        head = np.diff(cluster, prepend=0) > 0
    return fetched, order


def _grouped(place: Numbers, household: Numbers, at: Times, horizon: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Order by (place, household, at), and in this order the number of the (place, household)."""
    if len(at) == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    width = int(household.max()) - int(household.min()) + 1
    key = (place.astype(np.int64) - int(place.min())) * width + (household - int(household.min()))
    packs = int(key.max()) < 2**62 // (horizon + 1)
    order = (key * (horizon + 1) + at).argsort(kind="stable") if packs else np.lexsort((at, key))
    key = key[order]
    return np.cumsum(np.diff(key, prepend=key[:1]) > 0), order


def settle(plan: ServicePlan, rows: Rows, counter: Counter, crews: Crews, milestones: Milestones) -> Trips:
    """Fill in ``shelved``, ``at_point``, ``in_hand``, ``returned`` and ``trip`` of everything dropped at a point."""
    trips: list[tuple[NDArray[np.int32], NDArray[np.int32], Times, NDArray[np.int32]]] = []
    number = 0
    for numbers, points, sizes in _by_place(plan, rows, counter, milestones):
        shelved = milestones.dropped[numbers]
        start = 0
        for point, size in sizes:
            stage = plan.points[point].shelve
            if stage is not None:
                here = slice(start, start + size)
                order = np.lexsort((rows.rank(numbers[here]), shelved[here]))
                work = rows.work(numbers[here][order], stage.work)
                shelved[here][order] = live_stage(stage, crews.of(stage)).finish(shelved[here][order], work)
            start += size
        milestones.shelved[numbers] = shelved
        at = counter.next_open(shelved, points)
        milestones.at_point[numbers] = at
        out = counter.give_out(numbers, points, at)
        milestones.in_hand[numbers] = out.in_hand
        milestones.returned[numbers] = out.returned
        fetched = out.order[out.in_hand[out.order] < NEVER]
        if len(fetched):
            household, place, time = rows.parcels.household[numbers[fetched]], counter.place[points[fetched]], out.in_hand[fetched]
            new = np.ones(len(fetched), np.bool_)
            new[1:] = (household[1:] != household[:-1]) | (place[1:] != place[:-1]) | (time[1:] != time[:-1])
            milestones.trip[numbers[fetched]] = np.cumsum(new) + (number - 1)
            heads = np.flatnonzero(new)
            trips.append((household[heads], place[heads], time[heads], np.diff(heads, append=len(new)).astype(np.int32)))
            number += len(heads)
    if not trips:
        return Trips(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int32))
    return Trips(*(np.concatenate(column) for column in zip(*trips, strict=True)))


def _by_place(
    plan: ServicePlan, rows: Rows, counter: Counter, milestones: Milestones
) -> Iterator[tuple[Numbers, Numbers, list[tuple[int, int]]]]:
    """Parcels dropped at points, some whole places at a time: numbers, points, and (point, how many) in this order."""
    points = np.lexsort((np.arange(len(plan.points)), counter.place)).astype(np.int32)
    rank = np.empty(len(points), np.int16 if len(points) < 2**15 else np.int32)
    rank[points] = np.arange(len(points))
    numbers = np.flatnonzero(milestones.dropped < NEVER).astype(np.int32)
    ranks = rank[rows.legs.point[rows.leg[numbers]]]
    numbers = numbers[ranks.argsort(kind="stable")]
    counts = np.bincount(ranks, minlength=len(points)).tolist()
    place = counter.place[points].tolist()
    sizes: list[tuple[int, int]] = []
    start = end = 0
    for i, count in enumerate(counts):
        if count:
            sizes.append((int(points[i]), count))
        end += count
        if end > start and (i + 1 == len(counts) or (end - start >= CHUNK and place[i + 1] != place[i])):
            repeats = np.array([p for p, _ in sizes], np.int32), [c for _, c in sizes]
            yield numbers[start:end], np.repeat(*repeats), sizes
            sizes, start = [], end
