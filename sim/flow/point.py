"""Points: from the drop to a resident's hands.

Nothing here feeds back into the flow, unless a shelf fills up (``shelf.py``), so all points are worked out after the
clock has stopped.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.clock import NEVER
from sim.flow.counter import Counter
from sim.flow.lot import CHUNK, Numbers, Times
from sim.flow.outcome import Milestones, Trips
from sim.flow.rows import Rows
from sim.flow.shelf import Shelves
from sim.flow.shelving import Shelving
from sim.plan.plan import ServicePlan


def settle(plan: ServicePlan, rows: Rows, counter: Counter, shelving: Shelving, shelves: Shelves, milestones: Milestones) -> Trips:
    """Fill in ``shelved``, ``at_point``, ``in_hand``, ``returned`` and ``trip`` of everything dropped at a point."""
    _shelve(rows, shelving, shelves, milestones)
    household = rows.parcels.household
    shared = np.bincount(household) > 1
    together: list[Numbers] = [np.zeros(0, np.int32)]
    for start in range(0, len(household), CHUNK):
        some = slice(start, start + CHUNK)
        points = rows.legs.point.take(rows.leg[some])
        at = counter.next_open(milestones.shelved[some], points)
        milestones.at_point[some] = at
        numbers = np.arange(start, start + len(at), dtype=np.int32)
        alone, there = ~shared.take(household[some]), at < NEVER
        if (alone & there).all():
            _give_out(counter, milestones, some, numbers, points, True)
            continue
        for column in (milestones.in_hand, milestones.returned):
            column[some] = NEVER
        milestones.trip[some] = -1
        together.append(numbers[there & ~alone])
        alone &= there
        _give_out(counter, milestones, numbers[alone], numbers[alone], points[alone], True)
    for numbers in _some(rows, counter.place, np.concatenate(together)):
        _give_out(counter, milestones, numbers, numbers, rows.legs.point.take(rows.leg.take(numbers)), False)
    return _trips(rows, counter, milestones, alone=not any(len(numbers) for numbers in together))


def _shelve(rows: Rows, shelving: Shelving, shelves: Shelves, milestones: Milestones) -> None:
    """The points' own stages, where the shelves have not needed them before."""
    milestones.shelved[:] = milestones.dropped
    if shelving.idle:
        return
    shelves.close(milestones.shelved)
    free = ~shelves.watched(rows.legs.point)
    here = np.flatnonzero((milestones.dropped < NEVER) & free.take(rows.leg)).astype(np.int32)
    for numbers in _some(rows, np.arange(int(rows.legs.point.max(initial=-1)) + 1, dtype=np.int32), here):
        legs = rows.leg.take(numbers)
        milestones.shelved[numbers] = shelving.finish(rows.legs.point.take(legs), numbers, legs, milestones.dropped.take(numbers))


def _compact(numbers: Numbers, limit: int) -> Numbers:
    """Small numbers in 16 bits, if they fit: those sort fastest."""
    return numbers.astype(np.int16) if limit < 2**15 else numbers


def _some(rows: Rows, group: Numbers, numbers: Numbers) -> Iterator[Numbers]:
    """Parcels at points, whole groups of points at a time; ``group`` by point."""
    places = group.take(rows.legs.point).take(rows.leg.take(numbers))
    limit = int(group.max(initial=0)) + 1
    numbers = numbers[_compact(places, limit).argsort(kind="stable")]
    start = 0
    for end in np.bincount(places, minlength=limit).cumsum().tolist():
        if end - start >= CHUNK or (end == len(numbers) and end > start):
            yield numbers[start:end]
            start = end


def _give_out(counter: Counter, milestones: Milestones, where: slice | Numbers, numbers: Numbers, points: Numbers, alone: bool) -> None:
    """Give out the parcels ``numbers``, whose milestones stand ``where``."""
    out = counter.give_out(numbers, points, milestones.at_point[where], alone)
    milestones.in_hand[where] = out.in_hand
    milestones.returned[where] = out.returned
    milestones.trip[where] = out.lead


def _trips(rows: Rows, counter: Counter, milestones: Milestones, alone: bool) -> Trips:
    """Number the trips by the lowest parcel that they bring, which ``trip`` holds so far; ``alone``: no trip brings two."""
    place_of = counter.place.take(rows.legs.point)
    number = np.empty(0 if alone else len(milestones.trip), np.int32)
    parcels = np.zeros(len(milestones.trip), np.int32)
    columns: list[tuple[Numbers, Numbers, Times]] = [(number[:0], number[:0], milestones.in_hand[:0])]
    known = 0
    for start in range(0, len(milestones.trip), CHUNK):
        some = slice(start, start + CHUNK)
        trip = milestones.trip[some]
        leads = np.flatnonzero(trip >= 0 if alone else trip == np.arange(start, start + len(trip), dtype=np.int32))
        which = slice(None) if len(leads) == len(trip) else leads
        columns.append((rows.parcels.household[some][which], place_of.take(rows.leg[some][which]), milestones.in_hand[some][which]))
        numbered = np.arange(known, known + len(leads), dtype=np.int32)
        if alone:
            trip[leads] = numbered
            parcels[known : known + len(leads)] = 1
        else:
            number[some][leads] = numbered
            fetched = np.flatnonzero(trip >= 0)
            trips = number.take(trip.take(fetched))
            trip[fetched] = trips
            least = int(trips.min(initial=known))
            counts = np.bincount(trips - least)
            parcels[least : least + len(counts)] += counts.astype(np.int32)
        known += len(leads)
    household, place, time = (np.concatenate(column) for column in zip(*columns, strict=True))
    return Trips(household, place, time, parcels[:known].copy())
