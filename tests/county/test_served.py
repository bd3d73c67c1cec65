"""At which village a village's point stands, and which township serves it."""

from __future__ import annotations

import pytest

from sim.county.served import one_place, points_in_township, read_points
from sim.problems import Problem
from sim.table.names import Names
from tests.county.givens import rows_of, village

VILLAGES = [village("甲村", 0), village("乙村", 0), village("丙村", 1)]


def names() -> tuple[Names, Names]:
    townships = Names()
    for i, name in enumerate(("东镇", "西镇")):
        townships.add(i, f"T{i}", name)
    villages = Names(townships)
    for i, v in enumerate(VILLAGES):
        villages.add(i, v.code, v.name, parents=[v.township])
    return townships, villages


def read(*lines: str) -> tuple[dict[int, int], dict[int, int], list[str]]:
    townships, villages = names()
    problems: list[Problem] = []
    rows = rows_of("points", "村,服务点,所属站", *lines)
    points, stations = read_points(rows, villages, townships, problems)
    points_in_township(rows, points, VILLAGES, villages, problems)
    return points, stations, [p.code for p in problems]


def test_a_village_shares_a_point_or_stands_in_town_or_has_another_station() -> None:
    assert read("甲村,乙村,", "丙村,,东镇") == ({0: 1, 2: -1}, {2: 0}, [])


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["丁村,,"], "unknown_village"), (["甲村,丁村,"], "unknown_point"), (["甲村,,南镇"], "unknown_township"), (["甲村,,", "甲村,,"], "duplicate_point_row"),
        (["甲村,乙村,", "乙村,,"], "point_without_home"), (["甲村,丙村,"], "point_across_townships"),
    ],
)  # fmt: skip
def test_what_serves_nobody_is_told(lines: list[str], code: str) -> None:
    assert read(*lines)[2] == [f"county.{code}"]


def test_a_word_that_was_refused_before_is_not_told_again() -> None:
    villages = names()[1]
    villages.refuse("丁村")
    problems: list[Problem] = []
    assert one_place("丁村", villages, "village", rows_of("points", "村", "丁村")[0].where("village"), problems) is None
    assert problems == []
