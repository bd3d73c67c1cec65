"""What the slow reference wrote down, as the columns of an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.clock import HOUR, NEVER
from sim.flow.outcome import Milestones, Outcome, PickUps, Rides, Runs, Sent, Shifts, Stops, Trips

if TYPE_CHECKING:
    from tests.oracles.reference import World

SHIFTS = ("handling", "stage", "start", "end", "crew", "busy", "overtime", "handled", "backlog_at_end")


def written(world: World) -> Outcome:
    """The outcome; ``events`` is 0, as engine and reference count different events."""
    plan, draws = world.plan, world.draws
    trips = sorted(world.trips, key=lambda trip: trip.parcels[0])
    for number, trip in enumerate(trips):
        for p in trip.parcels:
            world.parcels[p].trip = number
    shifts = [(h, s, *row) for h, stages in enumerate(world.stages) for s, stage in enumerate(stages) for row in stage.shift_rows()]
    hours = -(-plan.horizon // HOUR)
    entered = [int(t) for t in draws.parcels.entered_hub if t < plan.horizon]
    return Outcome(
        rides=_rides(world),
        milestones=_columns(Milestones, [vars(r) for r in world.parcels]),
        lost=np.array([r.lost for r in world.parcels], np.int64),
        compartment=np.array([r.compartment for r in world.parcels], np.int64),
        sent=_columns(Sent, [vars(r) for r in world.sent]),
        runs=_columns(Runs, [vars(r) for r in world.runs]),
        stops=_columns(Stops, [dict(zip(("run", "sequence", "arrived", "departed", "dropped"), r, strict=True)) for r in sorted(world.stops)]),
        pick_ups=_columns(PickUps, [dict(zip(("run", "sequence", "time", "picked_up", "left_behind"), r, strict=True)) for r in sorted(world.pick_ups)]),
        shifts=_columns(Shifts, [dict(zip(SHIFTS, r, strict=True)) for r in shifts]),
        trips=_columns(Trips, [{**vars(trip), "parcels": len(trip.parcels)} for trip in trips]),
        hub_arrived=np.bincount([t // HOUR for t in entered], minlength=hours) if entered else np.zeros(hours, np.int64),
        hub_ready=np.bincount([t // HOUR for t in world.hub_ready], minlength=hours) if world.hub_ready else np.zeros(hours, np.int64),
        events=0,
    )


def _rides(world: World) -> Rides:
    """Who rode, by hop and parcel; the stops of all runs are numbered one after another, with the return where a line picks up."""
    plan, parcels = world.plan, len(world.parcels) + len(world.sent)
    stops = [len(plan.lines[line].stops) + plan.lines[line].picks_up for line in plan.timetable.line]
    hops = max((len(way.hops) for way in plan.ways), default=1)
    call, ready = np.full((hops, parcels), -1), np.full((hops, parcels), NEVER)
    for parcel, hop, since, run, stop in world.rides:
        call[hop, parcel], ready[hop, parcel] = sum(stops[:run]) + stop, since
    return Rides(call, ready)


def _columns(kind: type, rows: list[dict[str, Any]]) -> Any:
    """Rows turned into the columns of one of the outcome's tables."""
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return kind(**{name: np.array([r[name] for r in rows], dtype=np.int64) for name in names})
