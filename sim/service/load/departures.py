"""How full single departures are: the expected parcels as a fluid that flows through crews and lines at planned times.

A day's load may fit its departures together and still not the one by which most of it is ready. Parcels come with their waves, a crew
works them off in order, each departure takes what is ready and fits, and the rest waits for the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Floats, Ints
from sim.clock import DAY, MINUTE, weekday
from sim.plan.crew import Crew
from sim.plan.departure import Slotted
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.service.load.flows import Flows
from sim.service.rounds.rounds import LineStop

if TYPE_CHECKING:
    from sim.demand.outlook import Expected
    from sim.parameters import Parameters


STEP = 5 * MINUTE
WARM, WATCHED = 7, 7
"""Days before, and days of, the week that is looked at; timetables and demand repeat weekly."""


@dataclass(frozen=True)
class Departure:
    """A line's fullest departure: expected parcels ready for it, and mean parcels for which its vehicles have space."""

    line: int
    ready: float
    space: float


def fullest_departures(
    plan: ServicePlan, expected: Expected, parameters: Parameters, space: Callable[[int], float]
) -> tuple[Departure, ...]:
    """The fullest departure of each line that parcels ride on, in the plan's order.

    Args:
        space: mean parcels that a run of a line, by its number, holds.
    """
    fluid = _Fluid(plan, expected, parameters)
    found: dict[int, Departure] = {}
    for depth in range(max((len(way.hops) for way in plan.ways), default=0)):
        for line, departure in fluid.carry(depth, space).items():
            if line not in found or departure.ready * found[line].space > found[line].ready * departure.space:
                found[line] = departure
    return tuple(found[line] for line in sorted(found))


def expected_at(line: Line, scheduled: Ints) -> Ints:
    """When runs of a line leave, for planning: as scheduled; those with slots evenly over their hours."""
    rule = line.departure
    if not isinstance(rule, Slotted):
        return scheduled
    _, first, number, of_day = np.unique(scheduled, return_index=True, return_inverse=True, return_counts=True)
    part = (2 * (np.arange(len(scheduled)) - first[number]) + 1) / (2 * of_day[number])
    return scheduled + np.rint(part * (rule.end - rule.start)).astype(np.int64)


@dataclass
class _Passing:
    """Mean parcels a day that a handling gets ready for their next hop.

    Attributes:
        came: by the line that brought them and its stop.
        ride: by the line that takes them on, and its stop where they come off.
    """

    came: defaultdict[LineStop, float] = field(default_factory=lambda: defaultdict(float))
    ride: defaultdict[int, defaultdict[int, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))


class _Fluid:
    """Cumulative expected parcels on a grid of times; ``set_down`` by line and stop, for each mean parcel a day that rides there."""

    def __init__(self, plan: ServicePlan, expected: Expected, parameters: Parameters) -> None:
        self.plan = plan
        self.days = min(-(-plan.horizon // DAY), WARM + WATCHED)
        self.watched = max(0, self.days - WATCHED) * DAY
        self.grid = np.arange(0, self.days * DAY + 1, STEP, dtype=np.float64)
        self.flow = Flows(plan.ways, plan.inbound, expected, len(plan.lines)).way
        self.entered = self._entering(expected, parameters)
        self.set_down: dict[LineStop, Floats] = {}
        departures = zip(plan.lines, plan.timetable.by_line(len(plan.lines)), strict=True)
        self.runs = [expected_at(line, times[times < self.days * DAY]) for line, times in departures]

    def _entering(self, expected: Expected, parameters: Parameters) -> Floats:
        """Mean days' parcels that have entered the hub: each arrival after its exponential delay."""
        came = np.zeros(len(self.grid))
        for day in range(self.days):
            factor = float(expected.weekday[weekday(parameters.horizon.start_date, day)])
            for arrival in expected.arrivals:
                late = self.grid - (day * DAY + arrival.time)
                share = 1 - np.exp(-np.maximum(late, 0.0) / expected.delay) if expected.delay > 0 else np.ones(len(late))
                came += np.where(late >= 0, factor * arrival.share * share, 0.0)
        return came

    def carry(self, depth: int, space: Callable[[int], float]) -> dict[int, Departure]:
        """Let every line carry what rides on it as hop number ``depth``; its fullest departure of the watched week."""
        found: dict[int, Departure] = {}
        for handling, passing in self._passing(depth).items():
            total, ready = sum(passing.came.values()), self._ready(handling, passing, depth)
            for line, stops in passing.ride.items():
                loads, fullest = self._loaded(line, ready * (sum(stops.values()) / total), space(line))
                self._set_down(line, stops, loads / sum(stops.values()))
                if fullest is not None:
                    found[line] = fullest
        return found

    def _passing(self, depth: int) -> dict[int, _Passing]:
        """By handling, the parcels that it gets ready for hop number ``depth``."""
        found: dict[int, _Passing] = {}
        for way, flow in zip(self.plan.ways, self.flow.tolist(), strict=True):
            if flow > 0 and len(way.hops) > depth:
                hop, before = way.hops[depth], way.hops[depth - 1]
                passing = found.setdefault(hop.handling, _Passing())
                passing.came[before.line, before.alight] += flow
                passing.ride[hop.line][hop.alight] += flow
        return found

    def _ready(self, handling: int, passing: _Passing, depth: int) -> Floats:
        """What a handling has got ready; parcels on their first hop have come off the trucks."""
        if depth == 0:
            done = sum(passing.came.values()) * self.entered
        else:
            done = sum((n * self.set_down[at] for at, n in passing.came.items()), np.zeros(len(self.grid)))
        stages = self.plan.handlings[handling].stages
        for stage in stages:
            work = sum(other.work for other in stages if other.crew == stage.crew)
            done = _worked(self.grid, stage.crew, work, done, self.days) if stage.work > 0 else done
        return done

    def _loaded(self, line: int, ready: Floats, space: float) -> tuple[Floats, Departure | None]:
        """Departures of a line in turn: what each loads, and the fullest of the watched week."""
        times, vehicles = np.unique(self.runs[line], return_counts=True)
        taken, fullest, loads = 0.0, None, []
        for time, room, there in zip(times, (vehicles * space).tolist(), np.interp(times, self.grid, ready).tolist(), strict=True):
            waiting = there - taken
            loads.append(min(waiting, room))
            taken += loads[-1]
            if time >= self.watched and (fullest is None or waiting * fullest.space > fullest.ready * room):
                fullest = Departure(line, waiting, room)
        return np.array(loads), fullest

    def _set_down(self, line: int, stops: Iterable[int], loads: Floats) -> None:
        """Note what has come to each stop of a line, for each mean parcel a day: ``loads`` by departure."""
        times, size = np.unique(self.runs[line]), len(self.grid)
        for stop in stops:
            first = -(-(times + self.plan.lines[line].ride(stop)) // STEP)
            self.set_down[line, stop] = np.cumsum(np.bincount(first, weights=loads, minlength=size)[:size])


def _worked(grid: Floats, crew: Crew, work: int, came: Floats, days: int) -> Floats:
    """What a crew has done of what has come, ``work`` worker-ms each: never more than it can, nor than is there."""
    rate = np.zeros(len(grid))
    for shift in crew.shifts:
        if shift.start < days * DAY:
            rate += shift.people * np.clip(grid - shift.start, 0, shift.end - shift.start)
    can: Floats = rate / work
    done: Floats = np.minimum(came, can + np.minimum.accumulate(came - can))
    return done
