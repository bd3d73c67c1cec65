"""The best mix as a column of a comparison: a mode for each village, simulated as one plan, and chosen anew from what that gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import county_of, prepare
from experiments.scenarios.uniform import planned, uniform
from experiments.scenarios.work import Want
from experiments.settings.config import Config
from experiments.settings.over import over
from experiments.studies.frame import Study
from sim.inference.best_mix import Ints, cheapest
from sim.inference.estimate import Floats
from sim.inference.mix_ground import MixGround, ground, yuan_year
from sim.inference.mix_tried import Tried, best_table, beyond, missed, tried_table
from sim.inference.target import Target, read_targets
from sim.policy.steering import steering
from sim.problems import InputError, phrase
from sim.service.assignment import Assignment
from sim.service.rule import AssignmentRule

BEST = "best_mix"
"""The name of the column, and of the table of its villages."""


@dataclass(frozen=True, eq=False, kw_only=True)
class BestMix:
    """The assignment of a best mix, the tables about it, and what was simulated and found for it (``Evaluator.counts``);
    without tables there is none."""

    assignment: Assignment | None = None
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    counts: dict[str, Any] = field(default_factory=dict)

    @property
    def column(self) -> tuple[str, ...]:
        """The name of its column, if there is one."""
        return (BEST,) if self.tables else ()


NO_MIX = BestMix()


def mixed(frame: Study) -> BestMix:
    """The best mix where one is asked for; the study goes on with a config that knows its assignment."""
    if not frame.config.mixed:
        return NO_MIX
    print(phrase("mix.start").text(frame.config.run.lang), flush=True)
    with frame.clock("mix"):
        found = best_mix(frame.config, frame.team)
    assert found.assignment is not None
    frame.go_on(_with(frame.config, found.assignment))
    frame.besides["mix"] = found.counts
    return found


def asked(config: Config) -> tuple[Target, ...]:
    """What a mix has to keep: the targets of ``mix.targets``, and those of the plan that choosing a mode can move.

    Raises:
        InputError: with every text of ``mix.targets`` that is no bound of a KPI.
    """
    own = read_targets(config.mix.targets, "mix.targets")
    return tuple(dict.fromkeys((*own, *steering(config.plan, county_of(config)))))


def best_mix(config: Config, team: Team) -> BestMix:
    """Choose the mode of each village; the modes themselves, each for the whole county, are among what is tried."""
    targets, spread = asked(config), _spread(config)
    short = over(config, {"horizon.measured_days": config.mix.days}).model_copy(update={"assignment": spread})
    prepared = planned(short, config.mixed, team)
    with evaluator(config, team) as runs:
        found = uniform(short, runs, prepared, range(config.mix.replications))
        on = ground(found, targets, config.run.objective, added=config.mix.added)
        search = _Search(config=short, runs=runs, on=on, targets=targets, spread=spread, cost=on.cost.copy())
        for number, s in enumerate(found.prepared.scenarios):
            chosen = np.full(len(on.parcels), number)
            search.note(s.name, chosen, s.plan, found.measures[s.name], overloaded=bool(s.overloads))
        search.go()
        counts = runs.counts()
    best = min(search.tried, key=lambda t: t.rank)
    tables = {BEST: best_table(on, search.cost, best, county_of(config)), "mix_tried": tried_table(search.tried, best)}
    return BestMix(assignment=search.assignment(best.chosen), tables=tables, counts=counts)


def _spread(config: Config) -> Assignment:
    """The assignment whose pools are served: the plan's own scenario of that name, else the active one."""
    return config.assignment_table["plan"] if config.plan is not None and "plan" in config.plan.scenarios else config.assignment


def _with(config: Config, spread: Assignment) -> Config:
    return config.model_copy(update={"assignment_table": {**config.assignment_table, spread.name: spread}})


@dataclass(eq=False, kw_only=True)
class _Search:
    """Mixes one after the other, each from what those before it gave.

    Attributes:
        cost: what each village costs in each mode, as last simulated.
        tried: every plan that was simulated.
    """

    config: Config
    runs: Evaluator
    on: MixGround
    targets: Sequence[Target]
    spread: Assignment
    cost: Floats
    tried: list[Tried] = field(default_factory=list)

    def go(self) -> None:
        """Try mixes until one comes again, or there were as many as ``mix.rounds`` allows: where a target is missed the
        next aims so much farther, where a host has no room left it is given less."""
        aim: dict[Target, float] = {}
        room: dict[str, float] = {}
        for number in range(1, self.config.mix.rounds + 1):
            chosen = cheapest(self.cost, self.on.allowed, self.on.bounds(aim, room))
            if any(np.array_equal(chosen, t.chosen) for t in self.tried) or not self._simulated(f"mix {number}", chosen):
                return
            last = self.tried[-1]
            aim |= {target: aim.get(target, 0.0) + miss for target, miss in last.misses.items()}
            room |= {host: room.get(host, 1.0) * fits for host, fits in last.beyond.items()}

    def _simulated(self, name: str, chosen: Ints) -> bool:
        """Have a mix planned and simulated; whether that could be done."""
        config = _with(self.config, self.assignment(chosen))
        try:
            (made,) = prepare(config, (BEST,)).scenarios
        except InputError:
            return False
        point, numbers = DesignPoint((), config, BEST), range(config.mix.replications)
        self.runs.must_run([point], numbers, Want())
        rows = [part.measures for part in self.runs.measured(point, numbers)]
        self.note(name, chosen, made.plan, rows, overloaded=bool(made.overloads))
        return True

    def note(self, name: str, chosen: Ints, plan: Any, rows: Sequence[Any], *, overloaded: bool) -> None:
        """Keep what a plan gave."""
        cost = yuan_year(rows, self.config.run.objective, self.config.parameters.horizon.measured_days)
        self.cost[np.arange(len(chosen)), chosen] = cost
        misses, full = missed(rows, self.targets), beyond(self.on, chosen, plan)
        self.tried.append(Tried(plan=name, chosen=chosen, cost=cost, misses=misses, beyond=full, overloaded=overloaded))

    def assignment(self, chosen: Ints) -> Assignment:
        """The modes of the villages as an assignment: the one that most have, and a rule for each other."""
        county, modes = county_of(self.config), self.on.modes
        (most, _), *others = Counter(chosen.tolist()).most_common()
        rules = tuple(
            AssignmentRule(mode=modes[number], villages=tuple(county.rural[v].code for v in np.flatnonzero(chosen == number)))
            for number, _ in others
        )
        names = {"name": BEST, "name_zh": "最优组合", "name_en": "best mix"}
        return self.spread.model_copy(update={**names, "mode": modes[most], "table": None, "townships": {}, "rules": rules})
