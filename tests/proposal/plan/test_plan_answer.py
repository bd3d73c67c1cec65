"""A plan is answered first: targets met of how many, what is missing, what a year costs."""

from __future__ import annotations

import pandas as pd

from sim.policy.document import CountyPlan
from sim.proposal.plan.plan_answer import met_of, plan_answers

NAMES = {"now": ("现状", "status quo"), "plan": ("方案", "plan")}
TARGETS = pd.DataFrame(
    [("now", "a", "gap"), ("now", "b", "gap"), ("plan", "a", "met"), ("plan", "b", "gap")],
    columns=["mode", "target", "verdict"],
)
BUDGET = pd.DataFrame(
    [("now", "system", 900.0), ("now", "public", 0.0), ("plan", "system", 700.0), ("plan", "public", 33.6)],
    columns=["mode", "line", "wan_yuan_year"],
)


def document() -> CountyPlan:
    target = {"what": "hub", "count": 1, "by": "2026-12-31"}
    return CountyPlan.model_validate({
        "scenarios": {"now": {"mode": "township_pickup"}, "plan": {"mode": "postal_courier"}},
        "targets": {"a": {**target, "zh": "中心", "en": "hub"}, "b": {**target, "zh": "站点", "en": "points"}},
    })


def test_targets_met_and_missed_come_before_what_a_year_costs() -> None:
    targets, budget = plan_answers({"targets": TARGETS, "budget": BUDGET}, document(), NAMES)
    assert targets.zh == "方案目标达到/可判的项数：方案 1/2、现状 0/2；缺口：站点"
    assert targets.en == "Targets of the plan that are met, of those that can be judged: plan 1/2, status quo 0/2; gaps: points"
    assert targets.verdict == "not met"
    assert budget.zh == "各村全部快件全年成本（万元）：各方合计 现状 900.0、方案 700.0；其中财政 现状 0.0、方案 33.6"


def test_what_nobody_can_judge_is_not_counted_as_missed() -> None:
    verdicts = pd.Series(["met", "not_verified", "gap", "not_verified"])
    assert met_of(verdicts, "zh") == "1/2（另2项未核验）"
    assert met_of(verdicts, "en") == "1/2 (2 more not verified)"
    assert met_of(verdicts[:1], "zh") == "1/1"


def test_what_is_not_verified_is_named() -> None:
    (targets,) = plan_answers({"targets": TARGETS.replace({"verdict": {"gap": "not_verified"}})}, document(), NAMES)
    assert targets.zh == "方案目标达到/可判的项数：方案 1/1（另1项未核验）、现状 0/0（另2项未核验）；未核验：站点"
    assert targets.verdict == "not verified"


def test_without_a_plan_there_is_no_such_answer() -> None:
    assert plan_answers({"targets": TARGETS}, None, NAMES) == []


def test_an_overloaded_column_meets_nothing_that_counts() -> None:
    (targets,) = plan_answers({"targets": TARGETS}, document(), NAMES, ["plan"])
    assert targets.zh == "方案目标达到/可判的项数：方案 超负荷、现状 0/2"
    assert targets.verdict == "not verified"


def test_what_is_missing_and_what_nobody_says_is_told_item_by_item() -> None:
    rows = [("plan", "township", "m2", 1, 2, 30.0), ("plan", "village", "sign", 0, 61, 0.0), ("now", "village", "site", 9, 0, 9.0)]
    table = pd.DataFrame(rows, columns=["mode", "level", "item", "gap", "not_verified", "missing"])
    (line,) = plan_answers({"standards": table}, document(), NAMES)
    assert line.zh == "方案的设施标准：缺乡镇中心·站点面积1处（共缺30）；县表未填、无从核验的：乡镇中心·站点面积2处、村级服务点·有标识61处"
    assert line.en.startswith("Standards of the plan: short of ")
    assert line.verdict == "not met"
    assert plan_answers({"standards": table[table["mode"] == "now"]}, document(), NAMES) == []
