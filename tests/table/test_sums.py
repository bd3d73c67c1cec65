"""Stated sums are held against the rows that they may be of."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.table.sums import ADDENDS, hold_against
from tests.table.tables import codes, filled_of


def remarks(rows: str, tmp_path: Path) -> list[str]:
    table, findings = filled_of(tmp_path / "a.csv", "村名,人口,件量\n" + rows)
    assert table is not None
    return [c for c in codes(findings) if c != "table.sum_rows"]


@pytest.mark.parametrize(
    "rows",
    ["甲村,5,1\n乙村,7,2\n合计,12,3\n", "甲村,5,\n小计,5,\n乙村,7,\n小计,7,\n总计,12,\n", "全县,12,\n甲村,5,\n乙村,7,\n", "甲村,5,1.01\n乙村,7,2.01\n合计,12,3\n", "甲村,5,\n合计,,\n"],
)
def test_a_sum_of_rows_above_below_or_of_all_fits(rows: str, tmp_path: Path) -> None:
    assert remarks(rows, tmp_path) == []


def test_a_sum_that_fits_no_rows_is_remarked_in_its_column(tmp_path: Path) -> None:
    assert remarks("甲村,5,1\n乙村,7,2\n合计,12,9\n", tmp_path) == ["table.sum_differs"]
    assert remarks("甲村,5,1\n乙村,7,2\n合计,13,9\n", tmp_path) == ["table.sum_differs"] * 2


def test_a_record_that_equals_the_rows_above_is_remarked_from_three_on(tmp_path: Path) -> None:
    villages = [f"{name}村,{n},\n" for name, n in zip("甲乙丙丁", (1, 2, 4, 8), strict=True)]
    three = "".join(villages[:ADDENDS])
    assert remarks(three + "丁村,7,\n", tmp_path) == ["table.looks_like_sum"]
    assert remarks("甲村,1,\n乙村,2,\n丙村,3,\n", tmp_path) == []
    assert remarks("".join(villages), tmp_path) == []


def test_without_columns_that_add_up_nothing_is_said(tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", "村名,里程\n甲村,5\n合计,9\n")
    assert table is not None
    before = codes(findings)
    hold_against(table.raw, table.found, {"name": ["甲村"], "km": [5.0]}, [0], [1], findings)
    assert codes(findings) == before
