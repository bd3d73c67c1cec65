"""Trunk lines 干线 of our own: from the hub to the townships."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from sim.clock import MINUTE, SECOND, clock_ms
from sim.demand.outlook import Size
from sim.parameters.operation import Leg, LegFleet
from sim.service.crews import departure_shares
from sim.service.draft import Carrier, Draft, Pace, line_of, pace
from sim.service.mode import LegRule
from sim.service.rounds import UNITS, Way, at_least_one, driving_seconds
from sim.service.routes import Task
from sim.service.timetable import accumulated, clock_times, patterns, round_limit, services, visits_of


def trunk(draft: Draft, rule: LegRule, operator: str, hub_crew: str, daily: dict[int, dict[int, float]], sizes: Mapping[int, Size], unloads: bool) -> dict[int, Way]:
    """Add an operator's trunk lines and their garage; which line and stop serves each village.

    Fewer vehicles than townships, or a mode that tours: tours over several townships. Else one line a township, and parallel ones
    where one vehicle does not hold a departure's parcels. Where not even a tour to one township, or a line for one village, fits into a
    vehicle, several leave together; not where their number is given.

    Args:
        daily: mean parcels a day by township and village. ``sizes``: of these parcels by village.
        unloads: the driver unloads parcel by parcel (no crew does at the township).
    """
    leg: Leg = getattr(draft.parameters.schedule, rule.schedule)
    fleet: LegFleet = getattr(draft.parameters.fleet, rule.schedule)
    count = sum(fleet.count.values()) if isinstance(fleet.count, dict) else None if fleet.count == "auto" else int(fleet.count)
    if count is not None:
        at_least_one(f"fleet.{rule.schedule}.count", {"": count})
    times = clock_times(leg.depart)
    prefix = f"trunk/{operator}"
    garage = draft.garage(prefix, operator, 0, fleet.vehicle, count)
    vehicle = draft.vehicles[fleet.vehicle]
    turnaround = round(draft.parameters.roads.loading_min * MINUTE)
    carrier = Carrier(
        "trunk", operator, False, fleet.vehicle, (vehicle.parcels, vehicle.grams, vehicle.ml), garage, turnaround,
        round(draft.parameters.fleet.max_delay_min * MINUTE),
    )  # fmt: skip
    speed = pace(draft, draft.parameters.roads.trunk_kmh, unloads=unloads)
    space, room = draft.parameters.fleet.target_load * draft.vehicle_space(fleet.vehicle), draft.room(fleet.vehicle)
    filling = {t: {v: draft.mean_parcels(room, load, sizes[v]) for v, load in of.items()} for t, of in daily.items()}
    ways: dict[int, Way] = {}
    if rule.tours or (count is not None and count < len(daily)):
        far = _farthest(draft, speed, _loads(daily, _largest_share(draft, hub_crew, leg, times)))
        times = draft.within_duty(prefix, times, max(far.values()))
        load, fill = (_loads(of, _largest_share(draft, hub_crew, leg, times)) for of in (daily, filling))
        tours = _tours(draft, leg, times, fleet.vehicle, speed, load, fill, count)
        for number, (tour, service) in enumerate(zip(tours, services(len(tours), leg.days_per_week, times, leg.visits_per_day), strict=True), start=1):
            way = [draft.county.township_place(t) for t in tour]
            together = 1 if count else max(1, math.ceil(sum(fill[t] for t in tour) / space))
            planned, service = {place: load[t] / together for place, t in zip(way, tour, strict=True)}, service.together(together)
            name = f"干线 {'—'.join(draft.places[p].name for p in way)}"
            line = draft.add_line(line_of(draft, f"{prefix}/tour-{number}", name, carrier, 0, way, speed, planned, -1), service)
            ways.update({v: (line, stop) for stop, t in enumerate(tour) for v in daily[t]})
        return ways
    dealt = 0
    for t, of in daily.items():
        place, code = draft.county.township_place(t), draft.county.townships[t].code
        far = _farthest(draft, speed, _loads({t: of}, _largest_share(draft, hub_crew, leg, times)))
        mine = draft.within_duty(f"{prefix}/{code}", times, far[t])
        share = _largest_share(draft, hub_crew, leg, mine)
        groups = [list(of)] if count else _parallel({v: share * load for v, load in filling[t].items()}, space)
        for number, (group, service) in enumerate(zip(groups, services(len(groups), leg.days_per_week, mine, leg.visits_per_day, dealt), strict=True), start=1):
            ready = share * sum(of[v] for v in group)
            together = 1 if count else max(1, math.ceil(share * sum(filling[t][v] for v in group) / space))
            planned, service = {place: ready / together}, service.together(together)
            key, name = f"{prefix}/{code}/{number}", f"干线 {draft.places[place].name} {number}"
            line = draft.add_line(line_of(draft, key, name, carrier, 0, [place], speed, planned, -1), service)
            ways.update(dict.fromkeys(group, (line, 0)))
        dealt += len(groups)
    return ways


def _loads(daily: dict[int, dict[int, float]], share: float) -> dict[int, float]:
    return {t: share * sum(of.values()) for t, of in daily.items()}


def _farthest(draft: Draft, speed: Pace, load: dict[int, float]) -> dict[int, int]:
    """By township, planned ms there and back with its stop."""
    road = draft.county.road_km
    place = {t: draft.county.township_place(t) for t in load}
    return {t: speed.drive(road[0, p], True) + speed.drive(road[p, 0], True) + speed.stop + round(speed.parcel * load[t]) for t, p in place.items()}


def _largest_share(draft: Draft, hub_crew: str, leg: Leg, times: tuple[int, ...]) -> float:
    """Mean days' parcels on the fullest departure of the heaviest week."""
    days = max(accumulated(pattern, draft.expected.weekday) for pattern in patterns(leg.days_per_week))
    if visits_of(leg.visits_per_day, times) < len(times):
        return days / visits_of(leg.visits_per_day, times)
    return days * max(departure_shares(draft.parameters, draft.expected.arrivals, hub_crew, times))


