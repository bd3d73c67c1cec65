"""What a plan is asked for against what it can do, before anything runs.

``refuse`` (in ``sim.service.load.refuse``) stops what cannot work at all; ``loads`` sets demand against capacity for every
stage, line, shelf and depot, from expected values and planned times. An overloaded plan runs, and its results say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Floats
from sim.clock import DAY, HOUR, weekday
from sim.demand.offers import Direction
from sim.plan.crew import Crew, Shift
from sim.plan.departure import Slotted
from sim.plan.depot import Depot
from sim.plan.leg import Leg
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from sim.plan.units import UNLIMITED
from sim.service.hosts.host_space import free_by_day, mean_free
from sim.service.load import reach, trucks_in
from sim.service.load.availability import Availability
from sim.service.load.departures import fullest_departures
from sim.service.load.flows import Flows, by_point
from sim.service.load.load import Resource, ResourceLoad, lasting, once, ratio
from sim.service.load.shelf_loads import shelf_loads

if TYPE_CHECKING:
    from sim.demand.outlook import Expected
    from sim.parameters import Parameters


_UNITS = (("parcels", 1.0), ("kg", 1000.0), ("litres", 1000.0))
"""What a vehicle's space is counted in, and how many of its own units (parcels, grams, ml) make one."""


def loads(plan: ServicePlan, expected: Expected, parameters: Parameters) -> tuple[ResourceLoad, ...]:
    """Every load of the plan: stages, lines, shelves, depots, in the plan's order. Resources that nobody asks for are left out.
    What can be done is what is expected to be there of vehicles, people, roads and hosts' runs (``sim.service.load.availability``).

    Work joins on the day its parcels enter the hub; the way there is not counted. A stretch is the demand since the last day on
    which the resource was available, against what it can do on that day; the heaviest one of the horizon counts.
    """
    demand = _Demand(plan, expected, parameters)
    there = Availability(plan, parameters, demand.days)
    return (
        *_stage_loads(plan, demand, there),
        *_line_loads(plan, demand, parameters, there),
        *_departure_loads(plan, demand, expected, parameters),
        *shelf_loads(plan, demand.point, expected, parameters),
        *_depot_loads(plan, there),
        *reach.loads(plan),
        *trucks_in.loads(plan, expected, parameters),
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
        self.out = np.zeros((len(_UNITS), len(plan.lines)))
        going = _going(plan, expected)
        for flow, out, way in zip(self.flows.way, going.T, plan.ways, strict=True):
            for hop in way.hops:
                self.handling[hop.handling] += flow + out[0]
                self.out[:, hop.line] += out


def _going(plan: ServicePlan, expected: Expected) -> Floats:
    """Mean parcels a day that go out, their kg and litres, by way: shape (3, ways)."""
    if expected.offered is None:
        return np.zeros((len(_UNITS), len(plan.ways)))
    way = plan.way[Direction.OUTBOUND]
    reached = way >= 0
    return np.array([np.bincount(way[reached], each[reached], len(plan.ways)) for each in expected.going])


def _heaviest_stretch(offered: Floats, capacity: Floats) -> tuple[float, float]:
    """Of the days with capacity, the one with the highest (offered since the last such day, capacity)."""
    if (capacity > 0).all():  # as of most, so that no stretch is longer than its day
        rho = offered / capacity
        day = int(rho.argmax())
        return (float(offered[day]), float(capacity[day])) if rho[day] > 0 else (0.0, 0.0)
    worst, waiting = (0.0, 0.0), 0.0
    for asked, able in zip(offered.tolist(), capacity.tolist(), strict=True):
        waiting += asked
        if able > 0:
            if ratio(waiting, able) > ratio(*worst):
                worst = (waiting, able)
            waiting = 0.0
    return worst


def _heaviest_day(asked: Floats, can: Floats) -> tuple[float, float]:
    """The day with the highest (asked, can) of those on which anything is there."""
    days = [both for both in zip(asked.tolist(), can.tolist(), strict=True) if both[1] > 0]
    return max(days, key=lambda both: ratio(*both), default=(0.0, 0.0))


def _crew_time(shifts: Sequence[Shift], days: int) -> Floats:
    """Rostered worker-ms of each day."""
    total = np.zeros(days)
    for shift in shifts:
        for day in range(shift.start // DAY, min(days, -(-shift.end // DAY))):
            total[day] += shift.people * (min(shift.end, (day + 1) * DAY) - max(shift.start, day * DAY))
    return total


def _stages(plan: ServicePlan, demand: _Demand) -> Iterator[tuple[Stage, float]]:
    """Every stage, and parcels a day."""
    for handling, flow in zip(plan.handlings, demand.handling.tolist(), strict=True):
        yield from ((stage, flow) for stage in handling.stages)
    for point, flow in zip(plan.points, demand.point.tolist(), strict=True):
        if point.shelve is not None:
            yield point.shelve, flow


def _stage_loads(plan: ServicePlan, demand: _Demand, there: Availability) -> Iterator[ResourceLoad]:
    """The loads of every crew, called after the first of its stages; those that it does are its work together."""
    work, first = dict.fromkeys(plan.crews, 0.0), dict[Crew, str]()
    for stage, flow in _stages(plan, demand):
        work[stage.crew] += flow * stage.work
        first.setdefault(stage.crew, stage.name)
    shared = {id(crew.shifts): crew.shifts for crew, each in work.items() if each > 0}  # the very same of most points
    hours = {key: _crew_time(shifts, demand.days) / HOUR for key, shifts in shared.items()}
    for crew, each in work.items():
        if each > 0:
            resource = Resource(crew.key, first[crew], plan.places[crew.place].name)
            offered, rostered = each * demand.factor / HOUR, hours[id(crew.shifts)]
            able, most = rostered * there.crew(crew), _most_load(crew, rostered)
            yield lasting("stage_week", resource, _a_week(offered), _a_week(able), "worker_h", most)
            yield once("stage_day", resource, *_heaviest_stretch(offered, able), "worker_h")


def _a_week(by_day: Floats) -> float:
    return 7 * float(by_day.mean())


def _most_load(crew: Crew, there: Floats) -> float:
    """The load in the long run above which work piles up; ``there``: rostered hours by day.

    Overtime finishes whatever came before a shift's end, so then it is only what is beyond the round-the-clock time of the crew.
    """
    rostered = _a_week(there)
    if crew.shift_end != "finish" or rostered <= 0:
        return 1.0
    round_the_clock = 7 * 24 * float((there > 0).mean()) * max((s.people for s in crew.shifts), default=0)
    return max(1.0, round_the_clock / rostered)


def free_space(line: Line, parameters: Parameters) -> tuple[float, float, float]:
    """Mean space of a run for our parcels: parcels, grams, ml. A host's own load comes first, and some of its runs are
    cancelled."""
    if not line.hosted:
        return line.capacity
    host = parameters.host[line.operator.key]
    parcels, grams, ml = mean_free(host, line.capacity, line.most_parcels, parameters)
    goes = 1 - host.cancel_share
    return goes * parcels, goes * grams, goes * ml


def _space_by_day(line: Line, parameters: Parameters) -> Sequence[Floats | int]:
    """The same by day, in as many units; one number where all days are alike."""
    if not line.hosted or line.leg is Leg.HAUL:
        return line.capacity
    host = parameters.host[line.operator.key]
    return list((1 - host.cancel_share) * free_by_day(host, line.capacity, line.most_parcels, parameters))


def _line_loads(plan: ServicePlan, demand: _Demand, parameters: Parameters, there: Availability) -> Iterator[ResourceLoad]:
    runs = _runs_by_day(plan, demand.days)
    for number, line in enumerate(plan.lines):
        if demand.flows.line[number] > 0 or (line.leg is Leg.HAUL and min(line.capacity) < UNLIMITED):
            resource = Resource(line.key, line.name, plan.places[line.base].name)
            going = runs[number] * there.runs(line)
            days = list(_days(number, _space_by_day(line, parameters), going, demand))
            yield lasting("line_week", resource, *_scarcest((_a_week(asked), _a_week(can), unit) for asked, can, unit in days))
            yield once("line_stretch", resource, *_scarcest((*_heaviest_stretch(asked, can), unit) for asked, can, unit in days))


def _runs_by_day(plan: ServicePlan, days: int) -> Floats:
    """Shape (lines, days): runs scheduled."""
    table, runs = plan.timetable, np.zeros((len(plan.lines), days))
    inside = table.scheduled < plan.horizon
    np.add.at(runs, (table.line[inside], table.scheduled[inside] // DAY), 1)
    return runs


def _days(
    line: int, space: Sequence[Floats | int], runs: Floats, demand: _Demand
) -> Iterator[tuple[Floats, Floats, str]]:
    """By day, what a line is asked to carry, there or back, and what its runs can, with the unit."""
    flows = demand.flows
    asked = np.maximum((flows.line[line], flows.kg[line], flows.litres[line]), demand.out[:, line]).tolist()
    for (unit, per), flow, each in zip(_UNITS, asked, space, strict=True):
        yield flow * demand.factor, runs * each / per, unit


def _scarcest(loads: Iterable[tuple[float, float, str]]) -> tuple[float, float, str]:
    """Of what is asked and what can be done in several units, the one with the highest load."""
    return max(loads, key=lambda load: ratio(load[0], load[1]))


def _departure_loads(plan: ServicePlan, demand: _Demand, expected: Expected, parameters: Parameters) -> Iterator[ResourceLoad]:
    """Each line's fullest departure of the week: what does not fit waits for the next, which the line's weekly load says whether it clears."""
    sizes = demand.flows.sizes()

    def space(line: int) -> float:
        return sizes[line].fitting(free_space(plan.lines[line], parameters))

    for found in fullest_departures(plan, expected, parameters, space):
        line = plan.lines[found.line]
        if found.ready > 0:
            resource = Resource(line.key, line.name, plan.places[line.base].name)
            yield once("line_departure", resource, found.ready, found.space, "parcels")


def _depot_loads(plan: ServicePlan, there: Availability) -> Iterator[ResourceLoad]:
    of_depot = plan.depot_of_line[plan.timetable.line]
    away = np.array([line.cycle for line in plan.lines], float)[plan.timetable.line]
    waiting = np.array([isinstance(line.departure, Slotted) for line in plan.lines], bool)[plan.timetable.line]
    for index, depot in enumerate(plan.depots):
        runs = np.flatnonzero(of_depot == index)
        on_time = runs[~waiting[runs]]
        if len(runs):
            resource = Resource(depot.key, depot.vehicle, plan.places[depot.base].name)
            can = there.vehicles(index) * depot.count * depot.duty / HOUR
            asked = np.bincount(plan.timetable.scheduled[runs] // DAY, away[runs], len(can))[: len(can)] / HOUR
            yield lasting("depot_day", resource, *_heaviest_day(asked, can), "vehicle_h")
        if len(on_time):
            yield _runs_load(plan, depot, on_time.tolist(), resource)


def _runs_load(plan: ServicePlan, depot: Depot, runs: list[int], of: Resource) -> ResourceLoad:
    """A depot's runs against those that leave."""
    left, late = _runs_that_leave(plan, depot, runs)
    in_time = "overloaded" if left < len(runs) else "tight" if late else "ok"
    return ResourceLoad("depot_runs", of.key, of.name, float(len(runs)), float(left), ratio(len(runs), left), in_time, of.where, "runs")


def _runs_that_leave(plan: ServicePlan, depot: Depot, runs: list[int]) -> tuple[int, int]:
    """Of a depot's runs, how many leave within their allowed delay when all take their planned time, and how many of those late."""
    if depot.count < 1:
        return 0, 0
    free, left, late = [0] * depot.count, 0, 0
    for run in runs:
        line, scheduled = plan.lines[plan.timetable.line[run]], int(plan.timetable.scheduled[run])
        unit = free.index(min(free))
        leaves = max(scheduled, free[unit])
        if not depot.may_start(leaves, line.planned):
            leaves = depot.next_duty(leaves)
        if leaves <= scheduled + line.max_delay and leaves < plan.horizon:
            free[unit] = leaves + line.cycle
            left, late = left + 1, late + (leaves > scheduled)
    return left, late
