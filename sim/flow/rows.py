"""The parcels on their way: the columns that the moving clock reads and writes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.demand.parcels import Parcels
from sim.flow.legs import Legs
from sim.service.plan import ServicePlan

Times = NDArray[np.int64]
Numbers = NDArray[np.int32]


class Rows:
    """Where every parcel is, by parcel.

    Attributes:
        leg: the hop it is on.
        since: when its present handling began, or, once it is ready, when that was.
        handling: time in handling so far, ms.
        waiting: time in queues so far; while it waits, less the time at which it got ready (the departure adds its own).
        oversize: set aside.
    """

    def __init__(self, plan: ServicePlan, parcels: Parcels, legs: Legs) -> None:
        self.parcels, self.legs = parcels, legs
        itinerary = plan.itinerary.astype(np.int32)[parcels.brand, parcels.village]
        if len(itinerary) and itinerary.min() < 0:
            lost = int(np.count_nonzero(itinerary < 0))
            raise ValueError(f"{lost} parcels have no itinerary under plan {plan.name!r}")
        self.leg: Numbers = legs.first[itinerary]
        self.since: Times = parcels.entered_hub.copy()
        self.handling: Times = np.zeros(len(parcels), np.int64)
        self.waiting: Times = np.zeros(len(parcels), np.int64)
        self.oversize: NDArray[np.bool_] = np.zeros(len(parcels), np.bool_)
        self._one_priority = legs.one_priority
        self._work = int(parcels.work[0]) if len(parcels) and bool((parcels.work == parcels.work[0]).all()) else None

    def rank(self, numbers: Numbers) -> NDArray[np.integer]:
        """Who goes first of those that come at the same instant: by priority, then number."""
        if self._one_priority:
            return numbers
        return (self.legs.priority[self.leg[numbers]] << 32) + numbers

    def work(self, numbers: Numbers, each: int) -> Times:
        """Worker-ms of parcels at a stage whose work is ``each`` for a factor of 1."""
        if self._work is not None:
            return np.full(len(numbers), (each * self._work + 500) // 1000, np.int64)
        return (self.parcels.work[numbers] * np.int64(each) + 500) // 1000

    def lot(self, numbers: Numbers) -> Numbers:
        """What a queue needs to know, as rows (number, leg, grams, ml) of columns of parcels."""
        lot = np.empty((4, len(numbers)), np.int32)
        lot[0] = numbers
        lot[1] = self.leg[numbers]
        lot[2] = self.parcels.grams[numbers]
        lot[3] = self.parcels.ml[numbers]
        return lot

    def ready(self, times: Times, numbers: Numbers) -> None:
        """Handling ends, waiting begins."""
        self.handling[numbers] += times - self.since[numbers]
        self.waiting[numbers] -= times
        self.since[numbers] = times

    def still_waiting(self, numbers: Numbers) -> None:
        """The clock has ended for parcels that wait: no departure adds its time, so take back what ``ready`` did."""
        self.waiting[numbers] += self.since[numbers]
