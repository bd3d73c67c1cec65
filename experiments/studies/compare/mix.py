"""The best mix as a column of a comparison: a mode for each village, simulated as one plan, and chosen anew from what that gave."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import county_of
from experiments.scenarios.uniform import planned, uniform
from experiments.scenarios.work import side_by_side
from experiments.settings.config import Config
from experiments.settings.over import over
from experiments.studies.frame import Study
from sim.inference.enough import rule_of
from sim.inference.grew import with_growth
from sim.inference.mix.best_mix import Ints
from sim.inference.mix.mix_ground import ground
from sim.inference.mix.mix_pace import MixPace
from sim.inference.mix.mix_room import mix_tables
from sim.inference.mix.mix_search import BEST, MixOutcome, MixSearch, as_best, assigned, numbered
from sim.inference.mix.mix_target import MixTarget
from sim.inference.target import read_targets
from sim.policy.steering import steering
from sim.problems import Faults, InputError, phrase
from sim.service.assignment.assignment import Assignment
from sim.service.prepared import Prepared
from sim.store.kept import Want
from sim.words import Named


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


def asked(config: Config) -> tuple[MixTarget, ...]:
    """What a mix has to hold: the targets of ``mix.targets``, and those of the plan that choosing a mode can move.

    Raises:
        InputError: with every text of ``mix.targets`` that is no bound of a KPI.
    """
    own = map(MixTarget, read_targets(config.mix.targets, "mix.targets"))
    return tuple(dict.fromkeys((*own, *steering(config.plan, county_of(config)))))


def best_mix(config: Config, team: Team) -> BestMix:
    """Choose the mode of each village; the modes themselves, each for the whole county, and the county's own plan are
    among what is tried."""
    targets, spread, county, plan = asked(config), _spread(config), county_of(config), config.plan
    short = over(config, {"horizon.measured_days": config.mix.days}).model_copy(update={"assignment": spread})
    prepared, few = _planned(short, team), range(config.mix.replications)
    with evaluator(config, team) as runs:
        found, pace = uniform(short, runs, prepared, few), MixPace(config.mix.rounds)
        last = set(plan.backstop) - set(config.mixed) if plan else ()
        on = ground(found, targets, config.run.objective, added=config.mix.added, last=last)

        def simulated(of: Config, chosen: Ints, numbers: range | None) -> MixOutcome | None:
            print(pace.told(numbers is None, Named(county.name, county.name_en)).text(config.run.lang), file=sys.stderr, flush=True)
            with pace.step(numbers is None):
                return _simulated(_with(of, assigned(on.modes, chosen, county, spread)), BEST, runs, team, numbers)

        search = MixSearch(
            on=on, targets=targets, objective=config.run.objective, simulate=lambda chosen: simulated(short, chosen, few),
            prove=lambda chosen: simulated(config, chosen, None),
        )
        for number, s in enumerate(found.prepared.scenarios):
            gave = MixOutcome(s.plan, found.measures[s.name], bool(s.overloads), config.mix.days)
            search.note(s.name, np.full(len(on.parcels), number), gave)
        with pace.step(True):
            own = None if plan is None else _simulated(config, plan.column, runs, team)
        if plan is not None and own is not None:
            search.own = search.note(plan.column, numbered(on.modes, own.plan, len(on.parcels)), own, proved=True)
        search.go(config.mix.rounds)
        pace.found = True
        tables, best, counts = mix_tables(search, county), search.best, runs.counts()
    taken = as_best(config.assignment_table[best.plan]) if best is search.own else assigned(on.modes, best.chosen, county, spread)
    return BestMix(assignment=taken, tables=tables, counts=counts)


def _planned(config: Config, team: Team) -> Prepared:
    """The plan of each mode of the mix; of modes that only the county's plan names, those that can be planned here.

    Raises:
        InputError: a mode that was asked for by name cannot be planned, or none can.
    """
    wanted = tuple(dict.fromkeys((*config.mixed, *(config.plan.backstop if config.plan is not None else ()))))
    try:
        return planned(config, wanted, team)
    except InputError:
        if config.mix.modes != "plan":
            raise
    return planned(config, _possible(config, wanted), team)


def _possible(config: Config, wanted: Sequence[str]) -> tuple[str, ...]:
    """The modes of the mix, and backstops beside them, that can be planned.

    Raises:
        InputError: with what stands against each, where none can.
    """
    faults, found = Faults(), list[str]()
    for mode in wanted:
        with faults.gathered():
            planned(config, (mode,))
            found.append(mode)
    if not found:
        faults.refuse()
    return tuple(found)


def _simulated(config: Config, column: str, runs: Evaluator, team: Team, numbers: range | None = None) -> MixOutcome | None:
    """Have a column planned and simulated, by default as often as those of the comparison are at first; None where
    there is no such plan."""
    try:
        made = side_by_side(config, (column,), team.helpers)
    except InputError:
        return None
    point, asked_for = DesignPoint((), config, column), config.run.replications
    numbers = numbers or range(next(iter(rule_of(config.precision).looks())) if asked_for == "auto" else asked_for)
    runs.must_run([point], numbers, Want())
    rows = [part.measures for part in runs.measured(point, numbers)]
    (of,) = with_growth(made, {column: rows}).scenarios
    return MixOutcome(of.plan, rows, bool(of.overloads), made.parameters.horizon.measured_days)


def _spread(config: Config) -> Assignment:
    """The assignment whose pools are served: the plan's own scenario of that name, else the active one."""
    return config.assignment_table["plan"] if config.plan is not None and "plan" in config.plan.scenarios else config.assignment


def _with(config: Config, spread: Assignment) -> Config:
    return config.model_copy(update={"assignment_table": {**config.assignment_table, spread.name: spread}})
