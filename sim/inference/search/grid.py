"""A grid of decisions, and what its points were found to be worth."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.inference.search.pareto import contributions, front

Index = tuple[int, ...]
"""A point of the grid: the number of its value on each axis."""

REFUSED, OVERLOADED, FAILED, OK = "refused", "overloaded", "failed", "ok"


"""States of a plan that was looked at, see ``Judged``."""


@dataclass(frozen=True)
class DecisionKey:
    """One decision: a config key and the values it may take. ``ordered``: values that stand beside each other are
    alike."""

    key: str
    values: tuple[Any, ...]
    ordered: bool


@dataclass(frozen=True)
class Found:
    """What the evaluation of a point found.

    Attributes:
        objectives: the smaller the better; infinite where nothing was measured.
        violations: by constraint, at least one, above 0 where it is broken, comparable in size. The first is known of
            every point, the others may be 0 where nothing was measured.
        runs: simulation runs that it took; 0 where it needed none.
    """

    objectives: tuple[float, float]
    violations: tuple[float, ...]
    runs: int

    @property
    def violation(self) -> float:
        """How much is broken in all; infinite where nothing was measured and nothing is known to be broken."""
        total = sum(v for v in self.violations if v > 0)
        return total if total or all(map(math.isfinite, self.objectives)) else math.inf

    @property
    def feasible(self) -> bool:
        """Whether no constraint is broken."""
        return self.violation == 0


@dataclass(frozen=True)
class Judged:
    """A plan that was looked at.

    Attributes:
        state: ok; refused: no plan can be made of the values; overloaded: it is asked for more than it can do; failed.
        why: what is wrong, as far as it is not ok.
        plan: names the plan; the same for other values that make the same plan.
        means: of cost, time and each target's KPI; empty where nothing was simulated.
        found: for the search.
    """

    state: str
    why: str
    plan: str
    means: tuple[float, ...]
    found: Found


def size_of(axes: Sequence[DecisionKey]) -> int:
    """Points of the grid."""
    return math.prod(len(a.values) for a in axes)


def layers(seen: Mapping[Index, Found]) -> Iterator[list[Index]]:
    """The points seen, best first: the front of the feasible ones, that of those left, and so on; then the others, the
    least broken first.

    Within a layer the points come first that lie farthest from the others of it.
    """
    left = [p for p, found in seen.items() if found.feasible]
    while left:
        objectives = [seen[p].objectives for p in left]
        best = front(objectives)
        room = contributions([objectives[i] for i in best])
        yield [left[i] for _, i in sorted(zip(room, best, strict=True), key=lambda pair: -pair[0])]
        left = [p for i, p in enumerate(left) if i not in set(best)]
    yield from (
        [p] for p in sorted((p for p, found in seen.items() if not found.feasible), key=lambda p: seen[p].violation)
    )
