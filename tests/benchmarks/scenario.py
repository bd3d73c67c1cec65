"""The workload as a scenario of the product: a county, a table of parcels, a service plan of public types."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from sim.clock import DAY, HOUR, MINUTE
from sim.county.county import County, PointPlace, Seat, Village
from sim.parameters import Parameters
from sim.parameters.demand import Brand
from sim.plan.line import Line, Stop, Timetable
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Handling, Shift, Stage
from sim.plan.units import UNLIMITED
from sim.plan.vehicle import VehicleType
from sim.plan.way import Hop, Itinerary
from tests import plans
from tests.benchmarks.recipe import DAYS, TOWNSHIPS, WARMUP, Load

HUB_WORK, TOWNSHIP_WORK = 12_000, 15_000
VAN_PARCELS, RUN_PARCELS = 900, 400
OPERATOR = "pool:all"


def county(v: int = 1) -> County:
    """12 townships of 50 v villages each; positions do not matter, all times are in the plan."""
    hub = Seat("hub", "hub", "", 0, 0, 0, 0, "user")
    seats = tuple(Seat(f"t{t}", f"township {t}", "", 0, 0, 20.0 + 3 * t, 0, "user") for t in range(TOWNSHIPS))
    villages = tuple(
        Village(f"v{j}", f"village {j}", "", j // (50 * v), 1, None, 0, 0, 0, 0, j, "user", "user") for j in range(600 * v)
    )  # fmt: skip
    points = tuple(PointPlace(w.code, w.name, w.township, 0, 0) for w in villages)
    size = 1 + len(seats) + len(points)
    return County(
        "workload", "workload", "workload", 1, 1, "plain", 1, 0, 0, hub, seats, villages, points, np.zeros((size, size)), (), True
    )


def parameters(days: int = DAYS) -> Parameters:
    """One brand, no market trips, no disruption: whatever the table does not say is a constant."""
    base = Parameters()
    update = {
        "horizon": base.horizon.model_copy(update={"warmup_days": WARMUP, "measured_days": days - WARMUP, "drain_days": 0}),
        "demand": base.demand.model_copy(update={"brands": {"all": Brand(share=1)}}),
        "resident": base.resident.model_copy(update={"market_share": 0.0}),
        "disruption": base.disruption.model_copy(update={"travel_cv": 0.0}),
    }
    return base.model_copy(update=update)


def write_table(load: Load, path: Path) -> Path:
    """The parcels as a user's table: what the recipe draws, rounded to grams and milliseconds; every parcel a household of its own."""
    n = len(load.village)
    codes = np.array([f"v{j}" for j in range(load.villages)], object)
    columns = {
        "village": pd.Categorical.from_codes(load.village, codes),
        "brand": pd.Categorical.from_codes(np.zeros(n, np.int8), ["all"]),
        "time_ms": load.arrived.astype(np.int64),
        "kg": load.kg,
        "litres": np.ones(n),
        "to_door": np.zeros(n, np.bool_),
        "dwell_ms": load.dwell,
        "household": np.arange(n),
    }
    pd.DataFrame(columns).to_parquet(path)
    return path


def _shifts(days: int, *daily: tuple[int, int, int]) -> tuple[Shift, ...]:
    return tuple(Shift(day * DAY + start, day * DAY + end, crew) for day in range(days) for start, end, crew in daily)


