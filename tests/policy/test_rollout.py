"""Stages of a plan."""

from __future__ import annotations

from sim.policy.rollout import rollout, stages
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
    good = frozenset({case.county.rural[0].code})
    table = rollout(case.county, {"2021-12": case.measures["joint"]}, good)
    parts, whole = table[table["township"] != ""], table[table["township"] == ""]
    for column in ("villages", "reached", "points", "to_standard"):
        assert abs(parts[column].sum() - whole[column].iloc[0]) < 0.02
    assert 0 <= whole["to_standard"].iloc[0] <= 1
    assert whole["villages"].iloc[0] == len(case.county.rural)
