"""What lies in lockers at points: how much of all that comes there, and the labour that it takes."""

from __future__ import annotations

import numpy as np

from sim.arrays import Floats, Ints
from sim.measure.case import Case, per, tally


def in_lockers(case: Case) -> Floats:
    """(brands, villages): parcels that reached their point on measured days and lay in a compartment there."""
    return case.matrix(case.at_point_measured & (case.outcome.compartment >= 0))


def keeper_min(case: Case) -> Floats:
    """(brands, villages): keepers' minutes for what reached their points on measured days."""
    points, locked = case.parameters.points, in_lockers(case)
    return (case.delivered - locked) * points.keeper_min + locked * points.locker.keeper_min


def locker_kpis(case: Case, pool_only: bool, group: Ints, groups: int) -> dict[str, Floats]:
    """The share of parcels in lockers, of each group of villages; NaN where no point has any.

    Args:
        pool_only: of the pool's parcels; else of all.
        group: by village. groups: their number.
    """
    if not any(point.locker for point in case.plan.points):
        return {"locker_share": np.full(groups, np.nan)}
    brands = case.pool if pool_only else np.ones_like(case.pool)
    locked, all_of = (tally(group, of[brands].sum(axis=0), groups) for of in (in_lockers(case), case.delivered))
    return {"locker_share": per(locked, all_of)}
