"""Trunk lines 干线 of our own: from the hub to the townships."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from sim.clock import HOUR, MINUTE, SECOND, clock_ms
from sim.demand.outlook import Size
from sim.parameters.operation import Leg, LegFleet
from sim.plan.actor import Actor
from sim.plan.line import Line
from sim.plan.note import PlanNote
from sim.service.crew_needed import LEAST_WINDOW
from sim.service.crews import departure_shares
from sim.service.draft import Carrier, Draft, Pace, line_of, pace
from sim.service.mode import LegRule
from sim.service.price import fleet_yuan_day
from sim.service.rounds import UNITS, LineStop, at_least_one, driving_seconds
from sim.service.routes import RoutingTask
from sim.service.savings import joined
from sim.service.stations import in_range
from sim.service.timetable import Served, Service, accumulated, clock_times, patterns, round_limit, services, visits_of

_LONGEST = (1.0, 0.75, 0.6, 0.5, 0.4, 0.3)
"""Parts of the time that a tour may take at the longest: shorter tours need more vehicles and come to their last township sooner."""


@dataclass
class Trunk:
    """One way to run a trunk: its lines, and the line (of these) and stop that brings parcels of each village."""

    lines: list[Served] = field(default_factory=list)
    ways: dict[int, LineStop] = field(default_factory=dict)
    notes: list[PlanNote] = field(default_factory=list)

    def add(self, line: Line, service: Service, villages_by_stop: Sequence[Sequence[int]]) -> None:
        """Add a line that serves so many villages at each of its stops."""
        self.ways.update({v: (len(self.lines), stop) for stop, villages in enumerate(villages_by_stop) for v in villages})
        self.lines.append(Served(line, service))


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked of an operator's trunk.

    Attributes:
        daily: mean parcels a day by township and village. ``filling``: the same in parcels of the mean size, by what fills a vehicle most.
        count: vehicles, where their number is given.
        onward: times of day at which parcels leave the townships for the villages; none where they stay.
    """

    draft: Draft
    leg: Leg
    prefix: str
    hub_crew: str
    carrier: Carrier
    speed: Pace
    space: float
    count: int | None
    daily: dict[int, dict[int, float]]
    filling: dict[int, dict[int, float]]
    onward: tuple[int, ...]

    def share(self, times: tuple[int, ...]) -> float:
        """Mean days' parcels on the fullest departure of the heaviest week."""
        return _largest_share(self.draft, self.hub_crew, self.leg, times)

    def together(self, fill: float) -> int:
        """Vehicles that leave together: as many as hold a departure's parcels; one where their number is given."""
        return 1 if self.count else max(1, math.ceil(fill / self.space))

    def line(self, key: str, name: str, townships: Sequence[int], planned: Mapping[int, float]) -> Line:
        """A line over townships, for so many planned parcels by place."""
        places = [self.draft.county.township_place(t) for t in townships]
        return line_of(self.draft, key, name, self.carrier, 0, places, self.speed, planned, -1)


def trunk(
    draft: Draft, rule: LegRule, operator: Actor, hub_crew: str, daily: dict[int, dict[int, float]], sizes: Mapping[int, Size], unloads: bool, onward: tuple[int, ...] = ()
) -> dict[int, LineStop]:
    """Add an operator's trunk lines and their depot; which line and stop serves each village.

    Tours over several townships, put together by savings or by the route solver, or a line for each township with parallel ones where one
    vehicle does not hold a departure's parcels, and of the vehicle types allowed one: whichever costs least a day in vehicles, drivers and
    km. Tours count only if their parcels leave every township when those of lines of their own would. Tours where the mode tours, or vehicles are given and fewer than townships;
    lines where enough are given. Where not even a tour to one township, or a line for one village, fits into a vehicle, several leave
    together; not where their number is given.

    Args:
        daily: mean parcels a day by township and village. ``sizes``: of these parcels by village.
        unloads: the driver unloads parcel by parcel (no crew does at the township).
        onward: times of day at which parcels leave the townships for the villages; none where they stay.
    """
    leg: Leg = getattr(draft.parameters.schedule, rule.schedule)
    fleet: LegFleet = getattr(draft.parameters.fleet, rule.schedule)
    count = sum(fleet.count.values()) if isinstance(fleet.count, dict) else None if fleet.count == "auto" else int(fleet.count)
    if count is not None:
        at_least_one(f"fleet.{rule.schedule}.count", {"": count})
    kinds = (fleet.vehicle, *(fleet.allowed if count is None else ()))
    asked = [_asked(draft, leg, operator, hub_crew, kind, count, daily, sizes, unloads, onward) for kind in kinds]
    ways = [(of, one) for of in asked for one in _candidates(of, rule.tours)]
    of, chosen = min((way for way in ways if way[0] is asked[0] or _in_range(*way)), key=lambda way: _yuan_day(*way))
    depot = draft.depot(of.prefix, operator, 0, of.carrier.vehicle, count)
    draft.notes.extend(chosen.notes)
    numbers = [draft.add_line(Served(of.line.from_depot(depot), of.service)) for of in chosen.lines]
    return {v: (numbers[line], stop) for v, (line, stop) in chosen.ways.items()}


