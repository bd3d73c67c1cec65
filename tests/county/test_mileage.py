"""The table of road distances: each pair once, hub, townships and villages by what they are called."""

from __future__ import annotations

import pytest

from sim.county.mileage import Mileage, finder, read_distances
from sim.problems import Problem
from sim.table.names import Names
from tests.county.givens import rows_of


def read(*lines: str, head: str = "起点,终点,公里") -> tuple[dict[object, float], list[Problem]]:
    """Road km by pair."""
    found, problems = mileage(head, *lines)
    return dict(found.km), problems


def mileage(head: str, *lines: str) -> tuple[Mileage, list[Problem]]:
    townships = Names()
    townships.add(0, "T0", "东镇")
    villages = Names(townships)
    for i, name in enumerate(("甲村", "乙村")):
        villages.add(i, f"V{i}", name, parents=[0])
    problems: list[Problem] = []
    found = read_distances(rows_of("distances", head, *lines), finder(lambda: ["县城"], townships, villages, problems), problems)
    assert set(found.rows) == set(found.km)
    return found, problems


def test_places_of_all_kinds_are_found_and_both_ways_may_differ() -> None:
    distances, problems = read("县城,东镇,20", "甲村,V1,3", "乙村,甲村,4", "县 城,甲村,25")
    assert problems == []
    assert distances == {(("hub", 0), ("township", 0)): 20, (("village", 0), ("village", 1)): 3, (("village", 1), ("village", 0)): 4, (("hub", 0), ("village", 0)): 25}


@pytest.mark.parametrize(
    ("lines", "code"), [(["甲村,甲村,3"], "distance_to_itself"), (["甲村,乙村,3", "甲村,乙村,4"], "duplicate_distance"), (["甲村,丙村,3"], "unknown_place")]
)
def test_a_pair_that_is_none_or_twice_is_a_fault_and_left_out(lines: list[str], code: str) -> None:
    distances, problems = read(*lines)
    assert [p.code for p in problems] == [f"county.{code}"]
    assert len(distances) == len(lines) - 1


def test_a_row_that_is_at_fault_already_is_passed_over() -> None:
    assert read("甲村,乙村,far") == ({}, [])


@pytest.mark.parametrize(("head", "cell"), [("行车分钟", "30"), ("minutes", "30"), ("用时（小时）", "0.5"), ("行车时间（秒）", "1800")])
def test_minutes_stand_beside_km_in_any_unit_of_time(head: str, cell: str) -> None:
    found, problems = mileage(f"起点,终点,公里,{head}", f"县城,东镇,20,{cell}", "东镇,甲村,3,")
    assert problems == []
    assert found.minutes == {(("hub", 0), ("township", 0)): pytest.approx(30)}
    assert len(found.km) == 2
