"""Durations by group, sorted once: quantiles, means and counts of every group from the one sort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_BITS = 43
ENDLESS = 2**_BITS - 1
"""A duration (ms) that stands for infinite: 278 years."""


@dataclass(frozen=True, eq=False)
class Grouped:
    """Durations in ms, grouped.

    Attributes:
        ms: all durations, group after group, rising within each; ``ENDLESS`` where unfinished.
        start: shape (groups + 1,), where each group begins.
        finite: by group, number of finished ones.
    """

    ms: Ints
    start: Ints
    finite: Ints

    @property
    def count(self) -> Ints:
        """Durations of each group, unfinished ones included."""
        return np.diff(self.start)

    def merged(self, into: NDArray[np.integer], groups: int) -> Grouped:
        """The same durations in larger groups: what is sorted already is only merged, which takes a third of sorting
        it.

        Args:
            into: by group, the one that it becomes part of, in ``range(groups)``.
        """
        key = np.repeat(into.astype(np.int64) << _BITS, self.count)
        key |= self.ms
        key.sort(kind="stable")  # finds what is in order and merges it
        return _parted(key, groups)

    def mean_h(self) -> Floats:
        """Mean of the finished durations of each group, hours; NaN where none is finished."""
        sums, full = np.zeros(len(self.finite), np.int64), np.flatnonzero(self.finite)
        bounds = np.column_stack((self.start[full], self.start[full] + self.finite[full])).ravel()
        if len(full):
            # finished, unfinished, finished ...
            sums[full] = np.add.reduceat(self.ms, bounds[bounds < len(self.ms)])[::2]
        return np.asarray(np.divide(sums / HOUR, self.finite, out=np.full(len(sums), np.nan), where=self.finite > 0))

    def quantile_h(self, q: float) -> Floats:
        """Quantile of each group, hours, linear between neighbours; infinite where it meets an unfinished one, NaN
        where empty."""
        n = self.count
        place = q * np.maximum(n - 1, 0)
        low = np.floor(place).astype(np.int64)
        share = place - low
        out = np.full(len(n), np.nan)
        full = n > 0
        a = self.ms[(self.start[:-1] + low)[full]]
        b = self.ms[(self.start[:-1] + np.minimum(low + 1, n - 1))[full]]
        w = share[full]
        hours = (a + (b - a) * w) / HOUR
        hours[(a == ENDLESS) | ((b == ENDLESS) & (w > 0))] = np.inf
        out[full] = hours
        return out


def grouped(group: NDArray[np.integer], ms: Ints, groups: int) -> Grouped:
    """Group durations by one sort of (group, duration).

    Args:
        group: by row, in ``range(groups)`` with at most 2**20 groups.
        ms: by row, not negative; ``ENDLESS`` and above count as unfinished.
    """
    key = group.astype(np.int64)
    key <<= _BITS
    key |= np.minimum(ms, ENDLESS)
    key.sort()
    return _parted(key, groups)


def _parted(key: Ints, groups: int) -> Grouped:
    """Sorted pairs of (group, duration), taken apart; ``key`` is used up."""
    bounds = np.arange(groups + 1, dtype=np.int64) << _BITS
    start = np.searchsorted(key, bounds)
    finite = np.searchsorted(key, bounds[:-1] | ENDLESS) - start[:-1]
    key &= ENDLESS
    return Grouped(key, start.astype(np.int64), finite.astype(np.int64))
