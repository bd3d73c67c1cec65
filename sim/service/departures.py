"""How full single departures are: the expected parcels as a fluid that flows through crews and lines at planned times.

A day's load may fit its departures together and still not the one by which most of it is ready. Parcels come with their waves, a crew
works them off in order, each departure takes what is ready and fits, and the rest waits for the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, MINUTE, weekday
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage

if TYPE_CHECKING:
    from sim.demand.outlook import Expected
    from sim.parameters import Parameters

Floats = NDArray[np.float64]
Key = TypeVar("Key")

STEP = 5 * MINUTE
WARM, WATCHED = 7, 7
"""Days before, and days of, the week that is looked at; timetables and demand repeat weekly."""


@dataclass(frozen=True)
class Departure:
    """A line's fullest departure: expected parcels ready for it, and mean parcels for which its vehicles have space."""

    line: int
    ready: float
    space: float


def fullest_departures(plan: ServicePlan, expected: Expected, parameters: Parameters, space: Callable[[int], float]) -> tuple[Departure, ...]:
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


class _Fluid:
    """Cumulative expected parcels on a grid of times; ``set_down`` by line and stop, for each mean parcel a day that rides there."""

    def __init__(self, plan: ServicePlan, expected: Expected, parameters: Parameters) -> None:
        self.plan = plan
        self.days = min(-(-plan.horizon // DAY), WARM + WATCHED)
        self.watched = max(0, self.days - WATCHED) * DAY
        self.grid = np.arange(0, self.days * DAY + 1, STEP, dtype=np.float64)
        served = plan.inbound >= 0
        self.flow = np.bincount(plan.inbound[served], weights=expected.daily[served], minlength=len(plan.ways))
        self.entered = self._entering(expected, parameters)
        self.set_down: dict[tuple[int, int], Floats] = {}
        order = np.argsort(plan.timetable.line, kind="stable")
        bounds = np.searchsorted(plan.timetable.line[order], np.arange(len(plan.lines) + 1))
        times = plan.timetable.scheduled[order]
        self.runs = [[t for t in times[a:b].tolist() if t < self.days * DAY] for a, b in pairwise(bounds)]

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
        coming: dict[int, dict[tuple[int, int], float]] = {}
        rides: dict[int, dict[int, dict[int, float]]] = {}
        for way, flow in zip(self.plan.ways, self.flow.tolist(), strict=True):
            if flow > 0 and len(way.hops) > depth:
                hop, before = way.hops[depth], way.hops[depth - 1]
                _add(coming.setdefault(hop.handling, {}), (before.line, before.alight), flow)
                _add(rides.setdefault(hop.handling, {}).setdefault(hop.line, {}), hop.alight, flow)
        found: dict[int, Departure] = {}
        for handling, parts in coming.items():
            total = sum(parts.values())
            done = total * self.entered if depth == 0 else sum((n * self.set_down[at] for at, n in parts.items()), np.zeros(len(self.grid)))
            for stage in self.plan.handlings[handling].stages:
                done = _worked(self.grid, stage, done, self.days)
            for line, stops in rides[handling].items():
                share = sum(stops.values()) / total
                fullest = self._depart(line, stops, done * share, space(line))
                if fullest is not None:
                    found[line] = fullest
        return found

    def _depart(self, line: int, stops: dict[int, float], ready: Floats, space: float) -> Departure | None:
        """Departures in turn; ``set_down`` gets, for each mean parcel a day, what has come to each stop."""
        times, number = np.unique(np.array(self.runs[line], np.int64), return_counts=True)
        runs, vehicles = times.tolist(), number.tolist()
        daily, taken, fullest = sum(stops.values()), 0.0, None
        loads = []
        for time, together, there in zip(runs, vehicles, np.interp(runs, self.grid, ready).tolist(), strict=True):
            waiting, room = there - taken, together * space
            loads.append(min(waiting, room) / daily)
            taken += min(waiting, room)
            if time >= self.watched and (fullest is None or waiting * fullest.space > fullest.ready * room):
                fullest = Departure(line, waiting, room)
        for stop in stops:
            ride = sum(s.drive + s.service for s in self.plan.lines[line].stops[: stop + 1])
            first = -(-(times + ride) // STEP)
            at = np.bincount(first, weights=loads, minlength=len(self.grid))[: len(self.grid)] if runs else np.zeros(len(self.grid))
            self.set_down[line, stop] = np.cumsum(at)
        return fullest


def _add(table: dict[Key, float], key: Key, amount: float) -> None:
    table[key] = table.get(key, 0.0) + amount


def _worked(grid: Floats, stage: Stage, came: Floats, days: int) -> Floats:
    """What a stage has done of what has come: never more than its crew can, nor than is there."""
    if stage.work <= 0:
        return came
    rate = np.zeros(len(grid))
    for shift in stage.shifts:
        if shift.start < days * DAY:
            rate += shift.crew * np.clip(grid - shift.start, 0, shift.end - shift.start)
    can: Floats = rate / stage.work
    done: Floats = np.minimum(came, can + np.minimum.accumulate(came - can))
    return done
