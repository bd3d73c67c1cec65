"""The robustness of a comparison: short simulations of every column at points of all plausible ranges, then of single keys at their ends.

Every point is planned and simulated anew, prices included, since trunk tours, fleets and added vehicles are planned at least cost. All columns
meet the same parcels, so that one replication of a week tells their order. What is simulated goes to the archive, where the next call finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.stats import qmc

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, heed_fail_fast
from experiments.scenarios.ranges import factors
from experiments.settings.config import Config
from experiments.settings.over import over
from sim.inference.robust import BASES, Costs, Floats, OneChange, Pair, RobustnessFindings, cheapest, most_telling, pairs
from sim.parameters import Parameters, registry
from sim.parameters.factor import Factor, value_text
from sim.parameters.ranges import SIZES
from sim.parameters.timetables import DepartureKey, timetables
from sim.plan.plan import ServicePlan
from sim.problems import InputError
from sim.proposal.combined import scope
from sim.service.prepared import Prepared, Scenario, used
from sim.store.kept import KPIS

COSTS = (*BASES, "cost_operators_parcel")
"""The costs by which an order is judged."""

Varied = Factor | DepartureKey
Settings = Mapping[str, Any]


def robustness(
    config: Config, prepared: Prepared, means: Mapping[tuple[str, str], float], runs: Evaluator
) -> RobustnessFindings | None:
    """Test how robust the order of a comparison's columns is; None where it is switched off, or fewer than two columns count.

    Args:
        means: by column and cost (a KPI with its scope), what the comparison found. ``runs``: what simulates the points.

    Raises:
        InputError: a key of ``robustness.keys`` cannot be varied.
    """
    columns = [s for s in prepared.scenarios if not s.overloads]
    if not config.robustness.points or len(columns) < 2:
        return None
    asked = _Points.of(config, prepared, columns)
    base, points = _at_points(runs, asked)
    usual = [
        Costs(kpi, {n: means[n, kpi] for n in asked.names}, base[:, k], points[..., k], base[None, :, k])
        for k, kpi in enumerate(asked.kpis)
    ]
    trials = _trials(asked, most_telling(usual, asked.names, asked.shares, config.robustness.top))
    ends = _alone(runs, asked, trials, base)
    told = [_trial(v, x) for v, x in trials]
    judged = [
        pairs(asked.names, replace(costs, ends=ends[..., k]), told, [v.key for v in asked.keys], asked.shares)
        for k, costs in enumerate(usual)
    ]
    return _findings(asked, usual, points, tuple(p for by_cost in judged for p in by_cost))


@dataclass(frozen=True, eq=False)
class _Points:
    """What is tried.

    Attributes:
        columns: the plans that count. ``kpis``: the costs, each with its scope.
        keys: what is varied. ``shares``: of their ranges, (points, keys).
        short: the config of a short simulation.
    """

    columns: Sequence[Scenario]
    kpis: Sequence[str]
    keys: Sequence[Varied]
    shares: Floats
    short: Config

    @staticmethod
    def of(config: Config, prepared: Prepared, columns: Sequence[Scenario]) -> _Points:
        """What a config asks for."""
        keys = varied(config, [s.plan for s in columns])
        shares = design(len(keys), config.robustness.points, config.run.seed)
        return _Points(columns, [k + scope(prepared) for k in COSTS], keys, shares, over(config, shortened(config)))

    @property
    def names(self) -> list[str]:
        """Of the columns."""
        return [s.name for s in self.columns]


def _at_points(runs: Evaluator, asked: _Points) -> tuple[Floats, Floats]:
    """Costs as the config has it, (columns, KPIs), and at each point, (points, columns, KPIs)."""
    rows = [{v.key: _drawn(v, float(u)) for v, u in zip(asked.keys, row, strict=True)} for row in asked.shares]
    wanted = [(asked.short, name, values) for values in ({}, *rows) for name in asked.names]
    found = simulated(runs, wanted, asked.kpis).reshape(-1, len(asked.columns), len(asked.kpis))
    return found[0], found[1:]


def _trials(asked: _Points, chosen: Sequence[int]) -> list[tuple[Varied, Any]]:
    """The keys to turn alone, each with a value: the chosen ones, and hosts' timetables."""
    return [(v, x) for i, v in enumerate(asked.keys) if i in chosen or _of_a_timetable(v) for x in _ends(v)]


def _findings(asked: _Points, usual: Sequence[Costs], points: Floats, judged: tuple[Pair, ...]) -> RobustnessFindings:
    counted = dict(zip(asked.names, np.isfinite(points[..., 0]).sum(axis=0).tolist(), strict=True))
    least = {costs.kpi: cheapest(asked.names, costs.points) for costs in usual}
    return RobustnessFindings(len(points), least, counted, judged)


