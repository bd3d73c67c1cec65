"""What a person asks of precision, as targets and a rule of ``sim.inference.precision``; what came of it, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from sim.inference.precision import Decision, PrecisionTarget, StoppingRule, TargetStanding, Values, decide
from sim.measure.known import unknown_kpis
from sim.measure.registry import shape_of
from sim.parameters.once import Names
from sim.parameters.quantity import Section
from sim.parameters.setting import setting
from sim.problems import Problem, number_text, phrase

MOST_REPLICATIONS = 100_000


class Precision(Section):
    """How many replications are enough, with ``replications=auto``: half-widths of the 95 % intervals that must be
    reached."""

    relative: float = setting("precision.relative", 0.05, "share", gt=0, lt=1)
    absolute: dict[str, float] = setting("precision.absolute", {"within_24h": 0.02})
    kpis: Names = setting(
        "precision.kpis", ("cost_system_parcel", "at_village_mean_h", "within_24h", "at_village_p90_h")
    )
    differences: bool | Names = setting("precision.differences", True)
    min: int = setting("precision.min", 20, "replications", ge=3, le=MOST_REPLICATIONS)
    max: int = setting("precision.max", 200, "replications", ge=3, le=MOST_REPLICATIONS)
    batch: int = setting("precision.batch", 10, "replications", ge=1, le=10_000)


def precision_faults(keys: Precision) -> Iterator[Problem]:
    """What is wrong between the keys."""
    differences = keys.differences if isinstance(keys.differences, tuple) else ()
    for name, kpis in (("kpis", keys.kpis), ("differences", differences), ("absolute", keys.absolute)):
        yield from unknown_kpis(f"precision.{name}", kpis)
    for kpi, half in keys.absolute.items():
        if half <= 0:
            yield Problem("config.value", f"precision.absolute.{kpi}", number_text(half), phrase("config.half_width"))
    if not keys.kpis and not keys.absolute:
        yield Problem("config.empty", "precision.kpis", phrase("config.empty_list"), phrase("config.one_kpi"))
    if keys.max < keys.min:
        allowed = phrase("config.at_least", key="precision.min", value=keys.min)
        yield Problem("config.value", "precision.max", str(keys.max), allowed)


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
