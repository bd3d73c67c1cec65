"""The KPIs of the county in each mode, and every two modes set against each other."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from sim.measure.by_mode import Modes, series
from sim.measure.estimate import OVERLOADED, compare, ends
from sim.measure.kpi_estimates import kpi_estimates
from sim.measure.registry import kpi_of, shape_of


def summary(modes: Modes, overloaded: Collection[str]) -> pd.DataFrame:
    """A row a mode and KPI; see ``sim.measure.results.Frames``."""
    rows = []
    for mode, found in modes.items():
        values = {key: series(found, key) for key in found[0].county}
        for key, many in kpi_estimates(values, mode in overloaded).items():
            e = many.one()
            rows.append((mode, key, kpi_of(key).unit, e.mean, e.low, e.high, e.n, e.state, *ends(values[key])))
    return pd.DataFrame(rows, columns=["mode", "kpi", "unit", "mean", "ci_low", "ci_high", "n", "state", "lowest", "highest"])


def comparison(modes: Modes, overloaded: Collection[str]) -> pd.DataFrame:
    """A row a KPI and pair of modes; see ``sim.measure.results.Frames``."""
    columns = ["kpi", "a", "b", "difference", "ci_low", "ci_high", "n", "verdict", "p_holm", "ci_low_holm", "ci_high_holm", "state"]
    rows = []
    for key in next(iter(modes.values()))[0].county:
        for c in compare({mode: series(found, key) for mode, found in modes.items()}, shape=shape_of(key)):
            state = OVERLOADED if c.a in overloaded or c.b in overloaded else c.state
            rows.append((key, c.a, c.b, c.difference, c.low, c.high, c.n, c.verdict, c.p, c.joint_low, c.joint_high, state))
    return pd.DataFrame(rows, columns=columns)
