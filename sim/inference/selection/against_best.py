"""Which of many scenarios can be told from the best of them.

The best of the sample is picked by the same replications that it is judged by, so a family of the k - 1 pairs with it
is too small: with equal means some scenario would be told from the best in 12 of 100 tables of ten scenarios, and in 35
of 100. What is tested here is, for each of the k scenarios, "it is one of the best" (Hsu 1996, Multiple Comparisons,
chapter 4: multiple comparisons with the best). A false rejection is that of a scenario among the truly best, by
whichever of the k - 1 others happens to lead; so each hypothesis has Bonferroni's share of k - 1 one-sided tests, and
Holm steps down over the k hypotheses, of which the leader's is never rejected. Paired t-tests, one variance for each
pair: nothing is asked of correlations and variances, which common random numbers make very unequal.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.inference.estimate import Comparison, compared, difference, p_value, rare_ones
from sim.measure.shape import PLAIN, Shape


def against_best(
    values: Mapping[str, NDArray[np.float64]], low: bool = True, alpha: float = 0.05, shape: Shape = PLAIN,
    leader: str | None = None
) -> list[Comparison]:
    """Every scenario against the one with the best mean, paired by replication, in the order of ``values``.

    The verdicts hold together: with probability 1 - alpha no scenario that is among the truly best is told from the
    best. Joint intervals are those of all pairs, so that they cover whichever scenario leads; ``p`` is adjusted
    likewise.

    Args:
        values: one value a replication (NaN: none), all of the same length and order.
        low: the lowest mean is best, else the highest.
        leader: the one with the best mean, where that is known.
    """
    leader = best_mean(values, low) if leader is None else leader
    others = [name for name in values if name != leader]
    differences = [difference(values[name], values[leader]) for name in others]
    # what never differs from another is the same scenario
    count = 1 + len({d.tobytes() for d in differences if np.nan_to_num(d).any()})
    adjusted = _stepped(np.array([p_value(d) / 2 for d in differences]), count)
    pairs, rare = count * (count - 1) // 2, rare_ones(values)
    return compared([(name, leader) for name in others], differences, adjusted, pairs, alpha, shape, rare)


def best_mean(values: Mapping[str, NDArray[np.float64]], low: bool = True) -> str:
    """The name with the best finite mean over its replications, the first of several; of none, the first.

    Raises:
        ValueError: no names.
    """
    if not values:
        raise ValueError("at least one series")
    means = {name: float(np.nanmean(v)) if (~np.isnan(v)).any() else np.nan for name, v in values.items()}
    known = {name: m for name, m in means.items() if np.isfinite(m)}
    return min(known, key=lambda name: known[name] * (1 if low else -1)) if known else next(iter(values))


def _stepped(p: Floats, count: int) -> Floats:
    """One-sided p-values of the others against the leader, adjusted: each for count - 1 tests, all by Holm for count
    hypotheses.

    Equal p-values of scenarios that are the same are one hypothesis.
    """
    out = np.full(len(p), np.nan)
    worst, left = 0.0, count
    for value in np.unique(p[~np.isnan(p)]):
        worst = min(1.0, max(worst, float(value) * (count - 1) * max(left, 1)))
        out[p == value] = worst
        left -= 1
    return out
