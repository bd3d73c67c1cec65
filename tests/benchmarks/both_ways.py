"""What parcels going out cost: a replication with both directions beside one of inbound parcels alone, in turn, in one process.

    python -m tests.benchmarks.both_ways                          every mode on Yiyuan, as many parcels out as in
    python -m tests.benchmarks.both_ways --share 0.3 --county hangjin --mode courier_courier
    python -m tests.benchmarks.both_ways --linear                 twice and four times the parcels in both directions
    python -m tests.benchmarks.both_ways --memory                 peak memory of a fresh process, in bytes a parcel
    python -m tests.benchmarks.both_ways --foresight              the same runs without what foresees who boards
    python -m tests.benchmarks.both_ways --against FOLDER         inbound alone, beside the same in another checkout

CPU seconds of this process, of the simulation alone and of a replication: demand, draws, simulation, laws and measures; planning is not. Per parcel is the time by the number
of parcels in and out. Each ratio is the median of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from experiments.settings.compose import groups
from sim.demand.source import parcels_of
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.measure.pipeline import StepClock, replication
from sim.problems import InputError
from sim.service.prepared import Prepared
from tests.benchmarks.timing import cpu
from tests.benchmarks.yiyuan import FORTNIGHT, prepared

STEPS = ("simulation", "replication")
CHUNKS = 5


def steps(case: Prepared) -> NDArray[np.float64]:
    """CPU seconds of the simulation alone, and of a replication: demand, draws, simulation, laws and measures."""
    begin, clock, (scenario,) = time.process_time(), StepClock(), case.scenarios
    demand = parcels_of(case.county, case.parameters, case.seed, 0)
    replication(case, 0, demand, clock)
    whole = time.process_time() - begin
    drawn = draw(scenario.plan, *demand, case.parameters, case.seed, 0)
    begin = time.process_time()
    simulate(scenario.plan, drawn)
    return np.array([time.process_time() - begin, whole])


def count(case: Prepared) -> tuple[int, int]:
    """Parcels in and out."""
    demand = parcels_of(case.county, case.parameters, case.seed, 0)
    return len(demand.parcels), len(demand.offers)


def case_of(mode: str, overrides: Sequence[str]) -> Prepared:
    """A county and one mode's plan."""
    made = prepared(mode, overrides)
    return replace(made, scenarios=made.scenarios[-1:])


def pairs(county: str, modes: Sequence[str], share: float, rounds: int) -> None:
    """Prints what both directions take beside inbound parcels alone."""
    for mode in modes:
        pair(county, mode, share, rounds)


def pair(county: str, mode: str, share: float, rounds: int) -> None:
    """Prints it of one mode."""
    alone, both = (case_of(mode, [f"county={county}", f"demand.outbound.share={of:g}"]) for of in (0, share))
    (came, _), (inbound, out) = count(alone), count(both)
    spent = np.array([[steps(alone), steps(both)] for _ in range(rounds + 1)])[1:]
    whole = np.median(spent[:, 1] / spent[:, 0], axis=0)
    each = whole * came / (inbound + out)
    low, high = np.median(spent, axis=0)
    print(f"{mode}: {came:,} parcels in, {out:,} out; {both.scenarios[0].plan.timetable.line.size:,} runs ({alone.scenarios[0].plan.timetable.line.size:,})")
    for name, a, b, ratio, parcel in zip(STEPS, low, high, whole, each, strict=True):
        print(f"  {name:17} {a:6.2f} -> {b:6.2f} s, {ratio:.2f} times, per parcel {parcel:.2f}", flush=True)


def linear(county: str, modes: Sequence[str], share: float, rounds: int) -> None:
    """Prints the time a parcel as parcels grow in both directions; lines, vehicles and crews grow with them by the project's own rules."""
    for mode in modes:
        for scale in (1, 2, 4):
            case = case_of(mode, [f"county={county}", f"demand.outbound.share={share:g}", f"demand.scale={scale}", *FORTNIGHT])
            parcels = sum(count(case))
            total = float(np.median([steps(case)[-1] for _ in range(rounds + 1)][1:]))
            print(f"{mode}, {scale} times the parcels: {parcels:,}, {total:.2f} s, {total / parcels * 1e6:.2f} us a parcel", flush=True)


def foresight(county: str, modes: Sequence[str], share: float, rounds: int) -> None:
    """Prints what a simulation takes with what foresees who boards, run by run, without its stretches of stops, and without any of it."""
    for mode in modes:
        case = case_of(mode, [f"county={county}", f"demand.outbound.share={share:g}"])
        plan, made = case.scenarios[0].plan, parcels_of(case.county, case.parameters, case.seed, 0)
        drawn = draw(plan, *made, case.parameters, case.seed, 0)

        def without(*names: str) -> Callable[[], object]:
            def run() -> object:
                patches = [blind(name) for name in names]
                for each in patches:
                    each.start()
                try:
                    return simulate(plan, drawn)  # noqa: B023
                finally:
                    patch.stopall()

            return run

        ways = {
            "with": without(), "run by run": without("together"), "no stretches": without("stretches", "stretch"),
            "neither": without("stretches", "stretch", "knows"),
        }  # fmt: skip
        spent = cpu(list(ways.values()), rounds + 1)[1:]
        told = ", ".join(f"{name} {np.median(s):.2f} s ({np.median(s / spent[:, 0]):.2f})" for name, s in zip(ways, spent.T, strict=True))
        print(f"{mode}: {told}", flush=True)


