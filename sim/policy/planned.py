"""The county's plan in a config: as its file says it, or the sheets of the county's workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sim.county.load import read_county
from sim.county.settle import settle
from sim.county.spec import CountySpec
from sim.parameters.faults import section
from sim.policy.document import CountyPlan
from sim.policy.plan_places import place_faults
from sim.policy.sheet_places import in_sheets
from sim.policy.sheets import read_plan
from sim.problems import Problem, phrase
from sim.table import Findings

_STAND_IN = {"scenarios": {"-": {"mode": "-"}}}
"""What stands for the columns of a plan whose own are at fault, so that its lines can be held against the county."""


def plan_in(data: dict[str, Any], county: CountySpec | None, problems: list[Problem]) -> CountyPlan | None:
    """The plan of a config, which is taken out of it; its subsidies become those of the model."""
    given = data.pop("plan", None)
    if given is None:
        return None
    lines = _sheets(county, problems) if given.get("sheets") else {}
    told = {**{key: value for key, value in given.items() if key != "sheets"}, **lines}
    refused: list[Problem] = []
    plan: CountyPlan | None = section(CountyPlan, told, "plan", refused)
    if plan is None:
        left = _without(told, refused)
        plan = section(CountyPlan, left, "plan", []) or section(CountyPlan, {**left, **_STAND_IN}, "plan", [])
    problems += in_sheets(refused, county.source) if lines and county and county.source else refused
    if plan is not None:
        paid = {key: subsidy.parameters() for key, subsidy in plan.subsidies.items()}
        data["subsidy"] = {**(data.get("subsidy") or {}), **paid}
    return plan


def _without(told: Mapping[str, Any], refused: Iterable[Problem]) -> dict[str, Any]:
    """A plan without the lines that are at fault, so that those that are left can be held against the county."""
    bad = {tuple(str(p.where).split(".")[1:3]) for p in refused}
    return {
        name: {key: line for key, line in part.items() if (name, key) not in bad} if isinstance(part, dict) else part
        for name, part in told.items()
    }


def table_faults(plan: CountyPlan | None, county: CountySpec | None) -> list[Problem]:
    """Faults of the tables of a county of one's own, and places that its plan names and they have not; told beside
    those of a config, which keep the county from being read later."""
    if county is None or county.source is None:
        return []
    found: list[Problem] = []
    given = read_county(county, Path(county.source), found)
    if given is None or plan is None:
        return found
    empty = {word for town in given.left_out for word in (town.name, town.code)}
    unknown = in_sheets(place_faults(plan, settle(given, county, {})), county.source)
    return [*found, *(p for p in unknown if p.found not in empty)]


def _sheets(county: CountySpec | None, problems: list[Problem]) -> dict[str, Any]:
    """The lines of a plan that stand in sheets of the county's workbook, or in files of its folder."""
    source = county.source if county is not None else None
    findings = Findings()
    lines = read_plan(Path(source), findings) if source else {}
    problems += findings.problems
    if not lines and not findings.problems:
        found = source or phrase("plan.no_workbook")
        problems.append(Problem("plan.no_sheets", "county.source", found, phrase("plan.sheets"), phrase("plan.write")))
    return lines
