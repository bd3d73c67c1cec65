"""A place is told by what is known of it, rows joined where they are neighbours."""

from __future__ import annotations

import pytest

from sim.problems.where import Where


@pytest.mark.parametrize(
    ("where", "zh", "en"),
    [
        (Where(), "", ""),
        (Where(file="a.csv"), "a.csv", "a.csv"),
        (Where(file="县.xlsx", sheet="村庄", row=3, column="人口"), "县.xlsx“村庄”表第 3 行“人口”列", "县.xlsx, sheet 村庄, row 3, column 人口"),
        (Where(key="fleet.count"), "fleet.count", "fleet.count"),
        (Where(row=1), "第 1 行", "row 1"),
    ],
)
def test_what_is_known_is_told(where: Where, zh: str, en: str) -> None:
    assert (where.text("zh"), where.text("en"), str(where)) == (zh, en, en)


def test_rows_and_columns_given_stand_in_for_its_own() -> None:
    where = Where(file="a.csv", row=1, column="x")
    assert where.cell("en", [5, 3, 4, 9, 4], ["a", "b"]) == "rows 3-5, 9, columns a, b"
    assert where.cell("zh", [7]) == "第 7 行“x”列"
    assert where.table("en") == "a.csv"


def test_of_very_many_rows_the_first_are_told() -> None:
    told = Where().cell("en", range(1, 1000, 2))
    assert told.startswith("rows 1, 3, 5")
    assert len(told) < 80
