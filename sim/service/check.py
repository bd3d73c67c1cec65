"""What holds of every service plan, checked as it is made: a breach is a fault of the program, not of an input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from sim.demand.offers import Direction
from sim.plan.crew import Shift
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.way import BASE, Hop, Way


class PlanError(AssertionError):
    """A service plan that contradicts itself."""


def check_plan(plan: ServicePlan) -> None:
    """Check indices, legs, hours and ways of a plan.

    Raises:
        PlanError: with every breach.
    """
    faults = [*_lines(plan), *_depots(plan), *_timetable(plan), *_points(plan), *_lay_ways(plan), *_stages(plan), *_crews(plan)]
    if faults:
        raise PlanError("; ".join(faults[:20]))


def _lines(plan: ServicePlan) -> list[str]:
    keys = [line.key for line in plan.lines]
    faults = ["line keys are not unique"] if len(set(keys)) < len(keys) else []
    runs = np.bincount(plan.timetable.line, minlength=len(plan.lines))
    for line, number in zip(plan.lines, runs.tolist(), strict=False):
        found = (*_stop_faults(plan, line), *_vehicle_faults(plan, line), *_run_faults(line, number))
        faults += [f"{line.key}: {fault}" for fault in found]
    return faults


def _stop_faults(plan: ServicePlan, line: Line) -> Iterator[str]:
    visited = [stop.place for stop in line.stops]
    if not visited or min(stop.drive for stop in line.stops) < 1 or line.back_drive < 1:
        yield "a drive under 1 ms or no stop"
    if any(not 0 <= place < len(plan.places) for place in visited) or any(s.service < 0 or s.service_parcel < 0 for s in line.stops):
        yield "a stop out of range"
    if len({line.base, *visited}) < 1 + len(visited):
        yield "a place is visited twice"


def _vehicle_faults(plan: ServicePlan, line: Line) -> Iterator[str]:
    if (not line.hosted and line.depot < 0) or line.depot >= len(plan.depots) or line.vehicle not in plan.vehicles:
        yield "no vehicle"
    if min(line.capacity) < 1 or line.planned < 1:
        yield "no capacity or duration"


def _run_faults(line: Line, runs: int) -> Iterator[str]:
    if len(line.by_run) not in (0, runs):
        yield "what its host takes along is not said of every run"


def _depots(plan: ServicePlan) -> list[str]:
    bad = (g for g in plan.depots if g.count < 1 or g.duty_start >= g.duty_end or g.vehicle not in plan.vehicles)
    faults = [f"{g.key}: count or duty window" for g in bad]
    for line in plan.lines:
        if 0 <= line.depot < len(plan.depots):
            depot = plan.depots[line.depot]
            if (depot.operator, depot.vehicle) != (line.operator, line.vehicle):
                faults.append(f"{line.key}: its depot {depot.key} is another's")
    return faults


def _timetable(plan: ServicePlan) -> list[str]:
    table = plan.timetable
    if not len(table.line):
        return ["no run at all"]
    order = np.lexsort((table.line, table.scheduled))
    faults = [] if np.array_equal(order, np.arange(len(order))) else ["runs out of order"]
    named = table.line.min() >= 0 and table.line.max() < len(plan.lines)
    if not named or table.scheduled.min() < 0 or table.scheduled.max() >= plan.horizon:
        faults.append("a run out of range")
    return faults


def _points(plan: ServicePlan) -> list[str]:
    faults = []
    hours: dict[int, tuple[tuple[int, int], ...]] = {}
    for point in plan.points:
        if hours.setdefault(point.place, point.hours) != point.hours:
            faults.append(f"{point.code}: other hours than its place")
        if any(a >= b for a, b in point.hours) or any(a[1] > b[0] for a, b in pairwise(point.hours)):
            faults.append(f"{point.code}: hours overlap")
        if point.remote and point.door_times:
            faults.append(f"{point.code}: door rounds of a remote point")
    return faults


def _lay_ways(plan: ServicePlan) -> list[str]:
    faults = []
    shape = (len(plan.brands), len(plan.villages))
    if plan.way.shape[1:] != shape or len(plan.way) not in (1, len(Direction)) or plan.way.max(initial=-1) >= len(plan.ways):
        faults.append("ways out of range")
    outbound = set(plan.way[Direction.OUTBOUND :].ravel().tolist())
    for number, way in enumerate(plan.ways):
        faults += [f"way {number}: {fault}" for fault in _way_faults(plan, way, number in outbound)]
    return faults


def _way_faults(plan: ServicePlan, way: Way, outbound: bool) -> list[str]:
    """Breaks in a way over each hop: from the hub to the point, or from the point to the place beyond the county."""
    if not way.hops or way.mode not in plan.fees:
        return ["no hop" if not way.hops else f"no fees of mode {way.mode}"]
    point = plan.points[way.point].place
    here, goal = (point, len(plan.places) - 1) if outbound else (0, point)
    for hop in way.hops:
        if fault := _hop_fault(plan, hop, here):
            return [fault]
        here = plan.lines[hop.line].place(hop.alight)
    return [] if here == goal else ["does not end where it should"]


def _hop_fault(plan: ServicePlan, hop: Hop, here: int) -> str:
    """What is wrong with a hop from a place; empty where nothing is."""
    line = plan.lines[hop.line]
    starts = plan.handlings[hop.handling].place == here == line.place(hop.board) and BASE <= hop.board < line.end
    if not starts:
        return f"hop by {line.key} does not start where the parcel is"
    back = max(hop.board, hop.alight - line.end) >= 0  # it boards on the way, or goes on to where the run ends
    if not hop.board < hop.alight <= line.end or (back and not line.picks_up):
        return f"no ride from stop {hop.board} to {hop.alight} on {line.key}"
    return ""


def _stages(plan: ServicePlan) -> list[str]:
    stages = [(h.key, stage) for h in plan.handlings for stage in h.stages]
    stages += [(p.code, p.shelve) for p in plan.points if p.shelve]
    return [f"{key}, {stage.name}: work" for key, stage in stages if stage.work < 0]


def _crews(plan: ServicePlan) -> list[str]:
    faults = ["crew keys are not unique"] if len({crew.key for crew in plan.crews}) < len(plan.crews) else []
    shared = {id(crew.shifts): crew.shifts for crew in plan.crews}  # the very same of most points
    found = {key: tuple(_shift_faults(shifts)) for key, shifts in shared.items()}
    return [*faults, *(f"{crew.key}: {fault}" for crew in plan.crews for fault in found[id(crew.shifts)])]


def _shift_faults(shifts: Sequence[Shift]) -> Iterator[str]:
    if not shifts or any(s.start >= s.end or s.people < 1 for s in shifts):
        yield "no shifts, or some without people"
    if any(a.start > b.start for a, b in pairwise(shifts)):
        yield "shifts out of order"
