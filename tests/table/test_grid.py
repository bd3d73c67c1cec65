"""Cells of a sheet: what each holds, where it stands, and nothing of what is only formatted."""

from __future__ import annotations

import pytest

from sim.table.grid import Line, SheetReader, cell_of, column_of, unescaped
from sim.table.parts import NoWorkbookError, WorkbookParts
from sim.table.raw import CellKind
from sim.table.styles import CellFormat, Shown
from tests.table.tables import packed


def grid(inside: str, most: int = 100) -> SheetReader:
    return SheetReader(WorkbookParts(packed({"s.xml": f"<worksheet>{inside}</worksheet>"})), "s.xml", ["共享"], [CellFormat(how) for how in (Shown.NUMBER, Shown.DATE, Shown.TIME)], False, most)


def row(cells: str) -> Line:
    (line,) = grid(f"<row r='3'>{cells}</row>").rows()
    return line


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        ("<c r='B3' t='s'><v>0</v></c>", "共享", CellKind.TEXT), ("<c r='B3' t='inlineStr'><is><t>a_x000B_b</t></is></c>", "a\x0bb", CellKind.TEXT), ("<c r='B3'><v>5.0</v></c>", "5", CellKind.NUMBER),
        ("<c r='B3'><v>0.1</v></c>", "0.1", CellKind.NUMBER), ("<c r='B3' s='1'><v>44927</v></c>", "2023-01-01", CellKind.DATE), ("<c r='B3' s='2'><v>0.25</v></c>", "06:00", CellKind.TIME),
        ("<c r='B3' t='b'><v>1</v></c>", "TRUE", CellKind.BOOL), ("<c r='B3' t='e'><v>#N/A</v></c>", "#N/A", CellKind.ERROR), ("<c r='B3'><f>1+1</f></c>", "=1+1", CellKind.FORMULA),
        ("<c r='B3'><f>1+1</f><v>2</v></c>", "2", CellKind.NUMBER), ("<c r='B3' t='d'><v>2026-03-08T00:00:00</v></c>", "2026-03-08", CellKind.DATE), ("<c r='B3' s='1'><v>-5</v></c>", "-5", CellKind.NUMBER),
    ],
)  # fmt: skip
def test_a_cell_is_the_text_that_is_seen(cell: str, text: str, kind: CellKind) -> None:
    assert row(cell) == (3, False, {1: (text, kind)})


def test_cells_and_rows_without_a_place_follow_the_ones_before() -> None:
    read = grid("<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row r='7'/><row hidden='1'><c><v>4</v></c></row>")
    assert [(number, hidden, sorted(cells)) for number, hidden, cells in read.rows()] == [(1, False, [0, 3, 4]), (8, True, [0])]


def test_hidden_columns_and_merged_cells_are_kept() -> None:
    read = grid("<cols><col min='2' max='3' hidden='1'/><col min='5' max='5'/></cols><row><c><v>1</v></c></row><mergeCells><mergeCell ref='A1:A2'/></mergeCells>")
    list(read.rows())
    assert (read.hidden, read.merged) == ([(1, 2)], ["A1:A2"])


def test_readings_of_characters_are_left_out() -> None:
    assert row("<c r='A3' t='inlineStr'><is><t>東</t><rPh><t>トウ</t></rPh></is></c>")[2] == {0: ("東", CellKind.TEXT)}


def test_cells_beyond_the_bound_are_not_looked_at() -> None:
    with pytest.raises(NoWorkbookError, match="more than 3 cells"):
        list(grid("<row>" + "<c s='1'/>" * 4 + "</row>", most=3).rows())


@pytest.mark.parametrize(("reference", "place"), [("A1", (1, 0)), ("b7", (7, 1)), ("$AA$10", (10, 26)), ("XFD9", (9, 16_383))])
def test_references_are_places(reference: str, place: tuple[int, int]) -> None:
    assert cell_of(reference) == place
    assert column_of(reference) == place[1]


@pytest.mark.parametrize("reference", ["", "7", "A", "XFE1", "AAAA1", "A1:B2", "a-1"])
def test_what_is_no_cell_is_refused(reference: str) -> None:
    with pytest.raises(NoWorkbookError):
        cell_of(reference)


def test_only_codes_of_characters_are_unescaped() -> None:
    assert unescaped("_x4E61_ _x00g1_ _x") == "乡 _x00g1_ _x"
