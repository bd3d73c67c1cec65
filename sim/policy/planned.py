"""The county's plan in a config: as its file says it, or the sheets of the county's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.county.spec import CountySpec
from sim.parameters.faults import section
from sim.policy.document import CountyPlan
from sim.policy.sheet_places import in_sheets
from sim.policy.sheets import read_plan
from sim.problems import Problem, phrase
from sim.table import Findings


def plan_in(data: dict[str, Any], county: CountySpec | None, problems: list[Problem]) -> CountyPlan | None:
    """The plan of a config, which is taken out of it; its subsidies become those of the model."""
    given = data.pop("plan", None)
    if given is None:
        return None
    lines = _sheets(county, problems) if given.get("sheets") else {}
    told = {**{key: value for key, value in given.items() if key != "sheets"}, **lines}
    refused: list[Problem] = []
    plan: CountyPlan | None = section(CountyPlan, told, "plan", refused)
    problems += in_sheets(refused, Path(county.source).name) if lines and county and county.source else refused
    if plan is not None:
        paid = {key: subsidy.parameters() for key, subsidy in plan.subsidies.items()}
        data["subsidy"] = {**(data.get("subsidy") or {}), **paid}
    return plan


def _sheets(county: CountySpec | None, problems: list[Problem]) -> dict[str, Any]:
    """The lines of a plan that stand in sheets of the county's workbook."""
    source = county.source if county is not None else None
    findings = Findings()
    lines = read_plan(Path(source), findings) if source else {}
    problems += findings.problems
    if not lines and not findings.problems:
        found = source or phrase("plan.no_workbook")
        problems.append(Problem("plan.no_sheets", "county.source", found, phrase("plan.sheets"), phrase("plan.write")))
    return lines
