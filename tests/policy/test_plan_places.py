"""Places that a plan names and the county has not."""

from __future__ import annotations

from sim.policy.document import CountyPlan
from sim.policy.plan_places import mode_faults, place_faults
from tests.measure import small


def plan(**more: object) -> CountyPlan:
    return CountyPlan.model_validate({"scenarios": {"now": {"mode": "township_pickup"}}, **more})


def test_townships_of_targets_standards_and_stages_are_those_of_the_county() -> None:
    county = small.county()
    town = county.townships[0].name
    target = {"what": "centres", "share": 1, "by": "2026-12-31"}
    made = plan(
        targets={"a": {**target, "places": [town, "丙镇"]}},
        facilities={"b": {"of": "township", "item": "m2", "places": ["丁镇"]}},
        rollout={"c": {"month": "2026-06", "villages": {"townships": [town, "戊镇"]}}},
    )
    assert [(p.where, p.found) for p in place_faults(made, county)] == [
        ("plan.targets.a.places", "丙镇"), ("plan.facilities.b.places", "丁镇"), ("plan.rollout.c.villages.townships", "戊镇")
    ]


def test_lines_of_a_prefecture_are_for_several_counties() -> None:
    target = {"what": "centres", "share": 1, "by": "2026-12-31", "places": ["丙镇"]}
    assert not list(place_faults(plan(counties=["a", "b"], targets={"a": target}), small.county()))


def test_modes_that_a_plan_allows_are_known_and_named_once() -> None:
    made = plan(modes=["township_pickup", "nope"], backstop=["township_pickup", "township_pickup"])
    assert [(p.code, p.where) for p in mode_faults(made, ["township_pickup", "walk"])] == [("mode.unknown", "plan.modes"), ("config.repeated", "plan.backstop")]
