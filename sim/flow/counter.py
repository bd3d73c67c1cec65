"""The counter of a point: when it is open, who goes to the door, and the trips by which households fetch the rest."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR, NEVER, Times
from sim.flow.lot import Numbers
from sim.flow.order import ordered
from sim.flow.racks import Racks
from sim.flow.world import World

Thing = TypeVar("Thing", bound=Hashable)

AFTER_ALL = np.iinfo(np.int64).max
"""Later than any time, ``NEVER`` too."""

FEW_INTERVALS = 4
"""Up to so many opening intervals it is faster to ask of each whether it is over than to look them up."""


class Hours:
    """Opening intervals in order; those that touch are one.

    Of many of which no two close within one clock hour, the one that closes next after a time is looked up by its hour and not searched
    for: a fifth of the time, where times come in no order.
    """

    def __init__(self, hours: tuple[tuple[int, int], ...], horizon: int) -> None:
        opens = [a for i, (a, _) in enumerate(hours) if i == 0 or a != hours[i - 1][1]]
        closes = [b for i, (_, b) in enumerate(hours) if i == len(hours) - 1 or b != hours[i + 1][0]]
        self._open, self._close = np.array([*opens, NEVER], np.int64), np.array([*closes, AFTER_ALL], np.int64)
        self._of_hour: NDArray[np.int64] | None = None
        if len(closes) == len({close // HOUR for close in closes}):
            self._of_hour = self._close.searchsorted(np.arange(horizon // HOUR + 2) * HOUR, side="right")
        self._horizon = horizon

    def next_open(self, times: Times) -> Times:
        """The first instant inside an interval that is not before each time; ``NEVER`` if not within the horizon."""
        instants: Times = self._open.take(self._next(times))
        np.maximum(instants, times, out=instants)
        instants[instants >= self._horizon] = NEVER
        return instants

    def _next(self, times: Times) -> NDArray[np.int64]:
        """The first interval that closes after each time."""
        which: NDArray[np.int64]
        if len(self._close) <= FEW_INTERVALS:
            which = np.zeros(len(times), np.int64)
            for close in self._close[:-1]:
                which += times >= close
            return which
        if self._of_hour is None:
            return self._close.searchsorted(times, side="right")
        which = self._of_hour.take(times // HOUR, mode="clip")
        which += self._close.take(which) <= times
        return which


class GivenOut(NamedTuple):
    """When parcels leave a point, and the lowest number of those that the same trip fetches (-1: none does), by parcel as asked."""

    in_hand: Times
    returned: Times
    lead: Numbers

    @staticmethod
    def nobody(count: int) -> GivenOut:
        """Columns for so many parcels of which none has left."""
        return GivenOut(np.full(count, NEVER, np.int64), np.full(count, NEVER, np.int64), np.full(count, -1, np.int32))

    def note(self, where: slice | Numbers, out: GivenOut) -> None:
        """Write down what became of some, whose rows stand ``where``."""
        self.in_hand[where], self.returned[where], self.lead[where] = out.in_hand, out.returned, out.lead

    def pick(self, which: NDArray[np.intp]) -> GivenOut:
        """The same of some parcels, by their rows here."""
        return GivenOut(self.in_hand[which], self.returned[which], self.lead[which])


class Counter:
    """The rules by which points give parcels out, for all points of a plan."""

    def __init__(self, world: World, racks: Racks) -> None:
        self._parcels, self._market, self._horizon, self._racks = world.draws.parcels, world.draws.market.time, world.horizon, racks
        points = world.plan.points
        self._table, tables = _told_apart(p.hours for p in points)
        self._hours = [Hours(hours, world.horizon) for hours in tables]
        self._round, rounds = _told_apart((p.door_times for p in points), ())
        self._takes_all = np.array([p.all_to_door and bool(p.door_times) for p in points], np.bool_)
        self._rounds = [np.array([*times, NEVER], np.int64) for times in rounds]
        self.place: Numbers = np.array([p.place for p in points], np.int32)
        self._remote = np.array([p.remote for p in points], np.bool_)
        self._patience = np.array([p.return_after for p in points], np.int64)

    def next_open(self, times: Times, points: Numbers) -> Times:
        """When points are open next, a time and a point each."""
        if len(self._hours) == 1:  # saves some 10 % of the benchmark's simulation
            return self._hours[0].next_open(times)
        instants, table = np.empty(len(times), np.int64), self._table.take(points)
        for i in np.flatnonzero(np.bincount(table)).tolist():
            here = np.flatnonzero(table == i)
            instants[here] = self._hours[i].next_open(times[here])
        return instants

    def asked_from(self, numbers: Numbers, points: Numbers, times: Times) -> Times:
        """When parcels can be asked for next, from a time each on: at any hour out of a compartment, else as the point is open."""
        instants = self.next_open(times, points)
        if self._racks.lockers:
            locked = np.flatnonzero(self._racks.in_locker(numbers) & (times < self._horizon))
            instants[locked] = times[locked]
        return instants

    def give_out(self, numbers: Numbers, points: Numbers, at: Times, alone: bool = False) -> GivenOut:
        """What becomes of parcels at points, if no others come: taken to the door, fetched, or returned.

        Args:
            at: when each can be asked for; all before the horizon's end.
            alone: no household has two of them, so nobody's trip brings another's parcel.
        """
        limit = self._patience.take(points)
        limit += at
        door = self._door(numbers, points)
        due = self._due(numbers, points, at)
        if len(door):
            due[door] = self._to_door(points[door], at[door])
        due[due > limit] = NEVER
        lead = np.where(due < NEVER, numbers, np.int32(-1))
        lead[door] = -1
        if not alone:  # left out where it holds for all: more than 40 % of the benchmark's replication
            home = np.delete(np.arange(len(numbers)), door)
            due[home], lead[home] = self._fetched(numbers[home], points[home], at[home], due[home], limit[home])
        limit[(due < NEVER) | (limit >= self._horizon)] = NEVER
        return GivenOut(due, limit, lead)

    def _fetched(self, numbers: Numbers, points: Numbers, at: Times, due: Times, limit: Times) -> tuple[Times, Numbers]:
        """Trips of households that may bring several parcels; see ``collect``."""
        due[(due == NEVER) & (limit >= self._horizon)] = self._horizon  # fetched, for all we know, after the end
        household = self._parcels.household.take(numbers)
        locked = self._racks.in_locker(numbers) if self._racks.lockers else None
        access = None if locked is None or not locked.any() else Access(locked, self, points)
        return collect(numbers, self.place.take(points), household, at, due, limit, self._horizon, access)

    def _door(self, numbers: Numbers, points: Numbers) -> NDArray[np.intp]:
        """Which parcels are taken to the door."""
        if len(self._rounds) == 1:
            return np.zeros(0, np.intp)
        return np.flatnonzero(self._parcels.to_door.take(numbers) & (self._round.take(points) > 0) | self._takes_all.take(points))

    def _to_door(self, points: Numbers, at: Times) -> Times:
        """When parcels are next taken round."""
        brought = np.empty(len(at), np.int64)
        table = self._round.take(points)
        for i in np.flatnonzero(np.bincount(table)).tolist():
            here = np.flatnonzero(table == i)
            brought[here] = self._rounds[i].take(self._rounds[i].searchsorted(at[here]))
        brought[brought >= self._horizon] = NEVER
        return brought

    def _due(self, numbers: Numbers, points: Numbers, at: Times) -> Times:
        """When each parcel's household would come, were none older waiting: after its patience, or on its next way to market, when the point is open."""
        wish = at + self._parcels.dwell_point.take(numbers)
        remote = np.flatnonzero(self._remote.take(points)) if self._remote.any() else ()
        if len(remote):
            far, since = numbers[remote], at[remote]
            own = since + self._parcels.dwell_township.take(far)
            household = self._parcels.household.take(far)
            for trips in self._market.T:
                trip = trips.take(household)
                np.minimum(own, trip, out=own, where=trip >= since)
            wish[remote] = own
        return self.asked_from(numbers, points, wish)


