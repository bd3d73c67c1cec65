"""Search of a grid of decisions for its Pareto front under constraints, with few evaluations.

Two proposers take turns: Optuna's multi-objective TPE, which learns from everything seen where good points lie, and a surrogate that guesses
what neighbours of the best points, and others by chance, would add to the front. Both are told everything, and no point is evaluated twice.
What is proposed depends on the seed and on what was found, never on how many processors evaluate.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Any

import numpy as np

from sim.inference.grid import DecisionKey, Found, Index, layers, size_of
from sim.inference.pareto import front, gains
from sim.inference.surrogate import guess

POOL = 1000
"""Most points that are guessed at for one batch."""

TURNS: tuple[float | str, ...] = (0.5, "neighbours", 2.0, "sampler")
"""Who proposes, batch after batch; a number is the surrogate, and how many standard deviations better than its guess it takes points to be."""

ROUNDS = 12
"""At least so many batches a search has: proposals are as good as what was told before them."""

TRIES = 3
"""So often the sampler may ask for each point wanted; it repeats itself where it is sure."""


LOOKS = 10
"""So many times as many points may be looked at as the budget can simulate: what cannot work, or is another's plan, costs no run, but time."""


Evaluate = Callable[[Sequence[Index]], Sequence[Found]]


def search(axes: Sequence[DecisionKey], evaluate: Evaluate, budget: int, runs_each: int, seed: int, starts: Iterable[Index] = (), batch: int = 8) -> dict[Index, Found]:
    """Search the grid until the budget is spent, every point has been seen, or ``LOOKS`` times as many as can be simulated.

    Args:
        evaluate: values several points at once, in their order.
        budget: simulation runs; nothing is begun that might go beyond it.
        runs_each: the most runs that a point takes.
        seed: of the sampler.
        starts: points looked at first.
        batch: points evaluated between two proposals, so that several processors have something to do; fewer where the budget is small.

    Returns:
        Everything seen, in the order in which it was.
    """
    seen: dict[Index, Found] = {}
    sampler, rng = Sampler(axes, seed), random.Random(seed)
    waiting, spent, turn = list(dict.fromkeys(starts)), 0, 0
    batch = min(batch, max(2, budget // runs_each // ROUNDS))
    most = min(size_of(axes), LOOKS * (budget // runs_each))
    while len(seen) < most and (room := min(batch, (budget - spent) // runs_each)) >= 1:
        if waiting:
            points, waiting = waiting[:room], waiting[room:]
        else:
            who = TURNS[turn % len(TURNS)]
            if who == "sampler":
                points = sampler.propose(room, seen)
            else:
                points = neighbours(axes, seen, room, rng) if who == "neighbours" else promising(axes, seen, room, rng, float(who))
            turn += 1
        points = points or unseen(axes, seen, room, rng)
        for point, found in zip(points, evaluate(points), strict=True):
            seen[point] = found
            spent += found.runs
            sampler.tell(point, found)
    return seen


class Sampler:
    """Optuna's tree-structured Parzen estimator over the grid: asked for points, told what was found at any."""

    def __init__(self, axes: Sequence[DecisionKey], seed: int) -> None:
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self._failed = optuna.trial.TrialState.FAIL
        self._axes = axes
        self._space: dict[str, Any] = {
            a.key: optuna.distributions.IntDistribution(0, len(a.values) - 1) if a.ordered else optuna.distributions.CategoricalDistribution(range(len(a.values)))
            for a in axes
        }
        sampler = optuna.samplers.TPESampler(seed=seed, multivariate=True, n_startup_trials=0)
        self._study = optuna.create_study(directions=["minimize", "minimize"], sampler=sampler)

    def propose(self, number: int, seen: Mapping[Index, Found]) -> list[Index]:
        """Up to so many points that nobody has seen."""
        asked = (self._ask(seen) for _ in range(number * TRIES))
        return list(islice(dict.fromkeys(point for point in asked if point not in seen), number))

    def _ask(self, seen: Mapping[Index, Found]) -> Index:
        """A point; one that was seen is told again at once, one that was not is told when it has been."""
        trial = self._study.ask(self._space)
        point = tuple(int(trial.params[a.key]) for a in self._axes)
        if point in seen:
            self._finish(trial, seen[point])
        else:
            self._study.tell(trial, state=self._failed)
        return point

    def tell(self, point: Index, found: Found) -> None:
        """Note what was found at a point, whoever proposed it."""
        self._study.enqueue_trial({a.key: i for a, i in zip(self._axes, point, strict=True)})
        self._finish(self._study.ask(self._space), found)

    def _finish(self, trial: Any, found: Found) -> None:
        for number, violation in enumerate(found.violations):
            trial.set_constraint(str(number), violation)
        self._study.tell(trial, found.objectives)


def neighbours(axes: Sequence[DecisionKey], seen: Mapping[Index, Found], number: int, rng: random.Random) -> list[Index]:
    """Up to so many unseen points beside the best ones, in turn beside each of a layer of ``layers``, then beside the next layer's."""
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


def promising(axes: Sequence[DecisionKey], seen: Mapping[Index, Found], number: int, rng: random.Random, optimism: float) -> list[Index]:
    """Up to so many unseen points that, by an optimistic guess, widen the front of the feasible points most, one after the other.

    Guessed at are neighbours of the best points and others by chance. As long as nothing is feasible, those that are probably least broken.
    """
    pool = list(dict.fromkeys((*neighbours(axes, seen, POOL // 2, rng), *unseen(axes, seen, POOL // 2, rng))))
    known = [p for p, found in seen.items() if all(map(math.isfinite, found.objectives))]
    if not known or not pool:
        return pool[:number]
    shape = [len(a.values) for a in axes], [a.ordered for a in axes]
    told = np.array([(*seen[p].objectives, *seen[p].violations) for p in known])
    mean, sd = guess(np.array(known), told, np.array(pool), *shape)
    hope = mean - optimism * sd
    # the first constraint is known of every point, the rest only of those with objectives
    always, doubt = guess(np.array(list(seen)), np.array([f.violations[:1] for f in seen.values()]), np.array(pool), *shape)
    hope[:, 2] = (always - optimism * doubt)[:, 0]
    missed = np.maximum(hope[:, 2:], 0).sum(axis=1)
    pairs = [seen[p].objectives for p in known if seen[p].feasible]
    best = [pairs[i] for i in front(pairs)]
    x, y = (float(told[:, k].max() + 0.1 * np.ptp(told[:, k]) + 1e-9) for k in (0, 1))
    reference = (x, y)
    chosen: list[int] = []
    while len(chosen) < min(number, len(pool)):
        gain = np.where(missed <= 0, gains(hope[:, :2], best, reference), 0.0)
        order = np.lexsort((missed, -gain))
        chosen.append(next(int(i) for i in order if i not in chosen))
        best.append((float(mean[chosen[-1], 0]), float(mean[chosen[-1], 1])))
    return [pool[i] for i in chosen]


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
