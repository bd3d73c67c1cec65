"""Stages of a plan."""

from __future__ import annotations

import pandas as pd

from sim.policy.rollout import rollout, stages, standing
from tests.policy.plan_made import document, plan_case

SCENARIOS = {"today": {"mode": "pickup"}, "plan": {"mode": "post", "rules": [{"mode": "van", "from_parcels_day": 9}]}}
ROLLOUT = {"b": {"month": "2022-12"}, "a": {"month": "2021-12", "villages": {"from_population": 2500}}}


def test_who_is_not_yet_in_keeps_the_status_quo() -> None:
    made = stages(document(scenarios=SCENARIOS, rollout=ROLLOUT))
    assert list(made) == ["2021-12", "2022-12"]
    first, last = made["2021-12"].rules, made["2022-12"].rules
    assert [r.mode for r in first] == ["pickup", "van"]
    assert first[0].none_of[0].from_population == 2500
    assert [r.mode for r in last] == ["van"], "all are in"


def test_townships_add_up_to_the_county() -> None:
    case = plan_case()
    standing = {v.code: "met" if v is case.county.rural[0] else "not_verified" for v in case.county.rural}
    table = rollout(case.county, {"2021-12": case.measures["joint"]}, standing)
    parts, whole = table[table["township"] != ""], table[table["township"] == ""]
    for column in ("villages", "reached", "places", "points", "to_standard", "unknown"):
        assert abs(parts[column].sum() - whole[column].iloc[0]) < 0.02
    assert 0 <= whole["to_standard"].iloc[0] <= 1
    assert whole["villages"].iloc[0] == len(case.county.rural)
    assert whole["places"].iloc[0] == sum(v.point >= 0 for v in case.county.rural)
    assert abs(whole[["to_standard", "unknown"]].sum(axis=1).iloc[0] - whole["points"].iloc[0]) < 0.02


def test_a_point_is_to_standard_by_all_that_is_asked_of_it() -> None:
    rows = [("a", "met"), ("a", "met"), ("b", "met"), ("b", "not_verified"), ("c", "gap"), ("c", "not_verified")]
    table = pd.DataFrame([("village", *row) for row in rows] + [("hub", "h", "gap")], columns=["level", "place", "verdict"])
    assert standing(table) == {"a": "met", "b": "not_verified", "c": "gap"}
    assert standing(None) == {}
