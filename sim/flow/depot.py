"""A depot at work: which of its units are in."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from sim.plan.depot import Depot


class LiveDepot:
    """The units of a depot; the one with the lowest number leaves first."""

    def __init__(self, depot: Depot) -> None:
        self.plan = depot
        self._in = list(range(depot.count))
        heapify(self._in)

    @property
    def empty(self) -> bool:
        """Whether all units are out."""
        return not self._in

    def take(self) -> int:
        """A unit leaves; its number."""
        return heappop(self._in)

    def put(self, unit: int) -> None:
        """A unit is back."""
        heappush(self._in, unit)
