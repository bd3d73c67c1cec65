"""The small comparison, with a plan, as findings read it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sim.county.spec import CountySpec
from sim.policy.tables import plan_tables
from sim.proposal import tables
from sim.proposal.comparison.evidence import Evidence, evidence
from tests.policy.plan_made import target_case
from tests.proposal.made import compared, prepared


@cache
def made(lang: str = "zh", over: tuple[str, ...] = (), planned: bool = True) -> Evidence:
    """Two modes, of which those of ``over`` are overloaded; ``planned``: with a plan of one target."""
    case = target_case(what="villages_reached", share=0.5)
    result = replace(
        compared(over), document=case.document if planned else None, plan=plan_tables(case) if planned else {}
    )
    found, own = result.tables(), tables.of_plans(prepared(*over), lang)
    use = {f"{name}_use": found[name] for name in ("crews", "fleet")}
    inputs = tables.inputs(CountySpec(slug="small", source="x"), prepared(*over), lang)
    return evidence(result, {**found, **use, **own, "inputs": inputs}, lang)
