"""How the brands of a pool share its cost: every group of them alone in the county, planned and simulated for a few days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.settings.config import Config
from experiments.settings.over import over
from experiments.studies.compare.robust import short
from sim.inference.cost.coalitions import Group, coalitions
from sim.inference.cost.sharing import PoolCosts, pool_cents
from sim.measure.support import DAYS_YEAR
from sim.problems import InputError, Problem, phrase
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.judged import with_sharing
from sim.proposal.lines import Statement
from sim.proposal.plan.plan_sharing import left_out
from sim.service.prepared import Prepared
from sim.store.kept import Want
from sim.store.status import Status

MOST_BRANDS = 8
"""Of a pool: its groups are twice as many with each brand more."""

Points = dict[Group, DesignPoint]
"""The scenario of each group of a pool's brands: they have the county to themselves, with the brands outside the pool."""

Pools = dict[tuple[str, str], Points]
"""The groups of each pool, by mode and pool."""


def with_shares(config: Config, result: Compared, pools: Pools, team: Team) -> tuple[Compared, dict[str, Any]]:
    """The result with the table ``sharing``, and a line on its card for every pool whose groups have no cost; with it,
    what was simulated for that and what was found (``Evaluator.counts``).

    Args:
        pools: what was ``asked``.
    """
    with evaluator(config, team) as runs:
        found = {key: _costs(config, result.prepared, runs, *key, points) for key, points in pools.items()}
        counts = runs.counts()
    return with_sharing(result, list(found.values())), counts


def asked(config: Config) -> Pools:
    """By mode and pool, the scenarios of the groups of its brands.

    Raises:
        InputError: a pool has more than ``MOST_BRANDS`` brands.
    """
    pools = {(mode, pool): brands for mode in config.sharing.modes for pool, brands in config.assigned(mode).pools.items()}
    if many := [pool for (_, pool), brands in pools.items() if len(brands) > MOST_BRANDS]:
        allowed = phrase("sharing.brands", most=MOST_BRANDS)
        raise InputError(Problem("sharing.brands", "sharing.modes", pool, allowed) for pool in dict.fromkeys(many))
    return {key: _points(config, key[0], brands) for key, brands in pools.items()}


def _points(config: Config, mode: str, brands: Sequence[str]) -> Points:
    """Where a group is there, the pool's others are not; crews and vehicles are as many as it needs."""
    full = {"horizon.measured_days": config.sharing.days, "fleet.route_iterations": config.parameters.fleet.route_iterations}
    alone = short(config, full)
    already = config.parameters.demand.without
    away = {group: [*already, *(b for b in brands if b not in group and b not in already)] for group in coalitions(brands)}
    return {group: DesignPoint((), over(alone, {"demand.without": of}), mode) for group, of in away.items()}


def _costs(config: Config, prepared: Prepared, runs: Evaluator, mode: str, pool: str, points: Points) -> PoolCosts | Statement:
    """What each group costs by replication, or why there is nothing to share."""
    numbers = range(config.sharing.replications)
    for group, status in zip(points, runs.run(points.values(), numbers, Want()), strict=True):
        if status.state != "ok" or status.overloads:
            return left_out(mode, pool, group, _why(status))
    cents: list[dict[Group, int]] = [{} for _ in numbers]
    for group, point in points.items():
        for number, part in zip(numbers, runs.measured(point, numbers), strict=True):
            cents[number][group] = pool_cents(part.measures, pool, max(points, key=len))
    return PoolCosts(mode=mode, pool=pool, parcels=_parcels(prepared, points), cents=cents, days=config.sharing.days)


def _why(status: Status) -> tuple[str, str]:
    """Chinese and English: what is overloaded, else what failed."""
    if status.overloads:
        return status.overloads[0]
    return status.message, status.message


def _parcels(prepared: Prepared, points: Points) -> dict[str, float]:
    """Expected parcels a year of each brand of the pool."""
    asked, everybody = prepared.expected, max(points, key=len)
    return {b: float(row.sum()) * DAYS_YEAR for b, row in zip(asked.brands, asked.daily, strict=True) if b in everybody}
