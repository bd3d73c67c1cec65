"""The best mix as a column of a comparison: a mode for each village, simulated as one plan, and chosen anew from what that gave."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import county_of
from experiments.scenarios.uniform import planned, uniform
from experiments.scenarios.work import side_by_side
from experiments.settings.config import Config
from experiments.settings.over import over
from experiments.studies.frame import Study
from sim.arrays import Ints
from sim.inference.enough import rule_of
from sim.inference.grew import with_growth
from sim.inference.mix.best_mix import NO_MIX, BestMix
from sim.inference.mix.mix_ground import ground
from sim.inference.mix.mix_pace import MixPace
from sim.inference.mix.mix_room import mix_tables
from sim.inference.mix.mix_search import BEST, MixOutcome, MixSearch, as_best, assigned
from sim.inference.mix.mix_target import MixTarget
from sim.inference.mode_map.village_modes import Uniform
from sim.inference.target import read_targets
from sim.policy.steering import steering
from sim.problems import Faults, InputError, phrase
from sim.service.assignment.assignment import Assignment
from sim.service.prepared import Prepared
from sim.store.kept import Want
from sim.words import Named


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
    """Choose the mode of each village; the modes themselves, each for the whole county, and the county's own plan are among what is tried."""
    targets, spread = asked(config), _spread(config)
    short = over(config, {"horizon.measured_days": config.mix.days}).model_copy(update={"assignment": spread})
    prepared = _planned(short, team)
    with evaluator(config, team) as runs:
        alone = uniform(short, runs, prepared, range(config.mix.replications))
        trials = _Trials(config=config, short=short, runs=runs, team=team, modes=tuple(alone.measures), pace=MixPace(config.mix.rounds))
        search = _search(alone, targets, trials)
        search.go(config.mix.rounds)
        trials.pace.found = True
        tables, best = mix_tables(search, county_of(config)), search.best
        taken = as_best(config.assignment_table[best.plan]) if best is search.own else trials.assigned(best.chosen)
        return BestMix(assignment=taken, tables=tables, counts=runs.counts())


@dataclass(frozen=True, eq=False, kw_only=True)
class _Trials:
    """Mixes as a search has them simulated; who waits is told of each.

    Attributes:
        config: of the comparison; ``short``: of the short simulations in which mixes are tried.
        modes: a mix has their numbers.
    """

    config: Config
    short: Config
    runs: Evaluator
    team: Team
    modes: tuple[str, ...]
    pace: MixPace

    def tried(self, chosen: Ints) -> MixOutcome | None:
        """What a mix gives in a short simulation."""
        return self._simulated(self.short, chosen, range(self.config.mix.replications))

    def proved(self, chosen: Ints) -> MixOutcome | None:
        """What a mix gives, simulated as the columns of the comparison are."""
        return self._simulated(self.config, chosen)

    def _simulated(self, config: Config, chosen: Ints, numbers: range | None = None) -> MixOutcome | None:
        county, proof = county_of(config), numbers is None
        print(self.pace.told(proof, Named(county.name, county.name_en)).text(config.run.lang), file=sys.stderr, flush=True)
        with self.pace.step(proof):
            return _simulated(_with(config, self.assigned(chosen)), BEST, self.runs, self.team, numbers)

    def assigned(self, chosen: Ints) -> Assignment:
        """A mix as an assignment."""
        return assigned(self.modes, chosen, county_of(self.config), _spread(self.config))


def _search(alone: Uniform, targets: Sequence[MixTarget], trials: _Trials) -> MixSearch:
    """A search that knows what each mode alone gives, and the county's own plan."""
    config, plan = trials.config, trials.config.plan
    last = set(plan.backstop) - set(config.mixed) if plan else ()
    on = ground(alone, targets, config.run.objective, added=config.mix.added, last=last)
    search = MixSearch(on=on, targets=targets, objective=config.run.objective, simulate=trials.tried, prove=trials.proved)
    search.note_alone(alone, config.mix.days)
    if plan is not None:
        with trials.pace.step(True):
            own = _simulated(config, plan.column, trials.runs, trials.team)
        if own is not None:
            search.note_own(plan.column, own)
    return search


def _planned(config: Config, team: Team) -> Prepared:
    """The plan of each mode of the mix, and of backstops beside them; where only the county's plan names the modes, of those that can be
    planned here.

    Raises:
        InputError: a mode that was asked for by name cannot be planned, or none can.
    """
    wanted = tuple(dict.fromkeys((*config.mixed, *(config.plan.backstop if config.plan is not None else ()))))
    try:
        return planned(config, wanted, team)
    except InputError:
        if config.mix.modes != "plan":
            raise
    faults, possible = Faults(), list[str]()
    for mode in wanted:
        with faults.gathered():
            planned(config, (mode,))
            possible.append(mode)
    if not possible:
        faults.refuse()
    return planned(config, tuple(possible), team)


def _simulated(config: Config, column: str, runs: Evaluator, team: Team, numbers: range | None = None) -> MixOutcome | None:
    """Have a column planned and simulated, by default as often as those of the comparison are at first; None where there is no such plan."""
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
