"""Trunk lines 干线 of our own: from the hub to the townships."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from sim.clock import HOUR, MINUTE, SECOND
from sim.parameters.operation import LegVehicles, count_of
from sim.plan.actor import Actor
from sim.plan.leg import Leg
from sim.plan.line import Line
from sim.plan.note import PlanNote
from sim.service.draft.draft import Draft
from sim.service.draft.price import fleet_yuan_day
from sim.service.draft.routes import RoutingTask
from sim.service.draft.savings import joined
from sim.service.draft.timetable import Served, Service, clock_times, services
from sim.service.mode.mode import LegRule
from sim.service.rounds.rounds import UNITS, LineStop, at_least_one, driving_seconds, in_units, longest_round, stop_seconds
from sim.service.rounds.stations import in_range
from sim.service.trunk.freight import Asked, Freight, by_township

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


def trunk(draft: Draft, rule: LegRule, operator: Actor, hub_crew: str, freight: Freight) -> dict[int, LineStop]:
    """Add an operator's trunk lines and their depot; which line and stop serves each village.

    Tours over several townships, put together by savings or by the route solver, or a line for each township with parallel ones where one
    vehicle does not hold a departure's parcels, and of the vehicle types allowed one: whichever costs least a day in vehicles, drivers and
    km. Tours count only if their parcels leave every township when those of lines of their own would. Tours where the mode tours, or
    vehicles are given and fewer than townships; lines where enough are given. Where not even a tour to one township, or a line for one
    village, fits into a vehicle, several leave together; not where their number is given.
    """
    leg, fleet = draft.timed(rule.schedule)
    count = _vehicles_given(fleet)
    if count is not None:
        at_least_one(f"fleet.{rule.schedule}.count", {"": count})
    kinds = (fleet.vehicle, *(fleet.allowed if count is None else ()))
    return _cheapest([Asked(draft, leg, operator, hub_crew, kind, count, freight) for kind in kinds], rule.tours)


def added_trunk(draft: Draft, rule: LegRule, operator: Actor, hub_crew: str, freight: Freight) -> dict[int, LineStop]:
    """Add trunk lines of vehicles added to a host's: when, how often and by which types as our own trunk."""
    leg, fleet = draft.timed(Leg.TRUNK)
    kinds, host = (draft.parameters.host[rule.carrier].added_vehicle, *fleet.allowed), rule.actor(operator)
    return _cheapest([Asked(draft, leg, host, hub_crew, kind, None, freight, f"/{operator}+") for kind in kinds], False)


def _cheapest(asked: Sequence[Asked], tours: bool) -> dict[int, LineStop]:
    """Add the lines and the depot of the way to run a trunk that costs least, with one of several types of vehicle."""
    draft = asked[0].draft
    ways = [(of, one) for of in asked for one in _candidates(of, tours)]
    of, chosen = min((way for way in ways if way[0] is asked[0] or _in_range(*way)), key=lambda way: _yuan_day(*way))
    depot = draft.depot(of.prefix, of.operator, 0, of.vehicle, of.count)
    draft.note_all(chosen.notes)
    numbers = [draft.add_line(Served(line.line.from_depot(depot), line.service)) for line in chosen.lines]
    return {v: (numbers[line], stop) for v, (line, stop) in chosen.ways.items()}


def _vehicles_given(fleet: LegVehicles) -> int | None:
    """The number of vehicles, where it is given, for all townships together."""
    count = count_of(fleet)
    if isinstance(count, dict):
        return sum(count.values())
    return None if count == "auto" else int(count)


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
    return fleet_yuan_day(asked.draft.parameters, asked.draft.vehicles[asked.vehicle], of.lines)


def _in_range(asked: Asked, of: Trunk) -> bool:
    """Whether vehicles of the type can do it on one charge a day."""
    return in_range(asked.draft, asked.vehicle, of.lines)


def _toured(asked: Asked, longest: float = 1.0) -> Trunk:
    """Tours over several townships where one vehicle can, none over ``longest`` of the time that it may take."""
    found = Trunk()
    times = _times(asked, found.notes)
    return _on_tours(asked, found, times, _tours(asked, times, longest))


def _times(asked: Asked, notes: list[PlanNote]) -> tuple[int, ...]:
    """The departures from which the farthest township can be reached within duty."""
    times = clock_times(asked.leg.depart)
    far = _farthest(asked, asked.planned(times)[0])
    return asked.draft.within_duty(asked.prefix, times, far, notes)


