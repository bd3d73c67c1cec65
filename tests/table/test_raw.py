"""A table as it stands: places that a person finds again, and parts of it that keep their row numbers."""

from __future__ import annotations

import pytest

from sim.table.raw import CellKind, RawTable, letters

TABLE = RawTable("a.csv", "", 2, ("村名", "", "人口"), [3, 5, 6], (["甲", "乙", "丙"], ["", "x", ""], ["1", "2", "3"]), widths=[3, 2, 3], headed=3)


@pytest.mark.parametrize(("column", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
def test_columns_have_letters(column: int, text: str) -> None:
    assert letters(column) == text


def test_places_are_told_as_a_spreadsheet_counts() -> None:
    assert str(TABLE.where(1, 2)) == "a.csv, row 5, column 人口"
    assert str(TABLE.where(1)) == "a.csv, row 5"
    assert str(TABLE.where(column=1)) == "a.csv, row 2, column B"
    assert str(TABLE.where()) == str(TABLE.whole()) == "a.csv"


def test_cells_of_a_text_file_are_texts() -> None:
    assert (len(TABLE), TABLE.cells(1), TABLE.kind(1, 2)) == (3, ("乙", "x", "2"), CellKind.TEXT)


def test_rows_with_too_few_cells_or_filled_ones_beyond_the_header_are_ragged() -> None:
    assert TABLE.ragged() == [(1, 2)]
    wider = RawTable("a.csv", "", 1, ("a", ""), [2, 3], (["1", "2"], ["", "x"]), widths=[1, 2], headed=1)
    assert wider.ragged() == [(1, 2)]
    book = RawTable("a.xlsx", "S", 1, ("a", "b"), [2], ([""], [""]), kinds=(bytearray(1), bytearray(1)))
    assert book.ragged() == []


def test_some_rows_keep_their_numbers() -> None:
    some = TABLE.only([0, 2])
    assert (list(some.numbers), some.columns, list(some.widths)) == ([3, 6], (["甲", "丙"], ["", ""], ["1", "3"]), [3, 3])
    assert TABLE.only([]).columns == ([], [], [])


def test_a_row_may_become_the_header() -> None:
    below = TABLE.headed_by(0)
    assert (below.header, below.header_row, list(below.numbers), below.cells(0), below.headed) == (("甲", "", "1"), 3, [5, 6], ("乙", "x", "2"), 3)
