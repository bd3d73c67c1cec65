"""At every place what came in has gone out or is inside, in number and in time, whichever way parcels go.

Parcels are counted twice: by what moved them (line-haul, runs, stops, trips) and by their own rides. Little's law says that the area
under the number of parcels at a place is the sum of their times there, so that the two agree only if every time does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.draws import Draws
from sim.flow.legs import Legs, legs_of
from sim.flow.outcome import Outcome, Times
from sim.plan.plan import ServicePlan

Indices = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Called:
    """Every stop of every run, numbered run after run; ``first`` is by run.

    ``left``: when what came off there was off (``NEVER``: not before the horizon's end).
    """

    first: Indices
    run: Indices
    place: Indices
    left: Times


@dataclass(frozen=True, eq=False)
class Stay:
    """Parcels at places, each from an instant until another or the horizon's end."""

    place: Indices
    since: Times
    until: Times


def called(plan: ServicePlan, outcome: Outcome) -> Called:
    """Every stop of every run, those not made too."""
    line = plan.timetable.line
    size = np.array([len(x.stops) for x in plan.lines], np.int64)
    of_line = np.cumsum(size) - size
    run = np.repeat(np.arange(len(line)), size[line])
    first = np.cumsum(size[line]) - size[line]
    places = np.array([stop.place for x in plan.lines for stop in x.stops], np.int64)
    place = places[of_line[line[run]] + np.arange(len(run)) - first[run]]
    left = np.full(len(run), NEVER, np.int64)
    left[first[outcome.stops.run] + outcome.stops.sequence] = outcome.stops.departed
    return Called(first, run, place, left)


def rode(plan: ServicePlan, outcome: Outcome) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many rides there were by run, and how many ended by row of the stops made, as the parcels tell."""
    calls, call = called(plan, outcome), outcome.rides.call
    by_call = np.bincount(call[call >= 0], minlength=len(calls.run))
    by_run = sums(calls.run, by_call, len(outcome.runs.departed))
    return by_run, by_call[calls.first[outcome.stops.run] + outcome.stops.sequence]


def first_run(plan: ServicePlan, outcome: Outcome) -> Indices:
    """By parcel, the run of its first ride (-1: it never rode)."""
    run: Indices = np.append(called(plan, outcome).run, -1)[outcome.rides.call[0]]
    return run


def dropped(plan: ServicePlan, draws: Draws, outcome: Outcome) -> Times:
    """By parcel, when its last ride ended (``NEVER``: not before the horizon's end)."""
    left = np.append(called(plan, outcome).left, NEVER)
    hops = np.array([len(way.hops) for way in plan.ways], np.int64)
    last = hops[plan.inbound[draws.parcels.brand, draws.parcels.village]] - 1
    call = outcome.rides.call[last, np.arange(len(last))]
    off: Times = left[call]
    return off


def spent(plan: ServicePlan, outcome: Outcome) -> tuple[Times, Times]:
    """By parcel, ms of waiting for its rides and of riding, each counted when it ended."""
    calls = called(plan, outcome)
    departed, left = np.append(outcome.runs.departed[calls.run], NEVER), np.append(calls.left, NEVER)
    waiting, riding = np.zeros(outcome.rides.call.shape[1], np.int64), np.zeros(outcome.rides.call.shape[1], np.int64)
    for call, ready in zip(outcome.rides.call, outcome.rides.ready, strict=True):
        since, until = departed[call], left[call]
        np.add(waiting, since - ready, out=waiting, where=since < NEVER)
        np.add(riding, until - since, out=riding, where=until < NEVER)
    return waiting, riding


def as_moved(plan: ServicePlan, draws: Draws, outcome: Outcome) -> NDArray[np.int64]:
    """By place, the area under the number of parcels there, as line-haul, runs, stops and trips count them."""
    end, places, parcels = plan.horizon, len(plan.places), draws.parcels
    legs, ways = legs_of(plan), plan.inbound[parcels.brand, parcels.village]
    base = np.array([line.base for line in plan.lines], np.int64)
    calls, runs, stops, trips, m = called(plan, outcome), outcome.runs, outcome.stops, outcome.trips, outcome.milestones
    stop_place = calls.place[calls.first[stops.run] + stops.sequence]
    area = sums(base[legs.line[legs.first[ways]]], end - np.minimum(parcels.entered_hub, end), places)
    area -= sums(base[plan.timetable.line], runs.loaded * (end - np.minimum(runs.departed, end)), places)
    area += sums(stop_place, stops.dropped * (end - np.minimum(stops.departed, end)), places)
    area -= sums(trips.place, trips.parcels * (end - trips.time), places)
    otherwise = np.where(m.trip >= 0, end, np.minimum(np.minimum(m.in_hand, m.returned), end))
    area -= sums(_point_place(plan)[ways], end - otherwise, places)
    return area


def _point_place(plan: ServicePlan) -> Indices:
    """By way, where its point is."""
    return np.array([plan.points[way.point].place for way in plan.ways], np.int64)


def as_stayed(plan: ServicePlan, draws: Draws, outcome: Outcome) -> NDArray[np.int64]:
    """By place, the sum of parcels' times there, as their rides tell."""
    total = np.zeros(len(plan.places), np.int64)
    for stay in stays(plan, draws, outcome):
        here = np.flatnonzero(stay.since < plan.horizon)
        spent = np.minimum(stay.until[here], plan.horizon) - stay.since[here]
        np.add.at(total, stay.place[here], spent)
    return total


def stays(plan: ServicePlan, draws: Draws, outcome: Outcome) -> Iterator[Stay]:
    """Where parcels were and when, by hop: before each ride at the place where it boards, after the last one at the point until it is left."""
    legs, calls, m = legs_of(plan), called(plan, outcome), outcome.milestones
    ways = plan.inbound[draws.parcels.brand, draws.parcels.village]
    hops = np.array([len(way.hops) for way in plan.ways], np.int64)[ways]
    board, point = _boards(plan, legs), _point_place(plan)[ways]
    departed = np.append(outcome.runs.departed[calls.run], NEVER)
    left = np.append(calls.left, NEVER)
    gone = np.minimum(m.in_hand, m.returned)
    since = draws.parcels.entered_hub
    for hop, call in enumerate(outcome.rides.call):
        rides = hop < hops
        leg = np.where(rides, legs.first[ways] + hop, 0)
        yield Stay(np.where(rides, board[leg], point), since, np.where(rides, departed[call], gone))
        since = np.where(rides, left[call], NEVER)
    yield Stay(point, since, gone)


def _boards(plan: ServicePlan, legs: Legs) -> Indices:
    """By leg, the place where it boards."""
    return np.array([line.base for line in plan.lines], np.int64)[legs.line]


def sums(index: Indices, values: Times, length: int) -> NDArray[np.int64]:
    """Exact sums of whole numbers by index."""
    total = np.zeros(length, np.int64)
    np.add.at(total, index, values)
    return total
