"""Who is served by a backstop, and what that costs."""

from __future__ import annotations

from dataclasses import replace

from sim.plan.note import Choice
from sim.policy.backstop import backstop
from sim.policy.case import PlanCase
from sim.problems import phrase
from tests.policy.plan_made import plan_case

WHY = phrase("assignment.because_rest")


def chosen(*choices: tuple[int, str, tuple[str, ...]]) -> PlanCase:
    """A case whose second column has these choices."""
    case = plan_case(backstop=["carrier"])
    made = tuple(Choice(pool="ab", village=v, mode=m, rule="rest", missed=missed, reason=WHY) for v, m, missed in choices)
    first, second = case.scenarios
    plan = replace(second.plan, choices=made)
    prepared = replace(case.prepared, scenarios=(first, replace(second, plan=plan)))
    return replace(case, prepared=prepared)


def test_backstop_modes_and_villages_not_reached_are_listed_with_their_cost() -> None:
    case = chosen((0, "van", ()), (1, "carrier", ()), (2, "van", ("post",)))
    found = backstop(case)
    assert found["village"].tolist() == [case.county.villages[v].code for v in (1, 2)]
    assert found["why"].tolist() == ["backstop_rule", "not_reached"]
    assert set(found["mode"]) == {case.scenarios[1].name}
    year = sum(m.villages["cost_village_year.all"][1] for m in case.measures[case.scenarios[1].name]) / 3
    assert found["yuan_year"].iloc[0] == round(year)


def test_the_status_quo_has_no_backstop() -> None:
    assert backstop(plan_case()).empty
