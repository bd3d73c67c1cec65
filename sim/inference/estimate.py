"""Estimates over replications: mean, interval, state; and paired comparisons adjusted for their number.

Student's interval of a mean holds where the mean of a few replications is about normal. Measured on 520 replications of a county in five
modes (tests/inference/coverage.py), it covers means, costs and shares that vary from one replication to the next in 91 to 96 of 100 trials
with 5, 10 and 20 replications. A share near one of its ends is lopsided, and its interval is widened (``_widened``): without that it covers
88 to 90 with 5. Student's interval does not cover percentiles (24 to 97) and what hardly ever happens (3 to 90): these have a state and no
interval. Which they are is known beforehand (``Shape``), or seen by most replications having the very same value. No sample is judged
by its own skewness or spread: the samples that look best are those that have not met the rare values, and cover least.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from sim.arrays import Floats
from sim.measure.shape import PLAIN, Shape

OK, DEGENERATE, INSUFFICIENT, OVERLOADED, SKEWED, RARE = "ok", "degenerate", "insufficient", "overloaded", "skewed", "rare"
"""States of an estimate: sound; without variation or not finite, so that no interval can be told; from fewer than ``ENOUGH``
replications; of a plan that is asked for more than it can do, so that its numbers depend on when the clock stops; of a quantity that
jumps between few values, as percentiles of clumped times do; the very same in most replications, so that what makes it vary is rare."""

NOT_IN_PLAN = "not in this plan"
"""State, without mean, of what a plan does not say anything about: public money where nobody asks the public purse."""

UNTOLD = (SKEWED, RARE)
"""States without an interval: one from so few replications would not hold."""

SAME_TO = 1e-9
"""Values that differ by less, as a share of their size, are the same: sums round."""

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


@dataclass(frozen=True, eq=False)
class Estimates:
    """Many estimates at once, as arrays of one shape; see ``Estimate``."""

    mean: Floats
    low: Floats
    high: Floats
    n: NDArray[np.int64]
    state: NDArray[np.str_]

    def one(self) -> Estimate:
        """The only one."""
        return Estimate(float(self.mean), float(self.low), float(self.high), int(self.n), str(self.state))


@dataclass(frozen=True)
class Comparison:
    """Paired difference a - b with its own 95 % interval, its p-value adjusted over the family (Holm), the verdict from it, the
    interval adjusted over the family (``joint_low``, ``joint_high``; see ``joint_interval``), which never contradicts the verdict, and
    the state of the difference. Without an interval (``UNTOLD``) the verdict needs every replication to agree on the sign as well."""

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
    state: str = OK


def interval(values: NDArray[np.number], level: float = 0.95) -> tuple[Floats, Floats, Floats, NDArray[np.int64]]:
    """Mean, low, high and n over the first axis by Student's t; NaN values (nothing to measure) are left out.

    No interval (NaN) below two values. Where a value is infinite, so are mean and high end, and low is NaN.
    """
    x = np.asarray(values, dtype=np.float64)
    n = (~np.isnan(x)).sum(axis=0).astype(np.int64)
    mean, variance = _moments(x, n)
    t = stdtrit(np.maximum(n - 1, 1), 0.5 + level / 2)
    half = t * np.sqrt(variance / np.maximum(n, 1))
    endless = np.isinf(x).any(axis=0)
    limit = np.where((x == np.inf).any(axis=0), np.inf, -np.inf)
    low, high = np.where(endless, np.nan, mean - half), np.where(endless, limit, mean + half)
    return np.where(endless, limit, mean), low, high, n


def _moments(x: Floats, n: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Mean and variance of the finite values over the first axis, of which there are ``n`` and infinite ones; NaN where
    there are too few."""
    finite = np.isfinite(x)
    mean = np.divide(np.where(finite, x, 0.0).sum(axis=0), n, out=np.full(n.shape, np.nan), where=n > 0)
    squares = (np.where(finite, x - mean, 0.0) ** 2).sum(axis=0)
    return mean, np.divide(squares, n - 1, out=np.full(n.shape, np.nan), where=n > 1)


