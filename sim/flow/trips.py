"""Residents' trips: what lies at a point is fetched by its household, all that is there at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.hours import HoursOfPoints
from sim.flow.lot import Numbers
from sim.flow.order import ordered


class Access(NamedTuple):
    """How parcels can be got at of which some lie in lockers: by parcel whether it does, at any hour, and its point,
    whose counter keeps hours."""

    locked: NDArray[np.bool_]
    hours: HoursOfPoints
    points: Numbers

    def pick(self, which: NDArray[np.intp]) -> Access:
        """Of some parcels."""
        return Access(self.locked[which], self.hours, self.points[which])

    def given_out(self, times: Times) -> NDArray[np.bool_]:
        """Whether each parcel would be given out to who comes at a time."""
        return np.asarray(self.locked | (self.hours.next_open(times, self.points) == times))


class Lying(NamedTuple):
    """Parcels that nobody has fetched yet, by (cluster, ``at``, number): ``row`` of ``collect``'s columns; parcels of
    other clusters never share a trip."""

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
    """Which parcels a trip at a time each finds, and which are there for a later one: those that come after it, or that
    nobody gives out then."""
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
