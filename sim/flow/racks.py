"""Where parcels find a place at points: on racks, which are a keeper's shelf or the compartments of one size of a locker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.flow.lot import LegIndices, Numbers
from sim.flow.world import World
from sim.plan.point import Point
from sim.plan.units import UNLIMITED

UNBOUNDED = (UNLIMITED, UNLIMITED)
"""The rack of all points without a bound: the largest parcel that it holds, ml, and how many."""


class Candidates(NamedTuple):
    """By parcel, the first and the last rack that it asks for; those between, too, in order."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def cut(self, start: int, end: int) -> Candidates:
        """What some of the parcels ask for."""
        return Candidates(self.first[start:end], self.last[start:end])

    def free(self, room: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether any of the racks that a parcel asks for has room, which is by rack."""
        free = np.concatenate([[0], np.cumsum(room > 0)])
        found: NDArray[np.bool_] = free.take(self.last + 1) > free.take(self.first)
        return found

    def rows(self) -> tuple[list[int], list[int]]:
        """First and last as plain numbers."""
        return self.first.tolist(), self.last.tolist()


class Racks:
    """All racks, numbered point after point, compartments by size and then the shelf; rack 0 stands for all points without a bound.

    Attributes:
        places: by rack, how many parcels it holds.
        point: by rack, its point (-1: rack 0).
        compartment: by parcel, which size of its point's locker it has a place in (-1: none).
    """

    def __init__(self, world: World) -> None:
        points, rows, self._door = world.plan.points, world.rows, world.door_rounds
        self._ml, self.places = np.array([UNBOUNDED, *(rack for point in points for rack in _racks_of(point))], np.int64).T.copy()
        sizes = np.array([0, *(len(point.locker) for point in points)])
        self.point: NDArray[np.int64] = np.repeat(np.arange(-1, len(points)), sizes + 1)
        self._shelf: NDArray[np.int64] = np.cumsum(sizes + 1) - 1
        self._first, self._most = self._shelf - sizes, int(sizes.max())
        self._rows, self._of_leg = rows, rows.legs.shelf + np.int32(1)
        self.compartment: NDArray[np.int8] = np.full(len(rows), -1, np.int8)

    @property
    def lockers(self) -> bool:
        """Whether there is any locker."""
        return self._most > 0

    def asked(self, numbers: Numbers, legs: LegIndices) -> NDArray[np.int64]:
        """The first rack that each parcel asks for: the smallest compartments that hold it, else the shelf."""
        points = self._of_leg.take(legs)
        shelf = self._shelf.take(points)
        if not self.lockers:
            return shelf
        ml = self._rows.ml.take(numbers)
        racks = self._first.take(points)
        for _ in range(self._most):
            racks += ml > self._ml.take(racks)
        return np.where(self._door.take(numbers, points - 1), shelf, racks)

    def last(self, legs: LegIndices) -> NDArray[np.int64]:
        """The last rack that each parcel asks for: the shelf."""
        return self._shelf.take(self._of_leg.take(legs))

    def take(self, numbers: Numbers, racks: NDArray[np.int64]) -> None:
        """Parcels have their places on these racks."""
        if self.lockers:
            points = self.point.take(racks) + 1
            self.compartment[numbers] = np.where(racks < self._shelf.take(points), racks - self._first.take(points), -1)

    def of(self, numbers: Numbers, points: Numbers) -> NDArray[np.int64]:
        """The racks on which parcels at points have their places."""
        size = self.compartment.take(numbers)
        return np.where(size >= 0, self._first.take(points + 1) + size, self._shelf.take(points + 1))

    def in_locker(self, numbers: Numbers) -> NDArray[np.bool_]:
        """Whether parcels lie, or will lie, in a compartment."""
        return self.compartment.take(numbers) >= 0


def _racks_of(point: Point) -> Iterator[tuple[int, int]]:
    """The racks of a point: the largest parcel that each holds, ml, and how many."""
    yield from ((compartments.ml, compartments.count) for compartments in point.locker)
    yield UNLIMITED, point.shelf
