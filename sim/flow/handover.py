"""Handover: what becomes of parcels from the drop at their point to a resident's hands, and the trips that residents make.

Nothing here feeds back into the flow, unless a shelf fills up (``shelf.py``), so all points are worked out after the
clock has stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.counter import Counter, GivenOut
from sim.flow.lot import CHUNK, Numbers, blank_numbers, blank_times, chunks
from sim.flow.order import ordered
from sim.flow.outcome import Trips
from sim.flow.rows import Rows
from sim.flow.shelf import Shelves
from sim.flow.shelving import Shelving


@dataclass(frozen=True, eq=False)
class HandedOver:
    """By parcel, its milestones from the shelf on, ms, and its trip; see ``outcome.Milestones``."""

    shelved: Times
    at_point: Times
    in_hand: Times
    returned: Times
    trip: Numbers


def hand_over(
    rows: Rows, counter: Counter, shelving: Shelving, shelves: Shelves, dropped: Times
) -> tuple[HandedOver, Trips]:
    """Shelve, give out and return everything that was dropped (ms by parcel; ``NEVER``: it was not)."""
    shelved = _shelved(rows, shelving, shelves, dropped)
    if not shelving.idle or not _all_differ(rows.parcels.household):
        over = _by_places(rows, counter, shelving, shelves, shelved)
    else:
        over = _as_they_lie(rows, counter, shelved)
    return over, _numbered(rows, counter, over)


def _shelved(rows: Rows, shelving: Shelving, shelves: Shelves, dropped: Times) -> Times:
    """When parcels are on the shelf, as far as that is known by now: at watched points as the keeper has shelved them; everywhere else as they are
    dropped, which is final only where nobody shelves."""
    if shelving.idle and rows.lost is None:
        return dropped
    shelved = dropped.copy()
    if rows.lost is not None:
        shelved[rows.lost[: len(shelved)] >= 0] = NEVER
    if not shelving.idle:
        for numbers, times in shelves.close():
            shelved[numbers] = times
    return shelved


def _by_places(rows: Rows, counter: Counter, shelving: Shelving, shelves: Shelves, shelved: Times) -> HandedOver:
    """Shelve (``shelved`` is filled in) and give out all that comes to a place, place after place. A trip is known by the lowest
    number of the parcels that it brings."""
    asked, given, watched, legs = np.full(len(shelved), NEVER), shelves.gone(), shelves.watched(rows.legs.point), rows.legs
    known = np.minimum(given.in_hand, given.returned) < NEVER
    for numbers in _blocks(counter.place.take(legs.point).take(rows.leg), shelved):
        leg, times = rows.leg.take(numbers), shelved.take(numbers)
        points = legs.point.take(leg)
        if not shelving.idle:
            new = np.flatnonzero(~watched.take(leg))
            times[new] = shelving.finish(points[new], numbers[new], leg[new], times[new])
            shelved[numbers] = times
        at_point = asked[numbers] = counter.asked_from(numbers, points, times)
        rest = np.flatnonzero((at_point < NEVER) & ~known.take(numbers))
        given.note(numbers[rest], counter.give_out(numbers[rest], points[rest], at_point[rest]))
    return HandedOver(shelved, asked, given.in_hand, given.returned, given.lead)


def _blocks(place: Numbers, shelved: Times) -> Iterator[Numbers]:
    """Parcels of whole places, many at a time; ``place`` and ``shelved`` are by parcel, and who is not shelved is left out."""
    order = ordered(place).astype(np.int32)
    order = order[shelved.take(order) < NEVER]
    ends = np.bincount(place[order], minlength=1).cumsum().tolist() if len(order) else []
    start = 0
    for end in ends:
        if end - start >= CHUNK or (end == len(order) and end > start):
            yield order[start:end]
            start = end


def _as_they_lie(rows: Rows, counter: Counter, shelved: Times) -> HandedOver:
    """As ``_by_places`` where nobody shelves and no household has two parcels, so that nobody's trip brings another's: parcels in
    the order of their numbers. Place after place the benchmark's simulation takes more than half as long again."""
    n = len(shelved)
    asked, given = blank_times(n), GivenOut(blank_times(n), blank_times(n), blank_numbers(n))
    for some in chunks(n):
        numbers, points = np.arange(some.start, some.stop, dtype=np.int32), rows.legs.point.take(rows.leg[some])
        at_point = asked[some] = counter.asked_from(numbers, points, shelved[some])
        given.note(some, counter.give_out(numbers, points, at_point, alone=True))
    return HandedOver(shelved, asked, given.in_hand, given.returned, given.lead)


def _numbered(rows: Rows, counter: Counter, over: HandedOver) -> Trips:
    """Number the trips in the order of the lowest parcels that they bring, by which ``trip`` knows them so far.

    Parcels 0 to 4 whose trips are known by [0, 1, -1, 0, 4] are on trips [0, 1, -1, 0, 2]; these bring [2, 1, 1] parcels.
    """
    n, place = len(over.trip), counter.place.take(rows.legs.point)
    count = sum(len(_leads(over.trip, some)) for some in chunks(n))
    trips, number, known = Trips(blank_numbers(count), blank_numbers(count), blank_times(count), blank_numbers(count)), blank_numbers(n), 0
    for some in chunks(n):
        leads = _leads(over.trip, some)
        new = slice(known, known + len(leads))
        known = new.stop
        trips.household[new] = rows.parcels.household[some].take(leads)
        trips.place[new] = place.take(rows.leg[some].take(leads))
        trips.time[new] = over.in_hand[some].take(leads)
        number[some][leads] = np.arange(new.start, new.stop, dtype=np.int32)
        brought = over.trip[some] >= 0
        over.trip[some][brought] = number.take(over.trip[some][brought])
    trips.parcels[:] = np.bincount(over.trip[over.trip >= 0], minlength=count)
    return trips


def _all_differ(numbers: Numbers) -> bool:
    """Whether no number stands twice."""
    seen = np.zeros(int(numbers.max(initial=-1)) + 1, np.bool_)
    seen[numbers] = True
    return int(np.count_nonzero(seen)) == len(numbers)


def _leads(trip: Numbers, some: slice) -> NDArray[np.intp]:
    """Which of some parcels their trips are known by."""
    return np.flatnonzero(trip[some] == np.arange(some.start, some.stop, dtype=np.int32))
