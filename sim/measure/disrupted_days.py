"""What went wrong by cause, day and place: runs that did not leave, who waited for it and how long, who was away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from sim.arrays import Floats
from sim.clock import DAY, HOUR
from sim.flow.keepers import handled_by
from sim.measure.case import Case, tally
from sim.measure.disruptions import asked
from sim.measure.missed import CAUSES, CREW, KEEPER_AWAY, VEHICLE, WHOLE, Missed
from sim.measure.operation import Columns

Key = tuple[int, int, int, int]
"""Cause, day, line (-1: none) and place."""

COUNTS = ("runs_off", "stops_left_out", "away", "parcels", "delay_h")


def disrupted_days(case: Case) -> Columns:
    """Columns ``cause``, ``day`` (of the horizon), ``township_name``, ``name`` (of the line, or the place) and
    ``COUNTS``; rows of measured days alone, none where nothing was to go wrong."""
    total: defaultdict[tuple[Key, str], float] = defaultdict(float)
    for key, count, amount in (*_missed(case), *_away(case)) if asked(case.parameters) else ():
        if case.first_day <= key[1] < case.first_day + case.days:
            total[key, count] += amount
    keys = sorted({key for key, _ in total})
    columns: Columns = {
        "cause": [CAUSES[cause] for cause, *_ in keys], "day": [day for _, day, *_ in keys],
        "township_name": [_township(case, place) for *_, place in keys],
        "name": [case.plan.lines[line].name if line >= 0 else case.plan.places[place].name for *_, line, place in keys],
    }
    return columns | {count: np.array([total[key, count] for key in keys], np.float64) for count in COUNTS}


def _township(case: Case, place: int) -> str:
    """The township of a place; empty at the hub."""
    number = case.plan.places[place].township
    return case.county.townships[number].name if number >= 0 else ""


def _missed(case: Case) -> Iterator[tuple[Key, str, float]]:
    """Runs, stops, and parcels that waited: each parcel at each place counts for the first that it missed."""
    plan, missed = case.plan, Missed(case)
    rows, table = missed.rows, plan.timetable
    place = [line.stops[0].place if line.township >= 0 else line.base for line in plan.lines]
    columns = (rows.cause.tolist(), table.day[rows.run].tolist(), table.line[rows.run].tolist())
    keys = [(cause, day, line, place[line]) for cause, day, line in zip(*columns, strict=True)]
    parcels, delay = _waited(case, missed)
    for key, stop, count, hours in zip(keys, rows.stop.tolist(), parcels.tolist(), delay.tolist(), strict=True):
        yield key, "runs_off" if stop == WHOLE else "stops_left_out", 1
        yield key, "parcels", count
        yield key, "delay_h", hours


def _waited(case: Case, missed: Missed) -> tuple[Floats, Floats]:
    """By row of what was missed, parcels that waited for it, and their hours until they left."""
    parcels, hours = np.zeros(len(missed.rows.run)), np.zeros(len(missed.rows.run))
    for hop in range(len(case.outcome.rides.call)):
        _, row, left = missed.hop(hop)
        met = np.flatnonzero(row >= 0)
        parcels += tally(row[met], None, len(parcels))
        hours += tally(row[met], (left[met] - missed.rows.time[row[met]]) / HOUR, len(parcels))
    return parcels, hours


def _away(case: Case) -> Iterator[tuple[Key, str, float]]:
    """Vehicles, keepers and people of crews who were not there."""
    plan, gone = case.plan, case.draws.disrupted
    yield from (((VEHICLE, day, -1, plan.depots[depot].base), "away", 1) for depot, _, day in gone.out.tolist())
    yield from (((KEEPER_AWAY, day, -1, plan.points[point].place), "away", 1) for point, day in gone.shut.tolist())
    shut, kept = {(point, day) for point, day in gone.shut.tolist()}, handled_by(plan) if len(gone.shut) else {}
    for number, shift, people in gone.absent.tolist():
        crew = plan.crews[number]
        day = crew.shifts[shift].start // DAY
        if shut.isdisjoint((point, day) for point in kept.get(crew, ())):
            yield (CREW, day, -1, crew.place), "away", people
