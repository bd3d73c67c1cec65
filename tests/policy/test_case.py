"""A case knows what it was simulated on."""

from __future__ import annotations

from sim.policy.case import PlanCase
from tests.policy.plan_made import plan_case


def test_it_has_county_parameters_and_columns() -> None:
    case = plan_case()
    assert isinstance(case, PlanCase)
    assert case.county is case.prepared.county
    assert [s.name for s in case.scenarios] == list(case.measures)
    assert case.parameters is case.prepared.parameters