def _lines(k: float, v: int) -> tuple[Line, ...]:
    """A van a township, then a run a route."""
    van_parcels, run_parcels = round(VAN_PARCELS * k), round(RUN_PARCELS * k / v)
    common = {"operator": OPERATOR, "capacity_grams": UNLIMITED, "capacity_ml": UNLIMITED}
    vans = [
        Line(
            key=f"van{t}", name=f"van {t}", leg="trunk", vehicle="van", base=0, stops=(Stop(1 + t, 20.0 + 3 * t, HOUR, 0),), back_km=20.0 + 3 * t,
            back_drive=HOUR, capacity_parcels=van_parcels, departure=plans.departure(t, 0), planned=2 * HOUR, **common,
        )
        for t in range(TOWNSHIPS)
    ]  # fmt: skip
    runs = [
        Line(
            key=f"run{r}", name=f"run {r}", leg="village", vehicle="minivan", base=1 + r // (5 * v),
            stops=tuple(Stop(1 + TOWNSHIPS + 10 * r + s, 5.0, 10 * MINUTE, 4 * MINUTE) for s in range(10)), back_km=5.0,
            back_drive=10 * MINUTE, capacity_parcels=run_parcels, departure=plans.departure(TOWNSHIPS + r, 0), planned=150 * MINUTE, township=r // (5 * v), **common,
        )
        for r in range(60 * v)
    ]  # fmt: skip
    return (*vans, *runs)


def _timetable(days: int, v: int) -> Timetable:
    """Vans at 09:00 and 16:00, runs at 11:00."""
    vans, runs = np.arange(TOWNSHIPS), TOWNSHIPS + np.arange(60 * v)
    line = np.concatenate([vans, runs, vans])
    clock = np.repeat([9 * HOUR, 11 * HOUR, 16 * HOUR], [len(vans), len(runs), len(vans)])
    number = np.repeat([0, 0, 1], [len(vans), len(runs), len(vans)])
    day = np.repeat(np.arange(days), len(line))
    return Timetable(np.tile(line, days), day, np.tile(number, days), day * DAY + np.tile(clock, days))


def plan(k: float = 1, v: int = 1, days: int = DAYS) -> ServicePlan:
    """The whole service: sort at the hub, vans, sort at the townships, rounds of ten villages, points that never close."""
    where, villages, end = county(v), 600 * v, days * DAY
    places = (
        Place("hub", "hub", "hub", -1, 0, 0),
        *(Place(t.code, t.name, "township", i, t.x_km, 0) for i, t in enumerate(where.townships)),
        *(Place(w.code, w.name, "village", w.township, 0, 0) for w in where.villages),
    )
    hub = Stage("sort", round(HUB_WORK / k), _shifts(days, (5 * HOUR, 13 * HOUR, 8), (13 * HOUR, 21 * HOUR, 5)))
    township = Stage("sort", round(TOWNSHIP_WORK / k), _shifts(days, (8 * HOUR, 18 * HOUR, 2)))
    handlings = (Handling("hub", 0, OPERATOR, (hub,)), *(Handling(f"t{t}", 1 + t, OPERATOR, (township,)) for t in range(TOWNSHIPS)))
    lines = _lines(k, v)
    points = tuple(
        Point(w.code, 1 + TOWNSHIPS + j, "shop", ((0, end),), UNLIMITED, None, (), 2**50, False, "keeper")
        for j, w in enumerate(where.villages)
    )
    itineraries = tuple(
        Itinerary((Hop(0, j // (50 * v), 0), Hop(1 + j // (50 * v), TOWNSHIPS + j // 10, j % 10)), j, 0, "workload", "all")
        for j in range(villages)
    )  # fmt: skip
    vehicles = {
        "van": VehicleType("van", "", "van", round(VAN_PARCELS * k), UNLIMITED, UNLIMITED, 3.2, 0, 0),
        "minivan": VehicleType("minivan", "", "minivan", round(RUN_PARCELS * k / v), UNLIMITED, UNLIMITED, 2.1, 0, 0),
    }
    depots = tuple(plans.depot(line.key, line.base, operator=OPERATOR, vehicle=line.vehicle) for line in lines)
    return ServicePlan(
        "workload", end, places, vehicles, handlings, depots, lines, _timetable(days, v), points, itineraries,
        np.arange(villages, dtype=np.int64)[None, :], ("all",), tuple(w.code for w in where.villages),
    )  # fmt: skip
