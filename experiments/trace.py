"""The full trace of a replication: every parcel, run, stop and shift, as tables whose columns others rely on.

Times are minutes since 00:00 of the first day; empty where a milestone was not reached or is not on the parcel's way.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.clock import MINUTE, NEVER
from sim.flow.draws import Draws
from sim.flow.outcome import Outcome
from sim.service.plan import ServicePlan

TABLES = ("parcels", "runs", "stops", "stages")


def minutes(times: NDArray[np.int64]) -> NDArray[np.float64]:
    """Times of the model's clock in minutes, NaN where never reached."""
    return np.where(times >= NEVER, np.nan, times / MINUTE)


def _text(values: list[str], index: NDArray[np.integer], empty: str = "") -> pd.Categorical:
    """Names by index, -1 for none; categories keep a million rows small."""
    names = pd.Index([*values, empty])
    unique, codes = np.unique(names.to_numpy(dtype=str), return_inverse=True)
    return pd.Categorical.from_codes(codes[index], categories=list(unique))


def _run(numbers: NDArray[np.integer]) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(numbers.astype(np.int64), numbers < 0)


def parcels_table(plan: ServicePlan, draws: Draws, outcome: Outcome) -> pd.DataFrame:
    """A row a parcel."""
    p, m = draws.parcels, outcome.milestones
    way = plan.itinerary[p.brand, p.village]
    points = np.array([i.point for i in plan.itineraries], dtype=np.int64)[way]
    place = np.array([x.place for x in plan.points], dtype=np.int64)[points]
    return pd.DataFrame(
        {
            "parcel": np.arange(len(p)),
            "pool": _text([i.pool for i in plan.itineraries], way),
            "brand": _text(list(plan.brands), p.brand),
            "village": _text(list(plan.villages), p.village),
            "direction": _text(["inbound"], np.zeros(len(p), dtype=np.int64)),
            "kg": p.grams / 1000,
            "litres": p.ml / 1000,
            "fresh": np.zeros(len(p), dtype=bool),
            "to_door": p.to_door,
            "entered_hub": minutes(np.where(p.entered_hub < plan.horizon, p.entered_hub, NEVER)),
            "left_hub": minutes(m.left_hub),
            "entered_township": minutes(m.entered_township),
            "left_township": minutes(m.left_township),
            "at_point": minutes(m.at_point),
            "in_hand": minutes(m.in_hand),
            "returned": minutes(m.returned),
            "handover_place": _text([x.code for x in plan.places], np.where(m.at_point < NEVER, place, -1)),
            "hub_run": _run(m.hub_run),
            "village_run": _run(m.village_run),
        }
    )


def runs_table(plan: ServicePlan, draws: Draws, outcome: Outcome) -> pd.DataFrame:
    """A row a run of the timetable, cancelled and unreached ones too."""
    t, r = plan.timetable, outcome.runs
    lines = plan.lines
    base = np.array([x.base for x in lines], dtype=np.int64)[t.line]
    kinds = [plan.vehicles[x.vehicle] for x in lines]
    units = [plan.garages[x.garage].key if x.garage >= 0 else x.key for x in lines]
    return pd.DataFrame(
        {
            "run": np.arange(len(t.line)),
            "line": _text([x.key for x in lines], t.line),
            "vehicle": [f"{units[n]}#{u}" if u >= 0 else units[n] if lines[n].host else "" for n, u in zip(t.line.tolist(), r.unit.tolist(), strict=True)],
            "vehicle_type": _text([k.key for k in kinds], t.line),
            "base": _text([x.code for x in plan.places], base),
            "scheduled": minutes(t.scheduled),
            "departed": minutes(r.departed),
            "returned": minutes(r.returned),
            "km": np.array([x.km for x in lines])[t.line],
            "capacity_parcels": np.array([x.capacity_parcels for x in lines], dtype=np.int64)[t.line],
            "capacity_kg": np.array([x.capacity_grams for x in lines], dtype=np.int64)[t.line] / 1000,
            "capacity_litres": np.array([x.capacity_ml for x in lines], dtype=np.int64)[t.line] / 1000,
            "host_load_parcels": draws.host_parcels,
            "loaded_parcels": r.loaded,
            "left_behind_parcels": r.left_behind,
            "picked_up_parcels": np.zeros(len(t.line), dtype=np.int64),
            "cancelled": r.cancelled,
        }
    )


def stops_table(plan: ServicePlan, outcome: Outcome) -> pd.DataFrame:
    """A row a stop made."""
    s = outcome.stops
    place = [plan.lines[plan.timetable.line[r]].stops[k].place for r, k in zip(s.run.tolist(), s.sequence.tolist(), strict=True)]
    return pd.DataFrame(
        {
            "run": s.run,
            "sequence": s.sequence,
            "place": _text([x.code for x in plan.places], np.array(place, dtype=np.int64)),
            "arrived": minutes(s.arrived),
            "departed": minutes(s.departed),
            "dropped": s.dropped,
            "picked_up": np.zeros(len(s.run), dtype=np.int64),
        }
    )


def stages_table(plan: ServicePlan, outcome: Outcome) -> pd.DataFrame:
    """A row a shift of a stage."""
    s = outcome.shifts
    handlings = [plan.handlings[h] for h in s.handling.tolist()]
    return pd.DataFrame(
        {
            "place": [plan.places[h.place].code for h in handlings],
            "stage": [f"{h.key}/{h.stages[k].name}" for h, k in zip(handlings, s.stage.tolist(), strict=True)],
            "shift_start": minutes(s.start),
            "shift_end": minutes(s.end),
            "crew": s.crew,
            "paid_minutes": s.crew * (s.end - s.start) / MINUTE,
            "busy_minutes": s.busy / MINUTE,
            "overtime_minutes": s.overtime / MINUTE,
            "handled": s.handled,
            "backlog_at_end": s.backlog_at_end,
        }
    )


def write_trace(folder: Path, mode: str, replication: int, plan: ServicePlan, draws: Draws, outcome: Outcome) -> None:
    """Write the four tables of one scenario of one replication into ``folder``, a parquet file each."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "parcels": parcels_table(plan, draws, outcome),
        "runs": runs_table(plan, draws, outcome),
        "stops": stops_table(plan, outcome),
        "stages": stages_table(plan, outcome),
    }
    for name, table in tables.items():
        table.insert(0, "mode", mode)
        table.insert(1, "replication", replication)
        table.to_parquet(folder / f"{name}-{mode}.parquet", index=False, compression="zstd")