def varied(config: Config, plans: Sequence[ServicePlan]) -> tuple[Varied, ...]:
    """What is varied: the keys that the config names, else every parameter with a plausible range that a plan has, and its hosts' timetables.

    Raises:
        InputError: with every key of the config's that cannot be varied.
    """
    numbers = factors(config, "robustness")
    if config.robustness.keys is not None:
        return numbers
    hosts = [h for h in config.parameters.host if any(used(f"host.{h}.", plan) for plan in plans)]
    tables = timetables(config.parameters, hosts, config.robustness.shift_min)
    fixed = shortened(config)
    return (*(f for f in numbers if f.key not in fixed and any(used(f.key, plan) for plan in plans)), *tables)


def shortened(config: Config) -> Settings:
    """The keys that make a point's simulation short, and give it as many people and vehicles and as much shelf as its parcels need.

    Nothing needs to drain: money is of the parcels delivered in the measured days. Crews and fleets that a plan counts out for today's parcels
    would only strike out the points with more of them, and stand idle at those with fewer; so are shelves, which cost nothing in the ledger.
    """
    asked, p = config.robustness, config.parameters
    usual = {q.key: q.base for q in registry(Parameters())}
    counted = [q.key for q in registry(p) if q.unit in SIZES and q.base != "auto" and usual.get(q.key, "auto") == "auto" and not q.key.startswith("host.")]
    return {
        **dict.fromkeys(counted, "auto"),
        **{f"points.types.{kind}.shelf_parcels": None for kind in p.points.types},
        "horizon.measured_days": min(asked.days, p.horizon.measured_days),
        "horizon.drain_days": 0,
        "fleet.route_iterations": min(asked.route_iterations, p.fleet.route_iterations),
    }


def design(keys: int, points: int, seed: int) -> Floats:
    """A Latin hypercube: every key has one point in each of ``points`` equal parts of its range; shape (points, keys)."""
    out: Floats = qmc.LatinHypercube(keys, rng=np.random.Generator(np.random.Philox(seed))).random(points)
    return out


def simulated(runs: Evaluator, wanted: Iterable[tuple[Config, str, Settings]], kpis: Sequence[str]) -> Floats:
    """KPIs of columns at settings of keys, a row each; NaN where a plan is overloaded, not possible, or failed.

    Raises:
        EngineError: one failed, and ``fail_fast`` asks to stop then; or there is nowhere left to run.
    """
    columns = list(_columns(wanted))
    unique = {c.key: c for c in columns if c is not None}
    statuses = {s.key: s for s in runs.run(unique.values(), (0,), KPIS)}
    if runs.fail_fast:
        heed_fail_fast((s for s in statuses.values() if not s.message.startswith("[")), fail_fast=True)  # impossible plans are an answer
    found = np.full((len(columns), len(kpis)), np.nan)
    for i, c in enumerate(columns):
        if c is not None and (status := statuses[c.key]).state == "ok" and not status.overloads:
            found[i] = runs.values(c, (0,), kpis)[0]
    return found


def _columns(wanted: Iterable[tuple[Config, str, Settings]]) -> Iterator[DesignPoint | None]:
    """The columns, those of one point after the other on one config; None where its values contradict each other."""
    last: tuple[Settings, Config | None] | None = None
    for config, name, values in wanted:
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


def _alone(runs: Evaluator, asked: _Points, trials: Sequence[tuple[Varied, Any]], base: Floats) -> Floats:
    """Costs with one key alone at another value, (trials, columns, KPIs): a column whose plan has nothing to do with it stays as it is."""
    out = np.repeat(base[None], len(trials), axis=0)
    settings = [{v.key: x} for v, x in trials]
    which = [(t, c) for t, (v, _) in enumerate(trials) for c, s in enumerate(asked.columns) if used(v.key, s.plan)]
    found = simulated(runs, [(asked.short, asked.names[c], settings[t]) for t, c in which], asked.kpis)
    for (t, c), row in zip(which, found, strict=True):
        out[t, c] = row
    return out


def _drawn(v: Varied, share: float) -> Any:
    return v.value(share) if isinstance(v, DepartureKey) else v.value(share, spread=True)


def _ends(v: Varied) -> tuple[Any, ...]:
    """The values that a key is tried at alone."""
    if isinstance(v, DepartureKey):
        return v.others
    return tuple(x for x in (v.value(0.0), v.value(1.0)) if x != v.base)


def _of_a_timetable(v: Varied) -> bool:
    """Whether a key says when a host runs, on which the ranking may hang unseen."""
    return isinstance(v, DepartureKey) or (v.key.startswith("host.") and v.unit == "days")


def _trial(v: Varied, x: Any) -> OneChange:
    texts = ("、".join(x), ", ".join(x)) if isinstance(v, DepartureKey) else (value_text(x, v.unit, "zh"), value_text(x, v.unit, "en"))
    return OneChange(v.key, (v.name_zh, v.name_en), texts, _of_a_timetable(v))
