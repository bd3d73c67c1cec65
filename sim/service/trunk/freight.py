"""What a trunk 干线 is asked to carry, and what a vehicle of one type does of it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from sim.demand.outlook import Size
from sim.parameters.schedule import LegSchedule
from sim.plan.actor import Actor
from sim.plan.leg import Leg
from sim.plan.line import Line
from sim.service.draft.draft import Carrier, Draft, Pace, line_of, pace
from sim.service.draft.timetable import peak_days, visits_of
from sim.service.staffing.crew_needed import LEAST_WINDOW
from sim.service.staffing.crews import departure_shares


@dataclass(frozen=True, eq=False, kw_only=True)
class Freight:
    """What an operator's trunk is to carry.

    Attributes:
        daily: mean parcels a day by township and village. ``sizes``: of these parcels by village.
        unloads: the driver unloads parcel by parcel (no crew does at the township).
        onward: times of day at which parcels leave the townships for the villages; none where they stay.
    """

    daily: dict[int, dict[int, float]]
    sizes: Mapping[int, Size]
    unloads: bool
    onward: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked of an operator's trunk, run with one type of vehicle.

    Attributes:
        count: vehicles, where their number is given.
        beside: what tells them from other vehicles of the operator's, in keys; empty: they are all that it has.
    """

    draft: Draft
    leg: LegSchedule
    operator: Actor
    hub_crew: str
    vehicle: str
    count: int | None
    freight: Freight
    beside: str = ""

    @property
    def prefix(self) -> str:
        """Of the keys of its lines and depot."""
        return f"trunk/{self.operator}{self.beside}"

    @property
    def daily(self) -> dict[int, dict[int, float]]:
        """Mean parcels a day by township and village."""
        return self.freight.daily

    @cached_property
    def filling(self) -> dict[int, dict[int, float]]:
        """The same in parcels of the mean size, by what fills a vehicle most."""
        room, sizes, draft = self.draft.vehicles[self.vehicle].capacity, self.freight.sizes, self.draft
        return {t: {v: draft.mean_parcels(room, load, sizes[v]) for v, load in of.items()} for t, of in self.daily.items()}

    @cached_property
    def speed(self) -> Pace:
        """How fast its rounds go."""
        return pace(self.draft, self.draft.parameters.roads.trunk_kmh, unloads=self.freight.unloads)

    @property
    def space(self) -> float:
        """Mean parcels that a vehicle is planned to carry."""
        return self.draft.parameters.fleet.target_load * self.draft.vehicle_space(self.vehicle)

    def share(self, times: tuple[int, ...]) -> float:
        """Mean days' parcels on the fullest departure of the heaviest week."""
        draft, visits = self.draft, visits_of(self.leg.visits_per_day, times)
        days = peak_days(self.leg.days_per_week, draft.expected.weekday)
        if visits < len(times):
            return days / visits
        return days * max(departure_shares(draft.parameters, draft.expected.arrivals, self.hub_crew, times))

    @cached_property
    def planned(self) -> Callable[[tuple[int, ...]], tuple[dict[int, float], dict[int, float]]]:
        """Parcels by township on the fullest departure of some: of their own size, and of the mean size by what fills a vehicle most."""

        def of(times: tuple[int, ...]) -> tuple[dict[int, float], dict[int, float]]:
            share = self.share(times)
            return by_township(self.daily, share), by_township(self.filling, share)

        return cache(of)

    def onward_from(self, time: int) -> int:
        """Number of the first departure onward for which what comes at a time is planned to be handled; their number where it waits
        for the next day."""
        return bisect_left(self.freight.onward, time + LEAST_WINDOW)

    def together(self, fill: float) -> int:
        """Vehicles that leave together: as many as hold a departure's parcels; one where their number is given."""
        return 1 if self.count else max(1, math.ceil(fill / self.space))

    def line(self, key: str, name: str, townships: Sequence[int], planned: Mapping[int, float]) -> Line:
        """A line over townships, for so many planned parcels by place."""
        draft = self.draft
        carrier = Carrier(Leg.TRUNK, self.operator, draft.own(), self.vehicle, draft.vehicles[self.vehicle].capacity)
        places = [draft.county.township_place(t) for t in townships]
        return line_of(draft, key, name, carrier, 0, places, self.speed, planned, -1)


def by_township(daily: Mapping[int, Mapping[int, float]], share: float) -> dict[int, float]:
    """A share of a day's parcels by township."""
    return {t: share * sum(of.values()) for t, of in daily.items()}
