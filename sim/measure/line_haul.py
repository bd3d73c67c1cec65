"""Line-haul into the county whose trucks have a size: whom it brought later than it should have."""

from __future__ import annotations

import numpy as np

from sim.arrays import Floats, Ints
from sim.clock import HOUR
from sim.demand.line_haul import room_of
from sim.demand.parcels import FORWARD
from sim.measure.case import Case, per, tally
from sim.measure.registry import LINE_HAUL


def line_haul_kpis(case: Case, pool_only: bool, group: Ints, groups: int) -> dict[str, Floats]:
    """Who found no room in the own truck and how long it took, of each group of villages; NaN where trucks take all or
    a table says who came when.

    Args:
        pool_only: of the pool's parcels; else of all.
        group: by village. groups: their number.
    """
    demand, parcels = case.parameters.demand, case.draws.parcels
    if room_of(demand) is None or demand.parcels_file is not None:
        return dict.fromkeys(LINE_HAUL, np.full(groups, np.nan))
    brands = case.pool if pool_only else np.ones_like(case.pool)
    mine = case.in_cohort & (parcels.wave != FORWARD)

    def of_all(some: Floats) -> Floats:
        return per(*(tally(group, of[brands].sum(axis=0), groups) for of in (some, case.matrix(mine))))

    late, hours = case.matrix(mine & (parcels.held > 0)), case.matrix(mine, parcels.held / HOUR)
    return dict(zip(LINE_HAUL, (of_all(late), of_all(hours)), strict=True))
