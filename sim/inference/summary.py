"""The KPIs of the county in each mode, and every two modes set against each other."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import pandas as pd

from sim.inference.by_mode import Modes, series
from sim.inference.estimate import OVERLOADED, Comparison, compare, ends, estimate
from sim.inference.kpi_estimates import kpi_estimates
from sim.inference.public_money import left_out, untouched
from sim.measure.kpi import ALL, PLAN, POOL
from sim.measure.registry import kpi_of, shape_of

OTHER_PARCELS = "other parcels"
"""Verdict of a pair whose times to the village are of different parts of the parcels."""

ALIKE = 0.005
"""Shares of (brand, village) pairs brought to the village that differ by no more than this are of the same parcels."""


def summary(modes: Modes, overloaded: Collection[str]) -> pd.DataFrame:
    """A row a mode and KPI; see ``sim.inference.results.Frames``."""
    rows = []
    for mode, found in modes.items():
        values = {key: series(found, key) for key in found[0].county}
        for key, many in kpi_estimates(values, mode in overloaded).items():
            e, between = many.one(), ends(values[key])
            if untouched(key, found):
                e, between = left_out(many).one(), (math.nan, math.nan)
            rows.append((mode, key, kpi_of(key).unit, e.mean, e.low, e.high, e.n, e.state, *between))
    return pd.DataFrame(
        rows, columns=["mode", "kpi", "unit", "mean", "ci_low", "ci_high", "n", "state", "lowest", "highest"]
    )


def comparison(modes: Modes, overloaded: Collection[str]) -> pd.DataFrame:
    """A row a KPI and pair of modes; see ``sim.inference.results.Frames``."""
    columns = [
        "kpi", "a", "b", "difference", "ci_low", "ci_high", "n", "verdict", "p_holm", "ci_low_holm", "ci_high_holm",
        "state",
    ]
    rows = []
    shares = {scope: _brought(modes, scope) for scope in (POOL, ALL)}
    asked = [m for found in modes.values() for m in found]
    for key in (key for key in asked[0].county if not untouched(key, asked)):
        for c in compare({mode: series(found, key) for mode, found in modes.items()}, shape=shape_of(key)):
            over = c.a in overloaded or c.b in overloaded
            verdict, state = _verdict(key, c, over, shares), OVERLOADED if over else c.state
            figures = c.difference, c.low, c.high, c.n, verdict, c.p, c.joint_low, c.joint_high
            rows.append((key, c.a, c.b, *figures, state))
    return pd.DataFrame(rows, columns=columns)


def _brought(modes: Modes, scope: str) -> dict[str, float]:
    """By mode, the mean share of brands that come to the village."""
    return {mode: estimate(series(found, "brands_to_village" + scope)).mean for mode, found in modes.items()}


def _verdict(key: str, pair: Comparison, over: bool, shares: Mapping[str, Mapping[str, float]]) -> str:
    """What a pair shows: an overloaded mode is no yardstick but for what the plan decides, nor is a time to the village
    of other parcels.

    Args:
        over: either mode is overloaded.
        shares: by suffix of scope and mode, the share of (brand, village) pairs that the plan brings to the village.
    """
    bound = shares[ALL if key.endswith(ALL) else POOL]
    if over and kpi_of(key).cohort != PLAN:
        return OVERLOADED
    if key.startswith("at_village") and abs(bound[pair.a] - bound[pair.b]) > ALIKE:
        return OTHER_PARCELS
    return pair.verdict
