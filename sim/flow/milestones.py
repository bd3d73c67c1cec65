"""From the journal to milestones: when each parcel left and entered each level, and what its way took.

Hop by hop, whichever way the parcels go: a ride leaves the level where it boards and enters the level where it alights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Spans, Times, span_kind
from sim.flow.legs import Kind
from sim.flow.lot import Numbers, blank_numbers, blank_times, chunks
from sim.flow.outcome import Rides
from sim.flow.rows import Rows
from sim.flow.tour import Calls
from sim.flow.world import World
from sim.plan.level import Level

LEFT = {Level.HUB: "left_hub", Level.TOWNSHIP: "left_township"}
"""The milestone of leaving a level."""

ENTERED = {Level.TOWNSHIP: "entered_township"}
"""The milestone of entering a level before the end of the way."""


@dataclass(frozen=True, eq=False)
class Passed:
    """By parcel, its milestones up to the drop, ms, the time that its way took, ms, and its runs; see ``outcome.Milestones``."""

    left_hub: Times
    entered_township: Times
    left_township: Times
    dropped: Times
    handling: Spans
    waiting: Spans
    travel: Spans
    hub_run: Numbers
    village_run: Numbers


def passed(world: World, rides: Rides, calls: Calls) -> Passed:
    """What parcels passed up to the drop at the point, hop after hop of their rides."""
    rows = world.rows
    made = _empty(len(rows.parcels), span_kind(world.horizon))
    for some in chunks(len(rows.parcels)):
        _clear(made, some)
        came = rows.parcels.entered_hub[some]
        for hop in range(len(rides.call)):
            ride = _ridden(rides, calls, hop, some)
            spend([total[some] for total in (made.handling, made.waiting, made.travel)], came, ride)
            _pass(made, some, rows, hop, ride)
            came = ride.left
    return made


def when_lost(rows: Rows, rides: Rides, calls: Calls) -> Times:
    """By parcel, both ways, when it turned out to be lost, at the end of the hop on which it was (``NEVER``: it did not)."""
    if rows.lost is None:
        return np.broadcast_to(np.int64(NEVER), len(rows))
    times = np.full(len(rows), NEVER, np.int64)
    lost = np.flatnonzero(rows.lost >= 0)
    times[lost] = calls.left.take(rides.call[rows.lost[lost], lost])
    return times


@dataclass(frozen=True, eq=False)
class Ridden:
    """One hop of some parcels: ready, the run (-1: none), its departure, arrival where the parcel alights, and the drop."""

    ready: Times
    run: Numbers
    departed: Times
    arrived: Times
    left: Times


def _ridden(rides: Rides, calls: Calls, hop: int, some: slice) -> Ridden:
    call = rides.call[hop, some].astype(np.intp)
    return Ridden(rides.ready[hop, some], calls.run.take(call), calls.departed.take(call), calls.arrived.take(call), calls.left.take(call))


def spend(totals: Sequence[Spans], came: Times, ride: Ridden) -> None:
    """Add the durations of a hop to those of handling, waiting and travel, each where it ended."""
    steps = (came, ride.ready, ride.departed, ride.left)
    for total, (since, until) in zip(totals, pairwise(steps), strict=True):
        _add(total, since, until)


def _add(total: Spans, since: Times, until: Times) -> None:
    spent: Spans = (until - since).astype(total.dtype, copy=False)
    if int(until.max(initial=0)) < NEVER:
        total += spent
    else:
        np.add(total, spent, out=total, where=until < NEVER)


def _pass(made: Passed, some: slice, rows: Rows, hop: int, ride: Ridden) -> None:
    """Note the levels that parcels left and entered on a hop."""
    legs = rows.legs
    kinds = [i for i, kind in enumerate(legs.kinds) if kind.hop == hop]
    if len(kinds) == 1 and (hop == 0 or bool((ride.run >= 0).all())):  # who did not ride on the first hop has passed nothing
        _note(made, some, legs.kinds[kinds[0]], ride, None)
        return
    kind_of = legs.kind.take(np.minimum(rows.leg[some] + np.int32(hop), len(legs.hop) - 1))
    for i in kinds:
        _note(made, some, legs.kinds[i], ride, (ride.run >= 0) & (kind_of == i))


def _note(made: Passed, some: slice, kind: Kind, ride: Ridden, mine: NDArray[np.bool_] | None) -> None:
    """Note what a kind of ride passed, of all parcels or of those marked."""
    if kind.base in LEFT:
        _set(getattr(made, LEFT[kind.base])[some], ride.departed, mine)
    if kind.base == Level.HUB:
        _set(made.hub_run[some], ride.run, mine)
    if kind.end in ENTERED:
        _set(getattr(made, ENTERED[kind.end])[some], ride.arrived, mine)
    if kind.last:
        _set(made.dropped[some], ride.left, mine)
        if kind.end == Level.VILLAGE or kind.base != Level.HUB:
            _set(made.village_run[some], ride.run, mine)


def _set(column: NDArray[np.integer], values: NDArray[np.integer], mine: NDArray[np.bool_] | None) -> None:
    np.copyto(column, values, where=True if mine is None else mine)


def _empty(count: int, span: type[np.integer]) -> Passed:
    """Columns without content, those of durations of a kind of number."""
    handling, waiting, travel = (np.empty(count, span) for _ in range(3))
    return Passed(
        left_hub=blank_times(count), entered_township=blank_times(count), left_township=blank_times(count), dropped=blank_times(count),
        handling=handling, waiting=waiting, travel=travel, hub_run=blank_numbers(count),
        village_run=blank_numbers(count),
    )  # fmt: skip


def _clear(made: Passed, some: slice) -> None:
    """Nothing has happened to some parcels yet; chunk by chunk, so that it is done in the processor's cache."""
    for time in (made.left_hub, made.entered_township, made.left_township, made.dropped):
        time[some] = NEVER
    for duration in (made.handling, made.waiting, made.travel):
        duration[some] = 0
    made.hub_run[some] = made.village_run[some] = -1
