"""Rounds of vehicles of our own: from a base over the stops of its area and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.clock import MINUTE, SECOND, clock_ms
from sim.parameters.operation import Count
from sim.problems import InputError, Problem, nearest
from sim.service.draft import Carrier, Draft, Pace, line_of
from sim.service.routes import Task
from sim.service.timetable import peak_days, round_limit, services, visits_of

UNITS = 100
"""Loads are routed in hundredths of a parcel."""

Way = tuple[int, int]
"""A line and the number of its stop."""


@dataclass(frozen=True)
class Area:
    """Stops served from one base: mean daily parcels by place. ``key`` names it in keys of lines and garages."""

    key: str
    township: int
    base: int
    daily: dict[int, float]


@dataclass(frozen=True)
class Rounds:
    """How an own fleet serves its areas.

    Attributes:
        prefix: of keys of lines and garages.
        name: of the lines, for people.
        times, visits, days_per_week: see ``sim.service.timetable.services``.
        count: of vehicles; a number for all areas, by township, or ``auto``.
        shared: the areas share one garage (they have one base).
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


def own_rounds(draft: Draft, asked: Rounds, areas: Sequence[Area]) -> dict[int, Way]:
    """Add lines, garages and their vehicles for all areas; which line and stop serves each place."""
    ways: dict[int, Way] = {}
    garages: list[int] = []
    weights: list[int] = []
    turnaround = round(draft.parameters.roads.loading_min * MINUTE)
    dealt = 0
    for area in areas:
        rounds = replace(asked, times=draft.within_duty(f"{asked.prefix}/{area.key}", asked.times, _farthest(draft, asked, area)))
        if not asked.shared or not garages:
            garages.append(draft.garage(rounds.prefix if rounds.shared else f"{rounds.prefix}/{area.key}", rounds.operator, area.base, rounds.vehicle, None))
            weights.append(0)
        vehicle = draft.vehicles[rounds.vehicle]
        carrier = Carrier(
            rounds.leg, rounds.operator, False, rounds.vehicle, (vehicle.parcels, vehicle.grams, vehicle.ml), garages[-1],
            turnaround, round(draft.parameters.fleet.max_delay_min * MINUTE),
        )  # fmt: skip
        load = visit_load(draft, rounds, area)
        routes = route(draft, rounds, area, load)
        for number, (way, service) in enumerate(zip(routes, services(len(routes), rounds.days_per_week, rounds.times, rounds.visits, dealt), strict=True), start=1):
            key = f"{rounds.prefix}/{area.key}/{number}"
            line = draft.add_line(line_of(draft, key, f"{rounds.name} {draft.places[area.base].name} {number}", carrier, area.base, way, rounds.pace, load, area.township), service)
            ways.update({place: (line, stop) for stop, place in enumerate(way)})
        weights[-1] += len(routes)
        dealt = dealt + len(routes) if asked.shared else 0
    _give(draft, asked, garages, weights, [area.township for area in areas])
    return ways


def visit_load(draft: Draft, rounds: Rounds, area: Area) -> dict[int, float]:
    """Parcels by place and visit in the heaviest week: what accumulates between visits of the least frequent pattern."""
    factor = peak_days(rounds.days_per_week, draft.expected.weekday) / visits_of(rounds.visits, rounds.times)
    return {place: daily * factor for place, daily in area.daily.items()}


def _farthest(draft: Draft, rounds: Rounds, area: Area) -> int:
    """Planned ms from the base to the farthest place and back, with its stop."""
    load = visit_load(draft, rounds, area)
    road, pace = draft.county.road_km, rounds.pace
    return max(
        (pace.drive(road[area.base, p], True) + pace.drive(road[p, area.base], True) + pace.stop + round(pace.parcel * load[p]) for p in area.daily),
        default=0,
    )


def route(draft: Draft, rounds: Rounds, area: Area, load: dict[int, float]) -> list[list[int]]:
    """The fewest rounds, then the shortest, that keep the planned load and the longest round."""
    places = list(area.daily)
    if not places:
        return []
    nodes = [area.base, *places]
    km = draft.county.road_km[np.ix_(nodes, nodes)]
    seconds = driving_seconds(km, rounds.pace)
    service = np.array([0] + [round((rounds.pace.stop + rounds.pace.parcel * load[p]) / SECOND) for p in places], np.int64)
    fleet = draft.parameters.fleet
    limit = round_limit(
        rounds.times, rounds.visits, round(draft.parameters.roads.loading_min * MINUTE), round(fleet.max_round_h * 60 * MINUTE), clock_ms(fleet.duty_end), _farthest(draft, rounds, area),
    )  # fmt: skip
    capacity = int(fleet.target_load * draft.vehicle_space(rounds.vehicle) * UNITS)
    units = np.array([0] + [round(load[p] * UNITS) for p in places], np.int64)
    task = Task(seconds, service, units, max(capacity, 1), max(limit // SECOND, 1), len(places), None, fleet.route_iterations)
    return [[nodes[i] for i in way] for way in draft.cache.routes(task)]


def driving_seconds(km: NDArray[np.float64], pace: Pace) -> NDArray[np.int64]:
    """Whole seconds of driving between nodes, node 0 the base."""
    speed = np.full(km.shape, pace.kmh)
    speed[0, :] = speed[:, 0] = pace.stem_kmh
    seconds: NDArray[np.int64] = np.rint(km / speed * 3600).astype(np.int64)
    np.fill_diagonal(seconds, 0)
    return seconds


def _give(draft: Draft, rounds: Rounds, garages: list[int], weights: list[int], townships: list[int]) -> None:
    """Hand out the vehicles given, if a number was: by rounds, at least one a garage; or by township as named."""
    count = rounds.count
    if count == "auto" or not garages:
        return
    if rounds.shared:
        draft.counts[garages[0]] = sum(count.values()) if isinstance(count, dict) else int(count)
        return
    if isinstance(count, dict):
        named = by_township(draft, count, f"fleet.{rounds.leg}.count")
        given = {g: named[t] for g, t in zip(garages, townships, strict=True) if t in named}
    else:
        given = dict(zip(garages, share_out(int(count), weights), strict=True))
    for garage, number in given.items():
        draft.counts[garage] = number


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
        raise InputError(Problem("plan.unknown_township", f"{where}.{name}", name, ", ".join(known), nearest(name, index)) for name in unknown)
    return {index[name]: number for name, number in named.items()}
