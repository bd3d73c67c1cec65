"""Parcels that go together, as a handful of columns which travel with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import Times

Numbers = NDArray[np.int32]
LegIndices = NDArray[np.integer]

CHUNK = 1 << 14
"""Parcels worked out at once where all of them have to be: as many as a processor's cache holds."""


class Lot(NamedTuple):
    """Parcels in an order that matters.

    ``leg`` is the leg of its way that each is on; ``time`` is when it arrives, or, in a queue, became ready.
    """

    number: Numbers
    leg: LegIndices
    time: Times

    @property
    def size(self) -> int:
        """How many parcels."""
        return len(self.time)

    def cut(self, start: int, end: int) -> Lot:
        """A part."""
        return Lot(self.number[start:end], self.leg[start:end], self.time[start:end])

    def pick(self, which: NDArray[np.integer]) -> Lot:
        """The parcels at some indices."""
        return Lot(self.number.take(which), self.leg.take(which), self.time.take(which))

    def at(self, time: int) -> Lot:
        """The same parcels at one time."""
        return Lot(self.number, self.leg, np.full(len(self.time), time, np.int64))

    def next_leg(self) -> Lot:
        """The same parcels on the next leg of their ways."""
        return Lot(self.number, self.leg + 1, self.time)


EMPTY = Lot(np.zeros(0, np.int32), np.zeros(0, np.intp), np.zeros(0, np.int64))


def join(lots: Sequence[Lot]) -> Lot:
    """Lots one after another."""
    if len(lots) == 1:
        return lots[0]
    if not lots:
        return EMPTY
    numbers, legs, times = zip(*lots, strict=True)
    return Lot(np.concatenate(numbers), np.concatenate(legs), np.concatenate(times))


def blank_times(count: int) -> Times:
    """A column of times to be filled; what it holds before is anything."""
    return np.empty(count, np.int64)


def blank_numbers(count: int) -> Numbers:
    """A column of numbers to be filled; what it holds before is anything."""
    return np.empty(count, np.int32)


def chunks(count: int) -> Iterator[slice]:
    """Parcels ``0`` to ``count - 1``, ``CHUNK`` at a time: 40,000 of them as 0:16384, 16384:32768 and 32768:40000."""
    for start in range(0, count, CHUNK):
        yield slice(start, min(start + CHUNK, count))
