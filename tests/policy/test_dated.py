"""A target is checked with what is in force at its day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sim.policy.case import PlanCase
from sim.policy.dated import at_their_days, in_force
from sim.policy.targets import target_counts, targets
from tests.policy.plan_made import document, plan_case

SCENARIOS = {"joint": {"mode": "joint"}, "other": {"mode": "post"}}
ROLLOUT = {
    "some": {"month": "2021-12", "villages": {"from_population": 2500}}, "all": {"month": "2022-12"},
}  # fmt: skip
ASKED = {
    name: {"what": "kpi", "kpi": "undelivered_share", "at_most": 1.0, "by": by}
    for name, by in (("before", "2021-11-30"), ("first", "2021-12-31"), ("between", "2022-11-30"), ("whole", "2022-12-31"))
}


def test_a_month_counts_from_its_first_day_until_the_next_stage() -> None:
    plan = document(scenarios=SCENARIOS, rollout=ROLLOUT)
    days = {dt.date(2021, 11, 30): "joint", dt.date(2021, 12, 1): "stage 2021-12", dt.date(2022, 11, 30): "stage 2021-12"}
    assert {day: in_force(plan, day)[0] for day in days} == days
    assert in_force(plan, dt.date(2022, 12, 1)) == ("other", "")
    assert in_force(document(scenarios=SCENARIOS), dt.date(2021, 1, 1)) == ("other", ""), "no roll-out"


def test_a_hub_and_centres_stand_before_the_first_villages_come_in() -> None:
    plan, early = document(scenarios=SCENARIOS, rollout=ROLLOUT), dt.date(2021, 6, 30)
    assert {in_force(plan, early, what) for what in ("hub", "centres", "centres_to_standard")} == {("stage 2021-12", "2021-12")}
    assert in_force(plan, early, "villages_reached") == ("joint", "")
    assert in_force(document(scenarios=SCENARIOS, rollout={"all": {"month": "2021-07"}}), early, "hub") == ("other", "")


def test_each_target_takes_the_rows_of_its_stage() -> None:
    plan = document(scenarios=SCENARIOS, rollout=ROLLOUT, targets=ASKED)
    case = replace(plan_case(), document=plan)
    (first, *_), found = case.prepared.scenarios, case.measures["joint"]
    stage = replace(first, plan=replace(first.plan, name="stage 2021-12"), name="stage 2021-12")
    staged = PlanCase(
        document=plan, prepared=replace(case.prepared, scenarios=(stage,)), measures={"stage 2021-12": found}
    )
    before = {"targets": targets(case), "target_counts": target_counts(case)}
    table = at_their_days(before, staged)["targets"]
    own = table[table["mode"] == plan.column].set_index("target")
    asked = before["targets"].set_index(["mode", "target"])["simulated"]
    assert list(own.index) == list(ASKED)
    assert own["stage"].to_dict() == {"before": "", "first": "2021-12", "between": "2021-12", "whole": ""}
    assert own.loc["before", "simulated"] == asked["joint", "before"]
    assert own.loc["whole", "simulated"] == asked["other", "whole"]
    assert own.loc["first", "simulated"] == asked["joint", "first"], "that of the stage"
    assert len(table) == len(before["targets"])
