"""The indicators of an appraisal."""

from __future__ import annotations

from sim.policy.appraisal import appraisal
from tests.policy.plan_made import plan_case


def test_every_column_has_every_indicator() -> None:
    case = plan_case()
    found = appraisal(case)
    counts = found.groupby("mode")["indicator"].nunique()
    assert counts.tolist() == [9, 9]
    merged = found[found["indicator"] == "brands_merged"].iloc[0]
    assert (merged["value"], merged["places"]) == (2, len(case.scenarios[0].plan.brands))
