"""A plan stage by stage, and if things turn out otherwise."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import prepare
from experiments.settings.config import Config
from experiments.settings.over import over
from experiments.version import CONF
from sim.inference.grew import with_growth
from sim.plain import read_yaml
from sim.policy import what_if
from sim.policy.case import PlanCase
from sim.policy.dated import at_their_days
from sim.policy.rollout import rollout, stages, standing
from sim.policy.what_if import WhatIf, turns
from sim.problems import InputError
from sim.proposal.comparison.compared import Compared
from sim.store.kept import Want

OCCASIONS = ("double11", "harvest")
"""Files of conf/demand that are tried."""


def with_stages(config: Config, result: Compared, team: Team) -> tuple[Compared, dict[str, Any]]:
    """The result with the table ``rollout`` and with targets at their days; with it, what was simulated for that and what was found."""
    assert config.plan is not None
    made = stages(config.plan)
    named = {spread.name: spread for spread in made.values()}
    staged = config.model_copy(update={"assignment_table": {**config.assignment_table, **named}})
    points = [DesignPoint((), staged, name) for name in named]
    numbers = range(min(config.run.stages, result.replications))
    with evaluator(config, team) as runs:
        runs.must_run(points, numbers, Want())
        done = runs.together(points, numbers)
        counts = runs.counts()
    measures = {month: [r.measures[spread.name] for r in done] for month, spread in made.items()}
    frame = rollout(result.prepared.county, measures, standing(result.plan.get("facilities")))
    by_name = {made[month].name: found for month, found in measures.items()}
    planned = with_growth(prepare(staged, tuple(named), helpers=team.helpers), by_name)
    dated = at_their_days(result.plan, PlanCase(document=config.plan, prepared=planned, measures=by_name))
    return replace(result, plan=result.plan | {"rollout": frame} | dated), counts


def with_what_if(config: Config, result: Compared, team: Team) -> tuple[Compared, dict[str, Any]]:
    """The result with the table ``whatif``, of the plan's own column; with it, what was simulated for that and what was found."""
    assert config.plan is not None
    name = config.plan.column
    plan = next(s.plan for s in result.prepared.scenarios if s.name == name)
    tried = [(turn, _point(config, name, turn)) for turn in turns(config.parameters, plan, result.prepared.county, _occasions())]
    numbers = range(min(config.run.what_if, result.replications))
    with evaluator(config, team) as runs:
        points = [point for _, point in tried if point is not None]
        states = iter(runs.run(points, numbers))
        rows = [(turn, *_told(runs, point, None if point is None else next(states), numbers)) for turn, point in tried]
        counts = runs.counts()
    return replace(result, plan=result.plan | {"whatif": what_if.table(rows)}), counts


def _point(config: Config, name: str, turn: WhatIf) -> DesignPoint | None:
    """The scenario with something otherwise; None where that cannot be."""
    try:
        return DesignPoint(tuple(turn.keys.items()), over(config, turn.keys) if turn.keys else config, name)
    except InputError:
        return None


def _told(runs: Evaluator, point: DesignPoint | None, status: Any, numbers: range) -> tuple[str, list[float]]:
    """What became of a row, and its KPIs."""
    if point is None or status.state != "ok":
        return "impossible", [math.nan] * len(what_if.KPIS)
    values = runs.values(point, numbers, what_if.KPIS).mean(axis=0).tolist()
    return "overloaded" if status.overloads else "ok", values


def _occasions() -> dict[str, Mapping[str, Any]]:
    """The keys of each occasion, as its file sets them."""
    return {name: dict(read_yaml(CONF / "demand" / f"{name}.yaml", name)) for name in OCCASIONS}
