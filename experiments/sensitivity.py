"""``parcelflow sensitivity``: which keys drive the results, one at a time and together (Morris or Sobol), in one mode or several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.scenarios.design import point
from experiments.settings.config import Config
from experiments.studies.sensitivity import one_at_a_time
from experiments.studies.sensitivity import report as sensitivity_report
from experiments.studies.sensitivity.found import Found
from experiments.studies.sensitivity.one_at_a_time import OneAtATime
from experiments.studies.sensitivity.ranges import Factor, factors
from experiments.studies.sensitivity.responses import Responses, Runs, respond
from experiments.version import needed
from sim.measure.indices import Design, analyse, between_share, morris_design, sobol_design
from sim.measure.registry import keys as kpi_keys
from sim.problems import InputError, Problem, nearest

OK, FAILED = 0, 1


def main(config: Config, folder: Path) -> int:
    """Run the study and write its results folder; the exit code."""
    from experiments.scenarios.evaluate import evaluator
    from experiments.scenarios.prepare import prepare
    from experiments.scenarios.provenance import Stopwatch

    started, clock = dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), Stopwatch()
    modes = checked(config)
    asked = factors(config)
    with clock("plan"):
        plans = [prepare(point(config, settings).config, (name,)).scenarios[0].plan for name, settings in modes.items()]
    if config.sensitivity.keys is None:
        asked = tuple(f for f in asked if any(used(f.key, plan) for plan in plans))
    sensitivity_report.say_start(config, tuple(modes), asked)
    with clock("simulate"), evaluator(config) as runs:
        found = explain(config, runs, modes, asked)
        counts = runs.counts()
    with clock("write"):
        sensitivity_report.write(config, found, folder)
    sensitivity_report.say_result(config, found, folder)
    sensitivity_report.write_provenance(config, found, folder, started, clock.seconds, counts)
    return exit_code(found)


def checked(config: Config) -> dict[str, dict[str, Any]]:
    """The settings that make each mode, by its name, in order.

    Raises:
        InputError: with every fault of the study's own keys.
    """
    asked, problems = config.sensitivity, list[Problem]()
    if config.run.replications == "auto":
        problems.append(Problem("config.value", "replications", "auto", "a whole number", "every point of the study gets the same replications"))
    known = kpi_keys()
    for kpi in asked.kpis:
        if kpi not in known:
            problems.append(Problem("config.unknown_kpi", "sensitivity.kpis", kpi, "a KPI of the README's table, with the suffix of a scope or none", nearest(kpi, known)))
    for where, names in (("sensitivity.kpis", asked.kpis), ("sensitivity.modes", asked.modes)):
        if len(set(names)) < len(names) or (where == "sensitivity.kpis" and not names):
            problems.append(Problem("config.repeated", where, str(list(names)), "at least one, each once"))
    if asked.method == "morris" and asked.levels % 2:
        problems.append(Problem("config.value", "sensitivity.levels", str(asked.levels), "an even number"))
    own = point(config, {}).scenario
    modes: dict[str, dict[str, Any]] = {}
    for name in asked.modes or (own,):
        if name == own:
            modes[name] = {}
        elif name in config.mode_table or name in config.assignment_table:
            modes[name] = {"mode": name} if name in config.mode_table else {"assignment": name}
        else:
            options = sorted((*config.mode_table, *config.assignment_table))
            problems.append(Problem("config.unknown_mode", "sensitivity.modes", name, f"one of {', '.join(options)}", nearest(name, options)))
    problems += needed("SALib", "study", "sensitivity")
    if problems:
        raise InputError(problems)
    return modes


def used(key: str, plan: Any) -> bool:
    """Whether a plan has what a key speaks of: the vehicle type, the host, the kind of point. Spares the runs of those it has not."""
    section, *rest = key.split(".")
    if section == "vehicles":
        return rest[0] in {line.vehicle for line in plan.lines}
    if section == "host":
        return f"host:{rest[0]}" in {line.operator for line in plan.lines}
    if key.startswith("points.types."):
        return rest[1] in {p.type for p in plan.points}
    return True


def explain(config: Config, runs: Runs, modes: Mapping[str, Mapping[str, Any]], asked: Sequence[Factor]) -> Found:
    """Turn each key alone, choose those that count, and find their indices in every mode.

    Args:
        modes: settings that make each mode, by its name.
        asked: the keys. Those that nobody named are screened: ``sensitivity.top`` of them go into the indices.
    """
    kpis, numbers = config.sensitivity.kpis, tuple(range(int(config.run.replications)))
    by_hand = config.sensitivity.keys is not None
    turned = one_at_a_time.turn(runs, config, modes, asked, numbers, kpis, screen=not by_hand)
    chosen = tuple(asked) if by_hand else most_moving(turned, config.sensitivity.top)
    if not chosen:
        return Found(numbers, turned, chosen, None, Responses(np.empty((0, len(numbers), len(kpis))), (), (), ()), {}, {})
    design = design_of(config, len(chosen))
    spread = design.method == "sobol"
    settings = [{**s, **{f.key: f.value(float(u), spread) for f, u in zip(chosen, row, strict=True)}} for s in modes.values() for row in design.unit]
    responses = respond(runs, config, settings, numbers, kpis)
    found = Found(numbers, turned, chosen, design, responses, {}, {})
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


def design_of(config: Config, inputs: int) -> Design:
    """The design that the config asks for; its random choices come from the config's seed."""
    asked, seed = config.sensitivity, config.run.seed
    if asked.method == "morris":
        return morris_design(inputs, asked.trajectories, asked.levels, seed)
    return sobol_design(inputs, asked.samples, seed)


def exit_code(found: Found) -> int:
    """0 where every index could be told, though points be refused; 1 where one could not, or a point failed for another reason."""
    states = {*found.turned.base.state, *found.turned.ends.state, *found.responses.state}
    untold = any(i.blocks < 2 for i in found.indices.values())
    return FAILED if untold or states - {"ok", "refused"} else OK

