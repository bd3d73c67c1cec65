"""Townships as candidates for the county seat, communities counted."""

from __future__ import annotations

from sim.county.towns import towns_of
from tests.county.givens import rows_of, township, village

ROWS = rows_of("villages", "村名,乡镇,编码,人口,类型", "甲村,东镇,370323101201,500,", "一社区,东镇,370323101001,800,社区", "二社区,城关,370323100001,900,社区")


def found(position: tuple[float, float] | None = None) -> list[object]:
    towns = towns_of(
        [township("东镇", position)], [village("甲村", 0, (118.0, 36.0)), village("乙村", 0, (118.2, 36.2))], ROWS, lambda word: [0] if word == "东镇" else [], lambda row: (118.5, 36.5)
    )
    return [(t.name, t.communities, t.residents, t.position) for t in towns]


def test_communities_and_residents_are_counted_and_a_town_of_communities_alone_is_one() -> None:
    east, gate = found()
    assert east[:3] == ("东镇", 1, 1800)  # type: ignore[index]
    assert gate == ("城关", 1, 900, (118.5, 36.5))


def test_a_seat_stands_where_it_says_or_amid_its_villages() -> None:
    assert found((117.0, 35.0))[0][3] == (117.0, 35.0)  # type: ignore[index]
    assert found()[0][3] == (118.1, 36.1)  # type: ignore[index]


def test_without_a_code_the_common_beginning_of_its_places_is_it() -> None:
    assert [t.code for t in towns_of([], [], ROWS, lambda word: [], lambda row: None)] == ["370323101", "370323100"]
