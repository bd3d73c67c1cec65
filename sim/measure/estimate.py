"""Estimates over replications: mean, interval, state; and paired comparisons adjusted for their number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Floats = NDArray[np.float64]

OK, DEGENERATE, INSUFFICIENT, OVERLOADED = "ok", "degenerate", "insufficient", "overloaded"
"""States of an estimate: sound; without variation or not finite, so that no interval can be told; from fewer than ``ENOUGH``
replications; of a plan that is asked for more than it can do, so that its numbers depend on when the clock stops."""

ENOUGH = 3
A_LOWER, B_LOWER, SAME = "a lower", "b lower", "not distinguishable"


@dataclass(frozen=True)
class Estimate:
    """Mean of n replications with its interval. NaN where it cannot be told; infinite where a replication is censored."""

    mean: float
    low: float
    high: float
    n: int
    state: str


@dataclass(frozen=True)
class Comparison:
    """Paired difference a - b with its own 95 % interval, its p-value adjusted over the family (Holm), the verdict from it, and the
    interval adjusted over the family (``joint_low``, ``joint_high``; see ``joint_interval``), which never contradicts the verdict."""

    a: str
    b: str
    difference: float
    low: float
    high: float
    n: int
    p: float
    verdict: str
    joint_low: float
    joint_high: float


def interval(values: NDArray[Any], level: float = 0.95) -> tuple[Floats, Floats, Floats, NDArray[np.int64]]:
    """Mean, low, high and n over the first axis by Student's t; NaN values (nothing to measure) are left out.

    No interval (NaN) below two values. Where a value is infinite, so are mean and high end, and low is NaN.
    """
    x = np.asarray(values, dtype=np.float64)
    there = ~np.isnan(x)
    n = there.sum(axis=0)
    endless = np.isinf(x).any(axis=0)
    safe = np.where(there & np.isfinite(x), x, 0.0)
    mean = np.divide(safe.sum(axis=0), n, out=np.full(n.shape, np.nan), where=n > 0)
    spread = np.where(there & np.isfinite(x), x - mean, 0.0)
    variance = np.divide((spread**2).sum(axis=0), n - 1, out=np.full(n.shape, np.nan), where=n > 1)
    t = stdtrit(np.maximum(n - 1, 1), 0.5 + level / 2)
    half = t * np.sqrt(variance / np.maximum(n, 1))
    low, high = mean - half, mean + half
    sign = np.where(endless, np.where(there, x, 0.0).max(axis=0), 0.0)
    mean = np.where(endless, np.where(sign == np.inf, np.inf, -np.inf), mean)
    return mean, np.where(endless, np.nan, low), np.where(endless, mean, high), n.astype(np.int64)


def estimate(values: NDArray[Any], overloaded: bool = False, level: float = 0.95) -> Estimate:
    """Estimate one quantity from its value in each replication. The first state that holds: overloaded, insufficient, degenerate, ok."""
    mean, low, high, n = (a.item() for a in interval(np.atleast_1d(values), level))
    if overloaded:
        state = OVERLOADED
    elif n < ENOUGH:
        state = INSUFFICIENT
    elif not np.isfinite(mean) or high <= low:
        state = DEGENERATE
    else:
        state = OK
    return Estimate(float(mean), float(low), float(high), int(n), state)


def holm(p: NDArray[Any]) -> Floats:
    """Holm's step-down adjustment of the p-values of one family; NaN stays NaN and does not count."""
    p = np.asarray(p, dtype=np.float64)
    out = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    stepped = p[order] * np.arange(len(order), 0, -1)
    out[order] = np.minimum(np.maximum.accumulate(stepped), 1.0) if len(order) else stepped
    return out


def p_value(differences: NDArray[Any]) -> float:
    """Two-sided p of paired differences being zero on average (t-test); NaN below ``ENOUGH`` values or where they mix signs of infinity.

    Differences without variation are certain: 0 where they are not zero, else 1.
    """
    d = np.asarray(differences, dtype=np.float64)
    d = d[~np.isnan(d)]
    if len(d) < ENOUGH:
        return float("nan")
    if np.isinf(d).any():
        return 0.0 if (d == np.inf).all() or (d == -np.inf).all() else float("nan")
    mean, sd = float(d.mean()), float(d.std(ddof=1))
    if sd <= 1e-12 * max(1.0, abs(mean)):
        return 1.0 if abs(mean) <= 1e-12 else 0.0
    return float(2.0 * stdtr(len(d) - 1, -abs(mean) / (sd / np.sqrt(len(d)))))


def joint_interval(differences: NDArray[Any], pairs: int, verdict: str, alpha: float = 0.05) -> tuple[float, float]:
    """Interval of one paired difference, adjusted for the number of pairs of its family.

    Bonferroni's interval at level 1 - alpha / pairs. Holm is bolder than Bonferroni: where it tells the sign of a difference whose
    Bonferroni interval still reaches over 0, the interval ends at 0 (as the intervals that Strassburger and Bretz 2008, Statistics in
    Medicine 27, give Holm's one-sided tests do), so that interval and verdict agree. All intervals of a family cover together with
    probability 1 - alpha, save for a sign wrongly told, which Holm keeps to alpha as well.
    """
    _, low, high, _ = (float(x) for x in interval(differences, 1 - alpha / max(1, pairs)))
    if verdict == A_LOWER:
        high = min(high, 0.0)
    elif verdict == B_LOWER:
        low = max(low, 0.0)
    return low, high


def compare(values: dict[str, NDArray[Any]], alpha: float = 0.05, against: str | None = None) -> list[Comparison]:
    """Compare the named series, paired by position (replication); the pairs of one call are one Holm family.

    Args:
        values: by name, one value a replication, all of the same length and order.
        against: compare every other one with this one; None: every two with each other.
    """
    names = list(values)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]] if against is None else [(a, against) for a in names if a != against]
    with np.errstate(invalid="ignore"):
        differences = [np.asarray(values[a], dtype=float) - np.asarray(values[b], dtype=float) for a, b in pairs]
    adjusted = holm(np.array([p_value(d) for d in differences]))
    known = int((~np.isnan(adjusted)).sum())
    out = []
    for (a, b), d, p in zip(pairs, differences, adjusted, strict=True):
        mean, low, high, n = (x.item() for x in interval(d))
        verdict = SAME if not p < alpha else A_LOWER if mean < 0 else B_LOWER
        joint = joint_interval(d, known, verdict, alpha)
        out.append(Comparison(a, b, float(mean), float(low), float(high), int(n), float(p), verdict, *joint))
    return out
