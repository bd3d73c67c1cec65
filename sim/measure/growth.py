"""Whether queues grow from week to week, whatever the plan's loads said: a trend test on each place's backlog at the
end of each day.

A queue that clears has the same backlog in one week as in the next, but for noise; one that does not grows by what
comes more than goes. Weeks are compared as wholes, so that weekdays do not count; days before the measured ones are
left out, for all queues begin empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats, Ints
from sim.clock import DAY
from sim.flow.lot import chunks
from sim.measure.case import Case
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from sim.service.load.load import ResourceLoad, ratio

BACKLOG = "backlog"
"""The kind of the loads of what grew."""

MATERIAL = 0.02
"""Growth below this share of what comes in is none: it would take seven weeks to hold up a parcel for a day."""

SURE, ALONE = 6.0, 12.0
"""Standard errors at which growth is told from noise: in the middle one of three replications or more, or in a run by
itself. They are many since a plan has a thousand places, and a queue just below its limit wanders like a random
walk."""


@dataclass(frozen=True)
class Spot:
    """A place where parcels wait.

    Attributes:
        kind: ``shelving`` (dropped at a point, not yet to be had), ``point`` (on their way to it, wherever they are),
            ``line`` (ready or being made ready for it), ``place`` (a township centre or the hub).
        key, name: of the point or line; of the place.
        place: its index.
        points: those whose parcels pass here.
    """

    kind: str
    key: str
    name: str
    place: int
    points: frozenset[int]


@lru_cache(maxsize=2)
def spots(plan: ServicePlan) -> tuple[Spot, ...]:
    """Every place where parcels may wait, the narrowest first; the order of a growth's columns."""
    by_line, by_place = _points_beyond(plan)
    points = [(p.code, p.type, p.place, frozenset([i])) for i, p in enumerate(plan.points)]
    lines = [(line.key, line.name, line.base, frozenset(by_line[i])) for i, line in enumerate(plan.lines)]
    above = [(i, p) for i, p in enumerate(plan.places) if p.level != Level.VILLAGE]
    places = [(p.code, p.name, i, frozenset(by_place[i])) for i, p in above]
    kinds = (("shelving", points), ("point", points), ("line", lines), ("place", places))
    return tuple(Spot(kind, *row) for kind, rows in kinds for row in rows)


def _points_beyond(plan: ServicePlan) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """By line and by place, the points whose parcels pass it."""
    by_line, by_place = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for way in plan.ways:
        for hop in way.hops:
            by_line[hop.line].add(way.point)
            by_place[plan.lines[hop.line].base].add(way.point)
    return by_line, by_place


def growth(case: Case) -> Floats:
    """By spot, parcels that come in a day, those by which the backlog grows a day, and how many standard errors these
    are; no column where fewer than two whole weeks follow the warm-up, or where the calendar makes weeks unlike.
    """
    first, days = case.first_day, case.parameters.horizon.days
    weeks = (days - first) // 7
    if weeks < 2 or case.parameters.demand.calendar:
        return np.zeros((3, 0))
    rows = [_trend(came, left, slice(first, first + 7 * weeks)) for came, left in _flows(case, days)]
    return np.concatenate(rows, axis=1)


def growing_share(found: Floats, plan: ServicePlan) -> float:
    """Share of the parcels that are bound for a point, or pass a place, whose backlog grew in this one run; NaN where
    none was looked at."""
    if not found.shape[1]:
        return float("nan")
    points = len(plan.points)
    inflow, grows = found[0, points : 2 * points], _grows_once(found)
    hit = frozenset[int]().union(*(spot.points for spot, yes in zip(spots(plan), grows.tolist(), strict=True) if yes))
    total = float(inflow.sum())
    return float(inflow[sorted(hit)].sum()) / total if total else 0.0


def grown(plan: ServicePlan, runs: Sequence[Floats], known: Sequence[str]) -> tuple[ResourceLoad, ...]:
    """What grew over the replications, as loads of what came against what went.

    What a narrower spot explains is not told again, nor what passes a resource that the plan's own loads call
    overloaded.

    Args:
        runs: a ``growth`` for each replication.
        known: keys of the overloads of the plan.
    """
    if not runs or not runs[0].shape[1]:
        return ()
    every = np.stack(runs)
    inflow, slope = every[:, 0].mean(axis=0), every[:, 1].mean(axis=0)
    grows = (slope > MATERIAL * inflow) & _sure(every[:, 2])
    told = dict.fromkeys(_passing(plan, known), float("inf"))
    found: list[ResourceLoad] = []
    for i, spot in enumerate(spots(plan)):
        if grows[i] and sum(told.get(p, 0.0) for p in spot.points) <= slope[i] / 2:
            told |= {p: max(told.get(p, 0.0), float(slope[i]) / len(spot.points)) for p in spot.points}
            found.append(_load(plan, spot, float(inflow[i]), float(inflow[i] - slope[i])))
    return tuple(found)


def _sure(errors: Floats) -> NDArray[np.bool_]:
    """By spot, whether growth is told from noise; ``errors``: its standard errors, (replications, spots)."""
    return np.asarray(np.median(errors, axis=0) > SURE if len(errors) > 2 else errors.min(axis=0) > ALONE)


