"""Each key alone at the low and the high end of its range, everything else as the config has it, on the same parcels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.inference.drivers.indices import EFFECT, NOISE, NONE, UNKNOWN
from sim.inference.drivers.responses import Responses
from sim.inference.estimate import OK, RARE, UNTOLD, Estimate, estimate, interval
from sim.measure.registry import shape_of
from sim.parameters.factor import Factor
from sim.words import say

if TYPE_CHECKING:
    import pandas as pd

ENDS = ("low", "high")
SAME = 1e-12
"""Relative difference up to which two values are the same number."""


@dataclass(frozen=True, eq=False)
class OneAtATime:
    """What each key does alone.

    Attributes:
        modes, kpis: of the axes below.
        factors: the keys.
        base: of each mode.
        ends: by mode, factor, end: row (mode x factors + factor) x 2 + end.
        full: (factors,), whether all replications were run; else the first alone, which showed no effect on any KPI in
            any mode.
    """

    modes: tuple[str, ...]
    kpis: tuple[str, ...]
    factors: tuple[Factor, ...]
    base: Responses
    ends: Responses
    full: NDArray[np.bool_]

    def row(self, mode: int, factor: int, end: int) -> int:
        """The row of ``ends``."""
        return (mode * len(self.factors) + factor) * 2 + end

    def differences(self) -> NDArray[np.float64]:
        """KPI at an end less KPI at the base, paired by replication: (modes, factors, ends, replications, KPIs)."""
        shape = (len(self.modes), len(self.factors), 2, *self.ends.values.shape[1:])
        out: NDArray[np.float64] = self.ends.values.reshape(shape) - self.base.values[:, None, None]
        return out

    def still(self) -> NDArray[np.bool_]:
        """Which keys change no KPI in any mode, in any replication that was run; (factors,)."""
        d = self.differences()
        same = (np.abs(d) <= SAME * np.abs(self.base.values[:, None, None])) | np.isnan(d)
        return np.asarray(same.all(axis=(0, 2, 3, 4)) & np.isfinite(d).any(axis=(0, 2, 3, 4)), dtype=np.bool_)

    def score(self) -> NDArray[np.float64]:
        """How much each key moves: its share of all squared swings of a KPI in a mode, the largest of those shares;
        (factors,).

        A swing is the larger difference of both ends; what replication noise adds to its square on average is taken
        off.
        """
        differences = self.differences()
        there, means = np.isfinite(differences).sum(axis=-2), _means(differences)
        with np.errstate(invalid="ignore"):
            apart = np.where(np.isfinite(differences), differences - means[..., None, :], 0.0)
        noise = (apart**2).sum(axis=-2) / np.maximum(there * (there - 1), 1)
        square = np.nan_to_num(means, nan=0.0, posinf=0.0, neginf=0.0) ** 2
        swing: NDArray[np.float64] = np.maximum(square - noise, 0.0).max(axis=2)
        total = swing.sum(axis=1, keepdims=True)
        share: NDArray[np.float64] = np.divide(swing, total, out=np.zeros_like(swing), where=total > 0)
        best: NDArray[np.float64] = share.max(axis=(0, 2))
        return best

    def most_moving(self, most: int) -> tuple[Factor, ...]:
        """The keys that move a KPI most, at most so many, the most moving first."""
        score = self.score()
        order = sorted(np.flatnonzero(score > 0), key=lambda f: (-score[f], f))
        return tuple(self.factors[f] for f in order[:most])


def _means(differences: NDArray[np.float64]) -> NDArray[np.float64]:
    """Over replications (the last axis but one), those there are."""
    there = ~np.isnan(differences)
    count = there.sum(axis=-2)
    out: NDArray[np.float64] = np.where(there, differences, 0.0).sum(axis=-2) / np.maximum(count, 1)
    return np.where(count > 0, out, np.nan)


def table(found: OneAtATime, lang: str) -> pd.DataFrame:
    """A row a mode, KPI, key and end: the key's value there, the KPI, its paired difference to the base with interval
    and verdict."""
    import pandas as pd

    differences = found.differences()
    rows = []
    for m, mode in enumerate(found.modes):
        for k, kpi in enumerate(found.kpis):
            for f, factor in enumerate(found.factors):
                told = mode, kpi, factor.key, say(lang, factor.name_zh, factor.name_en), factor.unit
                for e, end in enumerate(ENDS):
                    turned = _turned(found, (m, f, e), k, differences[m, f, e, :, k])
                    rows.append((*told, end, factor.value(float(e)), factor.base, *turned))
    columns = [
        "mode", "kpi", "key", "name", "unit", "end", "value", "base_value", "kpi_base", "kpi_value", "difference",
        "ci_low", "ci_high", "n", "verdict", "estimate", "state", "overloaded",
    ]
    return pd.DataFrame(rows, columns=columns)


def _turned(
    found: OneAtATime, at: tuple[int, int, int], k: int, differences: NDArray[np.float64]
) -> tuple[object, ...]:
    """What a KPI comes to where a key is at one of its ends (mode, factor, end): columns from ``kpi_base``."""
    (m, _, _), row = at, found.row(*at)
    there, ends = found.base.values[m, :, k], found.ends
    base, overloaded = float(interval(there)[0]), bool(ends.overloads[row])
    x = difference_of(
        differences, found.kpis[k], (there, ends.values[row, :, k]), overloaded or bool(found.base.overloads[m])
    )
    verdict = _verdict(differences[~np.isnan(differences)], x, base)
    return base, base + x.mean, x.mean, x.low, x.high, x.n, verdict, x.state, ends.state[row], overloaded


def difference_of(
    differences: NDArray[np.float64], kpi: str, sides: Sequence[NDArray[np.float64]], overloaded: bool
) -> Estimate:
    """The estimate of a paired difference of a KPI, with its state; rare where one of its sides is."""
    x = estimate(differences, overloaded, shape=shape_of(kpi).apart())
    rare = x.state == OK and any(estimate(side).state == RARE for side in sides)
    return replace(x, low=np.nan, high=np.nan, state=RARE) if rare else x


def _verdict(differences: NDArray[np.float64], x: Estimate, base: float) -> str:
    if not len(differences):
        return ""
    if (np.abs(differences) <= SAME * abs(base)).all():
        return NONE
    if len(differences) < 2:
        return UNKNOWN
    if x.state in UNTOLD:  # no interval would hold: every replication must agree
        return EFFECT if (differences > 0).all() or (differences < 0).all() else NOISE
    return EFFECT if x.low > 0 or x.high < 0 else NOISE