def _parallel(of: dict[int, float], space: float) -> list[list[int]]:
    """Villages of a township split over the fewest parallel lines, in the county's order, of which none with several villages is planned
    for more than ``space``."""
    least = max(1, min(math.ceil(sum(of.values()) / space), len(of)))
    for lines in range(least, len(of)):
        groups = _split(of, lines)
        if all(len(group) == 1 or sum(of[v] for v in group) <= space for group in groups):
            return groups
    return _split(of, len(of))


def _split(of: dict[int, float], lines: int) -> list[list[int]]:
    """Villages split over lines of about equal load."""
    groups: list[list[int]] = [[] for _ in range(lines)]
    total, run = sum(of.values()), 0.0
    for i, (village, load) in enumerate(of.items()):
        middle = (run + load / 2) / total if total else i / len(of)
        groups[min(lines - 1, int(middle * lines))].append(village)
        run += load
    return [group for group in groups if group]


def _tours(draft: Draft, leg: Leg, times: tuple[int, ...], vehicle: str, speed: Pace, load: dict[int, float], fill: dict[int, float], count: int | None) -> list[list[int]]:
    """Tours over townships: the fewest that hold the load in time, or, with a given number of vehicles, balanced ones."""
    townships: Sequence[int] = list(load)
    nodes = [0, *(draft.county.township_place(t) for t in townships)]
    seconds = driving_seconds(draft.county.road_km[np.ix_(nodes, nodes)], speed)
    service = np.array([0] + [round((speed.stop + speed.parcel * load[t]) / SECOND) for t in townships], np.int64)
    fleet = draft.parameters.fleet
    capacity = max(1, int(fleet.target_load * draft.vehicle_space(vehicle) * UNITS))
    units = np.array([0] + [round(fill[t] * UNITS) for t in townships], np.int64)
    if count is not None:
        many = int(max(units.sum(), 1))
        task = Task(seconds, service, 0 * units, many, 10**7, math.ceil(len(townships) / count), count, fleet.route_iterations)
    else:
        loading = round(draft.parameters.roads.loading_min * MINUTE)
        limit = round_limit(times, leg.visits_per_day, loading, round(fleet.max_round_h * 60 * MINUTE), clock_ms(fleet.duty_end), 0)
        gaps = [b - a - loading for a, b in pairwise(times)]
        limit = max(1, min([limit, *(gap for gap in gaps if gap > 0)]))
        task = Task(seconds, service, units, capacity, max(limit // SECOND, 1), len(townships), None, fleet.route_iterations)
    return [[townships[i - 1] for i in way] for way in draft.cache.routes(task)]
