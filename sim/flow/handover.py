"""Handover: what becomes of parcels from the drop at their point to a resident's hands, and the trips that residents make.

Nothing here feeds back into the flow, unless a shelf fills up (``shelf.py``), so all points are worked out after the
clock has stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.clock import NEVER
from sim.flow.counter import Counter, GivenOut
from sim.flow.lot import CHUNK, Numbers, Times, blank_numbers, blank_times, chunks
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
    over = _given_out(rows, counter, shelved, shelves.gone)
    return over, _numbered(rows, counter, over)


def _shelved(rows: Rows, shelving: Shelving, shelves: Shelves, dropped: Times) -> Times:
    """When parcels are on the shelf: as they are dropped, or when the keeper has shelved them."""
    if shelving.idle and rows.lost is None:
        return dropped
    shelved = dropped.copy()
    if rows.lost is not None:
        shelved[rows.lost[: len(shelved)] >= 0] = NEVER
    if shelving.idle:
        return shelved
    for numbers, times in shelves.close():
        shelved[numbers] = times
    rest = (shelved < NEVER) & ~shelves.watched(rows.legs.point).take(rows.leg)
    points = np.arange(int(rows.legs.point.max(initial=-1)) + 1, dtype=np.int32)
    for numbers in _by_group(rows, points, np.flatnonzero(rest).astype(np.int32)):
        leg = rows.leg.take(numbers)
        shelved[numbers] = shelving.finish(rows.legs.point.take(leg), numbers, leg, dropped.take(numbers))
    return shelved


def _given_out(rows: Rows, counter: Counter, shelved: Times, gone: Sequence[tuple[Numbers, GivenOut]]) -> HandedOver:
    """Give out what is on the shelf. A trip is known by the lowest number of the parcels that it brings.

    Args:
        gone: parcels known to have gone, and what became of them.
    """
    n, household = len(shelved), rows.parcels.household
    over = HandedOver(
        shelved=shelved, at_point=blank_times(n), in_hand=blank_times(n), returned=blank_times(n), trip=blank_numbers(n)
    )
    known = np.zeros(n, np.bool_)
    for numbers, out in gone:
        known[numbers] = True
        _note(over, numbers, out)
    shares = np.bincount(household) > 1
    together = [np.zeros(0, np.int32)]
    for some in chunks(n):
        numbers, points = np.arange(some.start, some.stop, dtype=np.int32), rows.legs.point.take(rows.leg[some])
        at_point = over.at_point[some] = counter.asked_from(numbers, points, shelved[some])
        others = known[some] | shares.take(household[some])
        if not others.any():
            _note(over, some, counter.give_out(numbers, points, at_point, alone=True))
            continue
        others &= at_point < NEVER
        together.append(numbers[others & ~known[some]])
        alone = np.flatnonzero(~others)
        where = numbers[alone]
        _note(over, where, counter.give_out(where, points[alone], at_point[alone], alone=True))
    for numbers in _by_group(rows, counter.place, np.concatenate(together)):
        points = rows.legs.point.take(rows.leg.take(numbers))
        _note(over, numbers, counter.give_out(numbers, points, over.at_point[numbers]))
    return over


def _note(over: HandedOver, where: slice | Numbers, out: GivenOut) -> None:
    """Write down what became of parcels, whose rows stand ``where``."""
    over.in_hand[where] = out.in_hand
    over.returned[where] = out.returned
    over.trip[where] = out.lead


def _by_group(rows: Rows, group: Numbers, numbers: Numbers) -> Iterator[Numbers]:
    """Parcels at points, many at a time and whole groups of points; ``group`` is by point."""
    groups, limit = group.take(rows.legs.point).take(rows.leg.take(numbers)), int(group.max(initial=0)) + 1
    numbers = numbers.take(ordered(groups))
    start = 0
    for end in np.bincount(groups, minlength=limit).cumsum().tolist():
        if end - start >= CHUNK or (end == len(numbers) and end > start):
            yield numbers[start:end]
            start = end


def _numbered(rows: Rows, counter: Counter, over: HandedOver) -> Trips:
    """Number the trips in the order of the lowest parcels that they bring, by which ``trip`` knows them so far.

    Parcels 0 to 4 whose trips are known by [0, 1, -1, 0, 4] are on trips [0, 1, -1, 0, 2]; these bring [2, 1, 1] parcels.
    """
    n, place = len(over.trip), counter.place.take(rows.legs.point)
    number = blank_numbers(n)
    trips = Trips(blank_numbers(n), blank_numbers(n), blank_times(n), np.ones(n, np.int32))
    known = 0
    for some in chunks(n):
        trip, own = over.trip[some], np.arange(some.start, some.stop, dtype=np.int32)
        leads = np.flatnonzero(trip == own)
        new = slice(known, known + len(leads))
        known = new.stop
        trips.household[new] = rows.parcels.household[some].take(leads)
        trips.place[new] = place.take(rows.leg[some].take(leads))
        trips.time[new] = over.in_hand[some].take(leads)
        number[some][leads] = np.arange(new.start, new.stop, dtype=np.int32)
        others = np.flatnonzero((trip >= 0) & (trip != own))
        trip[leads] = number[some].take(leads)
        trip[others] = number.take(trip.take(others))
        np.add.at(trips.parcels, trip.take(others), 1)
    return Trips(trips.household[:known], trips.place[:known], trips.time[:known], trips.parcels[:known])