def _candidates(asked: Asked, tours: bool) -> Iterator[Trunk]:
    """Ways to run a trunk with one type of vehicle."""
    if tours or (asked.count is not None and asked.count < len(asked.daily)):
        yield _toured(asked)
        return
    yield _own_lines(asked)
    if asked.count is None:
        yield _linked(asked)
        yield from (found for part in _LONGEST if _in_time(asked, found := _toured(asked, part)))


def _yuan_day(asked: Asked, of: Trunk) -> float:
    return fleet_yuan_day(asked.draft.parameters, asked.draft.vehicles[asked.carrier.vehicle], of.lines)


def _in_range(asked: Asked, of: Trunk) -> bool:
    """Whether vehicles of the type can do it on one charge a day."""
    return in_range(asked.draft, asked.carrier.vehicle, of.lines)


def _asked(
    draft: Draft, leg: Leg, operator: Actor, hub_crew: str, kind: str, count: int | None, daily: dict[int, dict[int, float]], sizes: Mapping[int, Size], unloads: bool,
    onward: tuple[int, ...],
) -> Asked:  # fmt: skip
    """What is asked, of one type of vehicle."""
    room = draft.vehicles[kind].capacity
    carrier = Carrier("trunk", operator, draft.own(), kind, room)
    filling = {t: {v: draft.mean_parcels(room, load, sizes[v]) for v, load in of.items()} for t, of in daily.items()}
    speed = pace(draft, draft.parameters.roads.trunk_kmh, unloads=unloads)
    space = draft.parameters.fleet.target_load * draft.vehicle_space(kind)
    return Asked(draft, leg, f"trunk/{operator}", hub_crew, carrier, speed, space, count, daily, filling, onward)


def _toured(asked: Asked, longest: float = 1.0) -> Trunk:
    """Tours over several townships where one vehicle can, none over ``longest`` of the time that it may take."""
    found = Trunk()
    times = _times(asked, found.notes)
    load, fill = (_loads(of, asked.share(times)) for of in (asked.daily, asked.filling))
    tours = _tours(asked.draft, asked.leg, times, asked.carrier.vehicle, asked.speed, load, fill, asked.count, longest)
    return _on_tours(asked, found, times, tours)


def _times(asked: Asked, notes: list[PlanNote]) -> tuple[int, ...]:
    """The departures from which the farthest township can be reached within duty."""
    times = clock_times(asked.leg.depart)
    far = _farthest(asked.draft, asked.speed, _loads(asked.daily, asked.share(times)))
    return asked.draft.within_duty(asked.prefix, times, max(far.values()), notes)


def _on_tours(asked: Asked, found: Trunk, times: tuple[int, ...], tours: Sequence[Sequence[int]]) -> Trunk:
    """Add the lines of tours."""
    draft, leg = asked.draft, asked.leg
    load, fill = (_loads(of, asked.share(times)) for of in (asked.daily, asked.filling))
    for number, (tour, service) in enumerate(zip(tours, services(len(tours), leg.days_per_week, times, leg.visits_per_day), strict=True), start=1):
        places = [draft.county.township_place(t) for t in tour]
        together = asked.together(sum(fill[t] for t in tour))
        planned = {place: load[t] / together for place, t in zip(places, tour, strict=True)}
        name = f"干线 {'—'.join(draft.places[p].name for p in places)}"
        found.add(asked.line(f"{asked.prefix}/tour-{number}", name, tour, planned), service.together(together), [list(asked.daily[t]) for t in tour])
    return found


