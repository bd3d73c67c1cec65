"""``parcelflow optimise``: the cheapest schedule, fleet, staffing and mode that meet the targets, and what being faster
costs.

Search, selection and estimation are on parcels of their own: a plan that was lucky in one is judged anew in the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.studies.optimise import report
from experiments.studies.optimise.decisions import axes_of, based
from experiments.studies.optimise.outcome import empty
from experiments.studies.optimise.sampler import Sampler
from experiments.studies.optimise.trials import Trials
from experiments.version import needed
from sim.inference.search.confirm import KEPT, candidates, result, select
from sim.inference.search.decisions import starts
from sim.inference.search.grid import FAILED, DecisionKey, Found, Index
from sim.inference.search.judge import Judge
from sim.inference.search.search import search
from sim.inference.target import Target, read_targets
from sim.measure.registry import keys, kpi_of
from sim.measure.unknown_kpis import unknown_kpis
from sim.problems import Faults, Problem, phrase
from sim.proposal.optimise.optimise_lines import beginning, ending
from sim.proposal.optimise.optimised import Optimised, Question
from sim.store.provenance import Stopwatch


def main(config: Config, folder: Path) -> int:
    """Optimise and write the results folder; 1 where no plan could be simulated, or one that should have been failed.
    """
    found = empty(config, read(config))
    print("\n".join(beginning(found)), flush=True)
    with Study(config, folder) as study, evaluator(config, study.team) as runs:
        optimise(config, found, runs, study.clock)
    with study.clock("write"):
        command = report.write(config, found, folder)
    report.note(study, found, runs.counts())
    print("\n".join(ending(found, folder, command)))
    return 1 if found.result is None or found.counts()[FAILED] else 0


def check(config: Config) -> None:
    """Read the study's own keys.

    Raises:
        InputError: with every fault of them.
    """
    read(config)


def read(config: Config) -> Question:
    """What a config asks for.

    Raises:
        InputError: with every fault of the keys, KPIs, targets and the budget; the library of the search is not
            installed.
    """
    o, faults = config.optimise, Faults(needed("optuna", "study", "optimise"))
    kpis = (o.cost or f"cost_{config.run.objective}_parcel", o.time)
    for where, kpi in zip(("optimise.cost", "optimise.time"), kpis, strict=True):
        faults += unknown_kpis(where, [kpi])
        if kpi in keys() and kpi_of(kpi).better == "high":
            faults.append(Problem("config.kpi", where, kpi, phrase("optimise.lower"), phrase("optimise.target")))
    if o.budget < o.least_budget:
        allowed = phrase("optimise.budget", least=o.least_budget)
        faults.append(Problem("config.budget", "optimise.budget", str(o.budget), allowed))
    axes, targets = tuple[DecisionKey, ...](), tuple[Target, ...]()
    with faults.gathered():
        targets = read_targets(o.targets, "optimise.targets")
    with faults.gathered():
        axes = axes_of(config)
    faults.refuse()
    return Question(axes, kpis, targets)


def optimise(config: Config, found: Optimised, runs: Evaluator, clock: Stopwatch) -> None:
    """Search, select, estimate; what comes of it is noted in ``found``."""
    o, asked = config.optimise, found.asked
    runs.progress.plan(o.budget)
    trials = Trials(config=based(config), asked=asked, runs=runs, numbers=range(o.search_replications))
    judge = trials.judge()
    found.judged = judge.judged
    with clock("search"):
        found.seen = searched(config, asked, judge)
    found.runs |= {"search": sum(f.runs for f in found.seen.values()), "selection": 0, "estimation": 0}
    with clock("selection"):
        standing = candidates(judge.distinct(found.seen), o.finalists)
        found.chances = select(_again(found, trials, "selection", standing, o.selection_replications), asked.targets)
    with clock("estimation"):
        kept = [p for p, state in found.chances.items() if state == KEPT]
        values = _again(found, trials, "estimation", kept, o.estimation_replications)
    runs.progress.plan(0)
    found.result = result(values, asked.targets) if values else None
    found.idle = {p: judge.idle(p) for p in values}


def searched(config: Config, asked: Question, judge: Judge) -> dict[Index, Found]:
    """Everything that the search saw."""
    o, present = config.optimise, config.model_dump() | config.parameters.model_dump() | {"mode": config.mode}
    return search(
        asked.axes, judge, Sampler(asked.axes, o.sampler_seed), o.search_budget, o.search_replications,
        o.sampler_seed, starts(asked.axes, present), o.batch,
    )  # fmt: skip


def _again(
    found: Optimised, trials: Trials, stage: str, indices: Sequence[Index], replications: int
) -> dict[Index, NDArray[np.float64]]:
    """Values of plans on the parcels of a stage; a plan that fails is left out."""
    found.runs[stage] = len(indices) * replications
    gave = trials.of(stage, replications).simulate(indices)
    return {index: values for index, values in zip(indices, gave, strict=True) if not isinstance(values, str)}
