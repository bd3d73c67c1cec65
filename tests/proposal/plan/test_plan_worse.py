"""What gets worse with a plan is told, who pays more among it; that nothing does, too."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from sim.proposal.plan.plan_worse import Today, alike

NAMES = {"now": ("现状", "status quo"), "plan": ("方案", "plan")}


def summary(plan: float) -> pd.DataFrame:
    return pd.DataFrame([("now", "in_hand_mean_h", 54.4), ("plan", "in_hand_mean_h", plan)], columns=["mode", "kpi", "mean"])


def today(plan: float, changes: list[tuple[str, float, float, float]], swapped: bool = False) -> Today:
    a, b, low, high = ("now", "plan", -10.0, -9.6) if swapped else ("plan", "now", 9.6, 10.0)
    compared = pd.DataFrame([("in_hand_mean_h", a, b, low, high)], columns=["kpi", "a", "b", "ci_low", "ci_high"])
    gains = pd.DataFrame([("plan", *row) for row in changes], columns=["mode", "actor", "change_year", "change_low", "change_high"])
    return Today("now", summary(plan), compared, gains)


def told(of: Today) -> tuple[str, str, str]:
    (line,) = of.worse(["plan"], NAMES, lambda party, lang: party)
    return line.zh, line.en, line.verdict


def test_later_and_dearer_are_told_with_their_intervals_whichever_way_they_were_compared() -> None:
    changes = [("brands", -900_000.0, -950_000.0, -850_000.0), ("public", 366_000.0, 366_000.0, 366_000.0), ("post", 790_000.0, 780_000.0, 800_000.0), ("keeper", 2_000.0, -1_000.0, 5_000.0), ("bus", 400.0, 300.0, 500.0)]
    found = told(today(64.2, changes))
    assert found == told(today(64.2, changes, swapped=True))
    assert found[0] == (
        "方案与现状相比变差的：到手时间均值（共配池）64.2小时，现状54.4小时，慢9.8小时 [9.6, 10.0]；"
        "全年支出增加（全部快件，万元）：post +79.0 [78.0, 80.0]、public +36.6、keeper +0.2 [-0.1, 0.5]，区间含0，不能断定"
    )
    assert "790,000 [780,000, 800,000], public +366,000" in found[1]
    assert found[2] == "not verified"


def test_that_nothing_is_worse_is_told() -> None:
    zh, en, verdict = told(today(54.4, [("brands", -900_000.0, -950_000.0, -850_000.0)]))
    assert zh == "方案与现状相比没有变差的：到手时间不更长，没有一方全年支出增加"
    assert en.startswith("Nothing is worse with plan than status quo")
    assert verdict == "met"


def test_one_plan_by_two_names() -> None:
    twice = pd.concat([summary(60.0), summary(60.0).query("mode == 'plan'").assign(mode="mix")])
    assert alike(twice, "plan", "mix")
    assert not alike(twice, "now", "mix")
    assert not alike(twice, "none", "mix")


def test_what_is_spent_for_the_town_too_is_said_to_be() -> None:
    for town in (False, True):
        zh, en, _ = told(replace(today(54.4, [("public", 366_000.0, 366_000.0, 366_000.0)]), town=town))
        assert ("含城区" in zh, "the town's too" in en) == (town, town)
