"""The parcels on their way: the columns that the moving clock reads and writes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.demand.parcels import Parcels
from sim.flow.legs import Legs
from sim.flow.lot import GRAMS, LEG, ML, NUMBER, Lot, Numbers, Times
from sim.service.plan import ServicePlan


class Rows:
    """What the flow must know of every parcel.

    Attributes:
        leg: the hop that it is on.
        oversize: set aside.
        heaviest, bulkiest: the most grams and ml of any parcel.
    """

    def __init__(self, plan: ServicePlan, parcels: Parcels, legs: Legs) -> None:
        self.parcels, self.legs = parcels, legs
        itinerary = plan.itinerary.astype(np.int32)[parcels.brand, parcels.village]
        if len(itinerary) and itinerary.min() < 0:
            lost = int(np.count_nonzero(itinerary < 0))
            raise ValueError(f"{lost} parcels have no itinerary under plan {plan.name!r}")
        self.leg: Numbers = legs.first[itinerary]
        self.oversize: NDArray[np.bool_] = np.zeros(len(parcels), np.bool_)
        self.heaviest, self.bulkiest = int(parcels.grams.max(initial=0)), int(parcels.ml.max(initial=0))
        self._one_priority = legs.one_priority
        self._work = int(parcels.work[0]) if len(parcels) and bool((parcels.work == parcels.work[0]).all()) else None

    def rank(self, numbers: Numbers) -> NDArray[np.integer]:
        """Who goes first of those that come at the same instant: by priority, then number."""
        if self._one_priority:
            return numbers
        return (self.legs.priority.take(self.leg.take(numbers)) << 32) + numbers

    def work(self, numbers: Numbers, each: int) -> Times:
        """Worker-ms of parcels at a stage whose work is ``each`` for a factor of 1."""
        if self._work is not None:
            return np.full(len(numbers), (each * self._work + 500) // 1000, np.int64)
        return (self.parcels.work.take(numbers) * np.int64(each) + 500) // 1000

    def lot(self, numbers: Numbers, legs: Numbers, ready: Times) -> Lot:
        """Ready parcels as a lot."""
        rows = np.empty((4, len(numbers)), np.int32)
        rows[NUMBER], rows[LEG] = numbers, legs
        rows[GRAMS], rows[ML] = self.parcels.grams.take(numbers), self.parcels.ml.take(numbers)
        return Lot(rows, ready)
