"""Where vehicles are stationed when they are fewer than the bases they serve: neighbouring bases share them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def homes(count: int, weights: Sequence[float], km: NDArray[np.float64]) -> list[int]:
    """By base, the base at which its vehicles are stationed.

    Each base is its own home where there are vehicles enough. Else, until there are no more homes than vehicles, the home with the
    least to carry joins the nearest one, and the one of the two with more to carry becomes the home of both.

    Args:
        count: vehicles, at least 1.
        weights: by base, what is to be carried from it.
        km: road distances between bases.
    """
    groups: dict[int, list[int]] = {i: [i] for i in range(len(weights))}
    while len(groups) > count:
        least = min(groups, key=lambda h: (sum(weights[i] for i in groups[h]), h))
        mine = groups.pop(least)
        near = min(groups, key=lambda h: (float(km[least, h] + km[h, least]), h))
        groups[near] += mine
    found = [0] * len(weights)
    for home, bases in groups.items():
        for base in bases:
            found[base] = home
    return found
