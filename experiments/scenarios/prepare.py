"""From a config to everything a simulation needs before the clock starts: county, expected demand, plans, loads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from experiments.engines.local import LocalEngine
from experiments.scenarios.inputs import asked, county_of
from experiments.scenarios.routing import routed
from experiments.settings.config import Config
from sim.county.county import County
from sim.demand.expected import Expected
from sim.parameters import Parameters
from sim.plan.note import PlanNote
from sim.plan.plan import ServicePlan
from sim.problems import InputError, Problem, Where, phrase
from sim.service.build import build_plan
from sim.service.columns import called, described, unused
from sim.service.feasible import loads
from sim.service.outages import unknown_lines
from sim.service.prepared import Prepared, Scenario
from sim.service.refuse import refuse
from sim.service.routes import RouteCache, Router
from sim.service.too_big import too_big
from sim.words import Named


def route_cache() -> RouteCache:
    """Routes solved before on this machine, kept by content in the user's cache folder (PARCELFLOW_CACHE moves it)."""
    base = os.environ.get("PARCELFLOW_CACHE") or os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return RouteCache(Path(base) / "parcelflow" / "routes")


def prepare(
    config: Config, names: tuple[str, ...], cache: RouteCache | None = None, helpers: LocalEngine | None = None
) -> Prepared:
    """Build the plan of each named mode or assignment and check it.

    Args:
        names: of the modes and assignments, each a column.
        cache: routes solved before, by content; None: this machine's.
        helpers: processes that solve routes, see ``routed``. They change no plan.

    Raises:
        InputError: with every fault of county, demand and plans.
    """
    county, p, cache = county_of(config), config.parameters, cache or route_cache()
    expects, beside = asked(config, names, county)

    def made(name: str, router: Router) -> Scenario | InputError:
        try:
            return _scenario(config, name, county, expects, router)
        except InputError as error:
            return error

    scenarios: list[Scenario] = []
    problems: dict[Problem, list[str]] = {problem: list(names) for problem in beside}
    for name, found in routed(made, names, cache, helpers).items():
        if isinstance(found, Scenario):
            scenarios.append(found)
            continue
        for problem in found.problems:
            problems.setdefault(problem, []).append(name)
    if not problems:
        plans = [scenario.plan for scenario in scenarios]
        problems = {problem: list(names) for problem in unknown_lines(plans, p)}
    if problems:
        told = [_in_modes(problem, config, of, len(names)) for problem, of in problems.items()]
        raise InputError([*told, *_doubts(county, problems)])
    return Prepared(county, p, expects, config.mode_table, tuple(scenarios), config.run.seed, tuple(unused(config, names)))


def _scenario(config: Config, name: str, county: County, expects: Expected, router: Router) -> Scenario:
    """One column: its plan, checked, and what is asked of it.

    Raises:
        InputError: with every fault of the plan.
    """
    p = config.parameters
    plan = build_plan(county, p, config.mode_table, config.assigned(name), expects, router)
    refuse(plan, expects, p)
    plan = replace(plan, name=name, notes=(*plan.notes, *_never_ride(plan, county, p)))
    return Scenario(name, plan, loads(plan, expects, p), *called(config, name), described(config, name))


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
    return [Problem("county.doubtful", "county.source", n.source, phrase("geo.sound"), phrase("geo.check_position")) for n in county.notes if n.status == "doubtful"]


def _in_modes(problem: Problem, config: Config, of: list[str], columns: int) -> Problem:
    """A problem of some columns of several, with their names."""
    if len(of) == columns or isinstance(problem.where, Where):
        return problem
    modes = tuple(Named(*called(config, name)) for name in of)
    return replace(problem, where=phrase("service.in_modes", where=problem.where, modes=modes))


def noted(prepared: Prepared) -> Prepared:
    """The same with what was read of a table of real parcels, drawn and left out, among the notes of its county."""
    file = prepared.parameters.demand.parcels_file
    if file is None:
        return prepared
    from sim.demand.records import read_records

    notes = (*prepared.county.notes, *read_records(file, prepared.county, prepared.parameters).notes)
    return replace(prepared, county=replace(prepared.county, notes=notes))
