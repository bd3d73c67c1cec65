"""Rounds of vehicles of our own: from a base over the stops of its area and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR, MINUTE, SECOND, clock_ms
from sim.demand.outlook import Size
from sim.parameters.operation import Count
from sim.problems import InputError, Joined, Problem, did_you_mean, one_of, phrase
from sim.service.draft import Carrier, Draft, Pace, Ride, line_of
from sim.service.homes import homes
from sim.service.routes import Task
from sim.service.timetable import peak_days, round_limit, services, visits_of
from sim.words import Named

UNITS = 100
"""Loads are routed in hundredths of a parcel."""

Way = tuple[int, int]
"""A line and the number of its stop."""


@dataclass(frozen=True)
class Area:
    """Stops served from one base: mean daily parcels, and their size, by place. ``key`` names it in keys of lines and garages."""

    key: str
    township: int
    base: int
    daily: dict[int, float]
    sizes: dict[int, Size]


@dataclass(frozen=True)
class Rounds:
    """How an own fleet serves its areas.

    Attributes:
        prefix: of keys of lines and garages.
        name: of the lines, for people.
        times, visits, days_per_week: see ``sim.service.timetable.services``.
        count: of vehicles; a number for all areas, by township, or ``auto``.
        shared: the areas share one garage (they have one base).
        counted: key of ``count`` in the config.
        between_kmh: from a base to another that shares its vehicles; None: as from and to the base.
    """

    prefix: str
    name: str
    leg: str
    operator: str
    vehicle: str
    pace: Pace
    times: tuple[int, ...]
    visits: int | None
    days_per_week: int
    count: Count = "auto"
    shared: bool = False
    counted: str = ""
    between_kmh: float | None = None


def own_rounds(draft: Draft, asked: Rounds, areas: Sequence[Area]) -> dict[int, Way]:
    """Add lines, garages and their vehicles for all areas; which line and stop serves each place."""
    ways: dict[int, Way] = {}
    garages: dict[str, int] = {}
    weights: dict[int, int] = {}
    of_area: dict[str, int] = {}
    turnaround = round(draft.parameters.roads.loading_min * MINUTE)
    dealt = 0
    districts = _districts(draft, asked, areas)
    for area, home in zip(areas, _stations(draft, asked, areas, districts), strict=True):
        ride = _ride(draft, asked, home.base, area.base)
        rounds = replace(asked, times=draft.within_duty(f"{asked.prefix}/{area.key}", asked.times, _farthest(draft, asked, area) + ride.drive, draft.notes))
        key = rounds.prefix if rounds.shared else f"{rounds.prefix}/{home.key}"
        if key not in garages:
            garages[key] = draft.garage(key, rounds.operator, home.base, rounds.vehicle, None)
        vehicle = draft.vehicles[rounds.vehicle]
        carrier = Carrier(
            rounds.leg, rounds.operator, False, rounds.vehicle, (vehicle.parcels, vehicle.grams, vehicle.ml), garages[key],
            turnaround, round(draft.parameters.fleet.max_delay_min * MINUTE), ride,
        )  # fmt: skip
        load = visit_load(draft, rounds, area)
        fill = _filling(draft, rounds, area, load)
        routes = [part for way in route(draft, rounds, area, load, ride.drive) for part in within_range(draft, rounds, area, way, ride.km)]
        for number, (way, service) in enumerate(zip(routes, services(len(routes), rounds.days_per_week, rounds.times, rounds.visits, dealt), strict=True), start=1):
            name, called = f"{rounds.prefix}/{area.key}/{number}", f"{rounds.name} {draft.places[area.base].name} {number}"
            together = _together(draft, rounds, sum(fill[place] for place in way))
            each = {place: load[place] / together for place in way}
            line = draft.add_line(line_of(draft, name, called, carrier, area.base, way, rounds.pace, each, area.township), service.together(together))
            ways.update({place: (line, stop) for stop, place in enumerate(way)})
        if long := [planned for number in {ways[p][0] for p in area.daily} if (planned := draft.lines[number].planned + turnaround) > draft.parameters.fleet.max_round_h * HOUR]:
            limit = draft.parameters.fleet.max_round_h
            draft.note(f"{asked.prefix}/{area.key}", phrase("plannote.long_rounds", count=len(long), hours=round(max(long) / HOUR, 1), limit=limit))
        of_area[area.key] = garages[key]
        weights[garages[key]] = weights.get(garages[key], 0) + len(routes)
        dealt = dealt + len(routes) if asked.shared else 0
    for vehicles, mine in districts:
        theirs = list(dict.fromkeys(of_area[area.key] for area in mine))
        for garage, number in zip(theirs, share_out(vehicles, [weights[g] for g in theirs]), strict=True):
            draft.counts[garage] = number
    return ways


District = tuple[int, list[Area]]
"""A number of vehicles given, and the areas they are for."""


def _districts(draft: Draft, asked: Rounds, areas: Sequence[Area]) -> list[District]:
    """The vehicles given, if a number was, for all areas; or for those of each township named."""
    if asked.count == "auto" or not areas:
        return []
    if not isinstance(asked.count, dict):
        at_least_one(asked.counted, {"": asked.count})
        return [(asked.count, list(areas))]
    named = by_township(draft, asked.count, asked.counted)
    found = [(n, [area for area in areas if area.township == t]) for t, n in named.items()]
    at_least_one(asked.counted, {draft.county.townships[mine[0].township].name: n for n, mine in found if mine})
    if asked.shared:
        return [(sum(n for n, _ in found), list(areas))]
    return [(n, mine) for n, mine in found if mine]


def _stations(draft: Draft, asked: Rounds, areas: Sequence[Area], districts: Sequence[District]) -> list[Area]:
    """By area, the one at whose base its vehicles are stationed: its own, or, where vehicles are fewer than bases, a neighbour's."""
    station = {area.key: area for area in areas}
    for vehicles, mine in districts:
        if asked.shared or vehicles >= len(mine):
            continue
        bases = [area.base for area in mine]
        at = homes(vehicles, [sum(area.daily.values()) for area in mine], draft.county.road_km[np.ix_(bases, bases)])
        station |= {area.key: mine[home] for area, home in zip(mine, at, strict=True)}
        shared = [home for home in dict.fromkeys(at) if at.count(home) > 1]
        together = tuple(Joined(tuple(draft.county.called(area.base) for area, h in zip(mine, at, strict=True) if h == home)) for home in shared)
        draft.note(asked.prefix, phrase("plannote.shared_vehicles", vehicles=vehicles, bases=len(mine), together=together))
    return [station[area.key] for area in areas]


