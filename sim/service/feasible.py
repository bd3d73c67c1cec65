"""What a plan is asked for against what it can do, before anything runs.

``refuse`` (in ``sim.service.refuse``) stops what cannot work at all; ``loads`` sets demand against capacity for every
stage, line, shelf and depot, from expected values and planned times. An overloaded plan runs, and its results say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, weekday
from sim.plan.depot import Depot
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from sim.service import reach
from sim.service.departures import fullest_departures
from sim.service.flows import Flows, by_point
from sim.service.host_space import mean_free
from sim.service.load import ResourceLoad, passing, ratio, state
from sim.service.shelf_loads import shelf_loads

if TYPE_CHECKING:
    from sim.demand.outlook import Expected
    from sim.parameters import Parameters

Floats = NDArray[np.float64]


def loads(plan: ServicePlan, expected: Expected, parameters: Parameters) -> tuple[ResourceLoad, ...]:
    """Every load of the plan: stages, lines, shelves, depots, in the plan's order. Resources that nobody asks for are left out.

    Work joins on the day its parcels enter the hub; the way there is not counted. A stretch is the demand since the last day on
    which the resource was available, against what it can do on that day; the heaviest one of the horizon counts.
    """
    demand = _Demand(plan, expected, parameters)
    return (
        *_stage_loads(plan, demand),
        *_line_loads(plan, demand, parameters),
        *_departure_loads(plan, demand, expected, parameters),
        *shelf_loads(plan, demand.point, expected, parameters),
        *_depot_loads(plan),
        *reach.loads(plan),
    )


class _Demand:
    """Expected flow by way, and how it varies over the days of the horizon."""

    def __init__(self, plan: ServicePlan, expected: Expected, parameters: Parameters) -> None:
        self.days = max(1, math.ceil(plan.horizon / DAY))
        self.flows = Flows(plan.ways, plan.inbound, expected, len(plan.lines))
        start = parameters.horizon.start_date
        self.factor = np.array([expected.weekday[weekday(start, d)] for d in range(self.days)], dtype=float)
        self.point = by_point(plan.ways, self.flows.way, len(plan.points))
        self.handling = np.zeros(len(plan.handlings))
        for flow, way in zip(self.flows.way, plan.ways, strict=True):
            for hop in way.hops:
                self.handling[hop.handling] += flow


def _heaviest_stretch(offered: Floats, capacity: Floats) -> tuple[float, float]:
    """Of the days with capacity, the one with the highest (offered since the last such day, capacity)."""
    worst, waiting = (0.0, 0.0), 0.0
    for asked, able in zip(offered.tolist(), capacity.tolist(), strict=True):
        waiting += asked
        if able > 0:
            if ratio(waiting, able) > ratio(*worst):
                worst = (waiting, able)
            waiting = 0.0
    return worst


def _crew_time(stage: Stage, days: int) -> Floats:
    """Rostered worker-ms of each day."""
    total = np.zeros(days)
    for shift in stage.shifts:
        for day in range(shift.start // DAY, min(days, -(-shift.end // DAY))):
            total[day] += shift.crew * (min(shift.end, (day + 1) * DAY) - max(shift.start, day * DAY))
    return total


def _stages(plan: ServicePlan, demand: _Demand) -> Iterator[tuple[str, Stage, float, str]]:
    """Key, stage, parcels a day and place of every stage that works."""
    for handling, flow in zip(plan.handlings, demand.handling, strict=True):
        for stage in handling.stages:
            yield f"{handling.key}/{stage.name}", stage, float(flow), plan.places[handling.place].name
    for point, flow in zip(plan.points, demand.point, strict=True):
        if point.shelve is not None:
            yield f"{point.code}/{point.shelve.name}", point.shelve, float(flow), plan.places[point.place].name


def _stage_loads(plan: ServicePlan, demand: _Demand) -> Iterator[ResourceLoad]:
    for key, stage, flow, where in _stages(plan, demand):
        if flow <= 0 or stage.work <= 0:
            continue
        offered = flow * stage.work * demand.factor / HOUR
        crew = _crew_time(stage, demand.days) / HOUR
        asked, able = 7 * float(offered.mean()), 7 * float(crew.mean())
        # Overtime finishes whatever came before a shift's end, so only work beyond the round-the-clock time of the crew piles up.
        round_the_clock = 7 * 24 * float((crew > 0).mean()) * max((s.crew for s in stage.shifts), default=0)
        limit = max(1.0, round_the_clock / able) if stage.shift_end == "finish" and able > 0 else 1.0
        rho = ratio(asked, able)
        yield ResourceLoad("stage_week", key, stage.name, asked, able, rho, state(rho, limit), where, "worker_h")
        asked, able = _heaviest_stretch(offered, crew)
        rho = ratio(asked, able)
        yield ResourceLoad("stage_day", key, stage.name, asked, able, rho, passing(rho), where, "worker_h")


def free_space(line: Line, parameters: Parameters) -> tuple[float, float, float]:
    """Mean space of a run for our parcels: parcels, grams, ml. A host's own load comes first, and some of its runs are cancelled."""
    vehicle = (float(line.capacity_parcels), float(line.capacity_grams), float(line.capacity_ml))
    if not line.hosted:
        return vehicle
    host = parameters.host[line.operator.removeprefix("host:")]
    parcels, grams, ml = mean_free(host, vehicle, line.most_parcels, parameters.resident.market_cycle_days)
    goes = 1 - host.cancel_share
    return goes * parcels, goes * grams, goes * ml


