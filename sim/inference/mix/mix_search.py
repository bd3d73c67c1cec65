"""A search for the best mix: a mode for each village, simulated as one plan, and chosen anew from what that gave.

Mixes are tried in short simulations first. What is taken is proved: simulated as long and as often as the columns of a
comparison, the likely best first, until the best of all is one that was proved. A proof that misses a target makes the
next mix aim so much farther.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.county.county import County
from sim.inference.mix.cheapest import cheapest
from sim.inference.mix.mix_ground import MixGround, yuan_year
from sim.inference.mix.mix_seen import MixSeen
from sim.inference.mix.mix_target import MixTarget
from sim.inference.mix.mix_tried import Tried, beyond, missed, served
from sim.inference.mode_map.village_modes import Uniform
from sim.measure.measure import Measures
from sim.plan.plan import ServicePlan
from sim.service.assignment.assignment import Assignment
from sim.service.assignment.rule import AssignmentRule

BEST = "best_mix"
"""The name of the mix as an assignment, of its column, and of the table of its villages."""

DOUBT = 0.02
"""A mode for the whole county that was only tried for a short time may cost so much less when it is proved; of a mix it
is to promise so much less than the best that was proved, to be worth its proof."""


@dataclass(frozen=True, eq=False)
class MixOutcome:
    """What a plan for the whole county gave: by replication its measures, of so many measured days; whether it is asked
    for more than it can do."""

    plan: ServicePlan
    rows: Sequence[Measures]
    overloaded: bool
    days: int


@dataclass(eq=False, kw_only=True)
class MixSearch:
    """Mixes one after the other, each from what those before it gave.

    Attributes:
        simulate: a mix, for a short time, and what it gives; None where there is no such plan. ``prove``: the same, as
            the columns of the comparison are simulated.
        cost: what each village may be expected to cost in each mode. ``allowed``: which it may have.
        tried: every plan that was simulated, each with the figures of its proof where it was proved.
        own: the county's own plan, proved; its targets are held before all else.
    """

    on: MixGround
    targets: Sequence[MixTarget]
    objective: str
    simulate: Callable[[Ints], MixOutcome | None]
    prove: Callable[[Ints], MixOutcome | None]
    cost: Floats = field(init=False)
    allowed: Bools = field(init=False)
    tried: list[Tried] = field(default_factory=list)
    own: Tried | None = None
    _aim: dict[MixTarget, float] = field(default_factory=dict)
    _seen: dict[MixTarget, MixSeen] = field(init=False)
    _scales: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cost, self.allowed = self.on.cost.copy(), self.on.allowed
        self._seen = {target: MixSeen(target, figures, 1) for target, figures in self.on.given.items()}

    @property
    def held(self) -> frozenset[MixTarget]:
        """The targets that the county's own plan holds, unless it is overloaded."""
        own = self.own
        return frozenset() if own is None or own.overloaded else frozenset(self.targets) - own.misses.keys()

    @property
    def best(self) -> Tried:
        """Of what was tried, the plan that keeps what is asked at least cost, as far as it is known by now."""
        return min(self.tried, key=lambda t: t.rank(self.held, self._scale(t)))

    def _scale(self, plan: Tried) -> float:
        """What a plan may be expected to cost, by what it cost when it was tried."""
        if plan.proved:
            return 1.0
        alike = (plan.chosen == plan.chosen[0]).all()
        return float(np.mean(self._scales or [1.0])) * (1 - DOUBT if alike else 1 + DOUBT)

    @property
    def known(self) -> MixGround:
        """The ground with what was seen of the targets by now."""
        return replace(self.on, given={target: seen.figures for target, seen in self._seen.items()})

    def go(self, rounds: int) -> None:
        """Try mixes until one comes again, or there were so many; then prove the best, and try another mix for each
        proof that falls short, up to so many again."""
        made = 0
        while made < rounds and self._try(made + 1):
            made += 1
        again = made + rounds
        while not self.best.proved:
            if not self._proved(self.best) and made < again and self._try(made + 1):
                made += 1

    def _try(self, number: int) -> bool:
        """Simulate the cheapest mix that may be expected to hold what is asked; whether it is a new one."""
        chosen = cheapest(self.cost, self.allowed, self.known.bounds(self._aim), self._only_at_last())
        same = next((t for t in self.tried if np.array_equal(chosen, t.chosen)), None)
        if same is not None:
            return self._refuse(same) and self._try(number)
        if (gave := self.simulate(chosen)) is not None:
            self._learn(self.note(f"mix {number}", chosen, gave), gave)
        return gave is not None

    def _only_at_last(self) -> Bools:
        """Modes that stand in where nobody else has room."""
        return np.array([mode in self.on.last for mode in self.on.modes])

    def _learn(self, last: Tried, gave: MixOutcome) -> None:
        """What a mix says of costs, targets and rooms for those after it."""
        self.cost = self.on.likely(last.chosen, last.cost)
        for target, seen in self._seen.items():
            seen.add(last.chosen, gave.rows)
            noise = max(self._aim.get(target, 0.0), target.spread(gave.rows))
            self._aim[target] = noise + last.misses.get(target, 0.0) / 2
        self._refuse(last)

    def _refuse(self, plan: Tried) -> bool:
        """Give villages no more to hosts that had no room for them, unless nobody else serves them; whether that is
        news."""
        before = self.allowed.copy()
        for host, villages in plan.beyond.items():
            rows = np.array(villages)
            left = self.allowed[rows] & ~self.on.hosted(host)[rows]
            self.allowed[rows] = np.where(left.any(axis=1, keepdims=True), left, self.allowed[rows])
        return not np.array_equal(before, self.allowed)

    def _proved(self, plan: Tried) -> bool:
        """Prove a plan in place of what was tried of it; whether it keeps what it promised."""
        at = self.tried.index(plan)
        if self.own is not None and plan.modes == self.own.modes:
            self.tried[at] = replace(self.own, plan=plan.plan)
            return True
        gave = self.prove(plan.chosen)
        if gave is None:
            self.tried.remove(plan)
            return False
        proof = self.tried[at] = self._of(plan.plan, plan.chosen, gave, proved=True)
        self._scales.append(proof.yuan / plan.yuan if plan.yuan > 0 else 1.0)
        self._learn(proof, gave)
        return proof.misses.keys() <= plan.misses.keys() and not proof.overloaded

    def note_alone(self, alone: Uniform, days: int) -> None:
        """Keep what each mode gave that all the county has, in so many measured days."""
        for number, s in enumerate(alone.prepared.scenarios):
            gave = MixOutcome(s.plan, alone.measures[s.name], bool(s.overloads), days)
            self.note(s.name, np.full(len(self.on.parcels), number), gave)

    def note_own(self, name: str, gave: MixOutcome) -> None:
        """Keep what the county's own plan gave, simulated as the columns of the comparison are."""
        self.own = self.note(name, numbered(self.on.modes, gave.plan, len(self.on.parcels)), gave, proved=True)

    def note(self, name: str, chosen: Ints, gave: MixOutcome, *, proved: bool = False) -> Tried:
        """Keep what a plan gave."""
        tried = self._of(name, chosen, gave, proved)
        self.tried.append(tried)
        return tried

    def _of(self, name: str, chosen: Ints, gave: MixOutcome, proved: bool) -> Tried:
        otherwise = [(*self.on.modes, "")[mode] for mode in chosen.tolist()]
        return Tried(
            plan=name, chosen=chosen, modes=served(gave.plan, otherwise),
            cost=yuan_year(gave.rows, self.objective, gave.days), misses=missed(gave.rows, self.targets),
            beyond=beyond(self.on, gave.plan), overloaded=gave.overloaded, proved=proved,
        )  # fmt: skip


def numbered(modes: Sequence[str], plan: ServicePlan, villages: int) -> Ints:
    """By village, the number of the mode that serves the pool there; -1 for one that is not among ``modes``."""
    known = {mode: number for number, mode in enumerate(modes)}
    return np.array([known.get(mode, -1) for mode in served(plan, [""] * villages)], dtype=np.int64)


def assigned(modes: Sequence[str], chosen: Ints, county: County, spread: Assignment) -> Assignment:
    """The modes of the villages as an assignment: the one that most have, and a rule for each other.

    Args:
        chosen: by village, the number of its mode. ``spread``: whose pools are served.
    """
    (most, _), *others = Counter(chosen.tolist()).most_common()
    codes = {number: tuple(county.rural[v].code for v in np.flatnonzero(chosen == number)) for number, _ in others}
    rules = tuple(AssignmentRule(mode=modes[number], villages=of) for number, of in codes.items())
    return as_best(spread.model_copy(update={"mode": modes[most], "table": None, "townships": {}, "rules": rules}))


def as_best(spread: Assignment) -> Assignment:
    """An assignment under the name of the best mix."""
    return spread.model_copy(update={"name": BEST, "name_zh": "最优组合", "name_en": "best mix"})
