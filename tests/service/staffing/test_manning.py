"""Handlings with their stages and crews: as given, as needed, shared out."""

from __future__ import annotations

import pytest

from sim.clock import DAY, HOUR
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from sim.problems import InputError
from sim.service.rounds.rounds import share_out
from sim.service.staffing.manning import ONE_PERSON
from tests.service.small_county import build, county, demand, parameters


def test_shares_are_whole_and_at_least_one() -> None:
    assert share_out(10, [1, 1, 8]) == [1, 1, 8]
    assert share_out(2, [5, 5, 5]) == [1, 1, 1]
    assert share_out(7, [0, 0]) == [1, 1]
    assert sum(share_out(31, [3, 5, 2, 8])) == 31


def stage(plan: ServicePlan, handling: str, name: str) -> Stage:
    return next(s for h in plan.handlings if h.key == handling for s in h.stages if s.name == name)


def crews(s: Stage) -> list[int]:
    return [shift.people for shift in s.crew.shifts if shift.start < DAY]


def test_numbers_and_maps_are_honoured() -> None:
    p = parameters(staffing__hub__sort__crew=7, staffing__township__sort__crew={"北镇": 3, "T2": 4})
    plan = build("courier_courier", p)
    assert crews(stage(plan, "hub/pool:joint", "sort"))[0] == 7
    assert [crews(stage(plan, f"township/pool:joint/{t}", "sort"))[0] for t in ("T1", "T2")] == [3, 4]


def test_a_shift_is_there_on_every_day() -> None:
    plan = build("courier_courier")
    assert {s.start // DAY for s in stage(plan, "hub/pool:joint", "unload").crew.shifts} == set(range(42))


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("staffing__hub__sort__crew", {"北镇": 3}, "plan.crew_by_township"),
        ("staffing__hub", {"unload": {}}, "plan.no_crew"),
    ],
)
def test_crews_that_name_what_is_not_there(key: str, value: object, code: str) -> None:
    with pytest.raises(InputError) as refused:
        build("courier_courier", parameters(**{key: value}))
    assert refused.value.problems[0].code == code


def test_more_destinations_than_slots_take_more_passes() -> None:
    one = build("courier_courier", parameters(handling__slots=20, demand__scale=20.0))
    two = build("courier_courier", parameters(handling__slots=3, demand__scale=20.0))
    north = "township/pool:joint/T1"
    assert stage(two, north, "sort").work == 2 * stage(one, north, "sort").work == 2 * HOUR // 200
    assert stage(two, "hub/pool:joint", "sort").work == HOUR // 200


def test_a_share_is_screened_at_the_hub_and_nowhere_below() -> None:
    plan = build("courier_courier", parameters(handling__screened_share=0.3, handling__screen_per_h=600, demand__scale=20.0))
    assert stage(plan, "hub/pool:joint", "unload").work == HOUR // 500 + 0.3 * HOUR // 600
    assert stage(plan, "township/pool:joint/T1", "unload").work == HOUR // 500


def test_a_hub_that_no_township_follows_sorts_to_villages() -> None:
    plan = build("transport_courier", parameters(handling__slots=3))
    load = demand(parameters()).daily.sum(axis=0)
    north = sum(n for n, v in zip(load, county().villages, strict=True) if v.township == 0)
    mean = (3 * north + 2 * (load.sum() - north)) / load.sum()
    assert stage(plan, "hub/pool:joint", "sort_village").work == pytest.approx(mean * HOUR / 200, abs=1)


def test_the_post_hands_over_and_sorts_at_the_township() -> None:
    plan = build("postal_courier")
    handling = next(h for h in plan.handlings if h.key == "township/host:post/T1")
    assert [s.name for s in handling.stages] == ["unload", "hand_over", "sort"]
    assert handling.operator == Actor.host("post")


def test_several_operations_of_one_operator_share_a_given_crew() -> None:
    plan = build("courier_courier", parameters(staffing__hub__sort__crew=9), rules=[{"mode": "transport_courier", "from_population": 1200}])
    hubs = [h for h in plan.handlings if h.operator == Actor.pool("joint") and h.place == 0]
    assert len(hubs) == 2
    assert sum(crews(next(s for s in h.stages if s.name == "sort"))[0] for h in hubs) == 9


def test_a_crew_smaller_than_the_operations_that_share_it_is_noted() -> None:
    mixed = [{"mode": "transport_courier", "from_population": 1200}]
    plan = build("courier_courier", parameters(staffing__hub__sort__crew=1), rules=mixed)
    hubs = [h for h in plan.handlings if h.operator == Actor.pool("joint") and h.place == 0]
    assert [crews(next(s for s in h.stages if s.name == "sort"))[0] for h in hubs] == [1, 1]
    (note,) = (str(n) for n in plan.notes if n.about.startswith("staffing."))
    assert note == "staffing.hub.sort.crew: fewer workers than operations that share them, so 1 each: xian 1 < 2"
    for crew in (0, 2, "auto"):
        other = build("courier_courier", parameters(staffing__hub__sort__crew=crew), rules=mixed)
        assert not any(n.about.startswith("staffing.") for n in other.notes)


def test_one_person_does_all_where_that_is_enough() -> None:
    plan = build("courier_courier", parameters(demand__scale=0.1))
    assert stage(plan, "township/pool:joint/T1", ONE_PERSON).crew.key == f"township/pool:joint/T1/{ONE_PERSON}"


def test_a_crew_does_the_work_of_another_stage_too_and_is_sized_to_both() -> None:
    apart, both = (build("courier_courier", parameters(demand__scale=20.0, staffing__hub__sort__crew_of=of)) for of in ("", "unload"))
    key = "hub/pool:joint"
    unload, sort = (stage(both, key, name) for name in ("unload", "sort"))
    assert unload.crew is sort.crew
    assert unload.crew.key == f"{key}/unload"
    one, two = (sum(crews(stage(apart, key, name))) for name in ("unload", "sort"))
    assert max(one, two) < sum(crews(unload)) <= one + two
    assert len(both.crews) == len(apart.crews) - 1
    assert (unload.work, sort.work) == (stage(apart, key, "unload").work, stage(apart, key, "sort").work)


def test_a_given_crew_of_several_stages_is_as_many_people_as_given() -> None:
    plan = build("courier_courier", parameters(staffing__hub__sort__crew_of="unload", staffing__hub__unload__crew=4))
    assert crews(stage(plan, "hub/pool:joint", "sort"))[0] == 4