def estimates(values: NDArray[np.number], shape: Shape = PLAIN, overloaded: bool = False, level: float = 0.95) -> Estimates:
    """Estimate quantities from their values in each replication (first axis).

    The first state that holds: overloaded, insufficient, degenerate, skewed, rare, ok. The only place where an interval is cut at
    the ends of a range, and where one that would not hold is left out (NaN).
    """
    x = np.asarray(values, dtype=np.float64)
    mean, low, high, n = interval(x, level)
    if shape.shared:
        low, high = _widened(mean, low, high, shape)
    with np.errstate(invalid="ignore"):
        degenerate = ~np.isfinite(mean) | (high - low <= SAME_TO * np.maximum(1.0, np.abs(mean)))
    conditions = [np.full(n.shape, overloaded), n < ENOUGH, degenerate, np.full(n.shape, shape.clumped), mostly_same(x, n)]
    state = np.select(conditions, [OVERLOADED, INSUFFICIENT, DEGENERATE, SKEWED, RARE], OK)
    untold = np.isin(state, UNTOLD)
    low, high = np.maximum(low, shape.low), np.minimum(high, shape.high)
    return Estimates(mean, np.where(untold, np.nan, low), np.where(untold, np.nan, high), n, state)


def _widened(mean: Floats, low: Floats, high: Floats, shape: Shape) -> tuple[Floats, Floats]:
    """Ends of the interval of a share, each the farther one of Student's and of that on the scale of log-odds.

    The mean of a few shares near an end is spread away from that end, as its log-odds are; the width on their scale is Student's half
    width times the slope there (delta method). The mean of what is rare is not, so neither end comes nearer than Student's.
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        part, half = (mean - shape.low) / (shape.high - shape.low), (high - mean) / (shape.high - shape.low)
        odds, reach = part / (1 - part), np.exp(half / (part * (1 - part)))
        lower, upper = 1 / (1 + reach / odds), 1 / (1 + 1 / (odds * reach))
    size = shape.high - shape.low
    return np.fmin(low, shape.low + size * lower), np.fmax(high, shape.low + size * upper)


def mostly_same(values: Floats, n: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether more than half of the replications have one and the same value: then the middle one has it."""
    middle = np.take_along_axis(np.sort(values, axis=0), np.maximum(n - 1, 0)[np.newaxis] // 2, axis=0)
    with np.errstate(invalid="ignore"):
        same = np.abs(values - middle) <= SAME_TO * np.maximum(1.0, np.abs(middle))
    found: NDArray[np.bool_] = 2 * same.sum(axis=0) > n
    return found


def ends(values: NDArray[np.number]) -> tuple[float, float]:
    """The lowest and the highest value over all replications; NaN where there is none."""
    known = values[~np.isnan(values)]
    return (float(known.min()), float(known.max())) if len(known) else (np.nan, np.nan)


def estimate(values: NDArray[np.number], overloaded: bool = False, level: float = 0.95, shape: Shape = PLAIN) -> Estimate:
    """Estimate one quantity from its value in each replication; see ``estimates``."""
    return estimates(np.atleast_1d(values), shape, overloaded, level).one()


def holm(p: NDArray[np.number]) -> Floats:
    """Holm's step-down adjustment of the p-values of one family; NaN stays NaN and does not count."""
    p = np.asarray(p, dtype=np.float64)
    out = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    stepped = p[order] * np.arange(len(order), 0, -1)
    out[order] = np.minimum(np.maximum.accumulate(stepped), 1.0) if len(order) else stepped
    return out


def p_value(differences: NDArray[np.number]) -> float:
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


def joint_intervals(
    differences: Floats, pairs: int, verdicts: NDArray[np.str_], alpha: float = 0.05
) -> tuple[Floats, Floats]:
    """Intervals of paired differences (replications by pairs), adjusted for the number of pairs of their family.

    Bonferroni's interval at level 1 - alpha / pairs. Holm is bolder than Bonferroni: where it tells the sign of a difference whose
    Bonferroni interval still reaches over 0, the interval ends at 0 (as the intervals that Strassburger and Bretz 2008, Statistics in
    Medicine 27, give Holm's one-sided tests do), so that interval and verdict agree. All intervals of a family cover together with
    probability 1 - alpha, save for a sign wrongly told, which Holm keeps to alpha as well.
    """
    _, low, high, _ = interval(differences, 1 - alpha / max(1, pairs))
    return np.where(verdicts == B_LOWER, np.maximum(low, 0.0), low), np.where(verdicts == A_LOWER, np.minimum(high, 0.0), high)


def compare(values: Mapping[str, NDArray[np.number]], alpha: float = 0.05, against: str | None = None, shape: Shape = PLAIN) -> list[Comparison]:
    """Compare the named series, paired by position (replication); the pairs of one call are one Holm family.

    Args:
        values: by name, one value a replication, all of the same length and order.
        against: compare every other one with this one, chosen before any value was seen; None: every two with each other.
        shape: of the values.
    """
    names = list(values)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]] if against is None else [(a, against) for a in names if a != against]
    differences = [difference(values[a], values[b]) for a, b in pairs]
    adjusted = holm(np.array([p_value(d) for d in differences]))
    known, rare = int((~np.isnan(adjusted)).sum()), rare_ones(values)
    return compared(pairs, differences, adjusted, known, alpha, shape, rare)


