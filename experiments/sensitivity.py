"""``parcelflow sensitivity``: which keys drive the results, one at a time and together (Morris or Sobol), in one mode
or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.scenarios.auto import run_auto
from experiments.scenarios.design import point
from experiments.scenarios.ranges import factors
from experiments.settings.config import Config
from experiments.settings.crosscheck import unknown_kpis, unknown_names
from experiments.studies.frame import Study, about_of
from experiments.studies.sensitivity import report
from experiments.studies.sensitivity.respond import ReplicationSource, respond
from experiments.studies.sensitivity.run import turn
from experiments.version import needed
from sim.inference.drivers import Drivers
from sim.inference.indices import Sampling, morris_design, sobol_design
from sim.inference.precision import Decision
from sim.inference.responses import Responses
from sim.parameters.factor import Factor
from sim.problems import Faults, Problem, phrase
from sim.service.prepared import used

if TYPE_CHECKING:
    from experiments.scenarios.evaluate import Evaluator

OK, FAILED = 0, 1

ALONE = "one mode"
"""Name of an assignment that has the pools of the config's and nothing else, on which a mode of ``sensitivity.modes``
stands."""

Modes = Mapping[str, Mapping[str, Any]]
"""The settings that make each mode, by its name, in order."""


def main(config: Config, folder: Path) -> int:
    """Run the study and write its results folder; the exit code."""
    config = beside(config)
    with Study(config, folder) as study:
        return _studied(study)


def _studied(study: Study) -> int:
    """Run the study; the exit code."""
    from experiments.scenarios.evaluate import evaluator
    from experiments.scenarios.prepare import prepare
    from experiments.scenarios.provenance import run_key

    config, folder, clock = study.config, study.folder, study.clock
    modes, asked = settled(config)
    with clock("plan"):
        plans = [prepare(point(config, settings).config, (name,)).scenarios[0].plan for name, settings in modes.items()]
    if config.sensitivity.keys is None:
        asked = tuple(f for f in asked if any(used(f.key, plan) for plan in plans))
    about = about_of(config, run_key(config, tuple(modes)), tuple(modes))
    report.say_start(config, about, tuple(modes), asked)
    with clock("simulate"), evaluator(config, study.team) as runs:
        numbers, decisions = replications(config, runs, modes)
        found = replace(explain(config, runs, modes, asked, numbers), precision=decisions)
        counts = runs.counts()
    with clock("write"):
        report.write(about, found, folder, drawn=config.run.charts)
    report.say_result(about, found, folder)
    report.note(study, found, counts)
    return OK if found.told else FAILED


def beside(config: Config) -> Config:
    """The config with ``ALONE`` among its assignments, where its own tells villages apart: a mode of
    ``sensitivity.modes`` is that mode alone."""
    spread = config.assignment
    if not spread.mixed:
        return config
    return config.model_copy(update={"assignment_table": {
        **config.assignment_table, ALONE: spread.alone(config.mode).model_copy(update={"name": ALONE})
    }})


def settled(config: Config) -> tuple[Modes, tuple[Factor, ...]]:
    """The modes and the keys of a study.

    Raises:
        InputError: with every fault of the study's own keys.
    """
    faults = Faults()
    modes, varied = dict[str, Mapping[str, Any]](), tuple[Factor, ...]()
    with faults.gathered():
        modes = dict(checked(config))
    with faults.gathered():
        varied = factors(config)
    faults.refuse()
    return modes, varied


def checked(config: Config) -> Modes:
    """The settings that make each mode, for a config that ``beside`` gave.

    Raises:
        InputError: with every fault of the study's own keys but those it varies.
    """
    asked, own = config.sensitivity, point(config, {}).scenario
    names, scenarios = asked.modes or (own,), {*config.mode_table, *config.assignment_table} - {ALONE}
    faults = Faults(unknown_kpis("sensitivity.kpis", asked.kpis))
    faults += unknown_names("sensitivity.modes", names, {own, *scenarios}, "mode")
    for where, listed in (("sensitivity.kpis", asked.kpis), ("sensitivity.modes", names)):
        if len(set(listed)) < len(listed) or not listed:
            faults.append(Problem("config.repeated", where, ", ".join(listed), phrase("sensitivity.once")))
    if asked.method == "morris" and asked.levels % 2:
        faults.append(Problem("config.value", "sensitivity.levels", str(asked.levels), phrase("sensitivity.even")))
    faults += needed("SALib", "study", "sensitivity")
    faults.refuse()
    return {name: {} if name == own else _settings(config, name) for name in names}


def _settings(config: Config, name: str) -> dict[str, str]:
    """The settings that make a mode or an assignment what is simulated."""
    if name not in config.mode_table:
        return {"assignment": name}
    return {"mode": name, **({"assignment": ALONE} if config.assignment.mixed else {})}


def replications(config: Config, runs: Evaluator, modes: Modes) -> tuple[tuple[int, ...], dict[str, Decision]]:
    """The numbers of the replications, the same at every point.

    With ``replications=auto`` as many as the most demanding mode needs as configured; then what the rule says of each
    mode, too. Every point gets them, so that effects are differences over the same parcels.
    """
    if config.run.replications != "auto":
        return tuple(range(config.run.replications)), {}
    found = run_auto(runs, config.precision, [point(config, settings) for settings in modes.values()])
    decisions = {name: decision for name, (_, decision) in zip(modes, found, strict=True) if decision is not None}
    n = max((d.n for d in decisions.values()), default=config.precision.min)
    report.say_replications(config, n)
    return tuple(range(n)), decisions


def explain(
    config: Config, runs: ReplicationSource, modes: Modes, asked: Sequence[Factor], numbers: Sequence[int]
) -> Drivers:
    """Turn each key alone, choose those that count, and find their indices in every mode.

    Args:
        asked: the keys. Those that nobody named are screened: ``sensitivity.top`` of them go into the indices.
        numbers: of the replications.
    """
    kpis, by_hand = config.sensitivity.kpis, config.sensitivity.keys is not None
    method, samples = config.sensitivity.method, config.sensitivity.samples
    turned = turn(runs, config, modes, asked, numbers, kpis, screen=not by_hand)
    chosen = tuple(asked) if by_hand else turned.most_moving(config.sensitivity.top)
    if not chosen:
        none = Responses(np.empty((0, len(numbers), len(kpis))), (), (), ())
        return Drivers(tuple(numbers), turned, chosen, None, none, method=method, samples=samples)
    design = _design(config, chosen)
    found = Drivers(tuple(numbers), turned, chosen, design, turned.base, method=method, samples=samples)
    settings = [{**mode, **found.settings(row)} for mode in modes.values() for row in design.unit]
    return replace(found, responses=respond(runs, config, settings, numbers, kpis)).explained()


def _design(config: Config, chosen: Sequence[Factor]) -> Sampling:
    """The design that the config asks for; its random choices come from the config's seed.

    A step of Morris's grid ends at the nearest whole number where a key has only those; its effect is over the step
    really made.
    """
    asked, seed = config.sensitivity, config.run.seed
    if asked.method == "sobol":
        return sobol_design(len(chosen), asked.samples, seed)
    design = morris_design(len(chosen), asked.trajectories, asked.levels, seed)
    really = [[f.share(f.value(float(u))) for u in design.unit[:, i]] for i, f in enumerate(chosen)]
    return replace(design, unit=np.array(really).T)
