"""Targets in words."""

from __future__ import annotations

from sim.policy.targets import targets
from sim.proposal.plan.plan_targets import TARGETS
from sim.proposal.plan.plan_view import PlanReader
from tests.policy.plan_made import target_case


def test_counts_have_their_denominator() -> None:
    case = target_case(what="villages_reached", share=0.5)
    for lang, verdicts in (("zh", {"达到", "缺口", "未核验"}), ("en", {"met", "gap", "not verified"})):
        shown = TARGETS.shown(targets(case), PlanReader(case.document, case.prepared, lang))
        heads = ("要求", "判断") if lang == "zh" else ("required", "verdict")
        assert set(shown[heads[0]]) == {"2/4, 50.0%"}
        assert set(shown[heads[1]]) <= verdicts
        assert len(shown.columns) == 7, "no column for what no county needs, nor for the county alone"


def test_a_kpi_has_its_unit() -> None:
    case = target_case(what="kpi", kpi="undelivered_share", at_most=0.5)
    shown = TARGETS.shown(targets(case), PlanReader(case.document, case.prepared, "en"))
    assert set(shown["required"]) == {"50.0%"}


def test_a_count_is_whole_where_replications_differ() -> None:
    """The number that a target is judged by: the fewest where it is met, the most where it is not."""
    case = target_case(what="villages_reached", share=0.5)
    table = targets(case).assign(simulated=2.5, fewest=2.0, most=3.0)
    shown = TARGETS.shown(table, PlanReader(case.document, case.prepared, "en"))
    assert set(shown["simulated"]) == {"2–3/4, 50.0%–75.0%"}
