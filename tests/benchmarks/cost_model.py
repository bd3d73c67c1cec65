"""What a study costs: measured seconds a village and replication, overhead a task, and from them the hours for a country.

    python -m tests.benchmarks.cost_model
    python -m tests.benchmarks.cost_model --rounds 5 --replications 30 --scenarios 1000 --cores 2 64 1000

CPU seconds, the least of several rounds. Work is what a study's worker does for a scenario (``run_point``): plan, draw, simulate with
all laws checked, measure. Overhead is all that an engine spends on a task beside it, here and in the worker, the task carrying a real
config.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from experiments.engines.dask import DaskEngine, here
from experiments.engines.engine import Engine, Task
from experiments.engines.local import LocalEngine
from experiments.scenarios.evaluate import TASK_S
from experiments.scenarios.prepare import prepare
from experiments.scenarios.work import run_point
from experiments.settings.compose import configs, files
from experiments.settings.config import Config

COUNTRY_VILLAGES = 474_000
"""Administrative villages of the country, to be studied as a whole."""

COUNTIES = ("yiyuan", "hangjin")
MODES = ("courier_courier", "postal_courier", "transport_courier")


@dataclass(frozen=True)
class Cost:
    """CPU seconds of one scenario on one county.

    Attributes:
        villages, days: of the county; simulated a replication, warm-up and drain included.
        plan: seconds to make the plan, once.
        replication: seconds a replication.
    """

    villages: int
    days: int
    plan: float
    replication: float


def config_of(county: str, mode: str) -> Config:
    """The config of one scenario."""
    _, jobs = configs([f"county={county}", f"mode={mode}"], "simulate", None, files(None))
    return next(iter(jobs))


def cost(config: Config, rounds: int) -> Cost:
    """Measure one scenario."""
    villages = len(prepare(config, (config.mode,)).county.villages)
    h = config.parameters.horizon
    plans, replications = [], []
    for number in range(rounds):
        begin = time.process_time()
        prepare(config, (config.mode,))
        plans.append(time.process_time() - begin)
        (row,) = run_point(config, config.mode, (number,)).rows
        replications.append(sum(row.seconds[1:]))
    return Cost(villages, h.warmup_days + h.measured_days + h.drain_days, min(plans), min(replications))


def clock(config: Config) -> tuple[int, float]:
    """A task without work: this process, and the CPU seconds it has spent."""
    return os.getpid(), time.process_time()


def overhead(engine: Engine, config: Config, tasks: int) -> float:
    """CPU seconds that an engine spends on a task, here and in its workers."""

    def some() -> list[tuple[int, float]]:
        done = list(engine.run(Task(str(i), clock, (config,)) for i in range(tasks)))
        return [d.value for d in done]

    some()  # workers start and import
    begin = time.process_time()
    spent = some()
    parent = time.process_time() - begin
    workers = [[s for pid, s in spent if pid == who] for who in {pid for pid, _ in spent}]
    return (parent + sum(max(w) - min(w) for w in workers)) / tasks


def core_hours(a: Cost, replications: int, task: float, scenarios: int = 1) -> float:
    """Hours of one core for the whole country: villages x (plan + replications x time), plus the overhead of the tasks it is cut to."""
    work = COUNTRY_VILLAGES / a.villages * (a.plan + replications * a.replication)
    return scenarios * (work + work / TASK_S * task) / 3600


def main(words: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--replications", type=int, default=10)
    parser.add_argument("--scenarios", type=int, default=1)
    parser.add_argument("--cores", type=int, nargs="+", default=[2, 64, 1000])
    asked = parser.parse_args(words)
    print(f"CPU seconds, least of {asked.rounds} rounds\n{'county':9} {'mode':18} villages days  plan s  replication s  ms/village-replication  us/village-day-replication")
    costs = []
    for county in COUNTIES:
        for mode in MODES:
            a = cost(config_of(county, mode), asked.rounds)
            costs.append((county, mode, a))
            each = a.replication / a.villages
            print(f"{county:9} {mode:18} {a.villages:8} {a.days:4} {a.plan:7.2f} {a.replication:14.2f} {1e3 * each:23.2f} {1e6 * each / a.days:27.1f}", flush=True)
    config = config_of(COUNTIES[0], MODES[0])
    spent = {}
    for name, engine in (("local", LocalEngine(2)), ("dask", DaskEngine(here(2), 5.0))):
        with closing(engine):
            spent[name] = overhead(engine, config, 200)
        print(f"overhead a task, engine={name}: {1e3 * spent[name]:.1f} ms ({spent[name] / TASK_S:.1%} of a task of {TASK_S:g} s)", flush=True)
    print(f"\n{asked.scenarios} scenario(s), {asked.replications} replications, {COUNTRY_VILLAGES:,} villages on Dask: core-hours, then hours on n cores")
    for county, mode, a in costs:
        total = core_hours(a, asked.replications, spent["dask"], asked.scenarios)
        print(f"{county:9} {mode:18} {total:8.1f}   " + "   ".join(f"{n} cores {total / n:.2f} h" for n in asked.cores))


if __name__ == "__main__":
    main()