def blind(name: str) -> Any:
    """A patch by which foresight knows nothing."""
    from sim.flow.foreseen import Foresight  # an older version, which is measured beside this one, may have none

    nothing: dict[str, Callable[..., object]] = {
        "together": lambda self, runs: [self.stretch(going) for going in runs], "stretches": lambda _, runs: [None] * len(runs),
        "stretch": lambda *_: None, "knows": lambda *_: False,
    }  # fmt: skip
    return patch.object(Foresight, "stretches" if name == "together" else name, nothing[name])


def child(county: str, mode: str, share: float) -> None:
    """Peak memory of one simulation, in a process of its own."""
    case = case_of(mode, [f"county={county}", f"demand.outbound.share={share:g}"])
    tiny = case_of(mode, [f"county={county}", f"demand.outbound.share={share:g}", "demand.scale=0.01"])
    from tests.benchmarks.yiyuan import peak  # an older version, which is measured beside this one, may have none

    parcels = sum(count(case))
    steps(tiny)  # late imports and first-use tables are no memory of parcels
    used = peak(lambda: simulated(case))
    print(f"{mode}, share {share:g}: {parcels:,} parcels, {used / parcels:.0f} bytes a parcel at the peak", flush=True)


def memory(county: str, modes: Sequence[str], share: float) -> None:
    """Prints the peak of inbound parcels alone and of both directions, each in a process of its own."""
    for mode in modes:
        for of in (0.0, share):
            words = ["--child", "--county", county, "--mode", mode, "--share", str(of)]
            subprocess.run([sys.executable, "-m", "tests.benchmarks.both_ways", *words], check=True)


def simulated(case: Prepared) -> None:
    """Demand, draws and simulation."""
    plan = case.scenarios[0].plan
    simulate(plan, draw(plan, *parcels_of(case.county, case.parameters, case.seed, 0), case.parameters, case.seed, 0))


def alone(county: str, mode: str, rounds: int) -> None:
    """CPU seconds of replications of inbound parcels alone, one a line."""
    case = case_of(mode, [f"county={county}"])
    steps(case)
    for _ in range(rounds):
        print(steps(case)[-1], flush=True)


def against(folder: Path, county: str, modes: Sequence[str], rounds: int) -> None:
    """Prints inbound alone beside another checkout, processes in turn."""
    for mode in modes:
        spent: dict[Path, list[float]] = {Path.cwd(): [], folder: []}
        for where in [Path.cwd(), folder] * CHUNKS:
            words = [sys.executable, __file__, "--alone", "--county", county, "--mode", mode, "--rounds", str(rounds)]
            told = subprocess.run(words, check=True, capture_output=True, text=True, cwd=where, env={"PYTHONPATH": str(where)})
            spent[where].append(float(np.median([float(x) for x in told.stdout.split()])))
        here, there = (np.array(s) for s in spent.values())
        ratios = np.sort(here / there)
        print(f"{mode}: {np.median(here):.2f} s here, {np.median(there):.2f} s there, ratio {np.median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f})", flush=True)


def possible(county: str, mode: str) -> bool:
    """Whether a mode has a plan in a county."""
    try:
        prepared(mode, [f"county={county}"])
    except InputError:
        return False
    return True


def main() -> None:
    """Prints what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--county", default="yiyuan")
    options.add_argument("--mode", nargs="+", default=[])
    options.add_argument("--share", type=float, default=1.0, help="parcels out for one that comes in")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--against", type=Path, metavar="FOLDER")
    for what in ("linear", "memory", "foresight"):
        options.add_argument(f"--{what}", action="store_true")
    for what in ("alone", "child"):
        options.add_argument(f"--{what}", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    modes = asked.mode or [mode for mode in sorted(groups(None)["mode"]) if possible(asked.county, mode)]
    if asked.alone:
        alone(asked.county, modes[0], asked.rounds)
    elif asked.child:
        child(asked.county, modes[0], asked.share)
    elif asked.against:
        against(asked.against, asked.county, modes, asked.rounds)
    elif asked.memory:
        memory(asked.county, modes, asked.share)
    else:
        told = linear if asked.linear else foresight if asked.foresight else pairs
        told(asked.county, modes, asked.share, asked.rounds)


if __name__ == "__main__":
    main()
