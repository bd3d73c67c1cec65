"""Ready parcels as a handful of columns, cut and joined as they wait and ride."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.int64]
Numbers = NDArray[np.int32]

NUMBER, LEG, GRAMS, ML = range(4)


class Lot(NamedTuple):
    """Parcels in order of loading.

    ``rows`` has shape (4, parcels): number, leg, grams, ml. ``ready`` is when each became ready.
    """

    rows: Numbers
    ready: Times

    @property
    def size(self) -> int:
        """How many parcels."""
        return len(self.ready)

    @property
    def number(self) -> Numbers:
        """Parcel numbers."""
        number: Numbers = self.rows[NUMBER]
        return number

    @property
    def leg(self) -> Numbers:
        """The leg that the parcels are about to ride."""
        leg: Numbers = self.rows[LEG]
        return leg

    def cut(self, start: int, end: int) -> Lot:
        """A part."""
        return self if start == 0 and end >= len(self.ready) else Lot(self.rows[:, start:end], self.ready[start:end])

    def pick(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Lot:
        """The parcels under a mask or at indices."""
        return Lot(self.rows[:, which], self.ready[which])


def join(lots: Sequence[Lot]) -> Lot:
    """Lots one after another."""
    if len(lots) == 1:
        return lots[0]
    if not lots:
        return Lot(np.zeros((4, 0), np.int32), np.zeros(0, np.int64))
    return Lot(np.concatenate([lot.rows for lot in lots], axis=1), np.concatenate([lot.ready for lot in lots]))
