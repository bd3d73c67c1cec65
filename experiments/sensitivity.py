"""``parcelflow sensitivity``: which keys drive the results, one at a time and together (Morris or Sobol), in one mode or several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.scenarios.auto import run_auto
from experiments.scenarios.design import point
from experiments.scenarios.ranges import factors
from experiments.settings.config import Config
from experiments.studies.frame import Study, about_of
from experiments.studies.sensitivity import report
from experiments.studies.sensitivity.respond import ReplicationSource, respond
from experiments.studies.sensitivity.run import turn
from experiments.version import needed
from sim.inference.drivers import Drivers
from sim.inference.indices import Sampling, analyse, between_share, morris_design, sobol_design
from sim.inference.one_at_a_time import OneAtATime
from sim.inference.precision import Decision
from sim.inference.responses import REFUSED, Responses
from sim.measure.registry import keys as kpi_keys
from sim.parameters.factor import Factor
from sim.problems import InputError, Problem, did_you_mean, one_of, phrase
from sim.service.prepared import used

if TYPE_CHECKING:
    from experiments.scenarios.evaluate import Evaluator

OK, FAILED = 0, 1

ALONE = "one mode"
"""Name of an assignment that has the pools of the config's and nothing else, on which a mode of ``sensitivity.modes`` stands."""

Modes = Mapping[str, Mapping[str, Any]]
"""The settings that make each mode, by its name, in order."""


def main(config: Config, folder: Path) -> int:
    """Run the study and write its results folder; the exit code."""
    from experiments.scenarios.evaluate import evaluator
    from experiments.scenarios.prepare import prepare
    from experiments.scenarios.provenance import run_key

    config = beside(config)
    study = Study(config, folder)
    clock = study.clock
    modes, asked = settled(config)
    with clock("plan"):
        plans = [prepare(point(config, settings).config, (name,)).scenarios[0].plan for name, settings in modes.items()]
    if config.sensitivity.keys is None:
        asked = tuple(f for f in asked if any(used(f.key, plan) for plan in plans))
    about = about_of(config, run_key(config, tuple(modes)), tuple(modes))
    report.say_start(config, about, tuple(modes), asked)
    with clock("simulate"), evaluator(config) as runs:
        numbers, decisions = replications(config, runs, modes)
        found = replace(explain(config, runs, modes, asked, numbers), precision=decisions)
        counts = runs.counts()
    with clock("write"):
        report.write(about, found, folder, drawn=config.run.charts)
    report.say_result(about, found, folder)
    report.note(study, found, counts)
    return exit_code(found)


def beside(config: Config) -> Config:
    """The config with ``ALONE`` among its assignments, where its own tells villages apart: a mode of ``sensitivity.modes`` is that mode alone."""
    spread = config.assignment
    if not spread.mixed:
        return config
    return config.model_copy(update={"assignment_table": {**config.assignment_table, ALONE: spread.alone(config.mode).model_copy(update={"name": ALONE})}})


def settled(config: Config) -> tuple[Modes, tuple[Factor, ...]]:
    """The modes and the keys of a study.

    Raises:
        InputError: with every fault of the study's own keys.
    """
    problems: list[Problem] = []

    def told(of: Callable[[Config], Any]) -> Any:
        try:
            return of(config)
        except InputError as error:
            problems.extend(error.problems)

    found = told(checked), told(factors)
    if problems:
        raise InputError(problems)
    return found


def checked(config: Config) -> Modes:
    """The settings that make each mode, for a config that ``beside`` gave.

    Raises:
        InputError: with every fault of the study's own keys but those it varies.
    """
    asked, problems = config.sensitivity, list[Problem]()
    known = kpi_keys()
    for kpi in asked.kpis:
        if kpi not in known:
            problems.append(Problem("config.unknown_kpi", "sensitivity.kpis", kpi, phrase("config.kpi_scoped"), did_you_mean(kpi, known)))
    for where, names in (("sensitivity.kpis", asked.kpis), ("sensitivity.modes", asked.modes)):
        if len(set(names)) < len(names) or (where == "sensitivity.kpis" and not names):
            problems.append(Problem("config.repeated", where, ", ".join(names), phrase("sensitivity.once")))
    if asked.method == "morris" and asked.levels % 2:
        problems.append(Problem("config.value", "sensitivity.levels", str(asked.levels), phrase("sensitivity.even")))
    own = point(config, {}).scenario
    modes: dict[str, dict[str, Any]] = {}
    for name in asked.modes or (own,):
        if name == own:
            modes[name] = {}
        elif name in config.mode_table or name in config.assignment_table:
            alone = {"assignment": ALONE} if config.assignment.mixed else {}
            modes[name] = {"mode": name, **alone} if name in config.mode_table else {"assignment": name}
        else:
            options = sorted({*config.mode_table, *config.assignment_table} - {ALONE})
            problems.append(Problem("config.unknown_mode", "sensitivity.modes", name, one_of(options), did_you_mean(name, options)))
    problems += needed("SALib", "study", "sensitivity")
    if problems:
        raise InputError(problems)
    return modes


