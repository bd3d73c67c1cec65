"""Road distances and driving minutes between all places: a rule, or what a table gives."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.arrays import Floats
from sim.county.geometry import separations

Pairs = Mapping[tuple[int, int], float]


def road_matrix(xy: Floats, circuity: float, given: Pairs) -> Floats:
    """Square matrix of road km between places at ``xy``, shape (n, 2): the straight line times a circuity.

    ``given`` distances (from, to) replace the rule; the way back takes the same where it is not given itself.
    """
    km = separations(xy, xy) * circuity
    _put(km, given)
    return km


def minutes_matrix(places: int, given: Pairs) -> Floats | None:
    """Square matrix of driving minutes between so many places, NaN where none are given; None where none are at all.

    The way back takes the same where it is not given itself.
    """
    if not given:
        return None
    minutes = np.full((places, places), np.nan)
    _put(minutes, given)
    return minutes


def _put(matrix: Floats, given: Pairs) -> None:
    for (a, b), value in given.items():
        matrix[a, b] = value
        if (b, a) not in given:
            matrix[b, a] = value
