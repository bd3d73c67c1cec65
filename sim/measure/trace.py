"""The full trace of one simulation as five tables: parcels, rides, runs, stops, stages. Times in minutes since 00:00 of
day 0, empty where not reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.clock import DAY, MINUTE, NEVER
from sim.demand.offers import Direction
from sim.flow.conservation import Movements
from sim.flow.draws import Draws
from sim.flow.outcome import Outcome, PickUps
from sim.measure.categories import categories
from sim.measure.roster import crew_parts, stage_of_shift
from sim.measure.times import COMPONENTS, components, out_components
from sim.plan.plan import ServicePlan

OUT = ("accepted", "left_village", "entered_township", "left_township", "left_county")
"""Milestones of an outbound parcel that have a column, beside ``offered`` and ``entered_hub``."""

MILESTONES = ("left_hub", "entered_township", "left_township", "at_point", "in_hand", "returned")


def trace_tables(
    plan: ServicePlan, draws: Draws, outcome: Outcome, measured: range, replication: int = 0
) -> dict[str, pd.DataFrame]:
    """The trace tables by name, each beginning with mode and replication.

    Args:
        measured: days whose parcels are measured.
    """
    tables = {
        "parcels": _all_parcels(plan, draws, outcome, measured), "rides": _rides(plan, draws, outcome),
        "runs": _runs(plan, draws, outcome), "stops": _stops(plan, outcome), "stages": _stages(plan, outcome),
    }  # fmt: skip
    for table in tables.values():
        table.insert(0, "mode", categories([plan.name], np.zeros(len(table))))
        table.insert(1, "replication", replication)
    return tables


def _minutes(time: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(time < NEVER, time / MINUTE, np.nan)


def _run(number: NDArray[np.int32]) -> pd.Series[int]:
    """Run numbers; -1 is empty."""
    return pd.Series(number, dtype="Int64").mask(number < 0)


def _all_parcels(plan: ServicePlan, draws: Draws, outcome: Outcome, measured: range) -> pd.DataFrame:
    """Inbound parcels, then outbound ones where there are any, whose columns the others then have empty."""
    parcels, day = _parcels(plan, draws, outcome), draws.parcels.day.astype(np.int64)
    if len(draws.offers):
        parcels = pd.concat([parcels, _sent(plan, draws, outcome)], ignore_index=True)
        day = np.concatenate([day, draws.offers.offered // DAY])
    return parcels.assign(measured=(day >= measured.start) & (day < measured.stop))


def _split(count: int, chosen: NDArray[np.int64], parts: Sequence[NDArray[np.int64]]) -> dict[str, NDArray[np.float64]]:
    """Minutes of each of ``COMPONENTS`` as columns of ``count`` rows, empty of parcels that were not chosen."""
    columns = {name: np.full(count, np.nan) for name in COMPONENTS}
    for name, part in zip(COMPONENTS, parts, strict=True):
        columns[name][chosen] = np.where(part < NEVER // 2, part / MINUTE, np.nan)
    return columns


def _parcels(plan: ServicePlan, draws: Draws, outcome: Outcome) -> pd.DataFrame:
    p, m = draws.parcels, outcome.milestones
    n = len(p)
    way = plan.inbound[p.brand, p.village]
    places = [plan.places[plan.points[i.point].place].code for i in plan.ways]
    there = np.flatnonzero(m.at_point < NEVER)
    return pd.DataFrame(
        {
            "parcel": np.arange(n),
            "pool": categories([i.pool for i in plan.ways], way),
            "brand": categories(list(plan.brands), p.brand),
            "village": categories(list(plan.villages), p.village),
            "direction": categories(["inbound"], np.zeros(n)),
            "kg": p.grams / 1000.0,
            "litres": p.ml / 1000.0,
            "fresh": np.zeros(n, dtype=bool),
            "to_door": p.to_door,
            "entered_hub": _minutes(p.entered_hub),
            **{name: _minutes(getattr(m, name)) for name in MILESTONES},
            "handover_place": categories(places, way),
            "hub_run": _run(m.hub_run),
            "village_run": _run(m.village_run),
            **_split(n, there, components(m, there)),
        }
    )


def _sent(plan: ServicePlan, draws: Draws, outcome: Outcome) -> pd.DataFrame:
    """The outbound parcels; what only inbound ones have is empty."""
    o, m = draws.offers, outcome.sent
    way = plan.way[o.direction, o.brand, o.village]
    places = [plan.places[plan.points[i.point].place].code for i in plan.ways]
    gone = np.flatnonzero(m.left_county < NEVER)
    return pd.DataFrame(
        {
            "parcel": len(draws.parcels) + np.arange(len(o)),
            "pool": categories([i.pool for i in plan.ways], way),
            "brand": categories(list(plan.brands), o.brand),
            "village": categories(list(plan.villages), o.village),
            "direction": categories(["outbound"], np.zeros(len(o))),
            "kg": o.grams / 1000.0,
            "litres": o.ml / 1000.0,
            "fresh": o.direction == Direction.FRESH,
            "to_door": np.zeros(len(o), dtype=bool),
            "entered_hub": _minutes(m.entered_hub),
            "offered": _minutes(o.offered),
            **{name: _minutes(getattr(m, name)) for name in OUT},
            "handover_place": categories(places, way),
            **_split(len(o), gone, out_components(m, o.offered, gone)),
        }
    )


def _rides(plan: ServicePlan, draws: Draws, outcome: Outcome) -> pd.DataFrame:
    """Every ride of either direction, by parcel and hop; ``board`` and ``alight`` are places."""
    moved = Movements(plan, draws, outcome)
    rows = [_hop(moved, number) for number in range(len(outcome.rides.call))]
    found = pd.concat(rows, ignore_index=True).sort_values(["parcel", "hop"], ignore_index=True)
    codes = [place.code for place in plan.places]
    ends = {end: categories(codes, found[end].to_numpy()) for end in ("board", "alight")}
    return found.assign(**ends)


def _hop(moved: Movements, hop: int) -> pd.DataFrame:
    call = moved.outcome.rides.call[hop]
    rode = np.flatnonzero(call >= 0)
    leg, ready, _, _ = moved.ride(hop)
    legs, run = moved.legs, moved.called.run[call[rode]]
    columns = {"parcel": rode, "hop": np.full(len(rode), hop), "ready": _minutes(ready[rode]), "run": run}
    return pd.DataFrame(columns | {"board": legs.place[leg[rode]], "alight": legs.end[leg[rode]]})


def _runs(plan: ServicePlan, draws: Draws, outcome: Outcome) -> pd.DataFrame:
    t, r = plan.timetable, outcome.runs

    def of(values: list[Any]) -> NDArray[Any]:
        return np.array(values)[t.line]

    depot = of([plan.depots[ln.depot].key if ln.depot >= 0 else "" for ln in plan.lines])
    return pd.DataFrame(
        {
            "run": np.arange(len(t.line)),
            "line": categories([ln.key for ln in plan.lines], t.line),
            "vehicle": [f"{g}#{u}" if u >= 0 else "" for g, u in zip(depot, r.unit, strict=True)],
            "vehicle_type": categories([ln.vehicle for ln in plan.lines], t.line),
            "base": categories([plan.places[ln.base].code for ln in plan.lines], t.line),
            "scheduled": _minutes(t.scheduled),
            "departed": _minutes(r.departed),
            "returned": _minutes(r.returned),
            "km": of([ln.km for ln in plan.lines]),
            "capacity_parcels": of([ln.capacity_parcels for ln in plan.lines]),
            "capacity_kg": of([ln.capacity_grams for ln in plan.lines]) / 1000.0,
            "capacity_litres": of([ln.capacity_ml for ln in plan.lines]) / 1000.0,
            "host_load_parcels": draws.host_parcels,
            "loaded_parcels": r.loaded,
            "left_behind_parcels": r.left_behind,
            "picked_up_parcels": _by_run(outcome.pick_ups, len(t.line)),
            "cancelled": r.cancelled,
        }
    )


def _stops(plan: ServicePlan, outcome: Outcome) -> pd.DataFrame:
    s = outcome.stops
    most = max((len(ln.stops) for ln in plan.lines), default=0) or 1
    place = np.full((len(plan.lines), most), -1, dtype=np.int64)
    for i, line in enumerate(plan.lines):
        place[i, : len(line.stops)] = [stop.place for stop in line.stops]
    return pd.DataFrame(
        {
            "run": s.run,
            "sequence": s.sequence,
            "place": categories([p.code for p in plan.places], place[plan.timetable.line[s.run], s.sequence]),
            "arrived": _minutes(s.arrived),
            "departed": _minutes(s.departed),
            "dropped": s.dropped,
            "picked_up": _picked_up(outcome),
        }
    )


def _by_run(picks: PickUps, runs: int) -> NDArray[np.int64]:
    """By run, how many boarded on its way."""
    return np.bincount(picks.run, picks.picked_up, runs).astype(np.int64)


def _picked_up(outcome: Outcome) -> NDArray[np.int64]:
    """By stop made, how many boarded there."""
    s, picks = outcome.stops, outcome.pick_ups
    most = int(max(s.sequence.max(initial=0), picks.sequence.max(initial=0))) + 1
    at = picks.run.astype(np.int64) * most + picks.sequence
    made = s.run.astype(np.int64) * most + s.sequence
    return np.bincount(np.searchsorted(made, at), picks.picked_up, len(made)).astype(np.int64)


def _stages(plan: ServicePlan, outcome: Outcome) -> pd.DataFrame:
    s = outcome.shifts
    at = np.array([h.place for h in plan.handlings] or [0], dtype=np.int64)
    rows = list(zip(s.handling.tolist(), s.stage.tolist(), strict=True))
    stages = [plan.handlings[h].stages[k] for h, k in rows]
    by_work = np.array([stage.crew.by_work for stage in stages], dtype=bool)
    part = crew_parts(plan, s, np.ones(len(s.start), dtype=bool))[stage_of_shift(plan, s)]
    return pd.DataFrame(
        {
            "place": categories([p.code for p in plan.places], at[s.handling]),
            "stage": [stage.name for stage in stages],
            "shift_start": _minutes(s.start),
            "shift_end": _minutes(s.end),
            "crew": s.crew,
            "paid_minutes": np.where(by_work, s.busy, s.crew * (s.end - s.start) * part) / MINUTE,
            "busy_minutes": s.busy / MINUTE,
            "overtime_minutes": s.overtime / MINUTE,
            "handled": s.handled,
            "backlog_at_end": s.backlog_at_end,
        }
    )
