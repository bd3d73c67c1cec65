"""How the communities of the county town are served: by the hubs and crews that handle the villages' parcels, with
vehicles of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sim.county.county import County
from sim.parameters.town import Towns
from sim.plan.leg import Leg
from sim.service.assignment.job import Job
from sim.service.mode.fee_table import FeeRow
from sim.service.mode.mode import LegRule, Mode

URBAN = "urban"
"""Key of the mode of communities."""


def urban_jobs(jobs: Sequence[Job], county: County, towns: Towns) -> Iterator[Job]:
    """A job for each operator at the hub: its brands' parcels to the communities; none where no community is served.

    A brand that works in several jobs, in a pool for some villages and alone for others, goes with the pool.
    """
    communities = tuple(np.flatnonzero(county.urban).tolist())
    taken: set[int] = set()
    for job in reversed(jobs if communities else ()):  # pools come after those that work alone
        if brands := tuple(b for b in job.brands if b not in taken):
            taken |= set(brands)
            yield Job(job.pool, job.operator, _mode(job.mode, towns), brands, communities)


def _mode(mode: Mode, towns: Towns) -> Mode:
    """From the hub straight to the outlets, handled at the hub as in a mode; the operator pays the outlets' keepers."""
    return Mode(
        key=URBAN, name_zh="城区配送", name_en="delivery in the town", pooled=mode.pooled, point=towns.point, hub=mode.hub,
        legs=(LegRule(leg=Leg.URBAN, schedule="urban"),), first_brands=mode.first_brands,
        prices=(FeeRow(payer="operator", payee="keeper", tariff="commission_yuan"),),
    )  # fmt: skip
