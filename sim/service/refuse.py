"""Refuse a plan that cannot work, naming everything that is impossible in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.clock import DAY, HOUR, NEVER, clock_text
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Handling, Stage
from sim.plan.way import Way
from sim.problems import InputError, Problem, phrase
from sim.service.flows import Flows
from sim.service.reach import can_leave
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
        self.handlings = [plan.handlings[i] for i in sorted({h.handling for way in self.ways for h in way.hops})]
        self.line_numbers = sorted({h.line for way in self.ways for h in way.hops})
        self.points = [plan.points[i] for i in sorted({way.point for way in self.ways})]
        order = np.argsort(plan.timetable.line, kind="stable")
        bounds = np.searchsorted(plan.timetable.line[order], np.arange(len(plan.lines) + 1))
        self.departures = {i: plan.timetable.scheduled[order[bounds[i] : bounds[i + 1]]].tolist() for i in self.line_numbers}

    def lines(self) -> Iterator[tuple[int, Line, list[int]]]:
        """Number, line and its departures, ms."""
        for i in self.line_numbers:
            yield i, self.plan.lines[i], self.departures[i]


def _unreached(plan: ServicePlan, expected: Expected) -> Iterator[Problem]:
    missing = (plan.inbound < 0) & (expected.daily > 0)
    for v in np.flatnonzero(missing.any(axis=0)):
        brands = tuple(plan.brands[b] for b in np.flatnonzero(missing[:, v]))
        asked = expected.daily[missing[:, v], v].sum()
        yield Problem(
            "service.unreached_village", phrase("service.village", name=plan.villages[v]), phrase("service.no_way", parcels=round(float(asked), 1), brands=brands),
            phrase("service.way"), phrase("service.reach_it"),
        )  # fmt: skip


def _crewless(stage: Stage) -> bool:
    return stage.work > 0 and not any(s.crew > 0 and s.end > s.start for s in stage.shifts)


def _uncrewed(used: _Used) -> Iterator[Problem]:
    named = [(h.key, used.plan.places[h.place].name, s) for h in used.handlings for s in h.stages]
    named += [(p.code, used.plan.places[p.place].name, p.shelve) for p in used.points if p.shelve is not None]
    for key, place, stage in named:
        if _crewless(stage):
            yield Problem(
                "service.no_crew", phrase("service.stage", key=key, stage=Word(stage.name), place=place), phrase("service.no_crew"),
                phrase("service.crew"), phrase("service.see_crew"),
            )  # fmt: skip


def _closed(used: _Used) -> Iterator[Problem]:
    for point in used.points:
        where = phrase("service.point", code=point.code, place=used.plan.places[point.place].name)
        if not any(end > start for start, end in point.hours):
            yield Problem("service.point_never_open", where, phrase("service.never_open"), phrase("service.opening"), phrase("service.see_hours"))
        if point.shelf < 1:
            yield Problem("service.no_shelf", where, phrase("service.shelf", parcels=point.shelf), phrase("service.one_parcel"))


def _undriven(used: _Used) -> Iterator[Problem]:
    for _, line, departures in used.lines():
        where = phrase("service.line", key=line.key, name=line.name)
        if not departures:
            yield Problem("service.no_departure", where, phrase("service.no_departure"), phrase("service.one_run"), phrase("service.see_depart"))
        if min(line.capacity_parcels, line.capacity_grams, line.capacity_ml) < 1:
            yield Problem("service.no_space", where, phrase("service.no_space"), phrase("service.space"))
        if not line.hosted and (line.depot < 0 or used.plan.depots[line.depot].count < 1):
            yield Problem("service.no_vehicle", where, phrase("service.no_vehicle"), phrase("service.vehicle"), phrase("service.see_count"))


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
        yield Problem("service.round_too_long", phrase("service.line", key=line.key, name=line.name), found, allowed, phrase("service.shorten"))


def _stops(plan: ServicePlan, line: Line) -> tuple[str, ...]:
    """Names of the places where a round stops."""
    return tuple(plan.places[stop.place].name for stop in line.stops)


def _badly_timed(used: _Used) -> Iterator[Problem]:
    """Departures that can never leave, and those that leave when everything they serve has closed, by line and time of day."""
    points_of: dict[int, set[int]] = {}
    onward: set[int] = set()
    for way in used.ways:
        if way.hops:
            points_of.setdefault(way.hops[-1].line, set()).add(way.point)
        onward.update(hop.line for hop in way.hops[:-1])
    for number, line, departures in used.lines():
        by_time: dict[int, list[int]] = {}
        for scheduled in departures:
            by_time.setdefault(scheduled % DAY, []).append(scheduled)
        points = [] if number in onward else [used.plan.points[p] for p in sorted(points_of.get(number, ()))]
        for time, runs in sorted(by_time.items()):
            where = phrase("service.departure", key=line.key, name=line.name, time=clock_text(time))
            if not line.hosted and line.depot >= 0:
                depot = used.plan.depots[line.depot]
                fits = line.planned < depot.duty
                if fits and not can_leave(time, line, depot):
                    yield Problem(
                        "service.departure_off_duty", where, phrase("service.round_from", places=_stops(used.plan, line), hours=round(line.planned / HOUR, 1), time=clock_text(time)),
                        phrase("service.back_in_duty", time=clock_text(depot.duty_end)), phrase("service.other_time"),
                    )  # fmt: skip
            if points and not any(_opens_later(p, t) for t in runs for p in points):
                yield Problem(
                    "service.departure_after_closing", where, phrase("service.all_closed"), phrase("service.before_closing"), phrase("service.see_times"),
                )  # fmt: skip


def _opens_later(point: Point, time: int) -> bool:
    """Whether a point is open at some instant from ``time`` to midnight; a point that is closed all day is not held against a run."""
    midnight = (time // DAY + 1) * DAY
    today = [(a, b) for a, b in point.hours if b > midnight - DAY and a < midnight and b > a]
    return not today or any(b > time for _, b in today)


def _nothing_ready(used: _Used, expected: Expected) -> Iterator[Problem]:
    """Follow the first parcel of each way at planned times; it must get onto each of its lines before the horizon ends."""
    first = min((arrival.time for arrival in expected.arrivals if arrival.share > 0), default=0)
    ready_at: dict[tuple[int, int], int] = {}
    told: set[tuple[str, int]] = set()
    for way in used.ways:
        problem = _follow(used, way, first, ready_at)
        if problem is not None and problem[0] not in told:
            told.add(problem[0])
            yield problem[1]


def _follow(used: _Used, way: Way, time: int, ready_at: dict[tuple[int, int], int]) -> tuple[tuple[str, int], Problem] | None:
    """The first thing on the way that the way's first parcel comes too late for, if any, with a key to tell it once."""
    plan = used.plan
    for hop in way.hops:
        if (hop.handling, time) not in ready_at:
            ready_at[hop.handling, time] = _earliest_ready(plan.handlings[hop.handling], time)
        ready, line = ready_at[hop.handling, time], plan.lines[hop.line]
        departures = used.departures[hop.line]
        index = bisect_right(departures, ready - 1 - line.max_delay)
        if index == len(departures):
            place = plan.places[plan.handlings[hop.handling].place].name
            late = phrase("service.no_more_departures", day=ready // DAY + 1, time=clock_text(ready), place=place)
            found = phrase("service.handling_ends", place=place) if ready >= NEVER else late
            return ("line", hop.line), Problem(
                "service.nothing_to_carry", phrase("service.line", key=line.key, name=line.name), found, phrase("service.after_handling"), phrase("service.leave_later"),
            )  # fmt: skip
        stops = line.stops[: hop.alight + 1]
        time = max(departures[index], ready) + sum(s.drive + s.service for s in stops)
    point = plan.points[way.point]
    if not any(end > time for _, end in point.hours):
        where = phrase("service.point", code=point.code, place=plan.places[point.place].name)
        return ("point", way.point), Problem(
            "service.point_closed_too_soon", where, phrase("service.closed_too_soon"), phrase("service.opens_after")
        )
    return None


def _earliest_ready(handling: Handling, time: int) -> int:
    """When a parcel that arrives at ``time`` at an empty place can be ready, at the soonest."""
    for stage in handling.stages:
        if stage.work <= 0:
            continue
        shift = next((s for s in stage.shifts if s.crew > 0 and s.end > max(time, s.start)), None)
        if shift is None:
            return NEVER
        hands = shift.crew if stage.discipline == "pooled" else 1
        time = max(time, shift.start) + -(-stage.work // hands)
    return time