def replications(config: Config, runs: Evaluator, modes: Modes) -> tuple[tuple[int, ...], dict[str, Decision]]:
    """The numbers of the replications, the same at every point.

    With ``replications=auto`` as many as the most demanding mode needs as configured; then what the rule says of each mode, too. Every
    point gets them, so that effects are differences over the same parcels.
    """
    if config.run.replications != "auto":
        return tuple(range(config.run.replications)), {}
    found = run_auto(runs, config, [point(config, settings) for settings in modes.values()])
    decisions = {name: decision for name, (_, decision) in zip(modes, found, strict=True) if decision is not None}
    n = max((d.n for d in decisions.values()), default=config.precision.min)
    report.say_replications(config, n)
    return tuple(range(n)), decisions


def explain(config: Config, runs: ReplicationSource, modes: Modes, asked: Sequence[Factor], numbers: Sequence[int]) -> Drivers:
    """Turn each key alone, choose those that count, and find their indices in every mode.

    Args:
        asked: the keys. Those that nobody named are screened: ``sensitivity.top`` of them go into the indices.
        numbers: of the replications.
    """
    kpis, by_hand = config.sensitivity.kpis, config.sensitivity.keys is not None
    method, samples = config.sensitivity.method, config.sensitivity.samples
    turned = turn(runs, config, modes, asked, numbers, kpis, screen=not by_hand)
    chosen = tuple(asked) if by_hand else most_moving(turned, config.sensitivity.top)
    if not chosen:
        none = Responses(np.empty((0, len(numbers), len(kpis))), (), (), ())
        return Drivers(tuple(numbers), turned, chosen, None, none, method=method, samples=samples)
    design = design_of(config, chosen)
    found = Drivers(tuple(numbers), turned, chosen, design, turned.base, method=method, samples=samples)
    settings = [{**mode, **found.settings(row)} for mode in modes.values() for row in design.unit]
    found = replace(found, responses=respond(runs, config, settings, numbers, kpis))
    for k, kpi in enumerate(kpis):
        for m, mode in enumerate(modes):
            found.indices[mode, kpi] = analyse(design, found.values(m, k))
        if len(modes) > 1:
            found.between[kpi] = between_share(design, np.stack([found.values(m, k).mean(axis=0) for m in range(len(modes))]))
    return found


def most_moving(turned: OneAtATime, most: int) -> tuple[Factor, ...]:
    """The keys that move a KPI most one at a time, at most so many, the most moving first."""
    score = turned.score()
    order = sorted(np.flatnonzero(score > 0), key=lambda f: (-score[f], f))
    return tuple(turned.factors[f] for f in order[:most])


def design_of(config: Config, chosen: Sequence[Factor]) -> Sampling:
    """The design that the config asks for; its random choices come from the config's seed.

    A step of Morris's grid ends at the nearest whole number where a key has only those; its effect is over the step really made.
    """
    asked, seed = config.sensitivity, config.run.seed
    if asked.method == "sobol":
        return sobol_design(len(chosen), asked.samples, seed)
    design = morris_design(len(chosen), asked.trajectories, asked.levels, seed)
    really = [[f.share(f.value(float(u))) for u in design.unit[:, i]] for i, f in enumerate(chosen)]
    return replace(design, unit=np.array(really).T)


def exit_code(found: Drivers) -> int:
    """0 where every index could be told, though points be refused; 1 where one could not, or a point failed for another reason."""
    states = {*found.turned.base.state, *found.turned.ends.state, *found.responses.state}
    untold = any(i.blocks < 2 for i in found.indices.values())
    return FAILED if untold or states - {"ok", REFUSED} else OK
