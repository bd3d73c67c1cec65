"""How much of what a plan has is expected to be there: vehicles, people, roads and hosts' runs, by day of the horizon.

Plans are sized as if everybody were there. Only their loads are set against what is expected of ``disruption``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from sim.parameters import Parameters
from sim.parameters.disruption import Closure
from sim.plan.actor import KEEPER
from sim.plan.crew import Crew
from sim.plan.depot import Depot
from sim.plan.level import Level
from sim.plan.line import Line
from sim.plan.note import PlanNote
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.problems import phrase

Floats = NDArray[np.float64]


class Availability:
    """The parts of a plan that are expected to be there, 0 to 1."""

    def __init__(self, plan: ServicePlan, parameters: Parameters, days: int) -> None:
        self._plan, self._p = plan, parameters.disruption
        self._hosts = parameters.host
        self._towns = {p.township: p for p in plan.places if p.level == Level.TOWNSHIP}
        self._closures = [of for of in self._p.closures.values() if of.share or of.dates]
        self._dates = [parameters.horizon.start_date + dt.timedelta(days=day) for day in range(days)]

    def crew(self, crew: Crew) -> Floats:
        """By day, of the people of a crew; of what keepers do in a village, on the days on which they are away too."""
        there = np.full(len(self._dates), 1.0 if crew.spared else 1 - self._p.crew_absent_share)
        place = self._plan.places[crew.place]
        return there * self.keeper(place) if place.level == Level.VILLAGE else there

    def keeper(self, place: Place) -> Floats:
        """By day, of a village's keeper."""
        away = [
            self._falls_on(of.weekdays, of.dates)
            for of in self._p.away.values()
            if of.who == "keeper" and (not of.places or place.named(of.places))
        ]
        share = np.full(len(self._dates), 1 - self._p.keeper_absent_share)
        return reduce(lambda there, gone: np.where(gone, 0.0, there), away, share)

    def runs(self, line: Line) -> Floats:
        """By day, of a line's runs: its roads are open, its host runs it, its keeper is there, its only vehicle too."""
        there = 1 - self._closed(line)
        if line.hosted and line.operator.key in self._hosts:
            host = self._hosts[line.operator.key]
            return there * ~self._falls_on(host.cancelled_weekdays, host.cancelled_dates)
        if line.operator == KEEPER:
            return there * self.keeper(self._plan.places[line.stops[0].place]) * (1 - self._p.carrier_absent_share)
        alone = line.depot >= 0 and self._plan.depots[line.depot].count == 1
        return there * self.vehicles(self._plan.depots[line.depot]) if alone else there

    def vehicles(self, depot: Depot) -> float:
        """Of a depot's vehicles with their drivers."""
        share = 1 - self._p.breakdown_share
        return share * (1 - self._p.driver_absent_share) if depot.count == 1 and depot.operator != KEEPER else share

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


def told_availability(parameters: Parameters) -> Iterator[PlanNote]:
    """That loads count what is expected to be there and sizes do not, where anything is to go wrong."""
    p = parameters.disruption
    if p.on:
        shares = (p.breakdown_share, p.crew_absent_share, p.keeper_absent_share)
        vehicles, people, keepers = (f"{1 - share:.1%}" for share in shares)
        told = phrase("plannote.expected_there", vehicles=vehicles, people=people, keepers=keepers)
        yield PlanNote("disruption", told)
