"""Refuse a plan that cannot work, naming everything that is impossible in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.clock import DAY, HOUR, NEVER, clock_text
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Handling, Stage
from sim.plan.way import Way
from sim.problems import InputError, Phrase, Problem, phrase
from sim.service.load.flows import Flows
from sim.service.load.reach import can_leave
from sim.words import Word

if TYPE_CHECKING:
    from sim.demand.outlook import Expected
    from sim.parameters import Parameters


def refuse(plan: ServicePlan, expected: Expected, parameters: Parameters) -> None:
    """Check that every parcel to be expected can reach its village.

    Only what some parcels need is checked; a line or crew that nobody uses may be idle.

    Raises:
        InputError: with every impossibility: a village that no way reaches, a line without a departure, vehicle or driver
            to make it, a departure that can never leave or leaves when all its points have closed for the day, handling without
            crew time, a point that never opens, a line that leaves only before its first parcel can be ready.
    """
    used = _Used(plan, expected)
    problems = [
        *_unreached(plan, expected),
        *_uncrewed(used),
        *_closed(used),
        *_undriven(used),
        *_too_long(used),
        *_badly_timed(used),
    ]
    if not problems:
        problems = list(_nothing_ready(used, expected))
    if problems:
        raise InputError(problems)


class _Used:
    """The part of a plan that parcels are to be expected on."""

    def __init__(self, plan: ServicePlan, expected: Expected) -> None:
        self.plan = plan
        flow = Flows(plan.ways, plan.inbound, expected, len(plan.lines)).way
        self.ways = [way for way, asked in zip(plan.ways, flow, strict=True) if asked > 0]
        hops = [hop for way in self.ways for hop in way.hops]
        self.handlings = [plan.handlings[i] for i in sorted({hop.handling for hop in hops})]
        self.line_numbers = sorted({hop.line for hop in hops})
        self.points = [plan.points[i] for i in sorted({way.point for way in self.ways})]
        departures = plan.timetable.by_line(len(plan.lines))
        self.departures = {i: departures[i].tolist() for i in self.line_numbers}

    def lines(self) -> Iterator[tuple[int, Line, list[int]]]:
        """Number, line and its departures, ms."""
        for i in self.line_numbers:
            yield i, self.plan.lines[i], self.departures[i]


def _unreached(plan: ServicePlan, expected: Expected) -> Iterator[Problem]:
    missing = (plan.inbound < 0) & (expected.daily > 0)
    for v in np.flatnonzero(missing.any(axis=0)):
        brands = tuple(plan.brands[b] for b in np.flatnonzero(missing[:, v]))
        asked = expected.daily[missing[:, v], v].sum()
        found = phrase("service.no_way", parcels=round(float(asked), 1), brands=brands)
        where = phrase("service.village", name=plan.villages[v])
        yield Problem("service.unreached_village", where, found, phrase("service.way"), phrase("service.reach_it"))


def _crewless(stage: Stage) -> bool:
    return stage.work > 0 and not any(s.people > 0 and s.end > s.start for s in stage.crew.shifts)


def _uncrewed(used: _Used) -> Iterator[Problem]:
    named = [(h.key, used.plan.places[h.place].name, s) for h in used.handlings for s in h.stages]
    named += [(p.code, used.plan.places[p.place].name, p.shelve) for p in used.points if p.shelve is not None]
    for key, place, stage in named:
        if _crewless(stage):
            where = phrase("service.stage", key=key, stage=Word(stage.name), place=place)
            yield Problem("service.no_crew", where, phrase("service.no_crew"), phrase("service.crew"), phrase("service.see_crew"))


def _closed(used: _Used) -> Iterator[Problem]:
    for point in used.points:
        where = _named_point(used.plan, point)
        if not any(end > start for start, end in point.hours):
            allowed, hint = phrase("service.opening"), phrase("service.see_hours")
            yield Problem("service.point_never_open", where, phrase("service.never_open"), allowed, hint)
        if point.shelf < 1:
            yield Problem("service.no_shelf", where, phrase("service.shelf", parcels=point.shelf), phrase("service.one_parcel"))


def _undriven(used: _Used) -> Iterator[Problem]:
    for _, line, departures in used.lines():
        where = _named_line(line)
        if not departures:
            found, hint = phrase("service.no_departure"), phrase("service.see_depart")
            yield Problem("service.no_departure", where, found, phrase("service.one_run"), hint)
        if min(line.capacity) < 1:
            yield Problem("service.no_space", where, phrase("service.no_space"), phrase("service.space"))
        if not line.hosted and (line.depot < 0 or used.plan.depots[line.depot].count < 1):
            found, hint = phrase("service.no_vehicle"), phrase("service.see_count")
            yield Problem("service.no_vehicle", where, found, phrase("service.vehicle"), hint)


def _too_long(used: _Used) -> Iterator[Problem]:
    """Rounds that no duty window holds; of those to the same places, by whichever operator, the longest."""
    longest: dict[tuple[str, ...], Line] = {}
    for _, line, _ in used.lines():
        if line.depot >= 0 and line.planned >= used.plan.depots[line.depot].duty:
            stops = _stops(used.plan, line)
            longest[stops] = max(longest.get(stops, line), line, key=lambda it: it.planned)
    for stops, line in longest.items():
        found = phrase("service.round", places=stops, hours=round(line.planned / HOUR, 1))
        allowed = phrase("service.in_duty", hours=round(used.plan.depots[line.depot].duty / HOUR, 1))
        yield Problem("service.round_too_long", _named_line(line), found, allowed, phrase("service.shorten"))


def _named_line(line: Line) -> Phrase:
    return phrase("service.line", key=line.key, name=line.name)


def _named_point(plan: ServicePlan, point: Point) -> Phrase:
    return phrase("service.point", code=point.code, place=plan.places[point.place].name)


def _stops(plan: ServicePlan, line: Line) -> tuple[str, ...]:
    """Names of the places where a round stops."""
    return tuple(plan.places[stop.place].name for stop in line.stops)


def _badly_timed(used: _Used) -> Iterator[Problem]:
    """Departures that can never leave, and those that leave when everything they serve has closed, by line and time of day."""
    points = _served_points(used)
    for number, line, departures in used.lines():
        by_time: dict[int, list[int]] = {}
        for scheduled in departures:
            by_time.setdefault(scheduled % DAY, []).append(scheduled)
        for time, runs in sorted(by_time.items()):
            where = phrase("service.departure", key=line.key, name=line.name, time=clock_text(time))
            if _off_duty(used.plan, line, time):
                yield _leaves_off_duty(used.plan, line, time, where)
            if _after_closing(points.get(number, []), runs):
                allowed, hint = phrase("service.before_closing"), phrase("service.see_times")
                yield Problem("service.departure_after_closing", where, phrase("service.all_closed"), allowed, hint)


def _served_points(used: _Used) -> dict[int, list[Point]]:
    """By line that only brings parcels to where they are handed out, the points that it serves."""
    found: dict[int, set[int]] = {}
    onward: set[int] = set()
    for way in (way for way in used.ways if way.hops):
        found.setdefault(way.hops[-1].line, set()).add(way.point)
        onward.update(hop.line for hop in way.hops[:-1])
    return {line: [used.plan.points[p] for p in sorted(points)] for line, points in found.items() if line not in onward}


def _off_duty(plan: ServicePlan, line: Line, time: int) -> bool:
    """Whether a round that a duty window holds cannot be driven inside one from this departure."""
    if line.depot < 0:
        return False
    depot = plan.depots[line.depot]
    return line.planned < depot.duty and not can_leave(time, line, depot)


def _leaves_off_duty(plan: ServicePlan, line: Line, time: int, where: Phrase) -> Problem:
    hours, at = round(line.planned / HOUR, 1), clock_text(time)
    found = phrase("service.round_from", places=_stops(plan, line), hours=hours, time=at)
    allowed = phrase("service.back_in_duty", time=clock_text(plan.depots[line.depot].duty_end))
    return Problem("service.departure_off_duty", where, found, allowed, phrase("service.other_time"))


def _after_closing(points: Sequence[Point], runs: Sequence[int]) -> bool:
    """Whether all of some points have closed for the day whenever a run leaves."""
    return bool(points) and not any(_opens_later(point, time) for time in runs for point in points)


def _opens_later(point: Point, time: int) -> bool:
    """Whether a point is open at some instant from ``time`` to midnight; a point that is closed all day is not held against a run."""
    midnight = (time // DAY + 1) * DAY
    today = [(a, b) for a, b in point.hours if b > midnight - DAY and a < midnight and b > a]
    return not today or any(b > time for _, b in today)


def _nothing_ready(used: _Used, expected: Expected) -> Iterator[Problem]:
    """Follow the first parcel of each way at planned times; it must get onto each of its lines before the horizon ends."""
    first = min((arrival.time for arrival in expected.arrivals if arrival.share > 0), default=0)
    follow = _First(used)
    told: set[Line | Point] = set()
    for way in used.ways:
        missed = follow.missed(way, first)
        if missed is not None and missed[0] not in told:
            told.add(missed[0])
            yield missed[1]


class _First:
    """The first parcel of each way, followed at planned times."""

    def __init__(self, used: _Used) -> None:
        self._plan = used.plan
        self._departures = used.departures
        self._ready: dict[tuple[int, int], int] = {}

    def missed(self, way: Way, time: int) -> tuple[Line | Point, Problem] | None:
        """The first line or point on a way for which a parcel that enters at ``time`` comes too late, if any."""
        for hop in way.hops:
            ready, line = self._ready_at(hop.handling, time), self._plan.lines[hop.line]
            departures = self._departures[hop.line]
            index = bisect_right(departures, ready - 1 - line.window)
            if index == len(departures):
                return line, self._no_departure(line, hop.handling, ready)
            time = max(departures[index], ready) + line.ride(hop.alight)
        point = self._plan.points[way.point]
        if any(end > time for _, end in point.hours):
            return None
        found, allowed = phrase("service.closed_too_soon"), phrase("service.opens_after")
        return point, Problem("service.point_closed_too_soon", _named_point(self._plan, point), found, allowed)

    def _ready_at(self, handling: int, time: int) -> int:
        """When a handling has a parcel ready that comes at ``time``."""
        if (handling, time) not in self._ready:
            self._ready[handling, time] = _earliest_ready(self._plan.handlings[handling], time)
        return self._ready[handling, time]

    def _no_departure(self, line: Line, handling: int, ready: int) -> Problem:
        place = self._plan.places[self._plan.handlings[handling].place].name
        late = phrase("service.no_more_departures", day=ready // DAY + 1, time=clock_text(ready), place=place)
        found = phrase("service.handling_ends", place=place) if ready >= NEVER else late
        allowed, hint = phrase("service.after_handling"), phrase("service.leave_later")
        return Problem("service.nothing_to_carry", _named_line(line), found, allowed, hint)


def _earliest_ready(handling: Handling, time: int) -> int:
    """When a parcel that arrives at ``time`` at an empty place can be ready, at the soonest."""
    for stage in handling.stages:
        if stage.work <= 0:
            continue
        shift = next((s for s in stage.crew.shifts if s.people > 0 and s.end > max(time, s.start)), None)
        if shift is None:
            return NEVER
        hands = shift.people if stage.crew.discipline == "pooled" else 1
        time = max(time, shift.start) + -(-stage.work // hands)
    return time
