"""When points are open: intervals of the horizon, looked up for many parcels at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR, NEVER, Times
from sim.flow.lot import Numbers
from sim.plan.point import Point

Thing = TypeVar("Thing", bound=Hashable)

AFTER_ALL = np.iinfo(np.int64).max
"""Later than any time, ``NEVER`` too."""

FEW_INTERVALS = 4
"""Up to so many opening intervals it is faster to ask of each whether it is over than to look them up."""


class Hours:
    """Opening intervals in order; those that touch are one.

    Of many of which no two close within one clock hour, the one that closes next after a time is looked up by its hour and not searched
    for: a fifth of the time, where times come in no order.
    """

    def __init__(self, hours: tuple[tuple[int, int], ...], horizon: int) -> None:
        opens = [a for i, (a, _) in enumerate(hours) if i == 0 or a != hours[i - 1][1]]
        closes = [b for i, (_, b) in enumerate(hours) if i == len(hours) - 1 or b != hours[i + 1][0]]
        self._open, self._close = np.array([*opens, NEVER], np.int64), np.array([*closes, AFTER_ALL], np.int64)
        self._of_hour: NDArray[np.int64] | None = None
        if len(closes) == len({close // HOUR for close in closes}):
            self._of_hour = self._close.searchsorted(np.arange(horizon // HOUR + 2) * HOUR, side="right")
        self._horizon = horizon

    def next_open(self, times: Times) -> Times:
        """The first instant inside an interval that is not before each time; ``NEVER`` if not within the horizon."""
        instants: Times = self._open.take(self._next(times))
        np.maximum(instants, times, out=instants)
        instants[instants >= self._horizon] = NEVER
        return instants

    def _next(self, times: Times) -> NDArray[np.int64]:
        """The first interval that closes after each time."""
        which: NDArray[np.int64]
        if len(self._close) <= FEW_INTERVALS:
            which = np.zeros(len(times), np.int64)
            for close in self._close[:-1]:
                which += times >= close
            return which
        if self._of_hour is None:
            return self._close.searchsorted(times, side="right")
        which = self._of_hour.take(times // HOUR, mode="clip")
        which += self._close.take(which) <= times
        return which


class HoursOfPoints:
    """The opening hours of all points; those that keep the same hours share one table."""

    def __init__(self, points: Sequence[Point], horizon: int) -> None:
        self._table, tables = told_apart(point.hours for point in points)
        self._hours = [Hours(hours, horizon) for hours in tables]

    def next_open(self, times: Times, points: Numbers) -> Times:
        """When points are open next, a time and a point each; ``NEVER`` if not within the horizon."""
        if len(self._hours) == 1:  # saves some 4 % of the benchmark's simulation
            return self._hours[0].next_open(times)
        instants, table = np.empty(len(times), np.int64), self._table.take(points)
        for i in np.flatnonzero(np.bincount(table)).tolist():
            here = np.flatnonzero(table == i)
            instants[here] = self._hours[i].next_open(times[here])
        return instants


def told_apart(things: Iterable[Thing], *known: Thing) -> tuple[Numbers, list[Thing]]:
    """The number of each among those that differ, and these; the first of them are ``known``."""
    number = {thing: i for i, thing in enumerate(known)}
    return np.array([number.setdefault(thing, len(number)) for thing in things], np.int32), list(number)
