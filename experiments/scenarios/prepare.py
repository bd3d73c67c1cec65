"""From a config to everything a simulation needs before the clock starts: county, expected demand, plans, loads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine
from experiments.scenarios.provenance import DATA
from experiments.settings.config import Config
from experiments.version import CONF
from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.policy.host_sheets import in_cells
from sim.policy.plan_places import plan_faults
from sim.policy.sheet_places import in_sheets
from sim.problems import Faults, Problem
from sim.service.draft.routes import RouteCache, RoutingTask, solve
from sim.service.prepared import Prepared
from sim.service.preparing import Known, expectations, prepared

WORTH = 50_000
"""Stops times iterations of the solver, about a second, from which on other processes are started for it."""


@lru_cache(maxsize=64)
def _load(spec: CountySpec, circuity: float | None, point_km: float | None) -> County:
    return load_county(spec, DATA, circuity, point_km)


def county_of(config: Config) -> County:
    """The county of a config.

    Raises:
        InputError: with every fault of its tables.
    """
    return _load(config.county, config.parameters.roads.circuity, config.parameters.resident.point_km)


def check_inputs(config: Config) -> None:
    """Read what a config's county, tables and named places are.

    Raises:
        InputError: with every fault; those of the county's own tables alone, since all others speak of it.
    """
    county = county_of(config)
    found = [*expectations(config, (), county)[1], *_plan_faults(config, county)]
    Faults(in_cells(found, config.parameters, config.county.source)).refuse()


def prepare(
    config: Config, names: tuple[str, ...], cache: RouteCache | None = None, helpers: LocalEngine | None = None, known: Known = None
) -> Prepared:
    """Build the plan of each named mode or assignment and check it; see ``prepared``.

    Args:
        cache: routes solved before, by content; None: this machine's.
        helpers: processes that solve routes; None: this one. ``known``: see ``prepared``.

    Raises:
        InputError: with every fault of county, demand and plans.
    """
    cache = cache or RouteCache.here()
    solve_all = partial(_solve, cache, helpers) if helpers else None
    county, made = county_of(config), None
    faults = Faults(_plan_faults(config, county))
    with faults.gathered():
        made = prepared(config, names, county, config.run.seed, cache, solve_all, known)
    Faults(in_cells(faults, config.parameters, config.county.source)).refuse()
    assert made is not None
    return made


def _plan_faults(config: Config, county: County) -> list[Problem]:
    """Places and modes that the county's plan names and nobody has, by their cells where they stand in a workbook."""
    if config.plan is None:
        return []
    counties, chosen = {file.stem for file in (CONF / "county").glob("*.yaml")}, "" if config.county.source else config.county.slug
    found = plan_faults(config.plan, county, config.parameters, config.mode_table, counties, chosen)
    return in_sheets(found, config.county.source) if config.county.source else found


def _solve(cache: RouteCache, helpers: LocalEngine, tasks: Sequence[RoutingTask]) -> None:
    """Solve tasks, the longest first; one that a worker fails at is solved here, where its error belongs."""
    left = {task.key: task for task in sorted(tasks, key=_effort, reverse=True)}
    if sum(map(_effort, left.values())) >= WORTH:
        for done in helpers.run([Task(key, solve, (task,)) for key, task in left.items()]):
            if done.kind == "ok":
                cache.keep(left.pop(done.name), done.value)
    for task in left.values():
        cache.keep(task, solve(task))


def _effort(task: RoutingTask) -> int:
    return len(task.service) * task.iterations
