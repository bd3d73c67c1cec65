"""The rule of every loading, of a run's as of a truck's of line-haul: who of those that wait is taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Places(Protocol):
    """By rack, how many find a place there."""

    def __getitem__(self, rack: int, /) -> int:
        """Of one."""
        ...

    def __setitem__(self, rack: int, number: int, /) -> None:
        """So many from now on."""
        ...


class Walk(NamedTuple):
    """What a walk along a queue takes: indices in its order and the racks of their places, how many were stepped over,
    and the index of the parcel that ended it."""

    taken: list[int]
    racks: list[int]
    stepped_over: int
    end: int


def walk(
    queue: Iterable[tuple[int, int, int, int, int]], size: int, room: tuple[int, int, int], skip: int, places: Places
) -> Walk:
    """Take in order what fits into the room for parcels, grams and ml beside what was taken before. Who does not fit is
    stepped over, ``skip`` at most; who finds no place where it goes is passed over and does not count as stepped over.

    Args:
        queue: of each parcel its index, grams, ml, and the first and the last of the racks that it asks for; some may
            be left out that find no place.
        size: how many wait, those left out too.
        places: used up.
    """
    parcels, grams, ml = room
    taken: list[int] = []
    racks: list[int] = []
    stepped_over = 0
    for i, g, v, rack, last in queue:
        while rack < last and not places[rack]:
            rack += 1
        if not places[rack]:
            continue
        fits = g <= grams and v <= ml
        if not parcels or (not fits and stepped_over == skip):
            return Walk(taken, racks, stepped_over, i)
        if not fits:
            stepped_over += 1
            continue
        parcels, grams, ml = parcels - 1, grams - g, ml - v
        places[rack] -= 1
        taken.append(i)
        racks.append(rack)
    return Walk(taken, racks, stepped_over, size)