def _linked(asked: Asked) -> Trunk:
    """Tours put together from lines to one township each, the most saving first, as long as parcels come in time everywhere and fit one vehicle."""
    found = Trunk()
    times = _times(asked, found.notes)
    fill = _loads(asked.filling, asked.share(times))

    def alone(tour: tuple[int, ...]) -> Trunk:
        return _on_tours(asked, Trunk(), times, [tour])

    def both(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...] | None:
        one = (*a, *b)
        return one if sum(fill[t] for t in one) <= asked.space and _in_time(asked, alone(one)) and _short(asked, alone(one)) else None

    one_each: list[tuple[int, ...]] = [(t,) for t in asked.daily]
    tours: list[tuple[int, ...]] = joined(one_each, both, lambda tour: _yuan_day(asked, alone(tour)))
    return _on_tours(asked, found, times, tours)


def _short(asked: Asked, of: Trunk) -> bool:
    """Whether each tour, loading included, is no longer than rounds may be, and back within duty."""
    draft = asked.draft
    longest, (_, end) = draft.parameters.fleet.max_round_h * HOUR, draft.duty
    return all(served.within(longest, end) for served in of.lines)


def _in_time(asked: Asked, tours: Trunk) -> bool:
    """Whether parcels come to every township before the departure onward that they would have before them on a line of its own."""
    for served in tours.lines:
        along = 0
        for stop in served.line.stops:
            along += stop.drive
            alone = asked.speed.drive(asked.draft.county.road_km[0, stop.place], True)
            if any(_next(asked.onward, time + along + stop.service) != _next(asked.onward, time + alone + stop.service) for time in served.service.times):
                return False
            along += stop.service
    return True


def _next(onward: Sequence[int], time: int) -> int:
    """Number of the first departure for which what comes at a time is planned to be handled; their number where it waits for the next day."""
    return bisect_left(onward, time + LEAST_WINDOW)


def _own_lines(asked: Asked) -> Trunk:
    """A line for each township, and parallel ones where one vehicle does not hold a departure's parcels."""
    draft, leg, found = asked.draft, asked.leg, Trunk()
    for t, of in asked.daily.items():
        place, code = draft.county.township_place(t), draft.county.townships[t].code
        times = clock_times(leg.depart)
        far = _farthest(draft, asked.speed, _loads({t: of}, asked.share(times)))
        times = draft.within_duty(f"{asked.prefix}/{code}", times, far[t], found.notes)
        share, filling = asked.share(times), asked.filling[t]
        groups = [list(of)] if asked.count else _parallel({v: share * load for v, load in filling.items()}, asked.space)
        dealt = services(len(groups), leg.days_per_week, times, leg.visits_per_day, len(found.lines))
        for number, (group, service) in enumerate(zip(groups, dealt, strict=True), start=1):
            together = asked.together(share * sum(filling[v] for v in group))
            line = asked.line(f"{asked.prefix}/{code}/{number}", f"干线 {draft.places[place].name} {number}", [t], {place: share * sum(of[v] for v in group) / together})
            found.add(line, service.together(together), [group])
    return found


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


def _tours(draft: Draft, leg: Leg, times: tuple[int, ...], vehicle: str, speed: Pace, load: dict[int, float], fill: dict[int, float], count: int | None, longest: float) -> list[list[int]]:
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
        task = RoutingTask(seconds, service, 0 * units, many, 10**7, math.ceil(len(townships) / count), count, fleet.route_iterations)
    else:
        loading = round(draft.parameters.roads.loading_min * MINUTE)
        limit = round_limit(times, leg.visits_per_day, loading, round(fleet.max_round_h * 60 * MINUTE), clock_ms(fleet.duty_end), 0)
        gaps = [b - a - loading for a, b in pairwise(times)]
        limit = max(1, round(longest * min([limit, *(gap for gap in gaps if gap > 0)])))
        task = RoutingTask(seconds, service, units, capacity, max(limit // SECOND, 1), len(townships), None, fleet.route_iterations)
    return [[townships[i - 1] for i in way] for way in draft.router.routes(task)]
