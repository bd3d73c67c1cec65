"""Gaps in cost between two modes 模式间成本差距: what is vehicles, crews, hosts, fees or residents, and what the shape
of the network or the partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.inference.by_mode import series
from sim.inference.estimate import interval
from sim.measure.kpi import POOL
from sim.measure.measure import Measures
from sim.measure.recipe import COSTS, PARTS, parts

PART, SHAPE = "part", "shape"
"""The two splits of a gap: by ``PARTS`` of the cost, and by ``WHY``. Each adds up to the gap."""

WHY: dict[str, tuple[str, str]] = {"shape": ("路网形状", "shape of the network"), "partner": ("合作方", "the partner")}
"""What makes two modes differ, in Chinese and English."""

COLUMNS = ["kpi", "a", "b", "split", "part", "difference", "ci_low", "ci_high", "n"]


@dataclass(frozen=True)
class Carriage:
    """Who carries in a mode, and through which shape of network; ``shape`` is empty where it brings parcels to the
    township only."""

    partner: str
    shape: str


def gaps(
    modes: Mapping[str, Sequence[Measures]], kinds: Mapping[str, Carriage], tried: Mapping[str, Mapping[str, float]],
    scope: str = POOL
) -> pd.DataFrame:
    """The gap of every pair of modes, split twice, in system cost and in the brands' outlay.

    Args:
        kinds: of modes, also of those that are only in ``tried``.
        tried: by mode and KPI, the cost in the first replication of modes that are no column.
        scope: suffix of the KPIs.

    Returns:
        Columns ``COLUMNS``; difference a - b in yuan a parcel, paired by replication. The rows of a split (``PART``,
        ``SHAPE``) sum to the gap; the second is missing where one of the two has no shape, or neither partner was tried
        in the other's shape. Where that was tried on fewer replications than there are, ``n`` says so and there is no
        interval.
    """
    rows: list[tuple[object, ...]] = []
    for kpi in COSTS:
        made = {mode: [parts(m, scope, kpi) for m in found] for mode, found in modes.items()}
        cost = _costs(modes, tried, kpi + scope)
        for a, b in combinations(modes, 2):
            of_parts = [(part, *_estimate(_part(made[a], part) - _part(made[b], part))) for part in PARTS]
            of_shapes = _why(cost[a] - cost[b], of_shape(a, b, kinds, cost))
            rows += [(kpi + scope, a, b, PART, *row) for row in of_parts]
            rows += [(kpi + scope, a, b, SHAPE, *row) for row in of_shapes]
    return pd.DataFrame(rows, columns=COLUMNS)


def _costs(
    modes: Mapping[str, Sequence[Measures]], tried: Mapping[str, Mapping[str, float]], kpi: str
) -> dict[str, Floats]:
    """A cost of every mode by replication; of those that were only tried, the first."""
    first = {mode: np.array([of[kpi]]) for mode, of in tried.items() if kpi in of}
    return first | {mode: series(found, kpi) for mode, found in modes.items()}


def _part(made: Sequence[Mapping[str, float]], part: str) -> Floats:
    """A part of the cost by replication."""
    return np.array([parts_of[part] for parts_of in made])


def of_shape(a: str, b: str, kinds: Mapping[str, Carriage], cost: Mapping[str, Floats]) -> Floats | None:
    """What of the gap a - b is the shape, by replication: the difference between both shapes of one partner.

    Where both partners are known in both shapes it is the mean of the two differences (the Shapley value of the shape).
    None where it cannot be told.
    """
    one, other = kinds.get(a), kinds.get(b)
    if one is None or other is None or not one.shape or not other.shape:
        return None
    if one.shape == other.shape:
        return np.zeros(len(cost[a]))
    modes = {kind: mode for mode, kind in kinds.items() if mode in cost}
    a_like_b, b_like_a = modes.get(replace(one, shape=other.shape)), modes.get(replace(other, shape=one.shape))
    pairs = [(a, a_like_b), (b_like_a, b)]
    known = [_difference(cost[x], cost[y]) for x, y in pairs if x is not None and y is not None]
    found = [x for x in known if np.isfinite(x).all()]
    shared = min(map(len, found), default=0)
    return np.mean([x[:shared] for x in found], axis=0) if found else None


def _difference(a: Floats, b: Floats) -> Floats:
    """By replication, of those that both have."""
    shared = min(len(a), len(b))
    return a[:shared] - b[:shared]


def _why(gap: Floats, shape: Floats | None) -> list[tuple[object, ...]]:
    """Shape and partner of a gap: part, difference, interval, n."""
    if shape is None:
        return []
    if len(shape) == len(gap):
        return [("shape", *_estimate(shape)), ("partner", *_estimate(gap - shape))]
    of, none = float(shape.mean()), float("nan")
    return [("shape", of, none, none, len(shape)), ("partner", float(gap.mean()) - of, none, none, len(shape))]


def _estimate(values: Floats) -> tuple[float, float, float, int]:
    mean, low, high, n = interval(values)
    return float(mean), float(low), float(high), int(n)


def against_least(found: pd.DataFrame, kpi: str) -> tuple[str, pd.DataFrame]:
    """The mode of least cost by a KPI, and what each other one costs more than it.

    Returns:
        The mode (empty where there are no pairs), and a table by mode, from the nearest: ``total``, then each of
        ``PARTS``, then ``WHY`` (NaN where that cannot be told).
    """
    rows = found[found["kpi"] == kpi]
    signed = pd.concat([rows, rows.assign(a=rows["b"], b=rows["a"], difference=-rows["difference"])])
    total = signed[signed["split"] == PART].groupby(["b", "a"])["difference"].sum().unstack()
    if total.empty or not (least := [str(b) for b, row in total.iterrows() if (row.dropna() >= 0).all()]):
        return "", pd.DataFrame()
    mine = signed[signed["b"] == least[0]]
    wide = mine.pivot_table(index="a", columns="part", values="difference", sort=False).reindex(columns=[*PARTS, *WHY])
    wide.insert(0, "total", wide[list(PARTS)].sum(axis=1))
    return least[0], wide.sort_values("total", kind="stable")
