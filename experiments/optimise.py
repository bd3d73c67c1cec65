"""``parcelflow optimise``: the cheapest schedule, fleet, staffing and mode that meet the targets, and what being faster
costs.

Search, selection and estimation are on parcels of their own: a plan that was lucky in one is judged anew in the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.scenarios.design import over, point
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import county_of
from experiments.scenarios.provenance import Stopwatch
from experiments.settings.config import Config
from experiments.settings.crosscheck import unknown_kpis
from experiments.studies.frame import Study
from experiments.studies.optimise import report
from experiments.studies.optimise.decisions import axes_of, based, starts, values_of
from experiments.studies.optimise.judge import Judge
from experiments.studies.optimise.outcome import empty, seed_of
from experiments.studies.optimise.sampler import Sampler
from experiments.version import needed
from sim.inference.confirm import KEPT, candidates, result, select
from sim.inference.grid import FAILED, DecisionKey, Index
from sim.inference.search import search
from sim.inference.target import Target, read_targets
from sim.measure.registry import keys, kpi_of
from sim.problems import Faults, Problem, phrase
from sim.proposal.optimised import Optimised, Question


def main(config: Config, folder: Path) -> int:
    """Optimise and write the results folder; 1 where no plan could be simulated, or one that should have been failed.
    """
    county_of(config)
    found = empty(config, read(config))
    report.say_start(found)
    with Study(config, folder) as study, evaluator(config, study.team) as e:
        optimise(config, found, e, study.clock)
        counts = e.counts()
    with study.clock("write"):
        command = report.write(config, found, folder)
    report.note(study, found, counts)
    report.say_result(found, folder, command)
    return 1 if found.result is None or found.counts()[FAILED] else 0


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
    if search_budget(config) < o.search_replications:
        allowed = phrase("optimise.budget", least=reserve(config) + o.search_replications)
        faults.append(Problem("config.budget", "optimise.budget", str(o.budget), allowed))
    axes, targets = tuple[DecisionKey, ...](), tuple[Target, ...]()
    with faults.gathered():
        targets = read_targets(o.targets, "optimise.targets")
    with faults.gathered():
        axes = axes_of(config)
    faults.refuse()
    return Question(axes, kpis, targets)


def reserve(config: Config) -> int:
    """Runs kept for selection and estimation."""
    o = config.optimise
    return o.candidates * (o.selection_replications + o.estimation_replications)


def search_budget(config: Config) -> int:
    """Runs that the search may use."""
    return config.optimise.budget - reserve(config)


def optimise(config: Config, found: Optimised, e: Evaluator, clock: Stopwatch) -> None:
    """Search, select, estimate; what comes of it is noted in ``found``."""
    o, asked = config.optimise, found.asked
    e.progress.plan(o.budget)
    judge = Judge(based(config), asked.axes, asked.targets, asked.kpis, range(o.search_replications), e)
    found.judged = judge.judged
    with clock("search"):
        found.seen = search(
            asked.axes, judge, Sampler(asked.axes, o.sampler_seed), search_budget(config), o.search_replications,
            o.sampler_seed, starts(asked.axes, config), o.batch
        )  # fmt: skip
    found.runs |= {"search": sum(f.runs for f in found.seen.values()), "selection": 0, "estimation": 0}
    with clock("selection"):
        values = _again(
            found, judge, "selection", candidates(judge.distinct(found.seen), o.candidates), o.selection_replications
        )
        found.chances = select(values, asked.targets)
    with clock("estimation"):
        kept = [p for p, state in found.chances.items() if state == KEPT]
        values = _again(found, judge, "estimation", kept, o.estimation_replications)
    e.progress.plan(0)
    if values:
        found.result = result(values, asked.targets)
        found.idle = {p: judge.idle(p) for p in found.result.values}


def _again(
    found: Optimised, judge: Judge, stage: str, indices: Iterable[Index], replications: int
) -> dict[Index, NDArray[np.float64]]:
    """Values of plans on the parcels of a stage; a plan that fails is left out."""
    numbers = range(replications)
    config = over(judge.config, {"seed": seed_of(judge.config, stage)})
    points = {index: point(config, values_of(judge.axes, index)) for index in indices}
    found.runs[stage] = len(points) * replications
    done = judge.run(list(points.values()), numbers)
    return {
        index: judge.values(judge.evaluator, p, numbers)
        for (index, p), status in zip(points.items(), done, strict=True) if status.state == "ok"
    }
