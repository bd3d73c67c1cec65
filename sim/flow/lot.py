"""Parcels that go together, as a handful of columns which travel with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.int64]
Numbers = NDArray[np.int32]

NUMBER, LEG, GRAMS, ML = range(4)

CHUNK = 1 << 14
"""Parcels worked out at once where all of them have to be: as many as a processor's cache holds."""


class Lot(NamedTuple):
    """Parcels in an order that matters.

    ``rows`` has shape (4, parcels): number, leg, grams, ml. ``time`` is when each arrives, or, in a queue, became ready.
    """

    rows: Numbers
    time: Times

    @property
    def size(self) -> int:
        """How many parcels."""
        return len(self.time)

    @property
    def number(self) -> Numbers:
        """Parcel numbers."""
        number: Numbers = self.rows[NUMBER]
        return number

    @property
    def leg(self) -> Numbers:
        """The leg of its way that each parcel is on."""
        leg: Numbers = self.rows[LEG]
        return leg

    def cut(self, start: int, end: int) -> Lot:
        """A part."""
        return self if start == 0 and end >= len(self.time) else Lot(self.rows[:, start:end], self.time[start:end])

    def pick(self, which: NDArray[np.integer]) -> Lot:
        """The parcels at some indices."""
        return Lot(self.rows.take(which, axis=1), self.time.take(which))

    def at(self, time: int) -> Lot:
        """The same parcels at one time."""
        return Lot(self.rows, np.full(len(self.time), time, np.int64))

    def next_leg(self) -> Lot:
        """The same parcels on the next leg of their ways."""
        rows = self.rows.copy()
        rows[LEG] += 1
        return Lot(rows, self.time)


EMPTY = Lot(np.zeros((4, 0), np.int32), np.zeros(0, np.int64))


def join(lots: Sequence[Lot]) -> Lot:
    """Lots one after another."""
    if len(lots) == 1:
        return lots[0]
    if not lots:
        return EMPTY
    return Lot(np.concatenate([lot.rows for lot in lots], axis=1), np.concatenate([lot.time for lot in lots]))