def _told_apart(things: Iterable[Thing], *known: Thing) -> tuple[Numbers, list[Thing]]:
    """The number of each among those that differ, and these; the first of them are ``known``."""
    number = {thing: i for i, thing in enumerate(known)}
    return np.array([number.setdefault(thing, len(number)) for thing in things], np.int32), list(number)


class Access(NamedTuple):
    """How parcels can be got at of which some lie in lockers: by parcel whether it does, at any hour, and its point, whose counter keeps hours."""

    locked: NDArray[np.bool_]
    counter: Counter
    points: Numbers

    def pick(self, which: NDArray[np.intp]) -> Access:
        """Of some parcels."""
        return Access(self.locked[which], self.counter, self.points[which])

    def given_out(self, times: Times) -> NDArray[np.bool_]:
        """Whether each parcel would be given out to who comes at a time."""
        return np.asarray(self.locked | (self.counter.next_open(times, self.points) == times))


class Lying(NamedTuple):
    """Parcels that nobody has fetched yet, by (cluster, ``at``, number): ``row`` of ``collect``'s columns; parcels of other clusters never share a trip."""

    row: NDArray[np.int64]
    cluster: NDArray[np.int64]
    number: Numbers
    at: Times
    due: Times
    limit: Times
    access: Access | None

    def pick(self, which: NDArray[np.intp]) -> Lying:
        """Some of them."""
        row, cluster, number, at, due, limit, access = self
        return Lying(row[which], cluster[which], number[which], at[which], due[which], limit[which], access and access.pick(which))


