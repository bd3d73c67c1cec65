"""What the flow must know of the parcels, by parcel number."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Ints
from sim.clock import Times
from sim.demand.offers import NO_OFFERS, Offers
from sim.demand.parcels import Parcels
from sim.flow.legs import Legs
from sim.flow.lot import LegIndices, Lot, Numbers
from sim.plan.plan import ServicePlan


class Rows:
    """Parcels under a plan: the inbound ones have the first numbers, then come the outbound ones.

    Attributes:
        leg: the first leg of each inbound parcel's way; ``leg_out``: of each outbound one's.
        first_legs: the first legs of all inbound ways.
        grams, ml: of all.
        heaviest, bulkiest: the most grams and ml of any parcel.
        lost: the hop of its way at whose end each is lost (-1: none); None where nothing is.
    """

    def __init__(self, plan: ServicePlan, parcels: Parcels, legs: Legs, offers: Offers = NO_OFFERS) -> None:
        self.parcels, self.offers, self.legs = parcels, offers, legs
        self.leg = _first_legs(plan, legs, plan.inbound, parcels.brand, parcels.village)
        cells = offers.direction * np.int64(len(plan.brands)) + offers.brand
        self.leg_out = _first_legs(plan, legs, plan.way.reshape(-1, plan.way.shape[2]), cells, offers.village)
        inbound: Numbers = np.unique(plan.inbound)
        self.first_legs = legs.first.take(inbound[inbound >= 0])
        self.grams, self.ml, work = (_both(getattr(parcels, name), getattr(offers, name)) for name in ("grams", "ml", "work"))
        self.heaviest, self.bulkiest = int(self.grams.max(initial=0)), int(self.ml.max(initial=0))
        self.lost = self._lost()
        used = np.zeros(len(legs.priority), np.bool_)
        used[self.leg] = used[self.leg_out] = True
        self._one_priority = _alike(legs.priority[used])
        self._works = work
        self._work = int(work[0]) if len(work) and _alike(work) else None

    def __len__(self) -> int:
        return len(self.parcels) + len(self.offers)

    def found(self, lot: Lot) -> Lot:
        """Those of a lot that are not lost at the end of their legs."""
        if self.lost is None:
            return lot
        return lot.pick(np.flatnonzero(self.lost.take(lot.number) != self.legs.hop.take(lot.leg)))

    def lot(self, start: int, end: int) -> Lot:
        """The parcels numbered ``[start, end)`` as they enter the hub."""
        return Lot(np.arange(start, end, dtype=np.int32), self.leg[start:end].astype(np.intp), self.parcels.entered_hub[start:end])

    def _lost(self) -> NDArray[np.int8] | None:
        """The hop at whose end each is lost. Of a way out the last hop is beyond the county."""
        far = _both(self.parcels.lost, self.offers.lost)
        if not (far < 1).any():
            return None
        inside = _both(self.legs.hops.take(self.leg), self.legs.hops.take(self.leg_out) - 1)
        gone = (far < 1) & (inside > 0)
        return np.where(gone, (np.where(gone, far, 0.0) * inside).astype(np.int8), np.int8(-1))

    def rank(self, numbers: Numbers, legs: LegIndices) -> NDArray[np.integer]:
        """The order of parcels that come at the same instant: by priority, then number. Where all have one priority the numbers themselves serve,
        which saves some 4 % of the benchmark's simulation."""
        return numbers if self._one_priority else (self.legs.priority.take(legs) << 32) + numbers

    def sums(self, numbers: Numbers) -> NDArray[np.int64]:
        """How many the first of some parcels are and what they weigh, g, and take up, ml: from none of them to all,
        shape (3, number + 1)."""
        sums = np.zeros((3, len(numbers) + 1), np.int64)
        sums[0] = np.arange(len(numbers) + 1)
        np.cumsum(self.grams.take(numbers), out=sums[1, 1:])
        np.cumsum(self.ml.take(numbers), out=sums[2, 1:])
        return sums

    def load(self, numbers: Numbers) -> NDArray[np.int64]:
        """How many some parcels are and what they weigh, g, and take up, ml."""
        return np.array([len(numbers), np.add.reduce(self.grams.take(numbers), dtype=np.int64), np.add.reduce(self.ml.take(numbers), dtype=np.int64)])

    def factors(self, numbers: Numbers) -> NDArray[np.integer]:
        """Work factors of parcels, in thousandths."""
        return self._works.take(numbers)

    def work(self, numbers: Numbers, each: int) -> Times:
        """Worker-ms of parcels at a stage whose work is ``each`` for a factor of 1; worked out once where all parcels
        are the same work, which saves some 2 % of the benchmark's simulation."""
        if self._work is not None:
            return np.full(len(numbers), (each * self._work + 500) // 1000, np.int64)
        return (self._works.take(numbers) * np.int64(each) + 500) // 1000


def _first_legs(plan: ServicePlan, legs: Legs, way: Ints, row: NDArray[np.integer], village: Numbers) -> Numbers:
    """The first leg of parcels' ways; ``way`` is by row and village.

    Raises:
        ValueError: some have no way.
    """
    first = np.where(way >= 0, legs.first.take(way), -1) if len(legs.first) else way
    where = row * np.int64(first.shape[1]) + village
    found: Numbers = first.astype(np.int32).take(where)
    if int(found.min(initial=0)) < 0:
        raise ValueError(f"{np.count_nonzero(found < 0)} parcels have no way under plan {plan.name!r}")
    return found


def _alike(column: NDArray[np.integer]) -> bool:
    """Whether all are the same."""
    return not len(column) or bool((column == column[0]).all())


def _both(inbound: NDArray[Any], outbound: NDArray[Any]) -> NDArray[Any]:
    """A column of all parcels; nothing is copied where none goes out."""
    return np.concatenate([inbound, outbound]) if len(outbound) else inbound
