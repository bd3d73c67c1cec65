"""What points of a grid that nobody has looked at are probably worth, guessed from those seen.

A Gaussian process with an ANOVA kernel, the product over the axes of (1 + k) (Stitson and others 1999): every decision
has an effect of its own, and with less weight they act together. k falls with the distance on an axis with an order,
and is 0 between the values of another. Optuna's own Gaussian-process sampler needs PyTorch, which weighs more than all
of this program.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats

NOISE = 1e-3
"""Variance of a value beside what the axes explain, relative to all variance."""


def kernel(a: NDArray[np.int64], b: NDArray[np.int64], sizes: Sequence[int], ordered: Sequence[bool]) -> Floats:
    """Likeness of points, shape (len(a), len(b)), 1 of a point with itself."""
    out = np.ones((len(a), len(b)))
    for i, (size, rises) in enumerate(zip(sizes, ordered, strict=True)):
        far = np.abs(a[:, i, None] - b[None, :, i])
        like = np.exp(-2.0 * far / max(size - 1, 1)) if rises else (far == 0).astype(float)
        out *= (1 + like) / 2
    return out


def guess(
    seen: NDArray[np.int64], values: Floats, points: NDArray[np.int64], sizes: Sequence[int], ordered: Sequence[bool]
) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the guess at each point and of each value, shape (points, values).

    Args:
        seen: points with known values, shape (n, axes). ``values``: shape (n, values), finite.
        points: where to guess, shape (m, axes).
    """
    centre, scale = values.mean(axis=0), values.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    known = kernel(seen, seen, sizes, ordered) + NOISE * np.eye(len(seen))
    across = kernel(points, seen, sizes, ordered)
    weights = np.linalg.solve(known, np.column_stack([(values - centre) / scale, across.T]))
    mean = across @ weights[:, : values.shape[1]]
    left = np.maximum(1.0 - np.einsum("ij,ji->i", across, weights[:, values.shape[1] :]), 0.0)
    return centre + scale * mean, np.sqrt(left)[:, None] * scale
