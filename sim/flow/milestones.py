"""From the journal to milestones: when each parcel left and entered each level, and what its way took.

Hop by hop, whichever way the parcels go: a ride leaves the level where it boards and enters the level where it alights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.legs import Kind
from sim.flow.lot import CHUNK, Numbers, Times
from sim.flow.outcome import Milestones, Rides
from sim.flow.rows import Rows
from sim.flow.tour import Calls

LEFT = {"hub": "left_hub", "township": "left_township"}
"""The milestone of leaving a level."""

ENTERED = {"township": "entered_township"}
"""The milestone of entering a level before the end of the way."""


def milestones(rows: Rows, rides: Rides, calls: Calls, oversize: NDArray[np.bool_]) -> Milestones:
    """Everything up to the drop at the point; what happens there is left for the points to fill in."""
    made = _empty(oversize)
    for start in range(0, len(oversize), CHUNK):
        some = slice(start, min(start + CHUNK, len(oversize)))
        _clear(made, some)
        came = rows.parcels.entered_hub[some]
        for hop in range(len(rides.call)):
            ride = _ridden(rides, calls, hop, some)
            _spend(made, some, came, ride)
            _pass(made, some, rows, hop, ride)
            came = ride.left
    return made


@dataclass(frozen=True, eq=False)
class _Ridden:
    """One hop of some parcels: ready, the run (-1: none), its departure, arrival where the parcel alights, and the drop."""

    ready: Times
    run: Numbers
    departed: Times
    arrived: Times
    left: Times


def _ridden(rides: Rides, calls: Calls, hop: int, some: slice) -> _Ridden:
    call = rides.call[hop, some].astype(np.intp)
    return _Ridden(rides.ready[hop, some], calls.run.take(call), calls.departed.take(call), calls.arrived.take(call), calls.left.take(call))


def _spend(made: Milestones, some: slice, came: Times, ride: _Ridden) -> None:
    """Add the durations of a hop, each where it ended."""
    _add(made.handling[some], came, ride.ready)
    _add(made.waiting[some], ride.ready, ride.departed)
    _add(made.travel[some], ride.departed, ride.left)


def _add(total: Times, since: Times, until: Times) -> None:
    if int(until.max(initial=0)) < NEVER:
        total += until
        total -= since
    else:
        np.add(total, until - since, out=total, where=until < NEVER)


def _pass(made: Milestones, some: slice, rows: Rows, hop: int, ride: _Ridden) -> None:
    """Note the levels that parcels left and entered on a hop."""
    legs = rows.legs
    kinds = [i for i, kind in enumerate(legs.kinds) if kind.hop == hop]
    if len(kinds) == 1 and (hop == 0 or bool((ride.run >= 0).all())):  # who did not ride on the first hop has passed nothing
        _note(made, some, legs.kinds[kinds[0]], ride, None)
        return
    kind_of = legs.kind.take(np.minimum(rows.leg[some] + np.int32(hop), len(legs.hop) - 1))
    for i in kinds:
        _note(made, some, legs.kinds[i], ride, (ride.run >= 0) & (kind_of == i))


def _note(made: Milestones, some: slice, kind: Kind, ride: _Ridden, mine: NDArray[np.bool_] | None) -> None:
    """Note what a kind of ride passed, of all parcels or of those marked."""
    if kind.base in LEFT:
        _set(getattr(made, LEFT[kind.base])[some], ride.departed, mine)
    if kind.base == "hub":
        _set(made.hub_run[some], ride.run, mine)
    if kind.end in ENTERED:
        _set(getattr(made, ENTERED[kind.end])[some], ride.arrived, mine)
    if kind.last:
        _set(made.dropped[some], ride.left, mine)
        if kind.end == "village" or kind.base != "hub":
            _set(made.village_run[some], ride.run, mine)


def _set(column: NDArray[np.integer], values: NDArray[np.integer], mine: NDArray[np.bool_] | None) -> None:
    np.copyto(column, values, where=True if mine is None else mine)


def _empty(oversize: NDArray[np.bool_]) -> Milestones:
    """Columns without content."""
    n = len(oversize)

    def times() -> Times:
        return np.empty(n, np.int64)

    def numbers() -> Numbers:
        return np.empty(n, np.int32)

    return Milestones(
        left_hub=times(), entered_township=times(), left_township=times(), dropped=times(), shelved=times(), at_point=times(),
        in_hand=times(), returned=times(), handling=times(), waiting=times(), travel=times(),
        hub_run=numbers(), village_run=numbers(), oversize=oversize, trip=numbers(),
    )  # fmt: skip


def _clear(made: Milestones, some: slice) -> None:
    """Nothing has happened to some parcels yet; chunk by chunk, so that it is done in the processor's cache."""
    for time in (made.left_hub, made.entered_township, made.left_township, made.dropped):
        time[some] = NEVER
    for duration in (made.handling, made.waiting, made.travel):
        duration[some] = 0
    made.hub_run[some] = made.village_run[some] = -1
