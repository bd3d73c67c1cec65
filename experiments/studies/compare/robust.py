"""The robustness of a comparison (``sim.inference.robustness.robust_points``): its short simulations, which go to the archive, where
the next call finds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

import numpy as np

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, heed_fail_fast
from experiments.scenarios.ranges import factors
from experiments.settings.config import Config
from experiments.settings.over import over
from sim.arrays import Floats
from sim.inference.robustness.robust import RobustnessFindings
from sim.inference.robustness.robust_points import COSTS, RobustnessPoints, usual_points
from sim.inference.robustness.robust_varied import Settings, Varied, hypercube, of_plans, shortened
from sim.plan.plan import ServicePlan
from sim.problems import InputError
from sim.proposal.comparison.combined import scope
from sim.service.prepared import Prepared
from sim.store.kept import KPIS


def robustness(config: Config, prepared: Prepared, means: Mapping[tuple[str, str], float], runs: Evaluator) -> RobustnessFindings | None:
    """Test how robust the order of a comparison's columns is; None where it is switched off, or fewer than two columns
    count.

    Args:
        means: by column and cost (a KPI with its scope), what the comparison found. ``runs``: what simulates the points.

    Raises:
        InputError: a key of ``robustness.keys`` cannot be varied.
    """
    plans = {s.name: s.plan for s in prepared.scenarios if not s.overloads}
    if not (count := points(config, prepared)) or len(plans) < 2:
        return None
    keys, kpis = varied(config, list(plans.values())), [k + scope(prepared) for k in COSTS]
    shares = hypercube(len(keys), count, config.run.seed)
    simulate = partial(_simulated, runs, short(config), kpis)
    tried = RobustnessPoints(plans=plans, kpis=kpis, keys=keys, shares=shares, simulate=simulate)
    return tried.findings(means, config.robustness.top)


def points(config: Config, prepared: Prepared) -> int:
    """At how many points: as the config says, else as the size of the county does."""
    if config.robustness.points is not None:
        return config.robustness.points
    columns = sum(not s.overloads for s in prepared.scenarios)
    return usual_points(columns * float(prepared.expected.daily.sum()) * config.robustness.days)


def short(config: Config, more: Settings = MappingProxyType({})) -> Config:
    """The config of a short simulation; see ``shortened``. ``more``: keys that are set otherwise."""
    return over(config, {**shortened(config.robustness, config.parameters), **more})


def check(config: Config) -> None:
    """Read the keys of the robustness.

    Raises:
        InputError: with every key that cannot be varied.
    """
    if config.robustness.points != 0 and config.robustness.keys is not None:
        factors(config, "robustness")


def varied(config: Config, plans: Sequence[ServicePlan]) -> tuple[Varied, ...]:
    """What is varied: the keys that the config names, else every parameter with a plausible range that a plan has, and
    its hosts' timetables.

    Raises:
        InputError: with every key of the config's that cannot be varied.
    """
    numbers = factors(config, "robustness")
    if config.robustness.keys is not None:
        return numbers
    return of_plans(numbers, config.robustness, config.parameters, plans)


def _simulated(runs: Evaluator, config: Config, kpis: Sequence[str], wanted: Sequence[tuple[str, Settings]]) -> Floats:
    """KPIs of columns at settings of keys, a row each; NaN where a plan is overloaded, not possible, or failed.

    Raises:
        EngineError: one failed, and ``fail_fast`` asks to stop then; or there is nowhere left to run.
    """
    columns = list(_columns(config, wanted))
    statuses = {s.key: s for s in runs.run({c.key: c for c in columns if c is not None}.values(), (0,), KPIS)}
    # an impossible plan is an answer, the problems of an InputError
    heed_fail_fast((s for s in statuses.values() if not s.message.startswith("[")), runs.fail_fast)
    found = np.full((len(columns), len(kpis)), np.nan)
    for i, c in enumerate(columns):
        if c is not None and (status := statuses[c.key]).state == "ok" and not status.overloads:
            found[i] = runs.values(c, (0,), kpis)[0]
    return found


def _columns(config: Config, wanted: Sequence[tuple[str, Settings]]) -> Iterator[DesignPoint | None]:
    """The columns, those of one point after the other on one config; None where its values contradict each other."""
    last: tuple[Settings, Config | None] | None = None
    for name, values in wanted:
        if last is None or last[0] is not values:
            last = values, _over(config, values)
        yield None if last[1] is None else DesignPoint(tuple(values.items()), last[1], name)


def _over(config: Config, values: Settings) -> Config | None:
    """The config with the values, those left out that the others do not allow; None where that does not help."""
    try:
        return over(config, values)
    except InputError as error:
        refused = {p.where for p in error.problems} & values.keys()
    return _over(config, {key: x for key, x in values.items() if key not in refused}) if refused else None
