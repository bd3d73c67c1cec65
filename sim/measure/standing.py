"""Places for which sums are due whether parcels come or not, and how such a sum goes to the villages that share one."""

from __future__ import annotations

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.measure.case import Case
from sim.measure.users import shares
from sim.plan.level import Level


def places(case: Case, of: str) -> Ints:
    """(brands, villages): number of the hub, township, village, or point in a village (-1: none) that serves a cell; of
    the county town and its communities only the hub."""
    if of == "point":
        return np.where(_in_village(case)[case.point] & ~case.urban, case.point, -1)
    townships = np.array([village.township for village in case.county.villages], dtype=np.int64)
    if of == "hub":
        return np.zeros_like(case.point)
    number = {"township": townships, "village": np.arange(case.villages)}[of]
    return np.broadcast_to(np.where(case.urban, -1, number), case.point.shape)


def _in_village(case: Case) -> Bools:
    """By point, whether it stands in a village; those of villages in town stand at the township. One more: without."""
    levels = (case.plan.places[point.place].level for point in case.plan.points)
    return np.array([*(level == Level.VILLAGE for level in levels), False])


def divided(case: Case, group: Ints, count: Floats, owing: Bools) -> Floats:
    """(brands, villages): the sums of groups, each split among its cells by their parcels, alike where none came.

    Args:
        group: by cell; -1: of none. ``count``: the sum of each group; a group without cells is left out.
        owing: cells that have part in it.
    """
    at = np.where(owing, group, -1).ravel()
    share = shares(at, case.delivered.ravel(), len(count))
    return np.asarray((share * np.append(count, 0.0)[at]).reshape(owing.shape))
