"""Schedules of legs, and of groups of villages that have their own."""

from __future__ import annotations

from typing import Any

import pytest

from sim.parameters.schedule import LegSchedule, RoundSchedule, ScheduleGroup
from sim.parameters.together import together
from sim.parameters.tree import Parameters


def test_a_group_has_what_it_says_and_else_what_its_leg_has() -> None:
    leg = RoundSchedule(depart=("10:45", "14:00"), visits_per_day=1)
    assert ScheduleGroup(days_per_week=3).of(leg) == LegSchedule(days_per_week=3, depart=("10:45", "14:00"), visits_per_day=1)
    assert ScheduleGroup(depart=("12:00",), visits_per_day=2).of(leg) == LegSchedule(days_per_week=7, depart=("12:00",), visits_per_day=2)


@pytest.mark.parametrize(("group", "key"), [({"depart": ["23:59"]}, "depart"), ({"visits_per_day": 5}, "visits_per_day"), ({"depart": ["14:00", "12:00"]}, "depart"), ({"depart": []}, "depart")])
def test_a_group_departs_as_a_leg_may(group: dict[str, Any], key: str) -> None:
    p = Parameters.model_validate({"schedule": {"village": {"groups": {"north": {"townships": ["T1"], **group}}}}})
    assert {str(fault.where) for fault in together(p)} == {f"schedule.village.groups.north.{key}"}
