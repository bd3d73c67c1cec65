"""Durations by group, sorted once: quantiles, means and counts of every group and of its parts from the one sort."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats, Ints
from sim.clock import HOUR
from sim.flow.lot import chunks

_BITS, _PART_BITS = 43, 2
ENDLESS = 2**_BITS - 1
"""A duration (ms) that stands for infinite: 278 years."""

PARTS = 2**_PART_BITS
"""How many parts there can be."""


@dataclass(frozen=True, eq=False)
class Grouped:
    """Durations in ms, grouped.

    Attributes:
        ms: all durations, group after group, rising within each; ``ENDLESS`` where unfinished.
        part: of each, a number below ``PARTS``.
        start: shape (groups + 1,), where each group begins.
        finite: by group, number of finished ones.
    """

    ms: Ints
    part: NDArray[np.int8]
    start: Ints
    finite: Ints

    @property
    def count(self) -> Ints:
        """Durations of each group, unfinished ones included."""
        return np.diff(self.start)

    def only(self, parts: Collection[int]) -> Grouped:
        """The durations of some parts, which are in order already: a tenth of sorting them."""
        if len(parts) == PARTS:
            return self
        wanted = np.zeros(PARTS, np.bool_)
        wanted[list(parts)] = True
        rows = np.flatnonzero(wanted.take(self.part))
        bounds = rows.searchsorted(np.append(self.start, self.start[:-1] + self.finite))
        start, end = bounds[: len(self.start)], bounds[len(self.start) :]
        return Grouped(self.ms.take(rows), self.part.take(rows), start, end - start[:-1])

    def merged(self, into: NDArray[np.integer], groups: int) -> Grouped:
        """The same durations in larger groups.

        Args:
            into: by group, the one that it becomes part of, in ``range(groups)``.
        """
        key = _packed(np.repeat(into, self.count), self.part, self.ms)
        key.sort()  # three times as fast as merging what is in order, which a stable sort does
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


def grouped(group: NDArray[np.integer], part: NDArray[np.integer], ms: Ints, groups: int) -> Grouped:
    """Group durations by one sort of (group, duration, part).

    Args:
        group: by row, in ``range(groups)`` with at most 2**18 groups.
        part: by row, below ``PARTS``.
        ms: by row, not negative; ``ENDLESS`` and above count as unfinished.
    """
    key = _packed(group, part, ms)
    key.sort()
    return _parted(key, groups)


def _packed(group: NDArray[np.integer], part: NDArray[np.integer], ms: Ints) -> Ints:
    """The triples as numbers; so many rows at once that no other column of so many is made."""
    key = np.empty(len(ms), np.int64)
    for some in chunks(len(ms)):
        keys = key[some]
        np.left_shift(group[some], _BITS, out=keys, dtype=np.int64)
        keys |= np.minimum(ms[some], ENDLESS)
        keys <<= _PART_BITS
        keys |= part[some]
    return key


def _parted(key: Ints, groups: int) -> Grouped:
    """Sorted triples of (group, duration, part), taken apart; ``key`` is used up."""
    part = (key & (PARTS - 1)).astype(np.int8)
    key >>= _PART_BITS
    bounds = np.arange(groups + 1, dtype=np.int64) << _BITS
    start = np.searchsorted(key, bounds)
    finite = np.searchsorted(key, bounds[:-1] | ENDLESS) - start[:-1]
    key &= ENDLESS
    return Grouped(key, part, start.astype(np.int64), finite.astype(np.int64))
