"""Rounds of vehicles of our own: from a base over the stops of its area and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import MINUTE, SECOND, clock_ms
from sim.county.county import County
from sim.demand.markets import MarketDays
from sim.demand.outlook import Size
from sim.parameters.operation import Count
from sim.parameters.schedule import LegSchedule
from sim.plan.actor import Actor
from sim.plan.departure import Departure, Slotted
from sim.plan.leg import Leg
from sim.plan.note import PlanNote
from sim.problems import InputError, Problem, phrase
from sim.service.draft.draft import Draft, Pace
from sim.service.draft.price import is_rider
from sim.service.draft.routes import RoutingTask
from sim.service.draft.timetable import clock_times, heaviest_stretch, peak_days, round_limit, visits_of
from sim.words import Named

UNITS = 100
"""Loads are routed in hundredths of a parcel."""

LineStop = tuple[int, int]
"""A line and the number of its stop."""


@dataclass(frozen=True)
class Area:
    """Stops served from one base: mean daily parcels, and their size, by place. ``key`` names it in keys of lines and depots.

    ``schedule``: when its lines leave, where not as all others.
    """

    key: str
    township: int
    base: int
    daily: dict[int, float]
    sizes: dict[int, Size]
    schedule: LegSchedule | None = None


@dataclass(frozen=True)
class Rounds:
    """How an own fleet serves its areas.

    Attributes:
        prefix: of keys of lines and depots.
        name: of the lines, for people.
        departure: how its lines leave, their depot not yet known; where they have slots, ``times`` are as many starts of its hours as there are slots a day.
        times, visits, days_per_week: see ``sim.service.draft.timetable.services``.
        count: of vehicles; a number for all areas, by township, or ``auto``.
        shared: the areas share one depot (they have one base).
        counted: key of ``count`` in the config.
        between_kmh: from a base to another that shares its vehicles; None: as from and to the base.
        allowed: types that vehicles may be instead, where their number is not given.
        depot: whose vehicles run them; None: vehicles of their own.
        most_stops: places on one round; None: no bound.
        each_its_own: every line has vehicles of its own, those of one person.
        market: runs go on these days, by township, in place of days of the week.
    """

    prefix: str
    name: str
    leg: Leg
    operator: Actor
    vehicle: str
    pace: Pace
    departure: Departure
    times: tuple[int, ...]
    visits: int | None
    days_per_week: int
    count: Count = "auto"
    shared: bool = False
    counted: str = ""
    between_kmh: float | None = None
    allowed: tuple[str, ...] = ()
    depot: int | None = None
    most_stops: int | None = None
    each_its_own: bool = False
    market: Sequence[MarketDays] | None = None

    @property
    def by_riders(self) -> bool:
        """Whether people with tricycles of their own drive; see ``sim.service.draft.price``."""
        return is_rider(self.leg, self.operator)

    def to(self, area: Area) -> Rounds:
        """The same as an area has them, where it has a schedule of its own."""
        own = area.schedule
        if own is None:
            return self
        if isinstance(self.departure, Slotted):
            return replace(self, days_per_week=own.days_per_week)
        return replace(self, times=clock_times(own.depart), visits=own.visits_per_day, days_per_week=own.days_per_week)


def visit_load(draft: Draft, rounds: Rounds, area: Area) -> dict[int, float]:
    """Parcels by place and visit in the heaviest week: what accumulates between visits of the least frequent pattern."""
    weekday, market = draft.expected.weekday, rounds.market
    days = peak_days(rounds.days_per_week, weekday) if market is None else heaviest_stretch(market[area.township].gap, weekday)
    factor = days / visits_of(rounds.visits, rounds.times)
    return {place: daily * factor for place, daily in area.daily.items()}


def filling(draft: Draft, rounds: Rounds, area: Area, load: dict[int, float]) -> dict[int, float]:
    """Loads by place as so many of the county's mean parcels."""
    room = draft.room(rounds.vehicle)
    return {place: draft.mean_parcels(room, parcels, area.sizes[place]) for place, parcels in load.items()}


