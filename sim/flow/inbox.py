"""What is on its way to a stage or a queue: arrivals known ahead, handed over in order when their time has come."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.flow.lot import Numbers, Times

Rank = Callable[[Numbers], NDArray[np.integer]]


def ascends(times: Times) -> bool:
    """Whether times never go back."""
    return bool((times[1:] >= times[:-1]).all())


class Inbox:
    """Future arrivals. ``rank`` orders parcels that arrive at the same instant."""

    def __init__(self, rank: Rank) -> None:
        self._rank = rank
        self._lumps: list[tuple[Times, Numbers]] = []

    def push(self, times: Times, numbers: Numbers) -> None:
        """Announce arrivals; times ascend."""
        if len(numbers):
            self._lumps.append((times, numbers))

    def take(self, now: int) -> tuple[Times, Numbers] | None:
        """Everything that has arrived by ``now`` and was not taken before, in order (time, rank); None if there is nothing."""
        come: list[tuple[Times, Numbers]] = []
        later: list[tuple[Times, Numbers]] = []
        for times, numbers in self._lumps:
            if times[-1] <= now:
                come.append((times, numbers))
            elif times[0] > now:
                later.append((times, numbers))
            else:
                cut = int(times.searchsorted(now, side="right"))
                come.append((times[:cut], numbers[:cut]))
                later.append((times[cut:], numbers[cut:]))
        self._lumps = later
        if not come:
            return None
        times, numbers = come[0] if len(come) == 1 else (np.concatenate([t for t, _ in come]), np.concatenate([n for _, n in come]))
        return self._sorted(times, numbers)

    def _sorted(self, times: Times, numbers: Numbers) -> tuple[Times, Numbers]:
        if times[0] == times[-1] and ascends(times):
            rank = self._rank(numbers)
            if not (rank[1:] > rank[:-1]).all():
                numbers = numbers.take(rank.argsort())
            return times, numbers
        gaps = times[1:] - times[:-1]
        least = int(gaps.min())
        if least > 0:
            return times, numbers
        rank = self._rank(numbers)
        if least == 0 and bool(((gaps > 0) | (rank[1:] > rank[:-1])).all()):
            return times, numbers
        order = np.lexsort((rank, times))
        return times[order], numbers[order]