def _ride(draft: Draft, asked: Rounds, home: int, base: int) -> Ride:
    """The empty ride from where a vehicle is stationed to the base of its round, and home again."""
    if home == base:
        return Ride()
    km = float(draft.county.road_km[home, base] + draft.county.road_km[base, home])
    return Ride(km, max(1, round(km / (asked.between_kmh or asked.pace.stem_kmh) * HOUR)))


def visit_load(draft: Draft, rounds: Rounds, area: Area) -> dict[int, float]:
    """Parcels by place and visit in the heaviest week: what accumulates between visits of the least frequent pattern."""
    factor = peak_days(rounds.days_per_week, draft.expected.weekday) / visits_of(rounds.visits, rounds.times)
    return {place: daily * factor for place, daily in area.daily.items()}


def _filling(draft: Draft, rounds: Rounds, area: Area, load: dict[int, float]) -> dict[int, float]:
    """Loads by place as so many of the county's mean parcels."""
    room = draft.room(rounds.vehicle)
    return {place: draft.mean_parcels(room, parcels, area.sizes[place]) for place, parcels in load.items()}


def _together(draft: Draft, rounds: Rounds, load: float) -> int:
    """Vehicles that leave together: one, unless a single stop fills more and vehicles are not given."""
    if rounds.count != "auto":
        return 1
    return max(1, -(-round(load * UNITS) // _capacity(draft, rounds)))


def _capacity(draft: Draft, rounds: Rounds) -> int:
    """Planned load of a vehicle in hundredths of a parcel."""
    return max(1, int(draft.parameters.fleet.target_load * draft.vehicle_space(rounds.vehicle) * UNITS))


def _farthest(draft: Draft, rounds: Rounds, area: Area) -> int:
    """Planned ms from the base to the farthest place and back, with its stop."""
    load = visit_load(draft, rounds, area)
    road, pace = draft.county.road_km, rounds.pace
    return max(
        (pace.drive(road[area.base, p], True) + pace.drive(road[p, area.base], True) + pace.stop + round(pace.parcel * load[p]) for p in area.daily),
        default=0,
    )


def route(draft: Draft, rounds: Rounds, area: Area, load: dict[int, float], ride: int = 0) -> list[list[int]]:
    """The fewest rounds, then the shortest, that keep the planned load and, with an empty ride of ``ride`` ms, the longest round."""
    places = list(area.daily)
    if not places:
        return []
    nodes = [area.base, *places]
    km = draft.county.road_km[np.ix_(nodes, nodes)]
    seconds = driving_seconds(km, rounds.pace)
    service = np.array([0] + [round((rounds.pace.stop + rounds.pace.parcel * load[p]) / SECOND) for p in places], np.int64)
    fleet = draft.parameters.fleet
    limit = round_limit(
        rounds.times, rounds.visits, round(draft.parameters.roads.loading_min * MINUTE), round(fleet.max_round_h * 60 * MINUTE), clock_ms(fleet.duty_end), _farthest(draft, rounds, area) + ride,
    ) - ride  # fmt: skip
    fill = _filling(draft, rounds, area, load)
    units = np.array([0] + [round(fill[p] * UNITS) for p in places], np.int64)
    task = Task(seconds, service, units, _capacity(draft, rounds), max(limit // SECOND, 1), len(places), None, fleet.route_iterations)
    return [[nodes[i] for i in way] for way in draft.cache.routes(task)]


def within_range(draft: Draft, rounds: Rounds, area: Area, way: list[int], ride_km: float = 0.0) -> list[list[int]]:
    """A round in parts that its vehicle can drive on one charge, each the longest beginning that can; a stop beyond its range alone,
    which is noted."""
    limit = draft.parameters.vehicles[rounds.vehicle].range_km
    if limit is None:
        return [way]
    road, parts = draft.county.road_km, [way[:1]]
    for place in way[1:]:
        longer = [area.base, *parts[-1], place, area.base]
        if ride_km + sum(float(road[a, b]) for a, b in pairwise(longer)) <= limit:
            parts[-1].append(place)
        else:
            parts.append([place])
    for only in (part[0] for part in parts if len(part) == 1):
        km = ride_km + float(road[area.base, only] + road[only, area.base])
        if km > limit:
            kind = draft.vehicles[rounds.vehicle]
            facts = {"km": round(km), "place": draft.county.called(only), "limit": limit, "vehicle": Named(kind.name_zh, kind.name_en)}
            draft.note(f"{rounds.prefix}/{area.key}", phrase("plannote.out_of_range", **facts))
    return parts


def driving_seconds(km: NDArray[np.float64], pace: Pace) -> NDArray[np.int64]:
    """Whole seconds of driving between nodes, node 0 the base."""
    speed = np.full(km.shape, pace.kmh)
    speed[0, :] = speed[:, 0] = pace.stem_kmh
    seconds: NDArray[np.int64] = np.rint(km / speed * 3600).astype(np.int64)
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


def by_township(draft: Draft, named: dict[str, int], where: str) -> dict[int, int]:
    """Numbers by township index from numbers by code or name.

    Raises:
        InputError: names that are no township's.
    """
    index = {t.code: i for i, t in enumerate(draft.county.townships)} | {t.name: i for i, t in enumerate(draft.county.townships)}
    if unknown := [name for name in named if name not in index]:
        known = [t.name for t in draft.county.townships]
        raise InputError(Problem("plan.unknown_township", f"{where}.{name}", name, one_of(known), did_you_mean(name, index)) for name in unknown)
    return {index[name]: number for name, number in named.items()}