def together(draft: Draft, rounds: Rounds, load: float) -> int:
    """Vehicles that leave together: one, unless a single stop fills more and vehicles are not given."""
    if rounds.count != "auto":
        return 1
    return max(1, -(-round(load * UNITS) // capacity(draft, rounds)))


def capacity(draft: Draft, rounds: Rounds) -> int:
    """Planned load of a vehicle in hundredths of a parcel."""
    return max(1, int(draft.parameters.fleet.target_load * draft.vehicle_space(rounds.vehicle) * UNITS))


def farthest(draft: Draft, rounds: Rounds, area: Area) -> int:
    """Planned ms from the base to the farthest place and back, with its stop."""
    load = visit_load(draft, rounds, area)
    return max((draft.there_and_back(rounds.pace, area.base, p, load[p]) for p in area.daily), default=0)


def route(draft: Draft, rounds: Rounds, area: Area, load: dict[int, float], ride: int = 0) -> list[list[int]]:
    """The fewest rounds, then the shortest, that keep the planned load and, with an empty ride of ``ride`` ms, the
    longest round."""
    places = list(area.daily)
    if not places:
        return []
    nodes, pace_ = [area.base, *places], rounds.pace
    seconds = driving_seconds(draft.county, nodes, pace_)
    service = stop_seconds(pace_, [load[place] for place in places], [draft.stop(pace_, p) for p in places])
    fill = filling(draft, rounds, area, load)
    units, most = in_units([fill[place] for place in places]), capacity(draft, rounds)
    limit = longest_round(draft, rounds.times, rounds.visits, farthest(draft, rounds, area) + ride) - ride
    most_stops = min(len(places), rounds.most_stops or len(places))
    iterations = draft.parameters.fleet.route_iterations
    task = RoutingTask(seconds, service, units, most, max(limit // SECOND, 1), most_stops, None, iterations)
    return [[nodes[i] for i in way] for way in draft.routes(task)]


def longest_round(draft: Draft, times: Sequence[int], visits: int | None, needed: int) -> int:
    """Longest planned round, ms, without loading; see ``round_limit``."""
    fleet, loading = draft.parameters.fleet, round(draft.parameters.roads.loading_min * MINUTE)
    return round_limit(times, visits, loading, round(fleet.max_round_h * 60 * MINUTE), clock_ms(fleet.duty_end), needed)


def stop_seconds(pace: Pace, parcels: Sequence[float], stops: Sequence[int]) -> NDArray[np.int64]:
    """Whole seconds at each node of a routing task: the base, then stops with so many parcels and so long besides, ms."""
    each = zip(stops, parcels, strict=True)
    return np.array([0, *(round((stop + pace.parcel * load) / SECOND) for stop, load in each)], np.int64)


def in_units(parcels: Sequence[float]) -> NDArray[np.int64]:
    """Load of each node of a routing task: the base, then stops with so many parcels."""
    return np.array([0, *(round(load * UNITS) for load in parcels)], np.int64)


def within_range(
    draft: Draft, rounds: Rounds, area: Area, way: list[int], notes: list[PlanNote], ride_km: float = 0.0
) -> list[list[int]]:
    """A round in parts that its vehicle can drive on one charge, each the longest beginning that can; a stop beyond its
    range alone, which is noted among ``notes``."""
    limit, road = draft.parameters.vehicles[rounds.vehicle].range_km, draft.county.road_km
    if limit is None:
        return [way]

    def km(stops: Sequence[int]) -> float:
        return ride_km + sum(float(road[a, b]) for a, b in pairwise([area.base, *stops, area.base]))

    parts = [way[:1]]
    for place in way[1:]:
        if km([*parts[-1], place]) <= limit:
            parts[-1].append(place)
        else:
            parts.append([place])
    beyond = [part[0] for part in parts if len(part) == 1 and km(part) > limit]
    notes += [_out_of_range(draft, rounds, area, place, round(km([place])), limit) for place in beyond]
    return parts


def _out_of_range(draft: Draft, rounds: Rounds, area: Area, place: int, km: int, limit: float) -> PlanNote:
    """That a round to one place alone is longer than its vehicle can drive."""
    kind = draft.vehicles[rounds.vehicle]
    told = phrase(
        "plannote.out_of_range", km=km, place=draft.county.called(place), limit=limit,
        vehicle=Named(kind.name_zh, kind.name_en),
    )  # fmt: skip
    return PlanNote(f"{rounds.prefix}/{area.key}", told)


def driving_seconds(county: County, nodes: Sequence[int], pace: Pace) -> NDArray[np.int64]:
    """Whole seconds of driving between places, the first of which is the base."""
    square = np.ix_(nodes, nodes)
    km = county.road_km[square]
    speed = np.full(km.shape, pace.kmh)
    speed[0, :] = speed[:, 0] = pace.stem_kmh
    exact = km / speed * 3600
    if county.road_minutes is not None and pace.on_table:
        given = county.road_minutes[square]
        exact = np.where(np.isnan(given), exact, given * 60)
    seconds: NDArray[np.int64] = np.rint(exact).astype(np.int64)
    np.fill_diagonal(seconds, 0)
    return seconds


def at_least_one(key: str, given: Mapping[str, int]) -> None:
    """Refuse a base without a vehicle.

    Args:
        key: of the count in the config.
        given: numbers by township, or one under an empty name.

    Raises:
        InputError: with every number below 1.
    """
    if none := [name for name, number in given.items() if number < 1]:
        allowed, hint = phrase("plan.one_vehicle"), phrase("plan.share_vehicles")
        raise InputError(Problem("plan.no_vehicle", f"{key}.{name}" if name else key, str(given[name]), allowed, hint) for name in none)


def share_out(count: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to weights, at least 1 each, that sum to ``count`` (to their number where count is less)."""
    total = sum(weights)
    if not total:
        return [1] * len(weights)
    shares = [1] * len(weights)
    for _ in range(count - len(weights)):
        behind = max(range(len(weights)), key=lambda i: (weights[i] / shares[i], -i))
        shares[behind] += 1
    return shares


def by_township(draft: Draft, named: dict[str, int]) -> dict[int, int]:
    """Numbers by township index from numbers by code or name; names of no township are told by ``place_faults``."""
    towns = enumerate(draft.county.townships)
    return {i: named[word] for i, town in towns for word in (town.code, town.name) if word in named}
