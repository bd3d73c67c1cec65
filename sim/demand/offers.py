"""Outbound parcels as columns, one row each, in the order in which they are offered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Direction(IntEnum):
    """Which way parcels go; a plan's ways are by it."""

    INBOUND = 0
    OUTBOUND = 1
    FRESH = 2
    """Outbound too: fresh produce has ways of its own, as it is loaded first and may be kept cold."""


@dataclass(frozen=True, eq=False)
class Offers:
    """The outbound parcels 上行快件 of one replication, the same in every mode. Row = number among them.

    Rows are sorted by ``offered``; rows of the same instant keep the order in which they were drawn or read.

    Attributes:
        village, brand: index into the county's villages and the scenario's brands.
        direction: ``Direction.OUTBOUND``, or ``FRESH`` for produce that does not keep.
        offered: when the sender comes with it, ms; it waits for the point to open.
        grams, ml: weight and volume.
        work: work factor in permille, multiplies every stage's work (1000 = as planned).
        lost: how far along its way inside the county it is lost, from 0 to 1: on that one of its hops but the last,
            which leads out; infinite: it is not lost.
    """

    village: NDArray[np.int32]
    brand: NDArray[np.int16]
    direction: NDArray[np.int8]
    offered: NDArray[np.int64]
    grams: NDArray[np.int32]
    ml: NDArray[np.int32]
    work: NDArray[np.int16]
    lost: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.village)


def _nobody(kind: type) -> NDArray[Any]:
    return np.zeros(0, kind)


NO_OFFERS = Offers(
    village=_nobody(np.int32), brand=_nobody(np.int16), direction=_nobody(np.int8),
    offered=_nobody(np.int64), grams=_nobody(np.int32), ml=_nobody(np.int32), work=_nobody(np.int16),
    lost=_nobody(np.float32),
)  # fmt: skip
"""Nothing goes out."""
