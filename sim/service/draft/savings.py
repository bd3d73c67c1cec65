"""Joining what costs less together than apart, the largest saving first (after Clarke and Wright, 1964)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations
from typing import TypeVar

T = TypeVar("T")


def joined(parts: Sequence[T], both: Callable[[T, T], T | None], yuan: Callable[[T], float]) -> list[T]:
    """Parts, of which two join as long as that saves: the most saving pair first, of equal ones that which comes first.

    Args:
        both: two parts as one, in this order; None where they cannot be one.
        yuan: what a part costs.
    """
    found = dict(enumerate(parts))
    cost = {i: yuan(part) for i, part in found.items()}

    @cache
    def joint(a: int, b: int) -> tuple[float, T | None]:
        """What joining two saves, and both as one."""
        one = both(found[a], found[b])
        return (0.0 if one is None else cost[a] + cost[b] - yuan(one)), one

    while len(found) > 1:
        a, b = max(permutations(found, 2), key=lambda pair: joint(*pair)[0])
        most, one = joint(a, b)
        if most <= 0 or one is None:
            break
        new = max(found) + 1
        found[new], cost[new] = one, cost[a] + cost[b] - most
        del found[a], found[b]
    return list(found.values())
