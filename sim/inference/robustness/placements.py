"""KPIs over several placements of what is synthetic: does the answer hang on where the villages were put?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from sim.inference.estimate import estimate
from sim.measure.registry import shape_of

COLUMNS = ("mode", "kpi", "unit", "mean", "ci_low", "ci_high", "n", "lowest", "highest")


def over_placements(summaries: Iterable[pd.DataFrame], kpis: Collection[str]) -> pd.DataFrame:
    """KPIs over placements, each the mean of its replications.

    Args:
        summaries: of each placement, with columns mode, kpi, unit, mean.

    Returns:
        Columns ``COLUMNS``: the interval is over placements, ``n`` their number.
    """
    found: dict[tuple[str, str, str], list[float]] = {}
    for summary in summaries:
        for row in summary[summary["kpi"].isin(kpis)].itertuples():
            found.setdefault((str(row.mode), str(row.kpi), str(row.unit)), []).append(float(str(row.mean)))
    return pd.DataFrame([_row(*key, values) for key, values in found.items()], columns=list(COLUMNS))


def _row(mode: str, kpi: str, unit: str, values: list[float]) -> tuple[object, ...]:
    e = estimate(np.array(values), shape=replace(shape_of(kpi), clumped=False))  # means of percentiles do not jump
    return mode, kpi, unit, e.mean, e.low, e.high, e.n, min(values), max(values)
