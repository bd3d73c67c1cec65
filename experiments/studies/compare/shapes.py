"""The shape of the network of each column: through the township or straight from the hub, chosen apart from who carries."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.status import Status
from experiments.settings.config import Config
from experiments.settings.schema import PARTNERS
from sim.measure.kpi import ALL
from sim.measure.recipe import COSTS
from sim.proposal.shapes import FAILED, OK, OVERLOADED, Shapes, ShapeTrial, asked_words, choice_words, others_words
from sim.service.mode import Mode


def shapes(config: Config, team: Team | None = None) -> tuple[Shapes, dict[str, Any]]:
    """The columns of a comparison: those that it lists, or each partner's mode in the shape asked for. With ``best`` every shape of a
    partner is tried on the first replication, under the same parameters, and the one that costs less (``run.objective``) is taken; one
    whose plan is overloaded or not possible only where the partner has no other. With them, what was simulated for it
    and what was found (``Evaluator.counts``)."""
    if config.run.modes is not None or config.plan is not None:
        return Shapes(config.modes), {}
    if config.run.shape != "best":
        said = (*asked_words(config.run.shape), *others_words(config.mode_table, config.modes))
        return Shapes(config.modes, remarks=said), {}
    kpi = f"cost_{config.run.objective}_parcel"
    groups = {partner: config.shapes(partner) for partner in PARTNERS}
    with evaluator(config, team) as runs:
        tried = _tried(config, runs, [m for group in groups.values() if len(group) > 1 for m in group], kpi)
        counts = runs.counts()
    names = tuple(_least(group, tried, kpi) for group in groups.values())
    choice = choice_words(config.mode_table, names, list(tried.values()), kpi)
    remarks = (choice, *others_words(config.mode_table, names))
    return Shapes(names, tuple(tried.values()), kpi, remarks), counts


def _tried(config: Config, runs: Evaluator, modes: Sequence[str], kpi: str) -> dict[str, ShapeTrial]:
    """Simulate the first replication of modes; what is in the archive is not simulated again."""
    points = [DesignPoint((), config, mode) for mode in modes]
    return {p.name: _trial(config.mode_table[p.name], runs, p, status, kpi) for p, status in zip(points, runs.run(points, (0,)), strict=True)}


def _trial(mode: Mode, runs: Evaluator, point: DesignPoint, status: Status, kpi: str) -> ShapeTrial:
    state = FAILED if status.state != "ok" else OVERLOADED if status.overloads else OK
    kpis = (*dict.fromkeys((kpi, *COSTS, *(k + ALL for k in COSTS))), "within_24h")
    values = runs.values(point, (0,), kpis)[0].tolist() if state == OK else [math.nan] * len(kpis)
    return ShapeTrial(mode.key, mode.partner or mode.key, mode.shape, state, dict(zip(kpis[:-1], values, strict=False)), values[-1])


def _least(group: Sequence[str], tried: Mapping[str, ShapeTrial], kpi: str) -> str:
    """The mode of a partner that costs least; its usual one where none has a cost."""
    known = [m for m in group if m in tried and math.isfinite(tried[m].cost[kpi])]
    return min(known, key=lambda m: tried[m].cost[kpi], default=group[0])
