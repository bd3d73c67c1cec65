"""What the flow must know of the parcels, by parcel number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.demand.parcels import Parcels
from sim.flow.legs import Legs
from sim.flow.lot import LegIndices, Lot, Numbers, Times
from sim.plan.plan import ServicePlan


class Rows:
    """Parcels under a plan.

    Attributes:
        leg: the first leg of each parcel's way.
        heaviest, bulkiest: the most grams and ml of any parcel.
    """

    def __init__(self, plan: ServicePlan, parcels: Parcels, legs: Legs) -> None:
        self.parcels, self.legs = parcels, legs
        first_leg = np.where(plan.inbound >= 0, legs.first.take(plan.inbound), -1) if len(legs.first) else plan.inbound
        where = parcels.village if len(first_leg) == 1 else parcels.brand * np.int64(first_leg.shape[1]) + parcels.village
        self.leg: Numbers = first_leg.astype(np.int32).take(where)
        if int(self.leg.min(initial=0)) < 0:
            raise ValueError(f"{np.count_nonzero(self.leg < 0)} parcels have no way under plan {plan.name!r}")
        self.heaviest, self.bulkiest = int(parcels.grams.max(initial=0)), int(parcels.ml.max(initial=0))
        self._work = int(parcels.work[0]) if len(parcels) and bool((parcels.work == parcels.work[0]).all()) else None

    def lot(self, start: int, end: int) -> Lot:
        """The parcels numbered ``[start, end)`` as they enter the hub."""
        return Lot(np.arange(start, end, dtype=np.int32), self.leg[start:end].astype(np.intp), self.parcels.entered_hub[start:end])

    def rank(self, numbers: Numbers, legs: LegIndices) -> NDArray[np.integer]:
        """Who goes first of those that come at the same instant: by priority, then number."""
        return numbers if self.legs.one_priority else (self.legs.priority.take(legs) << 32) + numbers

    def work(self, numbers: Numbers, each: int) -> Times:
        """Worker-ms of parcels at a stage whose work is ``each`` for a factor of 1."""
        if self._work is not None:
            return np.full(len(numbers), (each * self._work + 500) // 1000, np.int64)
        return (self.parcels.work.take(numbers) * np.int64(each) + 500) // 1000
