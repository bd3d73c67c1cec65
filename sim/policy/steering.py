"""What of a plan's targets the choice of a mode can do something about, as bounds of KPIs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.county.county import County
from sim.inference.target import Target
from sim.policy.counted import at_least
from sim.policy.document import CountyPlan, PlanTarget

SHARES: Mapping[str, str] = {"villages_reached": "reach", "villages_with_point": "brands_to_village"}
"""By what a target counts, the KPI whose mean over villages is their share."""


def steering(document: CountyPlan | None, county: County) -> Iterator[Target]:
    """The targets of a plan that are of a KPI, or of villages that are reached or have a point."""
    for target in document.targets.values() if document else ():
        if target.what == "kpi" and target.at_least is not None:
            yield Target(target.kpi, ">=", target.at_least)
        elif target.what == "kpi" and target.at_most is not None:
            yield Target(target.kpi, "<=", target.at_most)
        elif target.what in SHARES:
            yield Target(SHARES[target.what], ">=", _share(target, len(county.rural)))


def _share(target: PlanTarget, villages: int) -> float:
    """The share of the county's villages that a target asks for."""
    needed = target.count if target.count is not None else at_least(target.share or 0.0, villages)
    return min(needed / villages, 1.0)
