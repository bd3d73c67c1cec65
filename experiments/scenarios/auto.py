"""``replications=auto``: so many replications that every asked interval is narrow enough.

The rule is ``sim.inference.precision``'s, a function of the replications' values alone: a run that is repeated, resumed or done by
other processors reports the same number of replications, however many more of them are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator
from experiments.scenarios.status import Status
from experiments.settings.config import Config
from experiments.settings.specs.precision import Precision
from sim.inference.precision import Decision, PrecisionTarget, StoppingRule, Values, decide, history
from sim.measure.part import Replication
from sim.measure.registry import shape_of


def rule_of(keys: Precision) -> StoppingRule:
    """The rule that the keys ask for."""
    return StoppingRule(keys.min, keys.max, keys.batch)


def kpis_of(keys: Precision) -> tuple[str, ...]:
    """Every KPI whose values the rule needs."""
    listed = keys.differences if isinstance(keys.differences, tuple) else ()
    return tuple(dict.fromkeys((*judged(keys), *listed)))


def judged(keys: Precision) -> tuple[str, ...]:
    """The KPIs judged in every scenario."""
    return tuple(dict.fromkeys((*keys.kpis, *keys.absolute)))


def targets_of(keys: Precision, scenarios: Sequence[str]) -> tuple[PrecisionTarget, ...]:
    """What must be known of scenarios: the KPIs of each, and where asked the difference of every two."""
    different = keys.differences if isinstance(keys.differences, tuple) else judged(keys) if keys.differences else ()
    alone = [(kpi, a, None) for a in scenarios for kpi in judged(keys)]
    pairs = [(kpi, a, b) for a, b in combinations(scenarios, 2) for kpi in different]
    return tuple(PrecisionTarget(kpi, a, b, keys.relative, keys.absolute.get(kpi), shape_of(kpi)) for kpi, a, b in (*alone, *pairs))


def ask(config: Config, values: Values) -> Decision:
    """Whether the replications there are will do; see ``sim.inference.precision.decide``.

    Args:
        values: by scenario and KPI (``kpis_of``), a value a replication, 0 first.
    """
    return decide(values, targets_of(config.precision, list(values)), rule_of(config.precision))


def until_enough(run: Callable[[range], Iterable[Replication]], config: Config, scenarios: Sequence[str]) -> tuple[list[Replication], Decision]:
    """Run replications of a comparison until the rule is content; those to report, and the decision.

    Args:
        run: gives the replications of a range of numbers, in order.
    """
    kpis, done = kpis_of(config.precision), list[Replication]()
    for n in rule_of(config.precision).looks():
        done += run(range(len(done), n))
        decision = ask(config, values_of(done, scenarios, kpis))
        if decision.enough:
            return done[: decision.n], decision
    raise AssertionError("the last look is the last")


def values_of(done: Sequence[Replication], scenarios: Sequence[str], kpis: Sequence[str]) -> dict[str, dict[str, NDArray[np.float64]]]:
    """The KPIs of a comparison's replications, as the rule takes them."""
    return {name: {kpi: np.array([r.measures[name].county[kpi] for r in done]) for kpi in kpis} for name in scenarios}


def narrowing(keys: Precision, done: Sequence[Replication], scenarios: Sequence[str]) -> pd.DataFrame:
    """How the intervals of a comparison narrowed; see ``sim.inference.precision.history``."""
    return history(values_of(done, scenarios, kpis_of(keys)), targets_of(keys, scenarios), rule_of(keys), len(done))


def run_auto(evaluator: Evaluator, config: Config, points: Iterable[DesignPoint]) -> list[tuple[Status, Decision | None]]:
    """Run every point until the rule is content with it, each judged for itself; a status and a decision a point, in their order.

    ``Decision.n`` says with how many replications a point is reported; None where it failed. All points that still want more run
    together.

    Args:
        points: gone through once a look (a design, or a list), so that none of them is kept.
    """
    kpis, found, order = kpis_of(config.precision), dict[str, tuple[Status, Decision | None]](), list[Status]()
    for n in rule_of(config.precision).looks():
        statuses = evaluator.run((p for p in points if p.key not in found), range(n))
        order = order or statuses
        for status in statuses:
            decision = None
            if status.state == "ok":
                decision = ask(config, {"": dict(zip(kpis, evaluator.archive.values(status.key, range(n), kpis).T, strict=True))})
            if decision is None or decision.enough:
                found[status.key] = status, decision
        failed = any(decision is None for _, decision in found.values())
        if len(found) == len({s.key for s in order}) or (failed and evaluator.fail_fast):
            break
    return [(replace(found[s.key][0], labels=s.labels), found[s.key][1]) if s.key in found else (replace(s, state="missing"), None) for s in order]


def record(keys: Precision, decision: Decision) -> dict[str, Any]:
    """What the provenance says of the choice."""
    return {
        "replications": decision.n,
        "reached": decision.reached,
        "rule": keys.model_dump(mode="json"),
        "targets": [
            {"mode": s.target.scenario, "against": s.target.against, "kpi": s.target.kpi, "half_width": _number(s.half), "asked": _number(s.limit), "state": s.state, "estimate": s.estimate}
            for s in decision.standings
        ],
    }


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
