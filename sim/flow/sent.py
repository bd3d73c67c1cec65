"""From the journal to what became of the outbound parcels, hop by hop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.lot import Numbers
from sim.flow.milestones import Ridden, spend
from sim.flow.outcome import Rides, Sent
from sim.flow.rows import Rows
from sim.flow.tour import Calls
from sim.flow.world import World
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from sim.plan.way import BASE


def sent(world: World, rides: Rides, calls: Calls, opened: Times, oversize: NDArray[np.bool_], lost: Times) -> Sent:
    """Milestones and durations of all outbound parcels; ``opened``, ``oversize`` and ``lost`` are theirs alone, the rides everybody's."""
    made, plan, rows = _empty(opened, oversize, lost), world.plan, world.rows
    left = {Level.VILLAGE: made.left_village, Level.TOWNSHIP: made.left_township, Level.HUB: made.left_county}
    entered = {Level.TOWNSHIP: made.entered_township, Level.HUB: made.entered_hub}
    base, end = _levels(plan, rows.legs.place), _levels(plan, rows.legs.end)
    came = opened
    for hop, leg, ready, call in _hops(rows, rides):
        ride = _ridden(world, leg, call, ready, calls)
        if hop == 0:
            made.accepted[:] = ride.ready
        spend((made.handling, made.waiting, made.travel), came, ride)
        _note(left, base, leg, ride.departed)
        _note(entered, end, leg, ride.arrived)
        came = ride.left
    return made


def _hops(rows: Rows, rides: Rides) -> Iterator[tuple[int, Numbers, Times, Numbers]]:
    """Hop by hop, by outbound parcel: its leg (0 where its way has no such hop), when it was ready for it, and the call
    at which the ride ends."""
    hops, mine = rows.legs.hops.take(rows.leg_out), slice(len(rows.parcels), None)
    for hop in range(int(hops.max(initial=0))):
        goes = hop < hops
        yield hop, np.where(goes, rows.leg_out + hop, 0), np.where(goes, rides.ready[hop, mine], NEVER), rides.call[hop, mine]


def _note(columns: Mapping[Level, Times], of: Mapping[Level, NDArray[np.bool_]], leg: Numbers, time: Times) -> None:
    """Write the times that were reached into the columns of the levels at which they were; ``of``: legs by level."""
    for level, column in columns.items():
        np.copyto(column, time, where=of[level].take(leg) & (time < NEVER))


def _ridden(world: World, leg: Numbers, call: Numbers, ready: Times, calls: Calls) -> Ridden:
    """Rides by the call at which they end; one from a stop departs as its run goes on from there."""
    run, board, first = calls.run.take(call), world.legs.board.take(leg), world.tours.first
    boarded_at = np.where(run >= 0, first.take(np.maximum(run, 0)) + board, -1) if len(first) else call
    departed = np.where(board == BASE, calls.departed.take(call), calls.gone.take(boarded_at))
    return Ridden(ready, run, departed, calls.arrived.take(call), calls.left.take(call))


def _levels(plan: ServicePlan, place: Numbers) -> dict[Level, NDArray[np.bool_]]:
    """By level, which legs have a place of it."""
    levels = np.array([of.level for of in plan.places])
    return {level: (levels == level).take(place) for level in Level}


def _empty(opened: Times, oversize: NDArray[np.bool_], lost: Times) -> Sent:
    """Nothing has happened yet but that points opened."""
    never, nought = np.full(len(opened), NEVER, np.int64), np.zeros(len(opened), np.int64)
    return Sent(
        opened=opened, accepted=never.copy(), left_village=never.copy(), entered_township=never.copy(), left_township=never.copy(),
        entered_hub=never.copy(), left_county=never, handling=nought.copy(), waiting=nought.copy(), travel=nought, oversize=oversize,
        lost=lost,
    )  # fmt: skip
