"""Search of a grid of decisions for its Pareto front under constraints, with few evaluations.

Two proposers take turns: a sampler, which learns from everything seen where good points lie, and a surrogate that
guesses what neighbours of the best points, and others by chance, would add to the front. Both are told everything, and
no point is evaluated twice. What is proposed depends on the seed and on what was found, never on how many processors
evaluate.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import Protocol

from sim.inference.search.grid import DecisionKey, Found, Index, size_of
from sim.inference.search.promising import neighbours, promising, unseen

TURNS: tuple[float | str, ...] = (0.5, "neighbours", 2.0, "sampler")
"""Who proposes, batch after batch; a number is the surrogate, and how many standard deviations better than its guess it
takes points to be."""

ROUNDS = 12
"""At least so many batches a search has: proposals are as good as what was told before them."""

LOOKS = 10
"""So many times as many points may be looked at as the budget can simulate: what cannot work, or is another's plan,
costs no run, but time."""

Evaluate = Callable[[Sequence[Index]], Sequence[Found]]


class PointSampler(Protocol):
    """Proposes points, and is told what was found at any, whoever proposed it."""

    def propose(self, number: int, seen: Mapping[Index, Found]) -> list[Index]:
        """Up to so many points that nobody has seen."""

    def tell(self, point: Index, found: Found) -> None:
        """Note what was found at a point."""


def search(
    axes: Sequence[DecisionKey], evaluate: Evaluate, sampler: PointSampler, budget: int, runs_each: int, seed: int,
    starts: Iterable[Index] = (), batch: int = 8,
) -> dict[Index, Found]:  # fmt: skip
    """Search the grid until the budget is spent, every point has been seen, or ``LOOKS`` times as many as can be
    simulated.

    Args:
        evaluate: values several points at once, in their order.
        budget: simulation runs; nothing is begun that might go beyond it.
        runs_each: the most runs that a point takes.
        seed: of what is left to chance beside the sampler.
        starts: points looked at first.
        batch: points evaluated between two proposals, so that several processors have something to do; fewer where the
            budget is small.

    Returns:
        Everything seen, in the order in which it was.
    """
    seen: dict[Index, Found] = {}
    rng, turns = random.Random(seed), count()
    waiting, spent = list(dict.fromkeys(starts)), 0
    batch = min(batch, max(2, budget // runs_each // ROUNDS))
    most = min(size_of(axes), LOOKS * (budget // runs_each))
    while len(seen) < most and (room := min(batch, (budget - spent) // runs_each)) >= 1:
        points, waiting = waiting[:room], waiting[room:]
        points = points or _proposed(TURNS[next(turns) % len(TURNS)], axes, sampler, seen, room, rng)
        for point, found in zip(points, evaluate(points), strict=True):
            seen[point] = found
            spent += found.runs
            sampler.tell(point, found)
    return seen


def _proposed(
    who: float | str, axes: Sequence[DecisionKey], sampler: PointSampler, seen: Mapping[Index, Found], number: int,
    rng: random.Random,
) -> list[Index]:  # fmt: skip
    """Up to so many points by the one whose turn it is; by chance where that one has none."""
    if who == "sampler":
        points = sampler.propose(number, seen)
    elif who == "neighbours":
        points = neighbours(axes, seen, number, rng)
    else:
        points = promising(axes, seen, number, rng, float(who))
    return points or unseen(axes, seen, number, rng)
