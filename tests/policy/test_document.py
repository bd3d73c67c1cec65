"""A plan document is read whole, and its faults are told all at once."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from experiments.settings.compose import configs, files
from sim.parameters.faults import section
from sim.policy.document import CountyPlan, PlanLine, PlanStandard, PlanTarget
from sim.problems import Problem, said
from tests.house.imports import HOME

PLANS = sorted(p.stem for p in (HOME / "conf" / "plan").glob("*.yaml") if p.stem != "own")
SCENARIOS = {"plan": {"mode": "postal_courier"}}


@pytest.mark.parametrize("name", PLANS)
def test_every_line_of_a_shipped_plan_has_a_fact(name: str) -> None:
    config = next(configs([f"plan={name}"], "compare", None, files(None))[1])
    assert config.plan is not None
    assert config.modes[0] == "status_quo"
    with (HOME / "docs" / "facts.csv").open(encoding="utf-8", newline="") as rows:
        known = {fact for row in csv.DictReader(rows) for fact in row["ids"].split()}
    lines: list[PlanLine] = [*config.plan.targets.values(), *config.plan.subsidies.values()]
    assert {line.fact for line in lines} <= known
    assert all(line.zh and line.en for line in lines)


def test_what_a_plan_pays_is_what_the_model_pays() -> None:
    config = next(configs(["plan=hangjin", "plan.subsidies.post.yuan=600"], "compare", None, files(None))[1])
    assert (config.parameters.subsidy["post"].yuan, config.parameters.subsidy["post"].every) == (600, "month")
    assert config.county.slug == "hangjin"


def test_all_faults_at_once_in_both_languages() -> None:
    target = {"what": "villages_reached", "by": "2021-12-31"}
    kpi = {"what": "kpi", "kpi": "no_such", "at_least": 1, "by": "soon"}
    data = {"scenarios": {}, "targets": {"a": target, "b": kpi}, "subsidies": {"c": {"yuan": -1}}, "d": 1}
    problems: list[Problem] = []
    assert section(CountyPlan, data, "plan", problems) is None
    assert [p.where for p in problems] == [
        "plan.scenarios", "plan.targets.a", "plan.targets.b.by", "plan.subsidies.c.yuan", "plan.d"
    ]
    assert all(said(p.allowed, lang) for p in problems for lang in ("zh", "en"))


@pytest.mark.parametrize("wrong", [
    {"what": "kpi", "kpi": "no_such", "at_least": 1}, {"what": "kpi", "kpi": "reach"}, {"what": "hub", "at_least": 1},
    {"what": "hub", "share": 0.5, "count": 1}, {"what": "hub", "count": 1, "kpi": "reach"}, {"what": "hub", "count": 20, "of": 15},
])  # fmt: skip
def test_a_target_has_one_bound_and_a_kpi_that_there_is(wrong: dict[str, Any]) -> None:
    problems: list[Problem] = []
    section(PlanTarget, {"by": "2021-12-31", **wrong}, "plan", problems)
    assert [p.where for p in problems] == ["plan"]


@pytest.mark.parametrize(("wrong", "where", "found"), [
    ({"what": "kpi", "kpi": "within_24h", "at_least": 90}, "at_least", "90"), ({"what": "kpi", "kpi": "within_24h", "at_most": -0.1}, "at_most", "-0.1"),
    ({"what": "kpi", "kpi": "within_24h", "at_least": 0.9, "places": ["a"]}, "places", "a"), ({"what": "hub", "count": 1, "places": ["a", "b"]}, "places", "a, b"),
    ({"what": "kpi", "kpi": "within_24h", "at_most": 0.9, "of": 3}, "of", "3"), ({"what": "centres", "count": 1, "places": ["a", "a"]}, "places", "a"),
])  # fmt: skip
def test_what_no_target_can_mean_is_told_by_its_key(wrong: dict[str, Any], where: str, found: str) -> None:
    problems: list[Problem] = []
    section(PlanTarget, {"by": "2021-12-31", **wrong}, "plan", problems)
    assert [(p.where, p.found) for p in problems] == [(f"plan.{where}", found)]


def test_what_a_place_has_or_has_not_is_one() -> None:
    problems: list[Problem] = []
    section(PlanStandard, {"of": "village", "item": "shelf", "at_least": 100}, "plan.facilities.a", problems)
    assert [(p.where, p.found) for p in problems] == [("plan.facilities.a.at_least", "100")]
    assert section(PlanStandard, {"of": "village", "item": "shelf_parcels", "at_least": 100}, "plan.facilities.a", []) is not None



def test_a_line_that_stands_twice_is_told() -> None:
    line = {"yuan": 500, "every": "month", "of": "point", "payee": "keeper", "zh": "补助"}
    faults: list[Problem] = []
    rows = {"row2": line, "row3": {**line, "payer_zh": "镇"}, "row5": {**line, "fact": "x"}, "row7": line}
    section(CountyPlan, {"scenarios": SCENARIOS, "subsidies": rows}, "plan", faults)
    assert [(str(p.where), str(p.found)) for p in faults] == [("plan.subsidies.row7", "the same as line 2")]
