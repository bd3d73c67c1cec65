"""Places against standards."""

from __future__ import annotations

from dataclasses import replace

from sim.policy.facility import facilities, standards, to_standard
from sim.policy.inventory import Inventory
from tests.policy.plan_made import plan_case

ASKED = {
    "staff": {"of": "hub", "item": "hub_staff", "at_least": 1000, "fact": "D4-36"},
    "brands": {"of": "hub", "item": "hub_brands", "at_least": 2},
    "sign": {"of": "village", "item": "sign"},
    "area": {"of": "township", "item": "m2", "at_least": 500, "places": ["s2"]},
}


def test_every_place_is_told_what_it_lacks() -> None:
    case = plan_case(facilities=ASKED)
    found = facilities(case)
    counts = found["verdict"].value_counts()
    assert set(found["mode"]) == {case.scenarios[1].name}, "the status quo is asked for nothing"
    assert counts["met"] + counts["gap"] == 2
    assert counts["not_verified"] == len(case.county.points) + 1
    short = found[found["verdict"] == "gap"].iloc[0]
    assert short["missing"] == 1000 - short["found"]
    assert short["fact"] == "D4-36"


def test_a_standard_is_counted_over_its_places() -> None:
    table = standards(facilities(plan_case(facilities=ASKED)))
    assert table["places"].tolist() == [1, 1, 3, 1]
    assert (table[["met", "gap", "not_verified"]].sum(axis=1) == table["places"]).all()
    assert standards(facilities(plan_case())).empty


def test_a_place_is_to_standard_with_all_of_it() -> None:
    case = plan_case(facilities=ASKED)
    seat = case.county.townships[1]
    told = replace(case.county, facilities={seat.code: {"m2": 499.0}})
    given = replace(case, prepared=replace(case.prepared, county=told))
    second = case.scenarios[1]
    verdicts = {
        of: to_standard(Inventory(given, second, case.measures[second.name]), of) for of in ("hub", "township", "village")
    }
    assert set(verdicts["hub"].values()) == {"gap"}
    assert verdicts["township"] == {seat.code: "gap"}
    assert set(verdicts["village"].values()) == {"not_verified"}
