"""Orders of rows by whole numbers, and rows that share one."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)

FEW = 2_000
"""Up to so many rows numpy's own sort of several keys is faster."""

DIGIT = 16
"""Bits of a digit: numpy sorts whole numbers of up to so many bits by counting, not by comparing."""


def ordered(*keys: NDArray[np.integer]) -> NDArray[np.intp]:
    """The order of rows by whole numbers, the first key counting most; rows alike in all keys stay as they come. The span of a key
    fits its type.

    Many rows are sorted digit after digit, the least first: a third of the time of ``np.lexsort``, a twentieth of a replication.
    """
    if len(keys[0]) <= FEW:
        return np.lexsort(keys[::-1])
    order = None
    for key in reversed(keys):
        least, most = int(key.min()), int(key.max())
        for shift in range(0, (most - least).bit_length(), DIGIT):
            order = _by_digit(order, ((key - least) >> shift).astype(np.uint16))
    return np.arange(len(keys[0])) if order is None else order


def _by_digit(order: NDArray[np.intp] | None, digit: NDArray[np.uint16]) -> NDArray[np.intp]:
    """An order (None: as they come), by a digit before it."""
    if order is None:
        return digit.argsort(kind="stable")
    return order.take(digit.take(order).argsort(kind="stable"))


def distinct(index: NDArray[np.integer], values: NDArray[np.integer], count: int) -> list[NDArray[np.int64]]:
    """By each of the numbers below ``count``, the values beside it in ``index``, each once, in order; none is below nought."""
    width = int(values.max(initial=0)) + 1
    key = np.unique(index * np.int64(width) + values)
    return _parts(key % width, key.searchsorted(np.arange(1, count + 1) * width))


def grouped(index: NDArray[np.integer], count: int) -> list[NDArray[np.intp]]:
    """Where each of the numbers below ``count`` stands in ``index``, in order."""
    order = index.argsort(kind="stable")
    return _parts(order, np.bincount(index, minlength=count).cumsum())


def _parts(values: NDArray[Kind], ends: NDArray[np.integer]) -> list[NDArray[Kind]]:
    """Values one part after another, by where each part ends."""
    return [values[start:end] for start, end in pairwise([0, *ends.tolist()])]