def rare_ones(values: Mapping[str, NDArray[np.number]]) -> set[str]:
    """The names of the series that are the same in most replications, but not in all."""
    return {name for name, v in values.items() if _seldom_other(v) and estimate(v).state == RARE}


def _seldom_other(values: NDArray[np.number]) -> bool:
    """What is quickly seen of a rare one: enough replications, most of them the same."""
    x = np.asarray(values, dtype=np.float64)
    return len(x) >= ENOUGH and bool(mostly_same(x, (~np.isnan(x)).sum(axis=0)))


def difference(a: NDArray[np.number], b: NDArray[np.number]) -> Floats:
    """Paired difference a - b by replication; NaN where either is missing or both are infinite."""
    with np.errstate(invalid="ignore"):
        return np.asarray(a, dtype=np.float64) - np.asarray(b, dtype=np.float64)


def compared(
    pairs: Sequence[tuple[str, str]], differences: Sequence[Floats], p: Floats, count: int, alpha: float, shape: Shape,
    rare: Set[str] = frozenset(),
) -> list[Comparison]:  # fmt: skip
    """The comparisons of a family of ``count`` pairs, from their paired differences and adjusted p; ``rare``: names of those that are."""
    if not pairs:
        return []
    d = np.array(differences).T  # a column a pair, which lies in one piece: so sums are those of the pair alone, to the bit
    e = estimates(d, shape.apart())
    state = np.where(np.array([not rare.isdisjoint(pair) for pair in pairs]) & (e.state == OK), RARE, e.state)
    untold, missing = np.isin(state, UNTOLD), np.isnan(d)
    agreed = ~untold | ((d > 0) | missing).all(axis=0) | ((d < 0) | missing).all(axis=0)
    verdict = np.where((p < alpha) & agreed, np.where(e.mean < 0, A_LOWER, B_LOWER), SAME)
    joint = (np.where(untold, np.nan, x) for x in joint_intervals(d, count, verdict, alpha))
    numbers = np.stack([e.mean, *(np.where(untold, np.nan, x) for x in (e.low, e.high)), p, *joint], axis=1).tolist()
    words = zip(e.n.tolist(), verdict.tolist(), state.tolist(), strict=True)
    return [
        Comparison(*pair, mean, low, high, n, adjusted, told, joint_low, joint_high, said)
        for pair, (mean, low, high, adjusted, joint_low, joint_high), (n, told, said) in zip(pairs, numbers, words, strict=True)
    ]
