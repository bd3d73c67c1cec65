"""The best mix as a column of a comparison: a mode for each village, simulated as one plan, and chosen anew from what that gave."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import county_of, prepare
from experiments.scenarios.uniform import planned, uniform
from experiments.settings.config import Config
from experiments.settings.over import over
from experiments.studies.frame import Study
from sim.inference.best_mix import Ints
from sim.inference.mix_ground import ground
from sim.inference.mix_search import BEST, MixOutcome, MixSearch, assigned
from sim.inference.mix_tried import best_table, tried_table
from sim.inference.target import Target, read_targets
from sim.plan.plan import ServicePlan
from sim.policy.steering import steering
from sim.problems import Faults, InputError, phrase
from sim.service.assignment import Assignment
from sim.service.prepared import Prepared, Scenario
from sim.store.kept import Want


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
    targets, spread, county = asked(config), _spread(config), county_of(config)
    short = over(config, {"horizon.measured_days": config.mix.days}).model_copy(update={"assignment": spread})
    prepared = _planned(short, team)
    with evaluator(config, team) as runs:
        found = uniform(short, runs, prepared, range(config.mix.replications))
        on = ground(found, targets, config.run.objective, added=config.mix.added)

        def of(chosen: Ints) -> Config:
            return _with(short, assigned(on.modes, chosen, county, spread))

        search = MixSearch(
            on=on, targets=targets, objective=config.run.objective, days=config.mix.days, plan=lambda chosen: _plan(of(chosen)),
            simulate=lambda chosen: _simulated(of(chosen), runs),
        )
        for number, s in enumerate(found.prepared.scenarios):
            gave = MixOutcome(s.plan, found.measures[s.name], bool(s.overloads))
            search.note(s.name, np.full(len(on.parcels), number), gave)
        search.go(config.mix.rounds)
        counts = runs.counts()
    best = search.best
    tables = {BEST: best_table(on, search.cost, best, county), "mix_tried": tried_table(search.tried, best)}
    return BestMix(assignment=assigned(on.modes, best.chosen, county, spread), tables=tables, counts=counts)


def _planned(config: Config, team: Team) -> Prepared:
    """The plan of each mode of the mix; of modes that only the county's plan names, those that can be planned here.

    Raises:
        InputError: a mode that was asked for by name cannot be planned, or none can.
    """
    try:
        return planned(config, config.mixed, team)
    except InputError:
        if config.mix.modes != "plan":
            raise
    return planned(config, _possible(config), team)


def _possible(config: Config) -> tuple[str, ...]:
    """The modes of the mix that can be planned.

    Raises:
        InputError: with what stands against each, where none can.
    """
    faults, found = Faults(), list[str]()
    for mode in config.mixed:
        with faults.gathered():
            planned(config, (mode,))
            found.append(mode)
    if not found:
        faults.refuse()
    return tuple(found)


def _made(config: Config) -> Scenario | None:
    """The mix of a config, planned; None where there is no such plan."""
    try:
        (made,) = prepare(config, (BEST,)).scenarios
    except InputError:
        return None
    return made


def _plan(config: Config) -> ServicePlan | None:
    """The plan of the mix of a config, if there is one."""
    made = _made(config)
    return None if made is None else made.plan


def _simulated(config: Config, runs: Evaluator) -> MixOutcome | None:
    """Have the mix of a config planned and simulated; None where there is no such plan."""
    made = _made(config)
    if made is None:
        return None
    point, numbers = DesignPoint((), config, BEST), range(config.mix.replications)
    runs.must_run([point], numbers, Want())
    rows = [part.measures for part in runs.measured(point, numbers)]
    return MixOutcome(made.plan, rows, bool(made.overloads))


def _spread(config: Config) -> Assignment:
    """The assignment whose pools are served: the plan's own scenario of that name, else the active one."""
    return config.assignment_table["plan"] if config.plan is not None and "plan" in config.plan.scenarios else config.assignment


def _with(config: Config, spread: Assignment) -> Config:
    return config.model_copy(update={"assignment_table": {**config.assignment_table, spread.name: spread}})
