"""The workload as a scenario of the product: a county, a table of parcels, a service plan of public types."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from sim.clock import DAY, HOUR, MINUTE
from sim.county.county import County, PointPlace, Seat, Village
from sim.parameters import Parameters
from sim.parameters.demand import Brand
from sim.plan.actor import Actor
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from tests import plans
from tests.benchmarks.recipe import DAYS, TOWNSHIPS, WARMUP, Load
from tests.plans import HUB

HUB_WORK, TOWNSHIP_WORK = 12_000, 15_000
VAN_PARCELS, RUN_PARCELS = 900, 400
OPERATOR = Actor.pool("all")


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


def _lines(k: float, v: int) -> tuple[Line, ...]:
    """A van a township, then a run a route."""
    van_parcels, run_parcels = round(VAN_PARCELS * k), round(RUN_PARCELS * k / v)
    vans = [
        plans.line(
            HUB, [plans.stop(1 + t, HOUR, km=20.0 + 3 * t)], HOUR, depot=t, key=f"van{t}", name=f"van {t}", leg="trunk", operator=OPERATOR,
            back_km=20.0 + 3 * t, capacity_parcels=van_parcels, township=-1,
        )
        for t in range(TOWNSHIPS)
    ]  # fmt: skip
    runs = [
        plans.line(
            1 + r // (5 * v), [plans.stop(1 + TOWNSHIPS + 10 * r + s, 10 * MINUTE, km=5, service=4 * MINUTE) for s in range(10)], 10 * MINUTE,
            depot=TOWNSHIPS + r, key=f"run{r}", name=f"run {r}", leg="village", operator=OPERATOR, vehicle="minivan", back_km=5.0,
            capacity_parcels=run_parcels, township=r // (5 * v),
        )
        for r in range(60 * v)
    ]  # fmt: skip
    return (*vans, *runs)


def _runs(days: int, v: int) -> list[tuple[int, int]]:
    """Vans at 09:00 and 16:00, runs at 11:00."""
    vans, rounds = range(TOWNSHIPS), range(TOWNSHIPS, TOWNSHIPS + 60 * v)
    return [(plans.at(clock, d), line) for d in range(days) for clock, lines in ((9, vans), (11, rounds), (16, vans)) for line in lines]


def plan(k: float = 1, v: int = 1, days: int = DAYS) -> ServicePlan:
    """The whole service: sort at the hub, vans, sort at the townships, rounds of ten villages, points that never close."""
    villages = 600 * v
    hub = plans.stage(round(HUB_WORK / k), *(x for d in range(days) for x in (*plans.daily(5, 13, 8, [d]), *plans.daily(13, 21, 5, [d]))))
    township = plans.stage(round(TOWNSHIP_WORK / k), *plans.daily(8, 18, 2, days))
    handlings = [plans.handling(HUB, hub, key="hub", operator=OPERATOR)]
    handlings += [plans.handling(1 + t, township, key=f"t{t}", operator=OPERATOR) for t in range(TOWNSHIPS)]
    lines = _lines(k, v)
    return plans.plan(
        name="workload", horizon=days * DAY, places=plans.places(TOWNSHIPS, [j // (50 * v) for j in range(villages)]),
        vehicles={
            "van": plans.vehicle("van", parcels=round(VAN_PARCELS * k), yuan_km=3.2, yuan_day=0),
            "minivan": plans.vehicle("minivan", parcels=round(RUN_PARCELS * k / v), yuan_km=2.1, yuan_day=0),
        },
        handlings=tuple(handlings), lines=lines, runs=_runs(days, v), brands=("all",),
        depots=tuple(plans.depot(line.base, key=line.key, operator=OPERATOR, vehicle=line.vehicle) for line in lines),
        points=tuple(plans.point(1 + TOWNSHIPS + j, code=f"v{j}", hours=((0, days * DAY),), return_after=2**50) for j in range(villages)),
        ways=[
            plans.way(plans.hop(0, t, 0), plans.hop(1 + t, TOWNSHIPS + j // 10, j % 10), point=j, mode="workload", pool="all")
            for j in range(villages) for t in [j // (50 * v)]
        ],
    )  # fmt: skip
