"""A replication of the small county's one mode, for tests of why something came about."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sim.flow.model import simulate
from sim.measure.measure import measure
from sim.proposal.why.why_traced import Traced
from sim.proposal.why.why_traced import traced as traced_of
from sim.service.prepared import Prepared, Scenario
from tests.measure import small
from tests.proposal.made import prepared
from tests.service import small_county


@cache
def traced() -> Traced:
    """One replication."""
    plan, draws, _ = small.case(3, mode="joint")
    outcome = simulate(plan, draws)
    every = prepared()
    one = replace(every, scenarios=(replace(every.scenarios[0], plan=plan),))
    measures = measure(plan, draws, outcome, small.county(), small.parameters(), 0)
    return Traced(prepared=one, draws=draws, outcome=outcome, measures=measures)


@cache
def both_ways() -> Traced:
    """One replication of another county, whose villages send parcels too."""
    p = small_county.parameters(demand__outbound__share=0.5, horizon__warmup_days=1, horizon__measured_days=7, horizon__drain_days=2)
    plan = small_county.build("postal_courier", p)
    scenario = Scenario("postal_courier", plan, ())
    return traced_of(Prepared(small_county.county(), p, small_county.demand(p), {}, (scenario,), 7), 0)
