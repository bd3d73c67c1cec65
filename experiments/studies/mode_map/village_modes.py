"""Every mode for a whole county, and the mixture of its villages' best modes, planned and run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint, point
from experiments.scenarios.evaluate import Evaluator
from experiments.scenarios.prepare import prepare
from experiments.scenarios.status import Status
from experiments.scenarios.work import Want
from experiments.settings.config import Config
from sim.inference.grew import with_growth
from sim.inference.phase import objective_kpi
from sim.inference.village_modes import Floats, Uniform, mixture_rows, promised
from sim.service.prepared import Prepared


def planned(config: Config, modes: tuple[str, ...], team: Team | None = None) -> Prepared:
    """The plan of each mode for all villages.

    Raises:
        InputError: a mode cannot be planned.
    """
    return prepare(_plain(config), modes, helpers=team.helpers if team else None)


def uniform(config: Config, e: Evaluator, prepared: Prepared, numbers: Sequence[int]) -> Uniform:
    """Run each mode that was ``planned``."""
    modes = [s.name for s in prepared.scenarios]
    points = [DesignPoint((), _plain(config), m) for m in modes]
    e.must_run(points, numbers, Want())
    done = e.together(points, numbers)
    measures = {m: [r.measures[m] for r in done] for m in modes}
    prepared = with_growth(prepared, measures)
    return Uniform(prepared, measures, frozenset(s.name for s in prepared.scenarios if s.overloads))


def _plain(config: Config) -> Config:
    """The config with one mode for all villages."""
    return config.model_copy(update={"assignment": config.assignment.alone(config.assignment.mode)})


def mixture_table(config: Config, e: Evaluator, found: Uniform, table: pd.DataFrame, file: Path, numbers: Sequence[int]) -> tuple[pd.DataFrame, Status]:
    """What the mixture promised, what it costs when simulated, and the best uniform mode; differences are to the best uniform mode, paired.

    Args:
        file: the table of villages as it was written.

    Returns:
        Columns ``sim.inference.village_modes.MIXTURE``, and what became of the mixture's simulation.
    """
    objective = config.run.objective
    kpi, best = objective_kpi(objective), found.whole(objective).mode
    mixed = point(config, {"assignment.table": str(file), "assignment.townships": {}, "assignment.rules": []})
    (status,) = e.run([mixed], numbers)
    series: dict[str, tuple[str, Floats]] = {"promised": ("", promised(found, table, objective))}
    if status.state == "ok":
        series["simulated"] = ("", e.values(mixed, numbers, [kpi])[:, 0])
    series["best_uniform"] = (best, np.array([r.county[kpi] for r in found.measures[best]]))
    return mixture_rows(series), status
