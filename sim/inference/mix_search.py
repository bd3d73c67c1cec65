"""A search for the best mix: a mode for each village, simulated as one plan, and chosen anew from what that gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.county.county import County
from sim.inference.best_mix import Ints, cheapest
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
        simulate: a mix; None where there is no such plan.
        days: measured.
        cost: what each village costs in each mode, as last simulated.
        tried: every plan that was simulated.
    """

    on: MixGround
    targets: Sequence[Target]
    objective: str
    days: int
    simulate: Callable[[Ints], MixOutcome | None]
    cost: Floats = field(init=False)
    tried: list[Tried] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cost = self.on.cost.copy()

    @property
    def best(self) -> Tried:
        """Of what was tried, the plan that keeps what is asked at least cost."""
        return min(self.tried, key=lambda t: t.rank)

    def go(self, rounds: int) -> None:
        """Try mixes until one comes again, or there were so many: where a target is missed the next aims so much
        farther, where a host has no room left it is given less."""
        aim: dict[Target, float] = {}
        room: dict[str, float] = {}
        for number in range(1, rounds + 1):
            chosen = cheapest(self.cost, self.on.allowed, self.on.bounds(aim, room))
            again = any(np.array_equal(chosen, t.chosen) for t in self.tried)
            gave = None if again else self.simulate(chosen)
            if gave is None:
                return
            last = self.note(f"mix {number}", chosen, gave)
            aim |= {target: aim.get(target, 0.0) + miss for target, miss in last.misses.items()}
            room |= {host: room.get(host, 1.0) * fits for host, fits in last.beyond.items()}

    def note(self, name: str, chosen: Ints, gave: MixOutcome) -> Tried:
        """Keep what a plan gave."""
        cost = yuan_year(gave.rows, self.objective, self.days)
        self.cost[np.arange(len(chosen)), chosen] = cost
        misses, full = missed(gave.rows, self.targets), beyond(self.on, chosen, gave.plan)
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
