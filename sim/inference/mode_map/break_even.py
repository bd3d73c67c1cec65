"""Break-evens 盈亏平衡点: at how many parcels two modes cost the same, with an interval from paired replications."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from sim.arrays import Floats
from sim.inference.estimate import ENOUGH

_STEPS = 200
"""Parts into which a stretch between two simulated volumes is cut to look for the ends of an interval."""


@dataclass(frozen=True)
class BreakEven:
    """Where the mean difference a - b of two costs changes its sign.

    Attributes:
        at: parcels. ``low``, ``high``: ends of the interval in which it cannot be told from zero; 0 and infinite where
            that goes on beyond the volumes simulated, NaN where there are too few replications.
        between: the simulated volumes on either side of ``at``; what happens between them is interpolated.
        above: 1 where a is dearer beyond ``at`` than b, -1 where it is cheaper.
    """

    at: float
    low: float
    high: float
    between: tuple[float, float]
    above: int


def break_evens(parcels: Sequence[float], differences: NDArray[Any], level: float = 0.95) -> list[BreakEven]:
    """Every break-even of two costs a parcel, by rising volume.

    Between volumes the difference is interpolated in 1 / parcels: exact where a cost is a fixed sum spread over the
    parcels plus a sum a parcel. The interval holds the volumes at which Student's t over the replications' interpolated
    differences does not tell the mean from zero.

    Args:
        parcels: rising, above 0, shape (m,).
        differences: a - b by replication and volume, shape (n, m); a volume with a value that is not finite breaks the
            curve.
    """
    x = np.asarray(parcels, dtype=np.float64)
    d = np.asarray(differences, dtype=np.float64)
    if d.ndim != 2 or d.shape[1] != len(x) or (np.diff(x) <= 0).any() or (x <= 0).any():
        raise ValueError("parcels must rise from above 0, with a column of differences each")
    found: list[BreakEven] = []
    sound: NDArray[np.bool_] = np.asarray(np.isfinite(d).all(axis=0) & (len(d) > 0))
    for part in np.split(np.arange(len(x)), np.flatnonzero(np.diff(sound.astype(int))) + 1):
        if len(part) > 1 and sound[part[0]]:
            found += _of_stretch(x[part], d[:, part], level)
    return found


def _of_stretch(x: Floats, d: Floats, level: float) -> list[BreakEven]:
    """Break-evens of a curve without gaps."""
    u, mean = 1.0 / x, d.mean(axis=0)
    signed = np.flatnonzero(mean)
    found = []
    for i, j in zip(signed[:-1].tolist(), signed[1:].tolist(), strict=True):
        if mean[i] * mean[j] > 0:
            continue
        at = float(x[i + 1]) if j > i + 1 else 1.0 / float(u[i] + mean[i] / (mean[i] - mean[j]) * (u[j] - u[i]))
        low, high = _interval(x, d, at, level)
        found.append(BreakEven(at, low, high, (float(x[i]), float(x[j])), 1 if mean[j] > 0 else -1))
    return found


def _interval(x: Floats, d: Floats, at: float, level: float) -> tuple[float, float]:
    """Ends of the volumes around ``at`` where the mean difference cannot be told from zero."""
    n = len(d)
    if n < ENOUGH:
        return math.nan, math.nan
    grid = np.unique(np.append(_between(x), at))
    at_grid = np.stack([np.interp(-1.0 / grid, -1.0 / x, row) for row in d])
    t = float(stdtrit(n - 1, 0.5 + level / 2))
    clear = np.abs(at_grid.mean(axis=0)) - t * at_grid.std(axis=0, ddof=1) / math.sqrt(n)
    here = int(np.abs(grid - at).argmin())
    return _end(grid[here::-1], clear[here::-1], 0.0), _end(grid[here:], clear[here:], math.inf)


def _between(x: Floats) -> Floats:
    """Volumes between those that were run, in even steps of one over the volume."""
    ends = zip(1 / x[:-1], 1 / x[1:], strict=True)
    return 1.0 / np.concatenate([np.linspace(a, b, _STEPS + 1) for a, b in ends])


def _end(grid: Floats, clear: Floats, beyond: float) -> float:
    """The volume, walking from the break-even, at which the difference first becomes clear; ``beyond`` where it never
    does."""
    over = np.flatnonzero(clear[1:] > 0)
    if not len(over):
        return beyond
    i = int(over[0])
    before = min(float(clear[i]), 0.0)
    share = -before / (float(clear[i + 1]) - before)
    return float(grid[i] + share * (grid[i + 1] - grid[i]))
