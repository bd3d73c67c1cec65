"""The chapters name what there is."""

from __future__ import annotations

from sim.chart.catalogue import CHARTS
from sim.proposal.annex.chapters import CHAPTERS
from sim.proposal.comparison.titles import SHEETS
from sim.proposal.findings.findings import FINDINGS
from sim.proposal.trust import GROUPS

ONLY_IN_WORKBOOK = ("summary", "comparison", "villages", "assignment", "loads", "sources", "headline")
"""Names of the sheets that no chapter has: too long or too technical for paper."""

THIRTEEN = {
    "scenario": "inputs", "network": "facilities", "villages": "village_results", "modes": "shapes", "vehicles": "fleet", "staff": "crews",
    "timetable": "timetable", "targets": "targets", "subsidies": "subsidies", "investment": "investment", "running": "running_cost",
    "five years": "cashflow", "months": "rollout", "otherwise": "whatif", "backstop": "backstop",
}  # fmt: skip
"""A sheet of each table that a planner reports."""


def test_groups_charts_and_sheets_are_known_and_nothing_stands_twice() -> None:
    assert {group for chapter in CHAPTERS for group in chapter.groups} == set(GROUPS)
    charts = [name for chapter in CHAPTERS for name in chapter.charts]
    tables = [name for chapter in CHAPTERS for name in chapter.tables]
    assert set(charts) <= set(CHARTS)
    assert len(set(charts)) == len(charts)
    assert len(set(tables)) == len(tables)
    assert {*tables, *ONLY_IN_WORKBOOK} == set(SHEETS)


def test_every_table_of_a_planner_has_its_chapter() -> None:
    assert set(THIRTEEN.values()) <= {name for chapter in CHAPTERS for name in chapter.tables}
    assert any(chapter.compared for chapter in CHAPTERS)


def test_findings_are_of_chapters() -> None:
    assert set(FINDINGS) <= {chapter.key for chapter in CHAPTERS}
