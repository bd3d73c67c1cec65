"""The shape of the network of each column: through the township or straight from the hub, chosen apart from who carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.settings.config import Config
from experiments.settings.schema import PARTNERS
from sim.proposal.comparison import shapes as words
from sim.proposal.comparison.shapes import FAILED, OK, OVERLOADED, Shapes, ShapeTrial, least, trial_kpis
from sim.service.mode.mode import Mode
from sim.store.status import Status


def shapes(config: Config, team: Team | None = None) -> tuple[Shapes, dict[str, Any]]:
    """The columns of a comparison: those that it lists, or each partner's mode in the shape asked for. With ``best`` every shape of a
    partner is tried on the first replication, under the same parameters, and the one that costs less (``run.objective``) is taken; one
    whose plan is overloaded or not possible only where the partner has no other. With them, what was simulated for it
    and what was found (``Evaluator.counts``)."""
    if config.run.modes is not None or config.plan is not None:
        return Shapes(config.modes), {}
    if config.run.shape != "best":
        said = (*words.asked_words(config.run.shape), *words.others_words(config.mode_table, config.modes))
        return Shapes(config.modes, remarks=said), {}
    kpi = f"cost_{config.run.objective}_parcel"
    groups = {partner: config.shapes(partner) for partner in PARTNERS}
    with evaluator(config, team) as runs:
        tried = _tried(config, runs, list(groups.values()), kpi)
        counts = runs.counts()
    names = tuple(least(group, tried, kpi) for group in groups.values())
    choice = words.choice_words(config.mode_table, names, list(tried.values()), kpi)
    remarks = (choice, *words.others_words(config.mode_table, names))
    return Shapes(names, tuple(tried.values()), kpi, remarks), counts


def _tried(config: Config, runs: Evaluator, groups: Sequence[Sequence[str]], kpi: str) -> dict[str, ShapeTrial]:
    """Simulate the first replication of modes, by partner; what is in the archive is not simulated again. Where a partner has no choice
    its one mode, which is a column anyhow, comes last: there is something to do until the last trial ends."""
    points = [DesignPoint((), config, mode) for group in sorted(groups, key=lambda group: len(group) == 1) for mode in group]
    found = {p.name: (p, status) for p, status in zip(points, runs.run(points, (0,)), strict=True)}
    return {m: _trial(config.mode_table[m], runs, *found[m], kpi) for group in groups if len(group) > 1 for m in group}


def _trial(mode: Mode, runs: Evaluator, point: DesignPoint, status: Status, kpi: str) -> ShapeTrial:
    state = FAILED if status.state != "ok" else OVERLOADED if status.overloads else OK
    kpis = trial_kpis(kpi)
    values = runs.values(point, (0,), kpis)[0].tolist() if state == OK else []
    return ShapeTrial.of(mode, state, dict(zip(kpis, values, strict=False)), kpis)
