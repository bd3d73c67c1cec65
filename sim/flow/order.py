"""Orders of many parcels by several whole numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
