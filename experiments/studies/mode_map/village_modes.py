"""The mixture of the best modes of a county's villages, planned and run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.scenarios.design import point
from experiments.scenarios.evaluate import Evaluator
from experiments.settings.config import Config
from sim.inference.mode_map.phase import objective_kpi
from sim.inference.mode_map.village_modes import Uniform, mixture_rows, promised
from sim.store.status import Status


def mixture_table(config: Config, e: Evaluator, found: Uniform, table: pd.DataFrame, file: Path, numbers: Sequence[int]) -> tuple[pd.DataFrame, Status]:
    """What the mixture promised, what it costs when simulated, and the best uniform mode; differences are to the best uniform mode, paired.

    Args:
        file: the table of villages as it was written.

    Returns:
        Columns ``sim.inference.mode_map.village_modes.MIXTURE``, and what became of the mixture's simulation.
    """
    objective = config.run.objective
    kpi, best = objective_kpi(objective), found.whole(objective).mode
    mixed = point(config, {"assignment.table": str(file), "assignment.townships": {}, "assignment.rules": []})
    (status,) = e.run([mixed], numbers)
    series = {"promised": ("", promised(found, table, objective))}
    if status.state == "ok":
        series["simulated"] = ("", e.values(mixed, numbers, [kpi])[:, 0])
    series["best_uniform"] = (best, np.array([r.county[kpi] for r in found.measures[best]]))
    return mixture_rows(series), status
