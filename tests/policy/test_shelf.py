"""Shelves against what points are to hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.policy.case import PlanCase
from sim.policy.inventory import Inventory
from sim.policy.shelf import shelves
from tests.policy.plan_made import plan_case


def case_with(needs: list[float], given: float | None = None) -> tuple[PlanCase, str]:
    """A comparison where the first point's shelf needs so many places, a replication each, and the code of its village."""
    case = plan_case()
    second = case.scenarios[1]
    site = next(Inventory(case, second, case.measures[second.name]).sites("village"))
    rows = [replace(m, shelf=np.where(np.arange(len(m.shelf)) == site.number, needs[i % len(needs)], np.nan)) for i, m in enumerate(case.measures[second.name])]
    county = case.county if given is None else replace(case.county, facilities={site.code: {"shelf_parcels": given}})
    return replace(case, measures={**case.measures, second.name: rows}, prepared=replace(case.prepared, county=county)), site.code


def test_the_mean_need_is_rounded_up_and_held_against_what_the_table_says() -> None:
    for given, verdict, missing in ((40.0, "gap", 1.0), (41.0, "met", 0.0)):
        case, code = case_with([40.0, 41.0], given)
        (row,) = shelves(case).to_dict("records")
        assert (row["place"], row["shelf_need"], row["shelf_most"]) == (code, 41, 41)
        assert (row["found"], row["source"], row["verdict"], row["missing"]) == (given, "given", verdict, missing)


def test_what_nobody_says_is_not_verified_and_the_plans_type_of_point_says_what_it_holds() -> None:
    case, _ = case_with([40.0])
    assert shelves(case)["verdict"].tolist() == ["not_verified"]
    assert shelves(case)["missing"].isna().tolist() == [True]
    first, second = case.scenarios
    bounded = tuple(replace(point, shelf=300) for point in second.plan.points)
    held = replace(case.prepared, scenarios=(first, replace(second, plan=replace(second.plan, points=bounded))))
    (row,) = shelves(replace(case, prepared=held)).to_dict("records")
    assert (row["found"], row["source"], row["verdict"]) == (300.0, "planned", "met")


def test_nothing_is_told_without_a_plan() -> None:
    case, _ = case_with([40.0])
    assert shelves(replace(case, document=None)).empty
