"""How much of what points of a design show is the noise of their replications."""

from __future__ import annotations

import math

from sim.arrays import Floats


def unshared_noise(y: Floats) -> float:
    """Variance of a point's mean over replications that is neither the point's nor the replications' own; NaN from one
    replication."""
    replications, points = y.shape
    if replications < 2 or points < 2:
        return math.nan
    rest = y - y.mean(axis=0) - y.mean(axis=1, keepdims=True) + y.mean()
    return float((rest**2).sum() / ((replications - 1) * (points - 1)) / replications)


def noise_share(y: Floats) -> float:
    """Share of replication noise in the variance of one replication's value at any of the points; NaN from one
    replication, or where nothing varies. Variance components of a two-way layout: points, replications, and what is
    neither's.

    Args:
        y: (replications, points), finite.
    """
    rest = unshared_noise(y) * len(y)
    if math.isnan(rest):
        return math.nan
    shared = max(0.0, float(y.mean(axis=1).var(ddof=1)) - rest / y.shape[1])
    points = max(0.0, float(y.mean(axis=0).var(ddof=1)) - rest / y.shape[0])
    total = points + shared + rest
    return (shared + rest) / total if total > 0 else math.nan
