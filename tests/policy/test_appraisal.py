"""The indicators of an appraisal."""

from __future__ import annotations

from dataclasses import replace

from sim.policy.appraisal import appraisal
from tests.policy.plan_made import plan_case


def test_every_column_has_every_indicator() -> None:
    case = plan_case()
    found = appraisal(case)
    counts = found.groupby("mode")["indicator"].nunique()
    assert counts.tolist() == [9, 9]
    merged = found[found["indicator"] == "brands_merged"].iloc[0]
    assert (merged["value"], merged["places"]) == (2, len(case.scenarios[0].plan.brands))


def test_brands_and_routes_that_no_pool_shares_are_none() -> None:
    case = plan_case()
    alone = tuple(
        replace(s, plan=replace(s.plan, ways=tuple(replace(way, pool="") for way in s.plan.ways)))
        for s in case.scenarios
    )
    found = appraisal(replace(case, prepared=replace(case.prepared, scenarios=alone)))
    assert set(found[found["indicator"].isin(["brands_merged", "routes"])]["value"]) == {0}
