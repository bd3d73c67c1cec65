"""The workload through the product, against its floor and against a process for every parcel.

    python -m tests.benchmarks.workload                 k = 1 and k = 5, and the plain program at k = 0.05 scaled by parcels
    python -m tests.benchmarks.workload --plain-full    the plain program at k = 1 (minutes)

CPU seconds of this process only; the draw counts on every side, imports, reading and writing on none. Medians over several rounds; a ratio is
the median of the rounds' ratios.
Kilograms are summed from the table's own column: the model itself counts whole grams.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, NEVER
from sim.demand.offers import NO_OFFERS
from sim.demand.records import Records, read_records
from sim.demand.replay import replay_records
from sim.flow.draws import Draws, draw
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.measure.grouped import Grouped, grouped
from sim.plan.plan import ServicePlan
from tests.benchmarks import recipe, scenario
from tests.benchmarks.plain import plain
from tests.benchmarks.timing import cpu


@dataclass(frozen=True, eq=False)
class Checks:
    """The published values of the workload."""

    parcels: int
    counted: int
    kg_counted: float
    mean_h: float
    p50_h: float
    p90_h: float
    van_km: float
    run_km: float
    cost_yuan: float
    kg_loaded: float

    def printed(self) -> tuple[str, ...]:
        """Each to the digits in which it is published."""
        return (
            str(self.parcels), str(self.counted), f"{self.kg_counted:.3f}", f"{self.mean_h:.5f}", f"{self.p50_h:.6f}", f"{self.p90_h:.6f}",
            f"{self.van_km:.0f}", f"{self.run_km:.0f}", f"{self.cost_yuan:.0f}", f"{self.kg_loaded:.2f}",
        )  # fmt: skip


PUBLISHED = ("697573", "541492", "1176093.499", "23.96671", "26.283333", "31.283333", "61320", "115500", "947674", "2987603.84")


@dataclass(frozen=True, eq=False)
class Result:
    """One run of the product: what came in, what came out, percentiles by village of the counted parcels."""

    load: recipe.Load
    plan: ServicePlan
    draws: Draws
    outcome: Outcome
    villages: Grouped
    counted: NDArray[np.bool_]


def records(load: recipe.Load, v: int = 1) -> Records:
    """The workload's parcels, written as a table and read as a user's."""
    with tempfile.TemporaryDirectory() as folder:
        path = scenario.write_table(load, Path(folder) / "parcels.parquet")
        return read_records(path, scenario.county(v), scenario.parameters())


def run(load: recipe.Load, table: Records, plan: ServicePlan, v: int = 1) -> Result:
    """Parcels of the table, draws, simulation and village percentiles."""
    where, parameters = scenario.county(v), scenario.parameters()
    parcels, market = replay_records(table, where, parameters, 1, 0)
    draws = draw(plan, parcels, market, NO_OFFERS, parameters, 1, 0)
    outcome = simulate(plan, draws)
    at_point = outcome.milestones.at_point
    counted = (parcels.entered_hub >= recipe.WARMUP * DAY) & (at_point < NEVER)
    village = parcels.village[counted]
    hours = grouped(village, np.zeros(len(village), np.int8), (at_point - parcels.entered_hub)[counted], load.villages)
    for q in (0.5, 0.9):
        hours.quantile_h(q)
    hours.mean_h()
    return Result(load, plan, draws, outcome, hours, counted)


def checks(result: Result) -> Checks:
    """The values of the workload's check table, from the product's outcome."""
    load, milestones, parcels = result.load, result.outcome.milestones, result.draws.parcels
    line = result.plan.timetable.line
    left = result.outcome.runs.departed < NEVER
    km = np.array([it.km for it in result.plan.lines])
    van = np.array([it.leg == "trunk" for it in result.plan.lines])[line] & left
    runs = left & ~van
    van_km, run_km = float(km[line[van]].sum()), float(km[line[runs]].sum())
    drivers = 30 * (2 * van.sum() + 2.5 * runs.sum())
    rostered = (
        sum((s.end - s.start) * s.people for handling in result.plan.handlings for stage in handling.stages for s in stage.crew.shifts) / HOUR
    )
    spent = milestones.at_point - parcels.entered_hub
    return Checks(
        parcels=len(parcels),
        counted=int(result.counted.sum()),
        kg_counted=float(load.kg[result.counted].sum()),
        mean_h=float(spent[result.counted].mean() / HOUR),
        p50_h=float(np.nanmean(result.villages.quantile_h(0.5))),
        p90_h=float(np.nanmean(result.villages.quantile_h(0.9))),
        van_km=van_km,
        run_km=run_km,
        cost_yuan=float(3.2 * van_km + 2.1 * run_km + drivers + 25 * rostered),
        kg_loaded=float(load.kg[milestones.hub_run >= 0].sum() + load.kg[milestones.village_run >= 0].sum()),
    )


def compare(k: float, v: int, rounds: int) -> tuple[float, float, Result]:
    """CPU seconds of the floor and of the product at a size, and the product's result."""
    load, plan = recipe.draw(k, v), scenario.plan(k, v)
    table = records(load, v)
    result = run(load, table, plan, v)
    spent = cpu([lambda: recipe.floor(k, v), lambda: recipe.draw(k, v), lambda: run(load, table, plan, v)], rounds)
    ratio = float(np.median((spent[:, 1] + spent[:, 2]) / spent[:, 0]))
    floor, drawn, ran = np.median(spent, axis=0).tolist()
    product = drawn + ran
    print(
        f"k={k:g} v={v}: {len(load.kg):,} parcels, {result.outcome.events:,} events; floor {floor:.3f} s (draw {drawn:.3f} s), "
        f"product {product:.3f} s, {ratio:.2f} times the floor"
    )
    return floor, product, result


def main() -> None:
    """Prints every ratio; fails when a value or an event count is not what it must be."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--plain-full", action="store_true", help="the plain program at k = 1")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--v", type=int, default=1, help="another size in villages, beside v = 1")
    chosen = options.parse_args()
    _, product, result = compare(1, 1, chosen.rounds)
    assert checks(result).printed() == PUBLISHED, checks(result)
    parcels = len(result.load.kg)
    compare(5, 1, chosen.rounds)
    if chosen.v > 1:
        compare(1, chosen.v, chosen.rounds)
    k = 1.0 if chosen.plain_full else 0.05
    load = recipe.draw(k)
    begin = time.process_time()
    _, _, events = plain(load, k)
    spent = time.process_time() - begin
    at_k1 = spent * parcels / len(load.kg)
    print(
        f"a process a parcel, k={k:g}: {len(load.kg):,} parcels, {events:,} events ({events / len(load.kg):.2f} a parcel), {spent:.1f} s, "
        f"{at_k1:.0f} s for the parcels of k=1; the product takes {at_k1 / product:.0f} times less"
    )


if __name__ == "__main__":
    main()
