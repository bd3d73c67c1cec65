"""``parcelflow sensitivity``: which keys drive the results, one at a time and together (Morris or Sobol), in one mode
or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from experiments.scenarios.auto import run_auto
from experiments.scenarios.design import point
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import prepare
from experiments.scenarios.provenance import run_key
from experiments.scenarios.ranges import factors
from experiments.settings.config import Config
from experiments.settings.crosscheck import unknown_names
from experiments.studies.frame import Study, about_of
from experiments.studies.sensitivity import report
from experiments.studies.sensitivity.respond import ReplicationSource, respond
from experiments.version import needed
from sim.inference.drivers.drivers import Drivers
from sim.inference.drivers.driving import DriverQuestion, Settings, drivers
from sim.inference.precision import Decision
from sim.measure.unknown_kpis import unknown_kpis
from sim.parameters.factor import Factor
from sim.problems import Faults, Problem, phrase
from sim.proposal.sensitivity.sensitivity_lines import beginning, by_precision, ending
from sim.proposal.sensitivity.sensitivity_page import write_study
from sim.service.prepared import used

OK, FAILED = 0, 1

ALONE = "one mode"
"""Name of an assignment that has the pools of the config's and nothing else, on which a mode of ``sensitivity.modes``
stands."""

Modes = Mapping[str, Settings]
"""The settings that make each mode, by its name, in order."""


def main(config: Config, folder: Path) -> int:
    """Run the study and write its results folder; the exit code."""
    config = beside(config)
    with Study(config, folder) as study:
        modes, asked = settled(config)
        with study.clock("plan"):
            asked = _in_a_plan(config, modes, asked)
        about = about_of(config, run_key(config, tuple(modes)), tuple(modes))
        n = None if config.run.replications == "auto" else config.run.replications
        start = beginning(about, config.sensitivity, len(asked), n, own=not config.sensitivity.modes)
        print("\n".join(start), flush=True)
        with study.clock("simulate"), evaluator(config, study.team) as runs:
            numbers, decisions = replications(config, runs, modes)
            found = replace(explain(config, runs, modes, asked, numbers), precision=decisions)
    with study.clock("write"):
        write_study(about, found, folder, drawn=config.run.charts)
    print("\n".join(ending(about, found, folder)))
    report.note(study, found, runs.counts())
    return OK if found.told else FAILED


def check(config: Config) -> None:
    """Read the study's own keys.

    Raises:
        InputError: with every fault of them.
    """
    settled(beside(config))


def _in_a_plan(config: Config, modes: Modes, asked: Sequence[Factor]) -> tuple[Factor, ...]:
    """The keys that somebody named, else those that the plan of a mode has something to do with.

    Raises:
        InputError: a mode cannot be planned.
    """
    points = {name: point(config, settings).config for name, settings in modes.items()}
    plans = [prepare(of, (name,)).scenarios[0].plan for name, of in points.items()]
    named = config.sensitivity.keys is not None
    return tuple(f for f in asked if named or any(used(f.key, plan) for plan in plans))


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
    modes, varied = dict[str, Settings](), tuple[Factor, ...]()
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
    print(by_precision(n, config.run.lang), flush=True)
    return tuple(range(n)), decisions


def explain(
    config: Config, runs: ReplicationSource, modes: Modes, asked: Sequence[Factor], numbers: Sequence[int]
) -> Drivers:
    """Turn each key alone, choose those that count, and find their indices in every mode.

    Args:
        asked: the keys. ``numbers``: of the replications.
    """
    question = DriverQuestion(
        asked=config.sensitivity, modes=modes, factors=tuple(asked), numbers=tuple(numbers), seed=config.run.seed
    )
    return drivers(partial(respond, runs, config), question)
