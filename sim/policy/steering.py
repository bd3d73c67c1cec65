"""What of a plan's targets the choice of a mode can do something about, as bounds that a mix is to hold."""

from __future__ import annotations

from collections.abc import Iterator

from sim.county.county import County
from sim.inference.mix.mix_target import MixTarget
from sim.inference.target import Target
from sim.policy.counted import at_least
from sim.policy.document import CountyPlan, PlanTarget


def steering(document: CountyPlan | None, county: County) -> Iterator[MixTarget]:
    """The targets of a plan that are of a KPI, or of villages that are reached or have a point: as many of those that
    count as the target check asks for (``sim.policy.counted``)."""
    for target in document.targets.values() if document else ():
        if target.what == "kpi" and target.at_least is not None:
            yield MixTarget(Target(target.kpi, ">=", target.at_least))
        elif target.what == "kpi" and target.at_most is not None:
            yield MixTarget(Target(target.kpi, "<=", target.at_most))
        elif target.what == "villages_reached":
            yield from _share(target, "reach", tuple(range(len(county.rural))), 0.5)
        elif target.what == "villages_with_point":
            own = tuple(i for i, v in enumerate(county.rural) if v.point >= 0)
            yield from _share(target, "brands_to_village", own, 0.0)


def _share(target: PlanTarget, kpi: str, villages: tuple[int, ...], above: float) -> Iterator[MixTarget]:
    """The share of villages that a target asks for, as many of them as that is."""
    if villages:
        needed = target.count if target.count is not None else at_least(target.share or 0.0, len(villages))
        yield MixTarget(Target(kpi, ">=", min(needed / len(villages), 1.0)), villages, above)
