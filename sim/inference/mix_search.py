"""A search for the best mix: a mode for each village, simulated as one plan, and chosen anew from what that gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.county.county import County
from sim.inference.best_mix import Bools, Ints, cheapest
from sim.inference.estimate import Floats
from sim.inference.mix_ground import MixGround, yuan_year
from sim.inference.mix_tried import Tried, beyond, missed
from sim.inference.target import Target
from sim.measure.measure import Measures
from sim.plan.plan import ServicePlan
from sim.service.assignment import Assignment
from sim.service.rule import AssignmentRule

BEST = "best_mix"
"""The name of the mix as an assignment, of its column, and of the table of its villages."""

FITTINGS = 6
"""Mixes that are planned until one fits what hosts have room for."""


@dataclass(frozen=True, eq=False)
class MixOutcome:
    """What a plan for the whole county gave: by replication its measures; whether it is asked for more than it can do.
    """

    plan: ServicePlan
    rows: Sequence[Measures]
    overloaded: bool


@dataclass(eq=False, kw_only=True)
class MixSearch:
    """Mixes one after the other, each from what those before it gave.

    Attributes:
        plan: a mix; None where there is no such plan. ``simulate``: the same, and what it gives.
        days: measured.
        cost: what each village costs in each mode, as last simulated. ``allowed``: which it may have.
        tried: every plan that was simulated.
    """

    on: MixGround
    targets: Sequence[Target]
    objective: str
    days: int
    plan: Callable[[Ints], ServicePlan | None]
    simulate: Callable[[Ints], MixOutcome | None]
    cost: Floats = field(init=False)
    allowed: Bools = field(init=False)
    tried: list[Tried] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cost, self.allowed = self.on.cost.copy(), self.on.allowed.copy()

    @property
    def best(self) -> Tried:
        """Of what was tried, the plan that keeps what is asked at least cost."""
        return min(self.tried, key=lambda t: t.rank)

    def go(self, rounds: int) -> None:
        """Try mixes until one comes again, or there were so many: where a target is missed the next aims so much
        farther."""
        aim: dict[Target, float] = {}
        for number in range(1, rounds + 1):
            chosen = self._fitting(aim)
            again = any(np.array_equal(chosen, t.chosen) for t in self.tried)
            gave = None if again else self.simulate(chosen)
            if gave is None:
                return
            last = self.note(f"mix {number}", chosen, gave)
            aim |= {target: aim.get(target, 0.0) + miss for target, miss in last.misses.items()}

    def _fitting(self, aim: Mapping[Target, float]) -> Ints:
        """The cheapest mix that, once planned, hosts have room for: a village for which one has none is not given to it
        again, unless nobody else serves it."""
        for _ in range(FITTINGS):
            chosen = cheapest(self.cost, self.allowed, self.on.bounds(aim))
            plan = self.plan(chosen)
            full = beyond(self.on, plan) if plan is not None else {}
            if not full:
                break
            self._refuse(full)
        return chosen

    def _refuse(self, full: Mapping[str, Sequence[int]]) -> None:
        """Give villages no more to hosts that have no room for them."""
        for host, villages in full.items():
            rows = np.array(villages)
            left = self.allowed[rows] & ~(self.on.hosts[host][rows] > 0)
            self.allowed[rows] = np.where(left.any(axis=1, keepdims=True), left, self.allowed[rows])

    def note(self, name: str, chosen: Ints, gave: MixOutcome) -> Tried:
        """Keep what a plan gave."""
        cost = yuan_year(gave.rows, self.objective, self.days)
        self.cost[np.arange(len(chosen)), chosen] = cost
        misses, full = missed(gave.rows, self.targets), beyond(self.on, gave.plan)
        tried = Tried(
            plan=name, chosen=chosen, cost=cost, misses=misses, beyond=full, overloaded=gave.overloaded
        )
        self.tried.append(tried)
        return tried


def assigned(modes: Sequence[str], chosen: Ints, county: County, spread: Assignment) -> Assignment:
    """The modes of the villages as an assignment: the one that most have, and a rule for each other.

    Args:
        chosen: by village, the number of its mode. ``spread``: whose pools are served.
    """
    (most, _), *others = Counter(chosen.tolist()).most_common()
    codes = {number: tuple(county.rural[v].code for v in np.flatnonzero(chosen == number)) for number, _ in others}
    rules = tuple(AssignmentRule(mode=modes[number], villages=of) for number, of in codes.items())
    names = {"name": BEST, "name_zh": "最优组合", "name_en": "best mix"}
    return spread.model_copy(
        update={**names, "mode": modes[most], "table": None, "townships": {}, "rules": rules}
    )
