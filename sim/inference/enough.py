"""What a person asks of precision, as targets and a rule of ``sim.inference.precision``; what came of it, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from sim.inference.precision import Decision, PrecisionTarget, StoppingRule, TargetStanding, Values, decide
from sim.inference.precision_keys import Precision
from sim.measure.registry import shape_of


def rule_of(keys: Precision) -> StoppingRule:
    """The rule that the keys ask for."""
    return StoppingRule(keys.min, keys.max, keys.batch)


def judged(keys: Precision) -> tuple[str, ...]:
    """The KPIs judged in every scenario."""
    return tuple(dict.fromkeys((*keys.kpis, *keys.absolute)))


def kpis_of(keys: Precision) -> tuple[str, ...]:
    """Every KPI whose values the rule needs."""
    listed = keys.differences if isinstance(keys.differences, tuple) else ()
    return tuple(dict.fromkeys((*judged(keys), *listed)))


def targets_of(keys: Precision, scenarios: Sequence[str]) -> tuple[PrecisionTarget, ...]:
    """What must be known of scenarios: the KPIs of each, and where asked the difference of every two."""
    different = judged(keys) if keys.differences is True else keys.differences or ()
    alone = [(kpi, a, None) for a in scenarios for kpi in judged(keys)]
    pairs = [(kpi, a, b) for a, b in combinations(scenarios, 2) for kpi in different]
    return tuple(
        PrecisionTarget(kpi, a, b, keys.relative, keys.absolute.get(kpi), shape_of(kpi))
        for kpi, a, b in (*alone, *pairs)
    )


def ask(keys: Precision, values: Values) -> Decision:
    """Whether the replications there are will do; see ``sim.inference.precision.decide``.

    Args:
        values: by scenario and KPI (``kpis_of``), a value a replication, 0 first.
    """
    return decide(values, targets_of(keys, list(values)), rule_of(keys))


def record(rule: Mapping[str, Any], decision: Decision) -> dict[str, Any]:
    """What the provenance says of the choice; ``rule``: the keys as plain data."""
    return {
        "replications": decision.n,
        "reached": decision.reached,
        "rule": dict(rule),
        "targets": [_recorded(standing) for standing in decision.standings],
    }


def _recorded(s: TargetStanding) -> dict[str, Any]:
    of = {"mode": s.target.scenario, "against": s.target.against, "kpi": s.target.kpi}
    return {**of, "half_width": _finite(s.half), "asked": _finite(s.limit), "state": s.state, "estimate": s.estimate}


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
