"""Closed roads: which on which days, and what that leaves of runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Ints
from sim.demand.streams import Streams, entity_codes
from sim.flow.dated import dates_of, falls_on
from sim.flow.disrupted import ROADS
from sim.parameters import Parameters
from sim.parameters.disruption import Closure
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.line import Line
from sim.plan.place import Place
from sim.plan.plan import ServicePlan

Road = tuple[int, int]
"""A class of road, by its number in ``ROADS``, and the township whose road it is."""


def roads_closed(plan: ServicePlan, parameters: Parameters, streams: Streams) -> Bools:
    """Which roads are closed, shape (classes of road, townships, days): keyed by (closure, township, day), so that they are the same in
    every plan."""
    towns = [place for place in plan.places if place.level == Level.TOWNSHIP]
    closed = np.zeros((len(ROADS), len(towns), plan.days), np.bool_)
    for name, closure in parameters.disruption.closures.items():
        if closure.share or closure.dates:
            here = np.array([not closure.townships or place.named(closure.townships) for place in towns], np.bool_)
            luck = streams("closed roads").uniform(
                entity_codes(f"{name}/{place.code}" for place in towns)[:, None], np.arange(closed.shape[2])[None, :]
            )
            closed[ROADS.index(closure.road)] |= here[:, None] & _shut(closure, luck, parameters.horizon.start_date)
    return closed


def _shut(closure: Closure, luck: NDArray[np.float64], start: dt.date) -> Bools:
    """Which days of townships are closed, drawn or dated."""
    dates = dates_of(start, luck.shape[1])
    season = np.array([closure.in_season(date) for date in dates], np.bool_)
    return np.asarray(season & (luck < closure.share) | falls_on(dates, (), closure.dates))


def left_out(plan: ServicePlan, closed: Bools) -> tuple[Bools, Ints]:
    """By run, whether no stop of it can be reached, so that it does not leave; and of the others the stops (run, stop) that cannot."""
    off, rows = np.zeros(len(plan.timetable.line), np.bool_), [np.zeros((0, 2), np.int64)]
    if not closed.any():
        return off, rows[0]
    for number, line in enumerate(plan.lines):
        runs = np.flatnonzero(plan.timetable.line == number)
        shut = _unreached(plan, line, closed[:, :, plan.timetable.day[runs]])
        off[runs] = shut.all(axis=0)
        stop, run = np.nonzero(shut & ~off[runs])
        rows.append(np.stack([runs[run], stop], axis=1))
    return off, np.concatenate(rows)


def _unreached(plan: ServicePlan, line: Line, closed: Bools) -> Bools:
    """Which stops of a line a closed road leads to, shape (stops, runs); ``closed`` is by class, township and run. The streets of the
    county town are never closed."""
    base = plan.places[line.base]
    shut = np.zeros((line.end, closed.shape[2]), np.bool_)
    if line.leg == Leg.URBAN:
        return shut
    for number, stop in enumerate(line.stops):
        for road, township in _roads_between(base, plan.places[stop.place]):
            shut[number] |= closed[road, township]
    return shut


def _roads_between(base: Place, stop: Place) -> Iterator[Road]:
    """The roads that a run takes from its base to a stop: trunk roads from one township to another, and village roads at villages."""
    for place in (base, stop):
        if place.township >= 0:
            if base.township != stop.township:
                yield ROADS.index("trunk"), place.township
            if place.level == Level.VILLAGE:
                yield ROADS.index("village"), place.township
