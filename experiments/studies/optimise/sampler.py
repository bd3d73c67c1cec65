"""Optuna as one who proposes points of a grid to the search (``sim.inference.search.search``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from sim.inference.search.grid import DecisionKey, Found, Index

TRIES = 3
"""So often the sampler may ask for each point wanted; it repeats itself where it is sure."""


class Sampler:
    """Optuna's tree-structured Parzen estimator over the grid: asked for points, told what was found at any."""

    def __init__(self, axes: Sequence[DecisionKey], seed: int) -> None:
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self._failed = optuna.trial.TrialState.FAIL
        self._axes = axes
        kinds = optuna.distributions
        self._space: dict[str, Any] = {
            a.key: kinds.IntDistribution(0, len(a.values) - 1) if a.ordered
            else kinds.CategoricalDistribution(range(len(a.values)))
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