def _on_tours(asked: Asked, found: Trunk, times: tuple[int, ...], tours: Sequence[Sequence[int]]) -> Trunk:
    """Add the lines of tours."""
    draft, leg = asked.draft, asked.leg
    load, fill = asked.planned(times)
    dealt = services(len(tours), leg.days_per_week, times, leg.visits_per_day)
    for number, (tour, service) in enumerate(zip(tours, dealt, strict=True), start=1):
        places = [draft.county.township_place(t) for t in tour]
        together = asked.together(_sum(fill, tour))
        planned = {place: load[t] / together for place, t in zip(places, tour, strict=True)}
        name = f"干线 {'—'.join(draft.places[p].name for p in places)}"
        line = asked.line(f"{asked.prefix}/tour-{number}", name, tour, planned)
        found.add(line, service.together(together), [list(asked.daily[t]) for t in tour])
    return found


def _linked(asked: Asked) -> Trunk:
    """Tours put together from lines to one township each, the most saving first, as long as parcels come in time everywhere and fit one vehicle."""
    found = Trunk()
    times = _times(asked, found.notes)
    _, fill = asked.planned(times)

    @cache
    def alone(tour: tuple[int, ...]) -> Trunk:
        return _on_tours(asked, Trunk(), times, [tour])

    def both(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...] | None:
        one = (*a, *b)
        fits = sum(fill[t] for t in one) <= asked.space
        return one if fits and _in_time(asked, alone(one)) and _short(asked, alone(one)) else None

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
            alone = asked.draft.drive(asked.speed, 0, stop.place, True)
            there = (along + stop.service, alone + stop.service)
            if any(len({asked.onward_from(time + ride) for ride in there}) > 1 for time in served.service.times):
                return False
            along += stop.service
    return True


def _own_lines(asked: Asked) -> Trunk:
    """A line for each township, and parallel ones where one vehicle does not hold a departure's parcels."""
    found = Trunk()
    for township in asked.daily:
        _add_own(asked, township, found)
    return found


def _add_own(asked: Asked, township: int, found: Trunk) -> None:
    """Add the lines of a township."""
    draft, leg, of, filling = asked.draft, asked.leg, asked.daily[township], asked.filling[township]
    place = draft.county.township_place(township)
    key, name = f"{asked.prefix}/{draft.county.townships[township].code}", f"干线 {draft.places[place].name}"
    times = clock_times(leg.depart)
    far = _farthest(asked, by_township({township: of}, asked.share(times)))
    times = draft.within_duty(key, times, far, found.notes)
    share = asked.share(times)
    groups = [list(of)] if asked.count else _parallel({v: share * load for v, load in filling.items()}, asked.space)
    dealt = services(len(groups), leg.days_per_week, times, leg.visits_per_day, len(found.lines))
    for number, (group, service) in enumerate(zip(groups, dealt, strict=True), start=1):
        together = asked.together(share * _sum(filling, group))
        planned = {place: share * _sum(of, group) / together}
        line = asked.line(f"{key}/{number}", f"{name} {number}", [township], planned)
        found.add(line, service.together(together), [group])


def _sum(load: Mapping[int, float], places: Iterable[int]) -> float:
    """The load of some places."""
    return sum(load[place] for place in places)


def _farthest(asked: Asked, load: dict[int, float]) -> int:
    """Planned ms to the township that takes longest, with its stop, and back."""
    places = {asked.draft.county.township_place(t): parcels for t, parcels in load.items()}
    return max(asked.draft.there_and_back(asked.speed, 0, p, parcels) for p, parcels in places.items())


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


def _tours(asked: Asked, times: tuple[int, ...], longest: float) -> list[list[int]]:
    """Tours over townships: the fewest that hold the load in time, or, with a given number of vehicles, balanced ones.
    """
    townships, speed = list(asked.daily), asked.speed
    load, fill = asked.planned(times)
    nodes = [0, *(asked.draft.county.township_place(t) for t in townships)]
    seconds = driving_seconds(asked.draft.county, nodes, speed)
    service = stop_seconds(speed, list(load.values()), [speed.stop] * len(load))
    units = in_units(list(fill.values()))
    if asked.count is None:
        bounds = max(1, int(asked.space * UNITS)), _longest_tour(asked, times, longest), len(townships)
    else:
        bounds = int(max(units.sum(), 1)), 10**7, math.ceil(len(townships) / asked.count)
        units = 0 * units
    iterations = asked.draft.parameters.fleet.route_iterations
    task = RoutingTask(seconds, service, units, *bounds, asked.count, iterations)
    return [[townships[i - 1] for i in way] for way in asked.draft.routes(task)]


def _longest_tour(asked: Asked, times: tuple[int, ...], longest: float) -> int:
    """Whole seconds that a tour may take: ``longest`` of the time it has, also until the next departure."""
    loading = round(asked.draft.parameters.roads.loading_min * MINUTE)
    gaps = (b - a - loading for a, b in pairwise(times))
    limit = longest_round(asked.draft, times, asked.leg.visits_per_day, 0)
    limit = max(1, round(longest * min([limit, *(gap for gap in gaps if gap > 0)])))
    return max(limit // SECOND, 1)
