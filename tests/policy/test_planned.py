"""A config's plan: as a file says it, or as the sheets of the county's workbook do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from sim.county.spec import CountySpec
from sim.policy.planned import plan_in
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
