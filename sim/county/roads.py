"""Road distances between all places: the straight line times a circuity, or a given distance."""

from __future__ import annotations

from collections.abc import Mapping

from sim.county.geometry import Array, separations


def road_matrix(xy: Array, circuity: float, given: Mapping[tuple[int, int], float]) -> Array:
    """Square matrix of road km between places at ``xy``, shape (n, 2).

    ``given`` distances (from, to) replace the rule; the way back takes the same where it is not given itself.
    """
    km = separations(xy, xy) * circuity
    for (a, b), value in given.items():
        km[a, b] = value
        if (b, a) not in given:
            km[b, a] = value
    return km
