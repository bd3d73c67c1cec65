"""How much of what a plan has is expected to be there: vehicles, people, roads and hosts' runs, by day of the horizon.

Plans are sized as if everybody were there. Only their loads are set against what is expected of ``disruption``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.clock import DAY
from sim.parameters import Parameters
from sim.parameters.disruption import Away, Closure
from sim.plan.actor import KEEPER
from sim.plan.crew import Crew
from sim.plan.level import Level
from sim.plan.line import Line
from sim.plan.note import PlanNote
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.problems import phrase


class Availability:
    """The parts of a plan that are expected to be there, 0 to 1."""

    def __init__(self, plan: ServicePlan, parameters: Parameters, days: int) -> None:
        self._plan, self._p = plan, parameters.disruption
        self._hosts = parameters.host
        self._towns = {p.township: p for p in plan.places if p.level == Level.TOWNSHIP}
        self._closures = [of for of in self._p.closures.values() if of.share or of.dates]
        self._dates = [parameters.horizon.start_date + dt.timedelta(days=day) for day in range(days)]

    def crew(self, crew: Crew) -> Floats:
        """By day, of the people of a crew's shifts that start then; of what keepers do in a village, on the days on which they are away too."""
        place = self._plan.places[crew.place]
        there = np.ones(len(self._dates)) if crew.spared else self._present(crew, self._missing("crew", (place,)))
        return there * self.keeper(place) if place.level == Level.VILLAGE else there

    def keeper(self, place: Place) -> Floats:
        """By day, of a village's keeper."""
        return np.where(self._missing("keeper", (place,)) > 0, 0.0, 1 - self._p.keeper_absent_share)

    def _present(self, crew: Crew, missing: Floats) -> Floats:
        """By day, of a crew's working time; ``missing``: people by day, of each shift that starts then."""
        share, rostered, left = 1 - self._p.crew_absent_share, np.zeros(len(missing)), np.zeros(len(missing))
        for shift in crew.shifts:
            if (day := shift.start // DAY) < len(missing):
                rostered[day] += shift.people * (shift.end - shift.start)
                left[day] += max(0.0, share * shift.people - missing[day]) * (shift.end - shift.start)
        return np.where(rostered > 0, left / np.maximum(rostered, 1.0), share)

    def _missing(self, who: str, places: Sequence[Place]) -> Floats:
        """By day, how many are away for certain of those who work at one of some places."""
        away = [of for of in self._p.away.values() if of.who == who and _works(of, places)]
        return sum((self._days_off(of) for of in away), np.zeros(len(self._dates)))

    def _days_off(self, away: Away) -> Floats:
        """By day, how many are away by one absence."""
        return np.where(self._falls_on(away.weekdays, away.dates), float(away.people), 0.0)

    def runs(self, line: Line) -> Floats:
        """By day, of a line's runs: its roads are open, its host runs it, its keeper is there, some vehicle of its depot too."""
        there = 1 - self._closed(line)
        if line.hosted and line.operator.key in self._hosts:
            host = self._hosts[line.operator.key]
            return there * ~self._falls_on(host.cancelled_weekdays, host.cancelled_dates)
        if line.operator == KEEPER:
            return there * self.keeper(self._plan.places[line.stops[0].place]) * (1 - self._p.carrier_absent_share)
        if line.depot < 0:
            return there
        depot = self._plan.depots[line.depot]
        left = self.vehicles(line.depot)
        return there * left if depot.count == 1 else there * (left > 0)

    def vehicles(self, depot: int) -> Floats:
        """By day, of a depot's vehicles with their drivers."""
        of = self._plan.depots[depot]
        alone = of.count == 1 and of.operator != KEEPER
        share = (1 - self._p.breakdown_share) * (1 - self._p.driver_absent_share if alone else 1.0)
        return share * np.maximum(0.0, 1 - self._missing_drivers(depot) / max(1, of.count))

    def _missing_drivers(self, depot: int) -> Floats:
        """By day, how many vehicles of a depot stay in as their drivers are away for certain; on a day on which two absences meet, the greater."""
        away = [of for of in self._p.away.values() if of.who == "driver" and self._drives(of, depot)]
        return reduce(np.maximum, (self._days_off(of) for of in away), np.zeros(len(self._dates)))

    def _drives(self, away: Away, depot: int) -> bool:
        """Whether those who are away drive from a depot: its base is named, or a village to which one of its lines goes."""
        stops = {stop.place for line in self._plan.lines if line.depot == depot for stop in line.stops}
        villages = [self._plan.places[n] for n in stops if self._plan.places[n].level == Level.VILLAGE]
        return _works(away, (self._plan.places[self._plan.depots[depot].base], *villages))

    def _closed(self, line: Line) -> Floats:
        """By day, the part of a line's stops that are not expected to be reached."""
        if not self._closures:
            return np.zeros(len(self._dates))
        stops = [self._plan.places[stop.place] for stop in line.stops]
        base = self._plan.places[line.base]
        shut = np.stack([1 - self._open(base, place) for place in stops])
        return np.asarray(shut.mean(axis=0))

    def _open(self, base: Place, place: Place) -> Floats:
        """By day, how likely the roads to a stop are open."""
        town = self._towns.get(place.township)
        needed = {"trunk": base.township != place.township, "village": place.level == Level.VILLAGE}
        likely = np.ones(len(self._dates))
        for closure in self._closures:
            if needed[closure.road] and town and (not closure.townships or town.named(closure.townships)):
                likely = likely * (1 - self._shut(closure))
        return likely

    def _shut(self, closure: Closure) -> Floats:
        """By day, how likely a closure is."""
        season = np.array([closure.in_season(date) for date in self._dates])
        return np.where(self._falls_on((), closure.dates), 1.0, season * closure.share)

    def _falls_on(self, weekdays: Sequence[int], dates: Sequence[dt.date]) -> NDArray[np.bool_]:
        return np.array([date.isoweekday() in weekdays or date in dates for date in self._dates], np.bool_)


def _works(away: Away, places: Iterable[Place]) -> bool:
    """Whether those who are away work at one of some places."""
    return not away.places or any(place.named(away.places) for place in places)


def told_availability(parameters: Parameters) -> Iterator[PlanNote]:
    """That loads count what is expected to be there and sizes do not, where anything is to go wrong."""
    p = parameters.disruption
    if p.on:
        shares = (p.breakdown_share, p.crew_absent_share, p.keeper_absent_share)
        vehicles, people, keepers = (f"{1 - share:.1%}" for share in shares)
        told = phrase("plannote.expected_there", vehicles=vehicles, people=people, keepers=keepers)
        yield PlanNote("disruption", told)
