"""Rows become columns: blank ones go, the first filled one is the header, bounds hold."""

from __future__ import annotations

import pytest

from sim.table.build import Builder, TooLargeError
from sim.table.limits import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS
from sim.table.raw import CellKind


def test_the_first_filled_row_is_the_header_and_blank_rows_count() -> None:
    builder = Builder(10, workbook=False)
    for number, cells in enumerate([["", " "], ["村名", "人口"], [], ["甲村", "5"], ["乙村"]], start=1):
        builder.add(number, cells)
    table = builder.done("a.csv")
    assert (len(builder), table.header_row, table.header, list(table.numbers)) == (2, 2, ("村名", "人口"), [4, 5])
    assert table.columns == (["甲村", "乙村"], ["5", ""])
    assert (list(table.widths), table.headed, table.kinds) == ([2, 1], 2, ())


def test_columns_that_come_late_are_blank_above_and_empty_ones_at_the_end_go() -> None:
    builder = Builder(10, workbook=True)
    builder.add(1, ["a"])
    builder.add(2, ["x"], [CellKind.TEXT])
    builder.add(3, ["y", "7", ""], [CellKind.TEXT, CellKind.NUMBER, CellKind.TEXT])
    table = builder.done("a.xlsx", "S", ("A1:A2",))
    assert table.header == ("a", "")
    assert table.columns == (["x", "y"], ["", "7"])
    assert [list(k) for k in table.kinds] == [[0, 0], [0, CellKind.NUMBER]]
    assert (table.sheet, table.merged, table.widths) == ("S", ("A1:A2",), ())


def test_of_no_row_there_is_no_header() -> None:
    table = Builder(1, workbook=False).done("a.csv")
    assert (table.header_row, len(table), table.columns) == (0, 0, ())


@pytest.mark.parametrize(
    ("cells", "what", "most"), [(["x"] * (MOST_COLUMNS + 1), "columns", MOST_COLUMNS), (["y" * (MOST_CHARACTERS + 1)], "characters", MOST_CHARACTERS), (["z"], "rows", 2)]
)
def test_beyond_a_bound_the_row_is_named(cells: list[str], what: str, most: int) -> None:
    builder = Builder(2, workbook=False)
    for number in (1, 2, 3):
        builder.add(number, [f"{number}"])
    with pytest.raises(TooLargeError) as error:
        builder.add(9, cells)
    assert (error.value.what, error.value.most, error.value.row) == (what, most, 9)
    assert error.value.count == most + 1


def test_as_many_cells_as_rows_times_columns_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.table.build.MOST_CELLS", 5)
    builder = Builder(10, workbook=False)
    for number in range(1, 5):
        builder.add(number, ["x"])
    with pytest.raises(TooLargeError, match="cells"):
        builder.add(5, ["x", "y"])
    assert MOST_CELLS > 1_000_000
