"""A depot at work: which of its units are in."""

from __future__ import annotations

from collections.abc import Collection
from heapq import heapify, heappop, heappush

from sim.clock import DAY, NEVER
from sim.plan.depot import Depot


class LiveDepot:
    """The units of a depot; the one with the lowest number leaves first. ``out``: (unit, day) on which it starts no run."""

    def __init__(self, depot: Depot, out: Collection[tuple[int, int]] = ()) -> None:
        self.plan, self._out = depot, frozenset(out)
        self._in = list(range(depot.count))
        heapify(self._in)

    def take(self, now: int) -> int | None:
        """A unit leaves: its number; None where none can."""
        if not self._out:
            return heappop(self._in) if self._in else None
        unit = min((u for u in self._in if (u, now // DAY) not in self._out), default=None)
        if unit is not None:
            self._in.remove(unit)
            heapify(self._in)
        return unit

    def resumes(self, now: int) -> int:
        """When a unit that is in and starts no run today may start one again; ``NEVER`` where there is none."""
        today = now // DAY
        return self.plan.next_duty(now) if any((unit, today) in self._out for unit in self._in) else NEVER

    def put(self, unit: int) -> None:
        """A unit is back and has turned round: it may be taken again."""
        heappush(self._in, unit)
