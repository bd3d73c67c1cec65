"""From choices of a county's modes and assignments to all that a simulation needs before the clock starts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from sim.county.county import County
from sim.demand.expected import Expected, expected
from sim.parameters import Parameters
from sim.plan.note import PlanNote
from sim.plan.plan import ServicePlan
from sim.problems import Faults, InputError, Problem, Where, phrase
from sim.service.assignment.assignment import Assignment, assignment_faults
from sim.service.assignment.assignment_table import read_assignment
from sim.service.assignment.columns import Choices, called, described, unused
from sim.service.build import build_plan
from sim.service.draft.routed import SolveAll, routed
from sim.service.draft.routes import RouteCache, Router
from sim.service.load.availability import told_availability
from sim.service.load.feasible import loads
from sim.service.load.outages import unknown_lines
from sim.service.load.refuse import refuse
from sim.service.load.shelf_loads import told_lockers
from sim.service.load.too_big import too_big
from sim.service.mode.mode import Mode
from sim.service.named_places import place_faults
from sim.service.prepared import Prepared, Scenario
from sim.table import Findings
from sim.words import Named

Known = Mapping[str, Scenario] | None
"""Columns that were made elsewhere, by name; none or None: they are to be made."""


class PlanChoices(Choices, Protocol):
    """What plans are made of: parameters beside what may stand in a column, and what a column's name stands for."""

    @property
    def mode_table(self) -> dict[str, Mode]: ...
    @property
    def parameters(self) -> Parameters: ...

    def assigned(self, scenario: str) -> Assignment:
        """What a mode or an assignment stands for."""


def expectations(choices: PlanChoices, names: Collection[str], county: County) -> tuple[Expected, Faults]:
    """What is expected of the plans of the columns ``names``, and faults that no plan of theirs says.

    Raises:
        InputError: what is expected is at fault itself: with every fault of both.
    """
    faults = Faults([*place_faults(county, choices.parameters), *_of_assignment(choices, names, county)])
    with faults.gathered():
        found = expected(county, choices.parameters)
        if found.total > 0:
            return found, faults
        hint = phrase("demand.see")
        faults.append(Problem("demand.none", "demand", phrase("demand.none"), phrase("demand.some"), hint))
    raise InputError(faults)


def _of_assignment(choices: PlanChoices, names: Collection[str], county: County) -> list[Problem]:
    """Faults of the active assignment where it is no column, with those of its table."""
    spread, modes = choices.assignment, choices.mode_table
    if spread.name in names or not spread.mixed:
        return []
    faults = assignment_faults(spread, county, choices.parameters, modes)
    if spread.table:
        read_assignment(Path(spread.table), county, modes, Findings(faults, []))
    return faults


def prepared(
    choices: PlanChoices, names: tuple[str, ...], county: County, seed: int, cache: RouteCache,
    solve_all: SolveAll | None = None, known: Known = None,
) -> Prepared:  # fmt: skip
    """Build the plan of each named mode or assignment and check it.

    Args:
        names: of the modes and assignments, each a column.
        cache: routes solved before, by content. ``solve_all``: see ``routed``; it changes no plan.
        known: every column, where they were made one by one elsewhere, each without a fault; else none.

    Raises:
        InputError: with every fault of demand and plans.
    """
    expects, beside = expectations(choices, names, county)
    columns = _ColumnMaker(choices, county, expects)
    made = dict(known) if known else routed(columns.made, names, cache, solve_all)
    problems: dict[Problem, list[str]] = {problem: list(names) for problem in beside}
    for name, found in made.items():
        for problem in found.problems if isinstance(found, InputError) else ():
            problems.setdefault(problem, []).append(name)
    scenarios = tuple(found for found in made.values() if isinstance(found, Scenario))
    if not problems:
        plans = [scenario.plan for scenario in scenarios]
        problems = {problem: list(names) for problem in unknown_lines(plans, choices.parameters)}
    if problems:
        told = [_in_modes(problem, choices, of, len(names)) for problem, of in problems.items()]
        raise InputError([*told, *_doubts(county, problems)])
    remarks = tuple(unused(choices, names))
    return Prepared(county, choices.parameters, expects, choices.mode_table, scenarios, seed, remarks)


@dataclass(frozen=True, eq=False)
class _ColumnMaker:
    """Makes columns of a county, one by one."""

    choices: PlanChoices
    county: County
    expects: Expected

    def made(self, name: str, router: Router) -> Scenario | InputError:
        """One column: its plan, checked, and what is asked of it; or every fault of the plan."""
        choices, p = self.choices, self.choices.parameters
        try:
            plan = build_plan(self.county, p, choices.mode_table, choices.assigned(name), self.expects, router)
            refuse(plan, self.expects, p)
            notes = tuple(_never_ride(plan, self.county, p))
        except InputError as error:
            return error
        plan = replace(plan, name=name, notes=(*plan.notes, *told_availability(p), *told_lockers(plan), *notes))
        words = called(choices, name)
        return Scenario(name, plan, loads(plan, self.expects, p), *words, described(choices, name))


def _never_ride(plan: ServicePlan, county: County, parameters: Parameters) -> Iterator[PlanNote]:
    """Which parcels of the user's table are too big for every vehicle."""
    if parameters.demand.parcels_file is not None:
        from sim.demand.records import read_records

        records = read_records(parameters.demand.parcels_file, county, parameters)
        yield from too_big(plan, records.brand, records.village, records.grams, records.ml)


def _doubts(county: County, problems: Iterable[Problem]) -> list[Problem]:
    """Where rounds are too long, what is odd about the positions and distances that made them so."""
    if not any(p.code == "service.round_too_long" for p in problems):
        return []
    allowed, hint = phrase("geo.sound"), phrase("geo.check_position")
    odd = [n.source for n in county.notes if n.status == "doubtful"]
    return [Problem("county.doubtful", "county.source", source, allowed, hint) for source in odd]


def _in_modes(problem: Problem, choices: PlanChoices, of: Sequence[str], columns: int) -> Problem:
    """A problem of some columns of several, with their names."""
    if len(of) == columns or isinstance(problem.where, Where):
        return problem
    modes = tuple(Named(*called(choices, name)) for name in of)
    return replace(problem, where=phrase("service.in_modes", where=problem.where, modes=modes))


def noted(ready: Prepared) -> Prepared:
    """The same with what was read of a table of real parcels, drawn and left out, among the notes of its county."""
    file = ready.parameters.demand.parcels_file
    if file is None:
        return ready
    from sim.demand.records import read_records

    notes = (*ready.county.notes, *read_records(file, ready.county, ready.parameters).notes)
    return replace(ready, county=replace(ready.county, notes=notes))
