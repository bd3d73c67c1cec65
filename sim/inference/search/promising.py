"""Points of a grid that a search might look at next: beside the best, by chance, or those that by a guess promise most.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from sim.arrays import Floats
from sim.inference.search.grid import DecisionKey, Found, Index, layers, size_of
from sim.inference.search.pareto import front, gains
from sim.inference.search.surrogate import guess

POOL = 1000
"""Most points that are guessed at for one batch."""


@dataclass(frozen=True, eq=False)
class _Guessed:
    """What points are probably worth: their two objectives, those with some luck, and how much would be broken then."""

    mean: Floats
    lucky: Floats
    broken: Floats


def promising(
    axes: Sequence[DecisionKey], seen: Mapping[Index, Found], number: int, rng: random.Random, optimism: float
) -> list[Index]:
    """Up to so many unseen points that, by an optimistic guess, widen the front of the feasible points most, one after
    the other.

    Guessed at are neighbours of the best points and others by chance. As long as nothing is feasible, those that are
    probably least broken.
    """
    pool = list(dict.fromkeys((*neighbours(axes, seen, POOL // 2, rng), *unseen(axes, seen, POOL // 2, rng))))
    known = {p: found for p, found in seen.items() if all(map(math.isfinite, found.objectives))}
    if not known or not pool:
        return pool[:number]
    told = np.array([found.objectives for found in known.values()])
    x, y = (float(told[:, k].max() + 0.1 * np.ptp(told[:, k]) + 1e-9) for k in (0, 1))
    pairs = [found.objectives for found in known.values() if found.feasible]
    best = [pairs[i] for i in front(pairs)]
    guessed = _guessed(axes, seen, known, pool, optimism)
    return [pool[i] for i in _widening(guessed, best, (x, y), min(number, len(pool)))]


def _guessed(
    axes: Sequence[DecisionKey], seen: Mapping[Index, Found], known: Mapping[Index, Found], pool: Sequence[Index],
    optimism: float,
) -> _Guessed:  # fmt: skip
    """The worth of the points of ``pool``, by those that have objectives. The first constraint is known of every point
    seen, the rest only of those."""
    shape = [len(a.values) for a in axes], [a.ordered for a in axes]
    points, told = np.array(pool), np.array([(*found.objectives, *found.violations) for found in known.values()])
    mean, sd = guess(np.array(list(known)), told, points, *shape)
    hope = mean - optimism * sd
    first = np.array([found.violations[:1] for found in seen.values()])
    always, doubt = guess(np.array(list(seen)), first, points, *shape)
    hope[:, 2] = (always - optimism * doubt)[:, 0]
    return _Guessed(mean[:, :2], hope[:, :2], np.maximum(hope[:, 2:], 0).sum(axis=1))


def _widening(
    of: _Guessed, best: Sequence[tuple[float, float]], reference: tuple[float, float], number: int
) -> list[int]:
    """The points that widen a front most, each beside those chosen before it."""
    chosen, there = list[int](), list(best)
    while len(chosen) < number:
        gain = np.where(of.broken <= 0, gains(of.lucky, there, reference), 0.0)
        chosen.append(next(int(i) for i in np.lexsort((of.broken, -gain)) if i not in chosen))
        there.append((float(of.mean[chosen[-1], 0]), float(of.mean[chosen[-1], 1])))
    return chosen


def neighbours(
    axes: Sequence[DecisionKey], seen: Mapping[Index, Found], number: int, rng: random.Random
) -> list[Index]:
    """Up to so many unseen points beside the best ones, in turn beside each of a layer of ``layers``, then beside the
    next layer's."""
    points: dict[Index, None] = {}
    for layer in layers(seen):
        around = [[p for p in beside(axes, best) if p not in seen and p not in points] for best in layer]
        for ways in around:
            rng.shuffle(ways)
        while any(around) and len(points) < number:
            for ways in around:
                if ways and len(points) < number:
                    points[ways.pop()] = None
        if len(points) >= number:
            break
    return list(points)


def beside(axes: Sequence[DecisionKey], point: Index) -> Iterator[Index]:
    """The neighbours of a point: one decision other, to the value next to it where the values have an order."""
    for a, axis in enumerate(axes):
        values = (point[a] - 1, point[a] + 1) if axis.ordered else range(len(axis.values))
        for value in values:
            if value != point[a] and 0 <= value < len(axis.values):
                yield (*point[:a], value, *point[a + 1 :])


def unseen(axes: Sequence[DecisionKey], seen: Mapping[Index, Found], number: int, rng: random.Random) -> list[Index]:
    """Up to so many points by chance that nobody has seen; on a large grid there may be fewer."""
    if size_of(axes) <= 20 * number:
        left = [p for p in product(*(range(len(a.values)) for a in axes)) if p not in seen]
        return rng.sample(left, min(number, len(left)))
    drawn = (tuple(rng.randrange(len(a.values)) for a in axes) for _ in range(2 * number))
    return list(islice(dict.fromkeys(p for p in drawn if p not in seen), number))