def collect(
    numbers: Numbers, place: Numbers, household: Numbers, at: Times, due: Times, limit: Times, horizon: int, access: Access | None = None
) -> tuple[Times, Numbers]:
    """Residents' trips: when each parcel is fetched (``NEVER``: it is not), and the lowest number that its trip brings (-1).

    A household's next trip to a place is at the ``due`` of the oldest of what it has not fetched and means to fetch, and brings all
    that is there (``at`` <= trip <= ``limit``): who comes later waits for the oldest. Parcels whose times there cannot overlap are
    told apart first; then every round makes the next trip of every such cluster at once, and most clusters need one.
    What lies in lockers has an oldest of its own, and who comes for it to a closed counter leaves what lies on the shelf.

    Args:
        due: at most ``limit``; ``NEVER``: nobody means to come for it; ``horizon``: somebody does, after the end.
        access: None where nothing lies in a locker.
    """
    fetched, lead = np.full(len(at), NEVER, np.int64), np.full(len(at), -1, np.int32)
    lying = _lying(numbers, place, household, at, due, limit, horizon, access) if len(at) else None
    while lying is not None:
        heads = np.flatnonzero(np.diff(lying.cluster, prepend=0) > 0)
        sizes = np.diff(heads, append=len(lying.row))
        trip = np.repeat(_next_trip(lying.due, heads, lying.access), sizes)
        got, stays = _met(lying, trip)
        got &= trip < horizon
        first = np.repeat(np.minimum.reduceat(np.where(got, lying.number, np.int32(2**31 - 1)), heads), sizes)
        fetched[lying.row[got]], lead[lying.row[got]] = trip[got], first[got]
        left = np.flatnonzero(stays & (trip < horizon))
        lying = lying.pick(left) if len(left) else None
    return fetched, lead


def _lying(
    numbers: Numbers, place: Numbers, household: Numbers, at: Times, due: Times, limit: Times, horizon: int, access: Access | None
) -> Lying:
    """All parcels in clusters, which are numbered from 1 on."""
    group, order = _grouped(place, household, at, numbers)
    at, due, limit = at[order], due[order], limit[order]
    head = _heads(group, at, np.minimum(np.minimum(due, limit), horizon), horizon)
    return Lying(order, np.cumsum(head), numbers[order], at, due, limit, access and access.pick(order))


def _heads(group: NDArray[np.int64], at: Times, gone: Times, horizon: int) -> NDArray[np.bool_]:
    """Where a cluster begins: all of the same group before it are gone, at the latest, when its first parcel comes."""
    shift = group * (horizon + 1)
    last = np.maximum.accumulate(gone + shift)
    head = np.ones(len(at), np.bool_)
    np.greater(at[1:] + shift[1:], last[:-1], out=head[1:])
    return head


def _met(lying: Lying, trip: Times) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which parcels a trip at a time each finds, and which are there for a later one: those that come after it, or that nobody gives out then."""
    got, stays = (lying.at <= trip) & (trip <= lying.limit), lying.at > trip
    if lying.access is not None:
        can = lying.access.given_out(trip)
        got, stays = got & can, stays | ~can
    return got, stays


def _next_trip(due: Times, heads: NDArray[np.intp], access: Access | None) -> Times:
    """By cluster, when its household goes next; clusters begin at ``heads``."""
    means = due < NEVER
    if access is None:
        return _oldest_due(due, heads, means)
    return np.minimum(_oldest_due(due, heads, means & access.locked), _oldest_due(due, heads, means & ~access.locked))


def _oldest_due(due: Times, heads: NDArray[np.intp], means: NDArray[np.bool_]) -> Times:
    """By cluster, when the oldest of those that somebody means to fetch is due (``NEVER``: there is none); they begin at ``heads``."""
    oldest = np.minimum.reduceat(np.where(means, np.arange(len(due)), len(due)), heads)
    return np.append(due, NEVER).take(oldest)


def _grouped(place: Numbers, household: Numbers, at: Times, numbers: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The order by (place, household, at, number), and in this order the number of the (place, household)."""
    width = int(household.max()) - int(household.min()) + 1
    key = (place.astype(np.int64) - int(place.min())) * width + (household - int(household.min()))
    in_turn = bool((numbers[1:] > numbers[:-1]).all())
    order = ordered(key, at) if in_turn else ordered(key, at, numbers)
    key = key[order]
    return np.cumsum(np.diff(key, prepend=key[:1]) > 0), order
