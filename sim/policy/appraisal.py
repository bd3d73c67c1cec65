"""The indicators by which a province appraises counties: the table ``appraisal`` 考核指标 (Henan 2026 to 2028, S15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from sim.measure.kpi import ALL
from sim.measure.measure import Measures
from sim.plan.plan import ServicePlan
from sim.plan.together import brands_together
from sim.policy.case import PlanCase
from sim.policy.counted import with_point
from sim.service.prepared import Scenario

COLUMNS = ["mode", "indicator", "value", "places", "unit"]
FIGURES = {
    "out_day": (f"out_parcels_day{ALL}", "parcels/day"),
    "within_24h": ("within_24h", "share"),
    "at_village_mean_h": ("at_village_mean_h", "h"),
    "lost_10k": (f"lost_10k{ALL}", "1/10000"),
    "runs_cancelled_share": ("runs_cancelled_share", "share"),
}
"""Indicators that are a KPI of the county, with its unit."""


def appraisal(case: PlanCase) -> pd.DataFrame:
    """A row a column and indicator: columns ``COLUMNS``; ``places`` is the denominator of a count."""
    rows = [(s.name, *row) for s in case.scenarios for row in _rows(case, s)] if case.document else []
    return pd.DataFrame(rows, columns=COLUMNS)


def _rows(case: PlanCase, scenario: Scenario) -> Iterator[tuple[str, float, float, str]]:
    found, none = case.measures[scenario.name], float("nan")
    points = with_point((), case, scenario, found)
    direct = _direct(found)
    yield "brands_merged", _merged(scenario.plan), len(scenario.plan.brands), "-"
    yield "nodes_built", float(points.counts.mean()), points.places, "-"
    yield "routes", _shared_routes(scenario.plan), none, "-"
    yield "direct_day", direct, none, "parcels/day"
    for key, (kpi, unit) in FIGURES.items():
        yield key, float(np.mean([m.county[kpi] for m in found])), none, unit


def _merged(plan: ServicePlan) -> int:
    """Brands that share the handling at the hub; one alone shares nothing."""
    most = brands_together(plan).get(0, 0)
    return most if most > 1 else 0


def _shared_routes(plan: ServicePlan) -> int:
    """Lines of hosts, those that they add too, that carry parcels of a pool."""
    pooled = {hop.line for way in plan.ways if way.pool for hop in way.hops}
    return sum(line.operator.is_host for number, line in enumerate(plan.lines) if number in pooled)


def _direct(found: Sequence[Measures]) -> float:
    """Parcels of the pool brought to villages a day."""
    days = [float(m.parcels_day[: m.rural].sum()) * m.county["to_village_share"] for m in found]
    return round(float(np.mean(days)), 1)
