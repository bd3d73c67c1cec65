"""The codebook of a results folder: what every KPI of its tables counts, from the registry."""

from __future__ import annotations

import math

import pandas as pd

from sim.measure.kpi import SCOPES
from sim.measure.registry import KPIS, name_of

COLUMNS = (
    "kpi", "name_zh", "name_en", "unit", "better", "scope_zh", "scope_en", "local", "cohort", "censoring",
    "aggregation", "empty", "formula", "source",
)


def codebook() -> pd.DataFrame:
    """A row for each KPI and scope, by its key in the tables.

    Returns:
        kpi, its names, unit (``share``: 0 to 1), better (low, high, none), its scope, local (villages and townships
        have it too), cohort (what is counted), censoring (how the unfinished counts), aggregation (over villages and
        days), empty (the value of nothing), formula in words, source (tags of ``sim.parameters.sources``).
    """
    rows = []
    for kpi in KPIS.values():
        empty = "" if math.isnan(kpi.empty) else f"{kpi.empty:g}"
        for scope in kpi.scopes:
            key = kpi.key + scope
            rows.append((
                key, name_of(key, "zh"), name_of(key, "en"), kpi.unit, kpi.better, *SCOPES[scope], kpi.local,
                kpi.cohort, kpi.censoring, kpi.aggregation, empty, kpi.formula, kpi.source,
            ))
    return pd.DataFrame(rows, columns=list(COLUMNS))