def _line_loads(plan: ServicePlan, demand: _Demand, parameters: Parameters) -> Iterator[ResourceLoad]:
    runs = np.zeros((len(plan.lines), demand.days))
    inside = plan.timetable.scheduled < plan.horizon
    np.add.at(runs, (plan.timetable.line[inside], plan.timetable.scheduled[inside] // DAY), 1)
    flows = demand.flows
    for number, line in enumerate(plan.lines):
        if flows.line[number] <= 0:
            continue
        week, stretch = [], []
        for (unit, per, flow), space in zip((("parcels", 1.0, flows.line), ("kg", 1000.0, flows.kg), ("litres", 1000.0, flows.litres)), free_space(line, parameters), strict=True):
            offered, able = flow[number] * demand.factor, runs[number] * space / per
            week.append((unit, 7 * float(offered.mean()), 7 * float(able.mean())))
            stretch.append((unit, *_heaviest_stretch(offered, able)))
        where = plan.places[line.base].name
        unit, asked, can = max(week, key=lambda row: ratio(row[1], row[2]))
        rho = ratio(asked, can)
        yield ResourceLoad("line_week", line.key, line.name, asked, can, rho, state(rho), where, unit)
        unit, asked, can = max(stretch, key=lambda row: ratio(row[1], row[2]))
        rho = ratio(asked, can)
        yield ResourceLoad("line_stretch", line.key, line.name, asked, can, rho, passing(rho), where, unit)


def _departure_loads(plan: ServicePlan, demand: _Demand, expected: Expected, parameters: Parameters) -> Iterator[ResourceLoad]:
    """Each line's fullest departure of the week: what does not fit waits for the next, which the line's weekly load says whether it clears."""
    sizes = demand.flows.sizes()

    def space(line: int) -> float:
        parcels, grams, ml = free_space(plan.lines[line], parameters)
        return min(parcels, grams / (1000 * sizes[line].kg), ml / (1000 * sizes[line].litres))

    for found in fullest_departures(plan, expected, parameters, space):
        line, rho = plan.lines[found.line], ratio(found.ready, found.space)
        if rho > 0:
            yield ResourceLoad(
                "line_departure", line.key, line.name, found.ready, found.space, rho, passing(rho),
                plan.places[line.base].name, "parcels",
            )  # fmt: skip


def _depot_loads(plan: ServicePlan) -> Iterator[ResourceLoad]:
    by_depot: dict[int, list[int]] = {}
    for run, index in enumerate(plan.timetable.line.tolist()):
        by_depot.setdefault(plan.lines[index].depot, []).append(run)
    for index, depot in enumerate(plan.depots):
        runs = by_depot.get(index, [])
        if not runs:
            continue
        where = plan.places[depot.base].name
        days = plan.timetable.scheduled[runs] // DAY
        times = np.array([plan.lines[plan.timetable.line[r]].planned + plan.lines[plan.timetable.line[r]].turnaround for r in runs], dtype=float)
        asked = float(np.bincount(days, weights=times).max()) / HOUR
        able = depot.count * depot.duty / HOUR
        rho = ratio(asked, able)
        yield ResourceLoad("depot_day", depot.key, depot.vehicle, asked, able, rho, state(rho), where, "vehicle_h")
        left, late = _runs_that_leave(plan, depot, runs)
        rho = ratio(len(runs), left)
        in_time = "overloaded" if left < len(runs) else "tight" if late else "ok"
        yield ResourceLoad("depot_runs", depot.key, depot.vehicle, float(len(runs)), float(left), rho, in_time, where, "runs")


def _runs_that_leave(plan: ServicePlan, depot: Depot, runs: list[int]) -> tuple[int, int]:
    """Of a depot's runs, how many leave within their allowed delay when all take their planned time, and how many of those late."""
    if depot.count < 1:
        return 0, 0
    free, left, late = [0] * depot.count, 0, 0
    for run in runs:
        line, scheduled = plan.lines[plan.timetable.line[run]], int(plan.timetable.scheduled[run])
        unit = min(range(depot.count), key=free.__getitem__)
        leaves = max(scheduled, free[unit])
        day = leaves // DAY * DAY
        if leaves < day + depot.duty_start:
            leaves = day + depot.duty_start
        elif leaves + line.planned >= day + depot.duty_end:
            leaves = day + DAY + depot.duty_start
        if leaves > scheduled + line.max_delay or leaves >= plan.horizon:
            continue
        free[unit] = leaves + line.planned + line.turnaround
        left, late = left + 1, late + (leaves > scheduled)
    return left, late
