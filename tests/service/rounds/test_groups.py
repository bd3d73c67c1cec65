"""Townships and villages with days and departures of their own."""

from __future__ import annotations

from typing import Any

import pytest

from sim.clock import DAY, clock_ms
from sim.parameters.schedule import ScheduleGroup
from sim.plan.plan import ServicePlan
from sim.service.rounds.groups import all_departures, group_faults
from tests.service.small_county import build, county, parameters

NORTH = {"townships": ["北镇"], "days_per_week": 3, "depart": ["12:30"]}


def planned(mode: str = "courier_courier", leg: str = "village", count: int | str = "auto", **groups: Any) -> ServicePlan:
    return build(mode, parameters(**{f"schedule__{leg}__groups": groups, f"fleet__{leg}__count": count}))


def departures(plan: ServicePlan, village: str, brand: str = "zto") -> tuple[int, set[int]]:
    """Days with a run to a village, of fourteen, and the times of day."""
    way = plan.ways[plan.inbound[plan.brands.index(brand), plan.villages.index(village)]]
    scheduled = plan.timetable.scheduled[plan.timetable.line == way.hops[-1].line]
    return len({t // DAY % 14 for t in scheduled.tolist()}), {t % DAY for t in scheduled.tolist()}


def test_a_township_has_days_and_times_of_its_own() -> None:
    plan, plain = planned(north=NORTH), planned()
    assert departures(plan, "N1") == (6, {clock_ms("12:30")})
    assert {departures(plan, v.code)[0] for v in county().villages if v.township == 0 and v.point >= 0} == {6}
    assert departures(plan, "S1")[0] == departures(plain, "S1")[0] == 14
    assert departures(plain, "N1")[0] == 14


def test_a_village_named_goes_with_its_group_and_what_is_empty_is_as_the_leg() -> None:
    plan = planned(north=NORTH, two={"villages": ["N2", "南3村"], "days_per_week": 2})
    assert [departures(plan, code)[0] for code in ("N1", "N2", "S3", "S1")] == [6, 4, 4, 14]
    assert departures(plan, "N2")[1] <= {clock_ms("10:45"), clock_ms("14:00")}


@pytest.mark.parametrize(("mode", "leg"), [("courier_direct", "direct"), ("transport_courier", "relay")])
def test_groups_hold_on_every_leg_of_rounds(mode: str, leg: str) -> None:
    days = {departures(planned(mode, leg, north={"townships": ["T1"], "days_per_week": 2}), v.code)[0] for v in county().villages if v.township == 0}
    assert 4 in days


def test_vehicles_given_are_for_all_groups_together() -> None:
    plan = planned(count=2, north=NORTH, two={"villages": ["N2", "N3"], "days_per_week": 2})
    assert sum(depot.count for depot in plan.depots if depot.key.startswith("village/")) == 2


def test_no_group_changes_nothing() -> None:
    assert [line.key for line in planned().lines] == [line.key for line in build("courier_courier").lines]


def test_every_departure_of_a_leg_is_known() -> None:
    assert all_departures(parameters(schedule__village__groups={"north": NORTH}).schedule.village) == ("10:45", "12:30", "14:00")
    assert all_departures(parameters().schedule.trunk) == ("08:30", "15:30")


def test_faults_of_groups_are_told_at_once() -> None:
    groups = {"a": {"days_per_week": 3}, "b": {"townships": ["nowhere"], "villages": ["N1"]}, "c": {"villages": ["N1"]}}
    where = "schedule.village.groups"
    found = group_faults({key: ScheduleGroup.model_validate(group) for key, group in groups.items()}, where, county())
    assert [(fault.code, str(fault.where)) for fault in found] == [
        ("schedule.empty_group", f"{where}.a"), ("plan.unknown_township", f"{where}.b.townships"), ("schedule.two_groups", f"{where}.c.villages"),
    ]  # fmt: skip