def _load(plan: ServicePlan, spot: Spot, came: float, went: float) -> ResourceLoad:
    """A spot that grew, as the load of a week: what came against what went, each a day."""
    name, where = spot.name, plan.places[spot.place].name
    rho = ratio(7 * came, max(7 * went, 0.0))
    return ResourceLoad(BACKLOG, spot.key, name, 7 * came, 7 * went, rho, "overloaded", where, "parcels")


def _passing(plan: ServicePlan, keys: Sequence[str]) -> set[int]:
    """Points whose parcels pass a point, line, depot or handling (or a stage of it) of these keys."""
    found: set[int] = set()
    for way in plan.ways if keys else ():
        used = {plan.points[way.point].code}
        for hop in way.hops:
            line = plan.lines[hop.line]
            used |= {line.key, plan.handlings[hop.handling].key} | (
                {plan.depots[line.depot].key} if line.depot >= 0 else set()
            )
        if any(key in used or key.rpartition("/")[0] in used for key in keys):
            found.add(way.point)
    return found


def _grows_once(found: Floats) -> NDArray[np.bool_]:
    """By spot, whether its backlog grew for sure in one run."""
    inflow, slope, errors = (found[i] for i in range(3))
    return np.asarray((slope > MATERIAL * inflow) & (errors > ALONE))


def _trend(came: Ints, left: Ints, days: slice) -> Floats:
    """Parcels in a day, growth a day and its standard errors, from counts (spots, days) of who comes and goes."""
    backlog = np.cumsum(came - left, axis=1)[:, days].astype(float)
    by_week = backlog.reshape(len(backlog), -1, 7)
    week = np.arange(by_week.shape[1]) - (by_week.shape[1] - 1) / 2
    spread = float(week @ week)
    slope = by_week.mean(axis=2) @ week / spread
    noise = by_week - by_week.mean(axis=1, keepdims=True) - (slope[:, None] * week)[:, :, None]
    # days of a week as one: a queue has a memory
    error = np.sqrt((noise**2).sum(axis=(1, 2)) / max(noise.shape[1] * 7 - 8, 1) / spread)
    inflow = came[:, days].mean(axis=1)
    return np.stack([inflow, slope / 7, np.divide(slope, error, out=np.where(slope > 0, np.inf, 0.0), where=error > 0)])


def _flows(case: Case, days: int) -> Iterator[tuple[Ints, Ints]]:
    """Counts (spots, days) of who comes and who goes, in the order of ``spots``."""
    plan, m, hub = case.plan, case.outcome.milestones, case.draws.parcels.entered_hub
    way = np.where(plan.inbound < 0, len(plan.ways), plan.inbound).ravel().take(case.cell)
    way[m.oversize] = len(plan.ways)
    times = (hub, m.left_hub, m.entered_township, m.left_township, m.dropped, m.at_point)
    came, left, entered, gone, dropped, there = (_by_day(way, len(plan.ways), time, days) for time in times)
    point, points = np.array([w.point for w in plan.ways], np.int64), len(plan.points)
    yield _summed(point, points, dropped), _summed(point, points, there)
    yield _summed(point, points, came), _summed(point, points, dropped)
    lines, (seat_of, seats) = _hub_and_township_lines(plan), _seats(plan)
    for (first, second), n in ((lines, len(plan.lines)), ([_each(seat_of, line) for line in lines], seats)):
        inflow = _summed(first, n, came) + _summed(second, n, entered)
        yield inflow, _summed(first, n, left) + _summed(second, n, gone)


def _seats(plan: ServicePlan) -> tuple[list[int], int]:
    """By line, the number of its base among the places above the villages, -1 for none, and how many there are."""
    above = (i for i, place in enumerate(plan.places) if place.level != Level.VILLAGE)
    number = {place: seat for seat, place in enumerate(above)}
    return [number.get(line.base, -1) for line in plan.lines], len(number)


def _hub_and_township_lines(plan: ServicePlan) -> tuple[Ints, Ints]:
    """By way, the line that parcels leave the hub by and the one that they leave a township by, -1 for none: when a
    relay elsewhere is entered is not known."""
    town = [plan.places[line.base].level == Level.TOWNSHIP for line in plan.lines]
    second = [w.hops[1].line if len(w.hops) > 1 and town[w.hops[1].line] else -1 for w in plan.ways]
    return np.array([w.hops[0].line for w in plan.ways], np.int64), np.array(second, np.int64)


def _each(values: Sequence[int], index: Ints) -> Ints:
    """The value at each index; -1 at -1."""
    return np.array([*values, -1], np.int64)[index]


def _by_day(way: Ints, ways: int, time: Ints, days: int) -> Ints:
    """Counts (ways, days) by way and day of what happens within the horizon; a way of ``ways`` is none."""
    cell = way * (days + 1)
    for some in chunks(len(time)):
        cell[some] += np.minimum(time[some], days * DAY) // DAY
    counts: Ints = np.bincount(cell, minlength=(ways + 1) * (days + 1)).reshape(ways + 1, days + 1)
    return counts[:ways, :days]


def _summed(group: Ints, groups: int, counts: Ints) -> Ints:
    """Counts (ways, days) summed over the ways of each group; a group of -1 is none."""
    days = counts.shape[1]
    cell = (group + 1)[:, None] * days + np.arange(days)
    total = np.bincount(cell.ravel(), counts.ravel(), (groups + 1) * days)  # whole numbers, so exact
    return total[days:].astype(np.int64).reshape(groups, days)
