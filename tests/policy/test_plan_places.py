"""Places that a plan names and the county has not."""

from __future__ import annotations

import pytest

from sim.parameters import Parameters
from sim.policy.document import CountyPlan, PlanTarget
from sim.policy.plan_places import county_faults, mode_faults, place_faults, places_of, scenario_faults, stage_faults
from tests.measure import small
from tests.service.small_county import modes


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


def test_counties_of_a_prefecture_are_known_and_named_once() -> None:
    made = plan(counties=["a", "b", "nowhere", "b"])
    assert [(p.code, p.where) for p in county_faults(made, ["a", "b"])] == [("config.repeated", "plan.counties"), ("county.unknown", "plan.counties")]
    assert not list(county_faults(plan(), ["a"]))


def test_no_more_places_are_asked_for_than_there_are() -> None:
    county = small.county()
    town = county.townships[county.rural[0].township].name
    for what in ("villages_reached", "villages_with_point", "points_to_standard", "centres", "centres_to_standard", "hub"):
        where = [] if what == "hub" else [town]
        most = places_of(PlanTarget.model_validate({"what": what, "count": 1, "places": where, "by": "2026-12-31"}), county)
        lines = {key: {"what": what, "count": most + more, "places": where, "by": "2026-12-31"} for key, more in (("a", 0), ("b", 1))}
        assert most > 0
        assert [(p.where, p.found) for p in place_faults(plan(targets=lines), county)] == [("plan.targets.b.count", str(most + 1))]
        assert not list(place_faults(plan(targets={"c": {**lines["b"], "of": 999}}), county))  # the plan's own whole


def test_columns_of_a_plan_name_modes_brands_and_villages_that_there_are() -> None:
    known = modes()
    right = next(iter(known))
    wrong = {"mode": "nope", "pools": {"joint": ["zto", "nobody"]}, "rules": [{"mode": right, "villages": ["无此村"]}]}
    found = scenario_faults(plan(scenarios={"now": {"mode": right}, "then": wrong}), small.county(), Parameters(), known)
    assert {str(p.where) for p in found} == {f"plan.scenarios.then.{key}" for key in ("mode", "pools.joint", "rules.0.villages")}


def stage(month: str, **villages: object) -> dict[str, object]:
    return {"month": month, "villages": villages}


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        ([stage("2026-06", from_population=10**6)], ["a", "1e+06"]),
        ([stage("2026-06", from_parcels_day=10**6)], ["a", "a condition that a village"]),
        ([stage("2026-06", any_of=[{"villages": ["无此村"]}])], []),
        ([stage("2026-06"), stage("2026-07", below_km=500)], ["b", "all in from 2026-06"]),
        ([stage("2026-07", below_km=500), stage("2026-06")], ["a", "all in from 2026-06"]),
        ([stage("2026-06", remote=True)], ["a", "remote"]),
        ([stage("2026-06", on_line="nope")], ["a", "nope"]),
        ([stage("2026-06"), stage("2026-07", on_line="transport_courier")], []),
    ],
)
def test_stages_bring_in_villages_that_there_are(stages: list[dict[str, object]], told: list[str]) -> None:
    made = plan(rollout=dict(zip("ab", stages, strict=False)))
    found = [str(p) for p in stage_faults(made, small.county(), Parameters(), modes())]
    assert len(found) == bool(told)
    assert all(word in found[0] for word in told)


def test_the_chosen_county_is_one_of_the_plans() -> None:
    assert [p.code for p in county_faults(plan(counties=["a", "b"]), ["a", "b", "c"], "c")] == ["plan.county"]
    assert not list(county_faults(plan(counties=["a", "b"]), ["a", "b", "c"], "b"))
