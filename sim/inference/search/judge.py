"""What a plan of a search is worth: looked at first, simulated if it can work, measured against the targets."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from sim.inference.search.grid import FAILED, OK, DecisionKey, Found, Index, Judged
from sim.inference.target import Target


@dataclass(frozen=True)
class LookedAt:
    """A plan before it is simulated.

    Attributes:
        state: ok, refused or overloaded; ``why``, if not ok.
        plan: names it; empty where there is none.
        rho: the heaviest load of an overloaded plan; infinite for all others.
    """

    state: str
    why: str = ""
    plan: str = ""
    rho: float = math.inf


BROKEN, HEAVIEST = 2.0, 10.0
"""A violation beyond any missed target, and the load up to which the heavier of two overloaded plans is the worse;
what has no plan or no result is as bad as that."""

Simulated = NDArray[np.float64] | str
"""Cost, time and each target's KPI of a plan, shape (replications, 2 + targets); or why it has none."""


@dataclass(eq=False, kw_only=True)
class Judge:
    """Judges points of a grid for a search; called with several at once.

    An overloaded plan is never worth having, so it is not simulated; nor is one a second time that other values made
    before.

    Attributes:
        look: at a point, without simulating it. ``simulate``: several points, each a plan that can work.
        runs: simulation runs that a plan takes.
        judged: every point looked at, in the order in which it was.
    """

    axes: Sequence[DecisionKey]
    targets: Sequence[Target]
    look: Callable[[Index], LookedAt]
    simulate: Callable[[Sequence[Index]], Sequence[Simulated]]
    runs: int
    judged: dict[Index, Judged] = field(default_factory=dict)
    _plans: dict[str, Judged] = field(default_factory=dict)

    def __call__(self, indices: Sequence[Index]) -> list[Found]:
        """What each of the points is worth."""
        fresh: dict[str, Index] = {}
        for index in indices:
            seen = self.judged[index] = self._seen(self.look(index))
            if seen.state == OK and seen.plan not in self._plans:
                fresh.setdefault(seen.plan, index)
        for plan, gave in zip(fresh, self.simulate(list(fresh.values())), strict=True):
            self._plans[plan] = self._measured(plan, gave)
        for index in indices:
            self._pay(index, fresh)
        return [self.judged[index].found for index in indices]

    def _pay(self, index: Index, fresh: dict[str, Index]) -> None:
        """Note what became of a point's plan, for whose runs the first of its points pays."""
        plan = self.judged[index].plan
        if plan in self._plans:
            known, runs = self._plans[plan], 0 if fresh.pop(plan, None) is None else self.runs
            self.judged[index] = replace(known, found=replace(known.found, runs=runs))

    def idle(self, index: Index) -> tuple[str, ...]:
        """Decisions that change nothing in a plan, such as the days of own lines where a host carries: its plan is the
        same at both ends of the values, or at all of them where they have no order."""
        plan = self.judged[index].plan
        return tuple(
            axis.key for a, axis in enumerate(self.axes)
            if (others := _others(axis, index[a]))
            and all(self.look((*index[:a], i, *index[a + 1 :])).plan == plan for i in others)
        )

    def distinct(self, seen: Mapping[Index, Found]) -> dict[Index, Found]:
        """Of the points seen, the first of each plan."""
        first: dict[str, Index] = {}
        for index in seen:
            first.setdefault(self.judged[index].plan or str(index), index)
        return {index: seen[index] for index in first.values()}

    def _seen(self, plan: LookedAt) -> Judged:
        """A point as far as it can be judged without simulating."""
        broken = 0.0 if plan.state == OK else BROKEN + min(plan.rho, HEAVIEST)
        return Judged(plan.state, plan.why, plan.plan, (), self._nothing(broken))

    def _nothing(self, broken: float) -> Found:
        """Nothing measured."""
        return Found((math.inf, math.inf), (broken, *(0.0 for _ in self.targets)), 0)

    def _measured(self, plan: str, gave: Simulated) -> Judged:
        if isinstance(gave, str):
            return Judged(FAILED, gave, plan, (), self._nothing(BROKEN + HEAVIEST))
        means = gave.mean(axis=0)
        cost, time = (float(m) if m == m else math.inf for m in means[:2])
        missed = (t.miss(float(m)) for t, m in zip(self.targets, means[2:], strict=True))
        return Judged(OK, "", plan, tuple(map(float, means)), Found((cost, time), (0.0, *missed), 0))


def _others(axis: DecisionKey, chosen: int) -> list[int]:
    """The values by which it is seen whether a decision matters: the ends, or all where they have no order."""
    last = len(axis.values) - 1
    return [i for i in (sorted({0, last}) if axis.ordered else range(last + 1)) if i != chosen]
