"""A config's plan: as a file says it, or as the sheets of the county's workbook do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from sim.county.spec import CountySpec
from sim.policy.planned import plan_in, table_faults
from sim.problems import Problem
from tests.policy.plan_made import document


def test_the_plan_is_taken_out_and_its_subsidies_are_the_models() -> None:
    problems: list[Problem] = []
    data: dict[str, Any] = {"plan": document().model_dump(mode="json"), "seed": 1}
    found = plan_in(data, None, problems)
    assert found is not None
    assert not problems
    assert "plan" not in data
    assert set(data.get("subsidy", {})) == set(found.subsidies)
    assert plan_in({"seed": 1}, None, problems) is None


def test_a_workbook_without_the_sheets_is_told(tmp_path: Path) -> None:
    book = tmp_path / "own.xlsx"
    openpyxl.Workbook().save(book)
    for county in (None, CountySpec(slug="own", source=str(book))):
        problems: list[Problem] = []
        plan_in({"plan": {"sheets": True}}, county, problems)
        assert problems[0].code == "plan.no_sheets"


def test_faults_of_the_plan_and_of_the_county_and_places_that_are_none_are_told_together(tmp_path: Path) -> None:
    source = str(workbook(tmp_path / "own.xlsx", {
        "村庄": [("村名", "乡镇", "人口"), ("甲村", "东镇", "三百"), ("乙村", "东镇", 500)],
        "目标": [("名称", "对象", "占比", "期限"), ("一", "通达村", 95, "2026-12-31"), ("二", "通达村", 0.9, "年底")],
        "推进": [("名称", "月份", "乡镇"), ("三", "2026-06", "东镇、无名镇"), ("四", "2026-13", "")],
    }))
    problems: list[Problem] = []
    county = CountySpec(slug="own", source=source)
    scenarios = document().model_dump(mode="json")["scenarios"]
    plan = plan_in({"plan": {"sheets": True, "scenarios": scenarios}}, county, problems)
    told = [(p.where.sheet, p.where.row, p.where.column) for p in [*problems, *table_faults(plan, county)] if not isinstance(p.where, str)]
    assert sorted(told) == sorted([("村庄", 2, "人口"), ("目标", 2, "占比"), ("目标", 3, "期限"), ("推进", 2, "乡镇"), ("推进", 3, "月份")])
    assert [p.found for p in problems if p.code == "config.value"] == ["年底", "2026-13"]
    assert table_faults(plan, None) == []


def test_a_plan_without_columns_is_held_against_the_county_all_the_same(tmp_path: Path) -> None:
    source = str(workbook(tmp_path / "own.xlsx", {"村庄": [("村名", "乡镇", "人口"), ("甲村", "东镇", 500)]}))
    county, target = CountySpec(slug="own", source=source), {"what": "centres", "share": 1, "by": "2026-12-31", "places": ["无名镇"]}
    for scenarios in ({}, {"scenarios": {}}):
        problems: list[Problem] = []
        made = plan_in({"plan": {**scenarios, "targets": {"a": target}}}, county, problems)
        assert [str(p.where) for p in [*problems, *table_faults(made, county)]] == ["plan.scenarios", "plan.targets.a.places"]


def workbook(path: Path, sheets: dict[str, Any]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    return path
