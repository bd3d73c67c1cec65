"""A replication of the small county's one mode, for tests of why something came about."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sim.flow.model import simulate
from sim.measure.measure import measure
from sim.proposal.why.why_traced import Traced
from tests.measure import small
from tests.proposal.made import prepared


@cache
def traced() -> Traced:
    """One replication."""
    plan, draws, _ = small.case(3, mode="joint")
    outcome = simulate(plan, draws)
    every = prepared()
    one = replace(every, scenarios=(replace(every.scenarios[0], plan=plan),))
    measures = measure(plan, draws, outcome, small.county(), small.parameters(), 0)
    return Traced(prepared=one, draws=draws, outcome=outcome, measures=measures)
