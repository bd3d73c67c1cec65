"""A busy week in the small county: crews too small for some days, capacity that binds, shelves that fill, late vehicles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR
from sim.demand.parcels import Parcels
from sim.flow.draws import PPM, Draws
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small

DAYS = 7


def plan(
    *, crew: int = 2, more_runs: tuple[tuple[float, int], ...] = (), shelf: int = 60, vans: int = 1, scale: int = 1, **given: Any
) -> ServicePlan:
    """Two trunk runs and a round a day; ``scale`` multiplies capacities and divides work."""
    runs = [(24 * d + h, line) for d in range(DAYS) for h, line in ((9, 0), (10.25, 0), (15, 0), (16.5, 1))]
    made = small.plan(
        days=DAYS, villages=3, vans=vans, runs=[*runs, *more_runs],
        hub=(plans.stage(24_000 // scale, *plans.daily(6, 14, crew, DAYS), name="unload"), plans.stage(240_000 // scale, *plans.daily(7, 14, crew, DAYS))),
        township=(plans.stage(60_000 // scale, *plans.daily(9, 17, 1, DAYS), shift_end="finish"),),
        van={"capacity_parcels": 60 * scale, "max_delay": HOUR}, round_={"capacity_parcels": 140 * scale},
        point={
            "shelf": shelf * scale, "return_after": 3 * DAY, "door_times": tuple(d * DAY + 17 * HOUR for d in range(DAYS)),
            "hours": tuple((d * DAY + 8 * HOUR, d * DAY + 20 * HOUR) for d in range(DAYS)),
        },
    )  # fmt: skip
    return replace(made, **given)


def parcels(seed: int = 1, n: int = 900) -> Parcels:
    """Twice a day a truck, with parcels of households that get several."""
    rng = np.random.default_rng(seed)
    entered = np.sort(rng.integers(0, DAYS, n) * 24 + rng.choice([6.0, 11.0], n))
    return small.parcels(
        entered.tolist(), village=rng.integers(0, 3, n), to_door=rng.random(n) < 0.1, household=rng.integers(0, 150, n),
        dwell_point=rng.exponential(30 * HOUR, n).astype(np.int64), grams=rng.integers(200, 3000, n), work=rng.integers(500, 1500, n),
    )  # fmt: skip


def draws(plan: ServicePlan, load: Parcels, seed: int = 1) -> Draws:
    """Some bad roads, some cancellations."""
    rng = np.random.default_rng(seed)
    n = len(plan.timetable.line)
    travel = (PPM * rng.uniform(0.8, 1.4, n)).astype(np.int64)
    return plans.draws(plan, load, travel_ppm=travel, cancelled=rng.random(n) < 0.1)


