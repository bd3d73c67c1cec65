"""Vehicles that break down, drivers and workers who are away: drawn by unit and day, or dated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.arrays import Ints
from sim.clock import DAY
from sim.demand.streams import Stream, Streams, entity_codes
from sim.flow.dated import dates_of, falls_on
from sim.parameters import Parameters
from sim.parameters.disruption import Away
from sim.plan.actor import KEEPER
from sim.plan.crew import Crew
from sim.plan.level import Level
from sim.plan.plan import ServicePlan


def units_out(plan: ServicePlan, parameters: Parameters, streams: Streams) -> Ints:
    """Rows (depot, unit, day): which units start no run on which days. The drawn absence of a driver keeps a unit in only where the depot has no
    other unit; in larger depots a colleague drives."""
    p, days = parameters.disruption, np.arange(plan.days)
    rows = list(_drivers_away(plan, parameters))
    for number, depot in enumerate(plan.depots if p.breakdown_share or p.driver_absent_share else ()):
        codes = entity_codes(f"{depot.key}/{unit}" for unit in range(depot.count))[:, None]
        out = streams("breakdown").uniform(codes, days) < p.breakdown_share
        if depot.count == 1 and depot.operator != KEEPER:
            out |= streams("driver away").uniform(codes, days) < p.driver_absent_share
        rows += [(number, unit, day) for unit, day in np.argwhere(out).tolist()]
    return np.array(sorted(set(rows)), np.int64).reshape(-1, 3)


def _drivers_away(plan: ServicePlan, parameters: Parameters) -> Iterator[tuple[int, int, int]]:
    """(depot, unit, day) of drivers who are away on days that the user names."""
    for away in parameters.disruption.away.values():
        if away.who == "driver":
            for number, depot in enumerate(plan.depots):
                units = range(max(0, depot.count - away.people), depot.count)
                days = days_of(plan, parameters, away) if _drives(plan, number, away) else []
                yield from ((number, unit, day) for unit in units for day in days)


def days_of(plan: ServicePlan, parameters: Parameters, away: Away) -> list[int]:
    """The days of the horizon on which people are away for certain."""
    dates = dates_of(parameters.horizon.start_date, plan.days)
    days: list[int] = np.flatnonzero(falls_on(dates, away.weekdays, away.dates)).tolist()
    return days


def _drives(plan: ServicePlan, depot: int, away: Away) -> bool:
    """Whether those who are away drive from a depot: its base is named, or a village to which one of its lines goes."""
    if not away.places or plan.places[plan.depots[depot].base].named(away.places):
        return True
    stops = {stop.place for line in plan.lines if line.depot == depot for stop in line.stops}
    return any(plan.places[place].level == Level.VILLAGE and plan.places[place].named(away.places) for place in stops)


def crews_absent(plan: ServicePlan, parameters: Parameters, streams: Streams) -> Ints:
    """Rows (crew, shift, people): how many of a shift are absent."""
    p, rows = parameters.disruption, list[tuple[int, int, int]]()
    aways = [away for away in p.away.values() if away.who == "crew"]
    if not p.crew_absent_share and not aways:
        return np.zeros((0, 3), np.int64)
    luck = streams("crew away")
    for number, crew in enumerate(plan.crews):
        if crew.spared:
            continue
        here = [a for a in aways if not a.places or plan.places[crew.place].named(a.places)]
        dated = sum((_on(plan, parameters, away) for away in here), np.zeros(plan.days, np.int64))
        absent = np.minimum(_drawn(crew, luck, p.crew_absent_share) + _of_shifts(crew, dated), _people(crew))
        rows += [(number, i, int(absent[i])) for i in np.flatnonzero(absent).tolist()]
    return np.array(rows, np.int64).reshape(-1, 3)


def _people(crew: Crew) -> Ints:
    """By shift of a crew, how many it has."""
    return np.array([shift.people for shift in crew.shifts], np.int64)


def _on(plan: ServicePlan, parameters: Parameters, away: Away) -> Ints:
    """By day, how many are away."""
    people = np.zeros(plan.days, np.int64)
    people[days_of(plan, parameters, away)] = away.people
    return people


def _of_shifts(crew: Crew, by_day: Ints) -> Ints:
    """By shift of a crew, the number of the day on which it starts."""
    start = np.array([shift.start for shift in crew.shifts], np.int64)
    return by_day[np.clip(start // DAY, 0, len(by_day) - 1)]


def _drawn(crew: Crew, luck: Stream, share: float) -> Ints:
    """By shift of a crew, how many are away by chance: binomial, each of them by a draw of his own."""
    people = _people(crew)
    start = np.array([shift.start for shift in crew.shifts], np.int64)
    each = np.arange(people.max(initial=0))
    away = luck.uniform(entity_codes([crew.key])[:, None], start[:, None], each[None, :]) < share
    absent: Ints = (away & (each < people[:, None])).sum(axis=1)
    return absent
