"""What a plan is asked for against what it can do, before anything runs.

``refuse`` (in ``sim.service.refuse``) stops what cannot work at all; ``loads`` sets demand against capacity for every
stage, line, shelf and garage, from expected values and planned times. An overloaded plan runs, and its results say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, weekday
from sim.service.departures import fullest_departures
from sim.service.plan import UNLIMITED, Garage, Line, ServicePlan, Stage

if TYPE_CHECKING:
    from sim.demand.expected import Expected
    from sim.parameters import Parameters

Floats = NDArray[np.float64]

TIGHT = 0.95
"""Above this mean load the day-to-day noise of demand alone makes some weeks overloaded."""


@dataclass(frozen=True)
class Load:
    """Demand on one resource of the plan against what it can do.

    Attributes:
        kind: ``stage_week``, ``stage_day``, ``line_week``, ``line_stretch``, ``line_departure``, ``shelf``, ``garage_day`` or ``garage_runs``.
        key: of the handling and stage, line, point or garage.
        name: as a person knows it (a stage's name is its key in ``sim.words``).
        offered, capacity: in ``unit`` (``worker_h``, ``parcels``, ``kg``, ``litres``, ``vehicle_h``, ``runs``).
        rho: offered / capacity; infinite where there is demand and no capacity.
        state: ``ok``, ``tight`` (queues build up on some days and clear) or ``overloaded`` (they never clear).
        where: name of the place.
    """

    kind: str
    key: str
    name: str
    offered: float
    capacity: float
    rho: float
    state: str
    where: str
    unit: str


def loads(plan: ServicePlan, expected: Expected, parameters: Parameters) -> tuple[Load, ...]:
    """Every load of the plan: stages, lines, shelves, garages, in the plan's order. Resources that nobody asks for are left out.

    Work joins on the day its parcels enter the hub; the way there is not counted. A stretch is the demand since the last day on
    which the resource was available, against what it can do on that day; the heaviest one of the horizon counts.
    """
    demand = _Demand(plan, expected, parameters)
    return (
        *_stage_loads(plan, demand),
        *_line_loads(plan, demand, parameters),
        *_departure_loads(plan, expected, parameters),
        *_shelf_loads(plan, demand, parameters),
        *_garage_loads(plan),
    )


def overloads(found: Iterable[Load]) -> tuple[Load, ...]:
    """Those that are overloaded: their results must say so, and where."""
    return tuple(load for load in found if load.state == "overloaded")


def itinerary_flow(plan: ServicePlan, expected: Expected) -> Floats:
    """Expected parcels a day on each itinerary, shape (itineraries,)."""
    served = plan.itinerary >= 0
    return np.bincount(plan.itinerary[served], weights=expected.daily[served], minlength=len(plan.itineraries)).astype(float)


class _Demand:
    """Expected flow by itinerary, and how it varies over the days of the horizon."""

    def __init__(self, plan: ServicePlan, expected: Expected, parameters: Parameters) -> None:
        self.days = max(1, math.ceil(plan.horizon / DAY))
        self.flow = itinerary_flow(plan, expected)
        start = parameters.horizon.start_date
        self.factor = np.array([expected.weekday[weekday(start, d)] for d in range(self.days)], dtype=float)
        self.handling = np.zeros(len(plan.handlings))
        self.line = np.zeros(len(plan.lines))
        self.point = np.zeros(len(plan.points))
        for flow, way in zip(self.flow, plan.itineraries, strict=True):
            self.point[way.point] += flow
            for hop in way.hops:
                self.handling[hop.handling] += flow
                self.line[hop.line] += flow


def _rho(offered: float, capacity: float) -> float:
    if offered <= 0:
        return 0.0
    return offered / capacity if capacity > 0 else math.inf


def _heaviest_stretch(offered: Floats, capacity: Floats) -> tuple[float, float]:
    """Of the days with capacity, the one with the highest (offered since the last such day, capacity)."""
    worst, waiting = (0.0, 0.0), 0.0
    for asked, able in zip(offered.tolist(), capacity.tolist(), strict=True):
        waiting += asked
        if able > 0:
            if _rho(waiting, able) > _rho(*worst):
                worst = (waiting, able)
            waiting = 0.0
    return worst


def _state(rho: float, limit: float = 1.0) -> str:
    if rho > limit * (1 + 1e-9):
        return "overloaded"
    return "tight" if rho > TIGHT else "ok"


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


def _stage_loads(plan: ServicePlan, demand: _Demand) -> Iterator[Load]:
    for key, stage, flow, where in _stages(plan, demand):
        if flow <= 0 or stage.work <= 0:
            continue
        offered = flow * stage.work * demand.factor / HOUR
        crew = _crew_time(stage, demand.days) / HOUR
        asked, able = 7 * float(offered.mean()), 7 * float(crew.mean())
        # Overtime finishes whatever came before a shift's end, so only work beyond the round-the-clock time of the crew piles up.
        round_the_clock = 7 * 24 * float((crew > 0).mean()) * max((s.crew for s in stage.shifts), default=0)
        limit = max(1.0, round_the_clock / able) if stage.shift_end == "finish" and able > 0 else 1.0
        rho = _rho(asked, able)
        yield Load("stage_week", key, stage.name, asked, able, rho, _state(rho, limit), where, "worker_h")
        asked, able = _heaviest_stretch(offered, crew)
        rho = _rho(asked, able)
        yield Load("stage_day", key, stage.name, asked, able, rho, "tight" if rho > 1 else "ok", where, "worker_h")


def free_space(line: Line, parameters: Parameters) -> tuple[float, float, float]:
    """Mean space of a run for our parcels: parcels, grams, ml. A host's own load comes first, and some of its runs are cancelled."""
    if not line.host:
        return float(line.capacity_parcels), float(line.capacity_grams), float(line.capacity_ml)
    host = parameters.host[line.operator.removeprefix("host:")]
    market = 1 + (host.market_load - 1) / parameters.resident.market_cycle_days
    goes = 1 - host.cancel_share
    free = max(0.0, 1 - host.load_share * market)
    return (
        goes * line.capacity_parcels * free,
        goes * line.capacity_grams * free,
        goes * line.capacity_ml * free,
    )


def _line_loads(plan: ServicePlan, demand: _Demand, parameters: Parameters) -> Iterator[Load]:
    runs = np.zeros((len(plan.lines), demand.days))
    inside = plan.timetable.scheduled < plan.horizon
    np.add.at(runs, (plan.timetable.line[inside], plan.timetable.scheduled[inside] // DAY), 1)
    # parcel, g and ml of one parcel, and the unit people read them in
    sizes = (("parcels", 1.0, 1.0), ("kg", parameters.demand.weight_mean_kg * 1000, 1000.0), ("litres", parameters.demand.volume_mean_l * 1000, 1000.0))
    for line, flow, made in zip(plan.lines, demand.line, runs, strict=True):
        if flow <= 0:
            continue
        week, stretch = [], []
        for (unit, size, per), space in zip(sizes, free_space(line, parameters), strict=True):
            offered, able = flow * size * demand.factor / per, made * space / per
            week.append((unit, 7 * float(offered.mean()), 7 * float(able.mean())))
            stretch.append((unit, *_heaviest_stretch(offered, able)))
        where = plan.places[line.base].name
        unit, asked, can = max(week, key=lambda row: _rho(row[1], row[2]))
        rho = _rho(asked, can)
        yield Load("line_week", line.key, line.name, asked, can, rho, _state(rho), where, unit)
        unit, asked, can = max(stretch, key=lambda row: _rho(row[1], row[2]))
        rho = _rho(asked, can)
        yield Load("line_stretch", line.key, line.name, asked, can, rho, "tight" if rho > 1 else "ok", where, unit)


def _departure_loads(plan: ServicePlan, expected: Expected, parameters: Parameters) -> Iterator[Load]:
    """Each line's fullest departure of the week: what does not fit waits for the next, which the line's weekly load says whether it clears."""
    grams, ml = parameters.demand.weight_mean_kg * 1000, parameters.demand.volume_mean_l * 1000

    def space(line: Line) -> float:
        parcels, weight, volume = free_space(line, parameters)
        return min(parcels, weight / grams, volume / ml)

    for found in fullest_departures(plan, expected, parameters, space):
        line, rho = plan.lines[found.line], _rho(found.ready, found.space)
        if rho > 0:
            yield Load(
                "line_departure", line.key, line.name, found.ready, found.space, rho, "tight" if rho > 1 + 1e-9 else "ok",
                plan.places[line.base].name, "parcels",
            )  # fmt: skip


def _shelf_loads(plan: ServicePlan, demand: _Demand, parameters: Parameters) -> Iterator[Load]:
    """Little's law: inflow times the mean time to collection, an upper estimate since a trip collects all of a household."""
    resident = parameters.resident
    spread = math.exp(resident.dwell_sd_log**2 / 2)
    for point, flow in zip(plan.points, demand.point, strict=True):
        if flow <= 0 or point.shelf >= UNLIMITED:
            continue
        median_h = resident.dwell_township_median_h if point.remote else resident.dwell_point_median_h
        days = min(median_h * spread / 24, point.return_after / DAY)
        stock = float(flow) * days
        rho = _rho(stock, point.shelf)
        yield Load("shelf", point.code, point.type, stock, float(point.shelf), rho, _state(rho), plan.places[point.place].name, "parcels")


def _garage_loads(plan: ServicePlan) -> Iterator[Load]:
    by_garage: dict[int, list[int]] = {}
    for run, index in enumerate(plan.timetable.line.tolist()):
        by_garage.setdefault(plan.lines[index].garage, []).append(run)
    for index, garage in enumerate(plan.garages):
        runs = by_garage.get(index, [])
        if not runs:
            continue
        where = plan.places[garage.base].name
        days = plan.timetable.scheduled[runs] // DAY
        times = np.array([plan.lines[plan.timetable.line[r]].planned + plan.lines[plan.timetable.line[r]].turnaround for r in runs], dtype=float)
        asked = float(np.bincount(days, weights=times).max()) / HOUR
        able = garage.count * (garage.duty_end - garage.duty_start) / HOUR
        rho = _rho(asked, able)
        yield Load("garage_day", garage.key, garage.vehicle, asked, able, rho, _state(rho), where, "vehicle_h")
        left, late = _runs_that_leave(plan, garage, runs)
        rho = _rho(len(runs), left)
        state = "overloaded" if left < len(runs) else "tight" if late else "ok"
        yield Load("garage_runs", garage.key, garage.vehicle, float(len(runs)), float(left), rho, state, where, "runs")


def _runs_that_leave(plan: ServicePlan, garage: Garage, runs: list[int]) -> tuple[int, int]:
    """Of a garage's runs, how many leave within their allowed delay when all take their planned time, and how many of those late."""
    if garage.count < 1:
        return 0, 0
    free, left, late = [0] * garage.count, 0, 0
    for run in runs:
        line, scheduled = plan.lines[plan.timetable.line[run]], int(plan.timetable.scheduled[run])
        unit = min(range(garage.count), key=free.__getitem__)
        leaves = max(scheduled, free[unit])
        day = leaves // DAY * DAY
        if leaves < day + garage.duty_start:
            leaves = day + garage.duty_start
        elif leaves + line.planned >= day + garage.duty_end:
            leaves = day + DAY + garage.duty_start
        if leaves > scheduled + line.max_delay or leaves >= plan.horizon:
            continue
        free[unit] = leaves + line.planned + line.turnaround
        left, late = left + 1, late + (leaves > scheduled)
    return left, late


def feasible(plan: ServicePlan, expected: Expected, parameters: Parameters) -> tuple[Load, ...]:
    """The loads of a plan that can work.

    Raises:
        InputError: the plan cannot work; see ``sim.service.refuse.refuse``.
    """
    from sim.service.refuse import refuse

    refuse(plan, expected, parameters)
    return loads(plan, expected, parameters)
