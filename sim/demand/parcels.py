"""Parcels as columns, one row each, in the order of their entry into the hub."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import Spans

FORWARD = -2
"""Wave of a parcel of a forward warehouse, which comes with none."""


INCIDENTS = ("missing_scan", "false_sign", "second_charge")
"""What may go wrong with a parcel at its point."""

@dataclass(frozen=True, eq=False)
class Parcels:
    """The inbound parcels 快件 of one replication, the same in every mode. Row = parcel number.

    Rows are sorted by ``entered_hub``; rows of the same instant keep the order in which they were drawn or read
    (the loading order of the truck).

    Attributes:
        village, brand: index into the county's villages and the scenario's brands.
        entered_hub: arrival at the hub before unloading, ms.
        wave: index of the line-haul wave it was sent with (-1 unknown, ``FORWARD`` from a forward warehouse), day: day
            of its wave, or of its order.
        held: how much later than its own line-haul truck it came, as that had no room for it, ms.
        grams, ml: weight and volume.
        to_door: needs delivery to the door.
        work: work factor in permille, multiplies every stage's work (1000 = as planned).
        dwell_point, dwell_township: from notice to the household's own intention to collect, ms, at a village
            point and at the township.
        household: number of the household, unique in the county.
        luck: a number from 0 to 1 for each of ``INCIDENTS``, shape (parcels, incidents): it happens where the number is
            below the rate of its point. No columns where every rate is nought.
        lost: how far along its way it is lost, from 0 to 1: on that one of its hops; infinite: it is not lost.
    """

    village: NDArray[np.int32]
    brand: NDArray[np.int16]
    entered_hub: NDArray[np.int64]
    wave: NDArray[np.int8]
    day: NDArray[np.int16]
    held: NDArray[np.int64]
    grams: NDArray[np.int32]
    ml: NDArray[np.int32]
    to_door: NDArray[np.bool_]
    work: NDArray[np.int16]
    dwell_point: Spans
    dwell_township: Spans
    household: NDArray[np.int32]
    luck: NDArray[np.float64]
    lost: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.village)


@dataclass(frozen=True, eq=False)
class MarketTrips:
    """When each household goes to its township on market days, whatever its parcels.

    ``time`` has shape (households, market days of the horizon): arrival in the township in ms, ``NEVER`` where the
    household stays at home. Market days of one township come in increasing order. Zero columns: nobody goes to market.
    """

    time: NDArray[np.int64]
