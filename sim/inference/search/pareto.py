"""Pareto fronts of two objectives, both the smaller the better, and the hypervolume that they dominate."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Pair = tuple[float, float]


def front(points: Sequence[Pair]) -> list[int]:
    """Numbers of the points that no other dominates (at least as good in both and better in one), by the first
    objective; of equal points the first."""
    kept: list[int] = []
    best = math.inf
    for i in sorted(range(len(points)), key=lambda i: (*points[i], i)):
        if points[i][1] < best:
            kept.append(i)
            best = points[i][1]
    return kept


def hypervolume(points: Sequence[Pair], reference: Pair) -> float:
    """Area that the points dominate within the reference point; points beyond it in an objective add nothing."""
    inside = [p for p in points if p[0] < reference[0] and p[1] < reference[1]]
    total, top = 0.0, reference[1]
    for i in front(inside):
        x, y = inside[i]
        total += (reference[0] - x) * (top - y)
        top = y
    return total


def contributions(points: Sequence[Pair]) -> list[float]:
    """Area that each point of a front, sorted by the first objective, alone dominates within its neighbours; infinite
    at both ends."""
    inner = [(c[0] - b[0]) * (a[1] - b[1]) for a, b, c in zip(points, points[1:], points[2:], strict=False)]
    return [math.inf, *inner, math.inf][: len(points)]


def spread(points: Sequence[Pair], number: int) -> list[int]:
    """Numbers of so many points that together dominate most, chosen one after the other: each adds the most to those
    before it."""
    finite = [p for p in points if all(map(math.isfinite, p))]
    if not finite:
        return []
    reference = tuple(1.1 * max(p[k] for p in finite) - 0.1 * min(p[k] for p in finite) + 1e-9 for k in (0, 1))
    chosen: list[int] = []
    left = set(front(points))
    while left and len(chosen) < number:
        have = [points[i] for i in chosen]
        best = max(sorted(left), key=lambda i: hypervolume([*have, points[i]], (reference[0], reference[1])))
        chosen.append(best)
        left.remove(best)
    return chosen


def knee(points: Sequence[Pair]) -> int:
    """Number of the point of a front, sorted by the first objective, that lies farthest below the line between its
    ends, both objectives scaled to 0 to 1.

    With fewer than three points there is no bend: the first.
    """
    if len(points) < 3:
        return 0
    (x0, y0), (x1, y1) = points[0], points[-1]
    below = [1 - (x - x0) / (x1 - x0) - (y - y1) / (y0 - y1) for x, y in points]
    return max(range(len(points)), key=lambda i: (below[i], -i))


def gains(points: NDArray[np.float64], best: Sequence[Pair], reference: Pair) -> NDArray[np.float64]:
    """Area that each point, shape (n, 2), would add to what the others dominate, shape (n,)."""
    steps = [p for p in (best[i] for i in front(best)) if p[0] < reference[0]]
    ends = np.array([-np.inf, *(x for x, _ in steps), reference[0]])
    heights = np.minimum(np.array([math.inf, *(y for _, y in steps)]), reference[1])
    across = np.maximum(ends[None, 1:] - np.maximum(ends[None, :-1], points[:, :1]), 0.0)
    up = np.maximum(heights[None, :] - points[:, 1:], 0.0)
    area: NDArray[np.float64] = (across * up).sum(axis=1)
    return area
