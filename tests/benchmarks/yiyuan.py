"""The full model of a county as the product runs it: against its own floor, by parcels, by villages, and in memory.

    python -m tests.benchmarks.yiyuan               every mode on Yiyuan
    python -m tests.benchmarks.yiyuan --linear      up to 500,000 parcels a day, and up to 2,500 villages
    python -m tests.benchmarks.yiyuan --memory      peak memory of a fresh process, in bytes a parcel

CPU seconds of this process; drawing, simulating and village percentiles count, imports, reading and planning do not. The floor is
the same draw of the same parcels and percentiles by village, with nothing simulated.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files
from sim.clock import NEVER
from sim.demand.source import Demanded, parcels_of
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.measure.grouped import grouped
from sim.service.prepared import Prepared
from tests.benchmarks.timing import cpu

MODES = ("township_pickup", "courier_courier", "postal_courier", "transport_courier", "commerce_courier")
DAILY = 0.05 * 252_069
"""Parcels of Yiyuan a day at the default rate."""

FORTNIGHT = ("horizon.warmup_days=0", "horizon.measured_days=14", "horizon.drain_days=0")


def prepared(mode: str, overrides: Sequence[str] = ()) -> Prepared:
    """A county and its plan, as ``parcelflow compare`` makes them."""
    _, jobs = configs(list(overrides), "compare", None, files(None))
    return prepare(next(iter(jobs)), (mode,), None)


def demand(case: Prepared) -> Demanded:
    """The parcels of replication 0."""
    return parcels_of(case.county, case.parameters, case.seed, 0)


def floor(case: Prepared) -> int:
    """Drawn, sorted by time and by village, percentiles of the dwell; gives the number of parcels."""
    parcels = demand(case).parcels
    hours = grouped(parcels.village, np.zeros(len(parcels), np.int8), parcels.dwell_point, len(case.county.villages))
    for q in (0.5, 0.9):
        hours.quantile_h(q)
    return len(parcels)


def product(case: Prepared) -> Outcome:
    """Drawn, simulated, percentiles by village of the time to the point."""
    plan, made = case.scenarios[0].plan, demand(case)
    parcels = made.parcels
    outcome = simulate(plan, draw(plan, *made, case.parameters, case.seed, 0))
    reached = outcome.milestones.at_point < NEVER
    came = parcels.village[reached]
    hours = grouped(came, np.zeros(len(came), np.int8), (outcome.milestones.at_point - parcels.entered_hub)[reached], len(case.county.villages))
    for q in (0.5, 0.9):
        hours.quantile_h(q)
    return outcome


def compare(label: str, case: Prepared, rounds: int) -> tuple[float, int]:
    """Prints CPU of floor and product; gives the product's and the number of parcels."""
    outcome, again = product(case), product(case)
    assert outcome.events == again.events, "the same run must have the same events"
    parcels = floor(case)
    spent = cpu([lambda: floor(case), lambda: product(case)], rounds)
    ratio = float(np.median(spent[:, 1] / spent[:, 0]))
    low, high = np.median(spent, axis=0).tolist()
    print(
        f"{label}: {parcels:,} parcels, {len(case.county.villages):,} villages, {outcome.events:,} events; floor {low:.2f} s, product {high:.2f} s, "
        f"{ratio:.1f} times the floor, {high / parcels * 1e6:.2f} us a parcel",
        flush=True,
    )
    return high, parcels


def own_county(folder: Path, villages: int) -> list[str]:
    """Overrides for a county of so many villages, made like Yiyuan (37 villages a township), as a user's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "villages.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["村名", "乡镇", "编码"])
        rows.writerows([f"村{i}", f"镇{i // 37}", f"v{i:04d}"] for i in range(villages))
    with (folder / "county.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "area_km2", "rural_population", "lon", "lat"])
        rows.writerow(["大县", round(1636 * villages / 446), round(565 * villages), 118.16, 36.18])
    return ["county=own", f"county.source={folder}"]


def coping(case: Prepared) -> Prepared:
    """The case, whose plan must not be overloaded: parcels that never leave cost next to nothing."""
    over = [f"{load.name} {load.rho:.2f}" for load in case.scenarios[0].overloads]
    assert not over, over
    return case


def linear(rounds: int) -> None:
    """Twice the parcels or villages must take about twice the time: prints the time a parcel as either grows.

    Lines, vehicles and crews are sized to the parcels by the project's own rules; shelves and the pace of those who work alone grow with them.
    """
    mode, floors = "courier_courier", ("points.types.shop.shelf_parcels={:.0f}", "handling.shelve_per_h={:.0f}", "handling.outlet_per_h={:.0f}")
    with tempfile.TemporaryDirectory() as folder:
        own = own_county(Path(folder) / "446", 446)
        for daily in (12_600, 50_000, 150_000, 500_000):
            scale = daily / DAILY
            grown = [key.format(base * max(scale, 1.0)) for key, base in zip(floors, (300, 120, 120), strict=True)]
            compare(f"{daily:,} parcels a day", coping(prepared(mode, [*FORTNIGHT, *own, *grown, f"demand.scale={scale:.4f}"])), rounds)
        for villages in (446, 1_000, 2_500):
            case = coping(prepared(mode, [*FORTNIGHT, *own_county(Path(folder) / str(villages), villages)]))
            compare(f"{villages:,} villages", case, rounds)


def _status(key: str) -> int:
    """A figure of this process in bytes, from Linux's own account."""
    line = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith(key))
    return int(line.split()[1]) * 1024


def peak(work: Callable[[], object]) -> int:
    """The most memory that a piece of work takes on top of what this process has, bytes."""
    before = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    work()
    return _status("VmHWM") - before


def child(mode: str, overrides: Sequence[str]) -> None:
    """Peak memory of one replication above the process after imports, reading and planning."""
    case = prepared(mode, overrides)
    tiny = prepared(mode, [*overrides, "demand.scale=0.01"])
    product(tiny)  # late imports and first-use tables are no memory of parcels
    used, parcels = peak(lambda: product(case)), len(demand(case).parcels)
    print(f"{mode}: {parcels:,} parcels, {used / parcels:.0f} bytes a parcel at the peak")


def memory() -> None:
    """Each case in a process of its own."""
    for mode, overrides in (*((mode, ()) for mode in MODES), ("courier_courier", (*FORTNIGHT, f"demand.scale={100_000 / DAILY:.4f}"))):
        subprocess.run([sys.executable, "-m", "tests.benchmarks.yiyuan", "--child", mode, *overrides], check=True)


def main() -> None:
    """Prints what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--linear", action="store_true")
    options.add_argument("--memory", action="store_true")
    options.add_argument("--child", nargs="+", metavar="MODE", help=argparse.SUPPRESS)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    if chosen.child:
        child(chosen.child[0], chosen.child[1:])
    elif chosen.linear:
        linear(chosen.rounds)
    elif chosen.memory:
        memory()
    else:
        for mode in MODES:
            compare(mode, prepared(mode), chosen.rounds)


if __name__ == "__main__":
    main()
