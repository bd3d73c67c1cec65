"""Absent keepers of village points, each drawn by himself: their points are closed, and nobody fetches parcels for them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.arrays import Bools, Ints
from sim.clock import DAY
from sim.demand.streams import Streams, entity_codes
from sim.flow.away import days_of
from sim.parameters import Parameters
from sim.plan.actor import KEEPER
from sim.plan.crew import Crew
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from sim.plan.point import Point


def keepers_away(plan: ServicePlan, parameters: Parameters, streams: Streams) -> Ints:
    """Rows (point, day, people): how many keepers of a village point are away on a day. Each is drawn by keeper and day; a dated absence is of all.

    A village's keeper is the same in every plan, and so are the people whom one operator has there. Several keepers of one village, or of the
    outlets that one point stands for, are away independently of each other.
    """
    p = parameters.disruption
    dated = [away for away in p.away.values() if away.who == "keeper"]
    if not p.keeper_absent_share and not dated:
        return np.zeros((0, 3), np.int64)
    in_villages = [number for number, point in enumerate(plan.points) if plan.places[point.place].level == Level.VILLAGE]
    kept = [plan.points[number] for number in in_villages]
    keepers = np.array([keepers_of(point) for point in kept], np.int64)
    away = _drawn_away(kept, keepers, plan.days, p.keeper_absent_share, streams)
    for of in dated:
        here = [not of.places or plan.places[point.place].named(of.places) for point in kept]
        away[np.ix_(here, days_of(plan, parameters, of))] = keepers[here][:, None]
    row, day = np.nonzero(away)
    return np.stack([np.array(in_villages, np.int64)[row], day, away[row, day]], axis=1)


def _drawn_away(points: Sequence[Point], keepers: Ints, days: int, share: float, streams: Streams) -> Ints:
    """By point and day, how many of its keepers are away by chance."""
    away = np.zeros((len(points), days), np.int64)
    for each in range(int(keepers.max(initial=0))):
        codes = entity_codes(f"{point.code}/{each}" if each else point.code for point in points)[:, None]
        luck = streams("point keeper away").uniform(codes, np.arange(days))
        away += (luck < share) & (each < keepers)[:, None]
    return away


def keepers_of(point: Point) -> int:
    """How many people keep a point: one, or one at each of the outlets that it stands for."""
    return max((shift.people for shift in point.shelve.crew.shifts), default=1) if point.shelve is not None else 1


def nobody_at(plan: ServicePlan, away: Ints) -> Ints:
    """(point, day) of the points at which nobody is left; ``away``: (point, day, people)."""
    keepers = np.array([keepers_of(point) for point in plan.points], np.int64)
    return away[away[:, 2] >= keepers[away[:, 0]], :2]


def undone(plan: ServicePlan, away: Ints, crews: Ints) -> Ints:
    """Rows (crew, shift, people): everybody who is absent. A keeper who is away is missing for whole shifts, from the crews that shelve at the
    point and that handle parcels there.

    Args:
        away: rows (point, day, people) of keepers. crews: rows (crew, shift, people) without keepers.
    """
    if not len(away):
        return crews
    gone, kept = {(point, day): people for point, day, people in away.tolist()}, handled_by(plan)
    found = {(number, i): people for number, i, people in crews.tolist()}
    for number, crew in enumerate(plan.crews):
        for point in sorted(kept.get(crew, ())):
            for i, shift in enumerate(crew.shifts):
                if people := gone.get((point, shift.start // DAY), 0):
                    found[number, i] = min(shift.people, found.get((number, i), 0) + people)
    return np.array([(*key, people) for key, people in sorted(found.items())], np.int64).reshape(-1, 3)


def handled_by(plan: ServicePlan) -> dict[Crew, set[int]]:
    """By crew that shelves or handles parcels at the place of a point, the points whose keepers are this crew: those that its operator keeps there,
    or else all points of the place."""
    found: dict[Crew, set[int]] = {}
    at: dict[int, list[int]] = {}
    for number, point in enumerate(plan.points):
        at.setdefault(point.place, []).append(number)
        if point.shelve is not None:
            found.setdefault(point.shelve.crew, set()).add(number)
    for handling in plan.handlings:
        here = at.get(handling.place, [])
        its = [number for number in here if plan.points[number].keeper == handling.operator] or here
        for stage in handling.stages:
            found.setdefault(stage.crew, set()).update(its)
    return found


def stays_in(plan: ServicePlan, parameters: Parameters, streams: Streams, shut: Ints) -> Bools:
    """By run, whether it is one of a keeper who stays at home that day: drawn by the first place of the round and the
    day, or away from the point."""
    table, fetched = plan.timetable, np.array([line.operator == KEEPER for line in plan.lines], np.bool_)
    found = np.zeros(len(table.line), np.bool_)
    if not (met := np.flatnonzero(fetched[table.line])).size:
        return found
    home = np.array([line.stops[0].place for line in plan.lines], np.int64)[table.line[met]]
    codes = entity_codes(place.code for place in plan.places)[home]
    luck = streams("keeper away").uniform(codes, table.day[met])
    gone = np.zeros((len(plan.places), plan.days), np.bool_)
    for point, day in shut.tolist():
        gone[plan.points[point].place, day] |= plan.points[point].keeper == KEEPER
    found[met] = (luck < parameters.disruption.carrier_absent_share) | gone[home, table.day[met]]
    return found
