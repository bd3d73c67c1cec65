"""Writing a workbook: a cover, then a sheet a table, headed, filtered and frozen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from copy import copy
from pathlib import Path
from typing import Any

import pandas as pd

from sim.plain.number import is_number
from sim.plain.whole import whole
from sim.plain.written import formula_like, put, save_book
from sim.proposal.aligned import width
from sim.proposal.sheet import OutputSheet
from sim.words import say

ON_A_PAGE = 200.0
"""Characters side by side on a printed page, A4 across, that can still be read; a wider sheet takes more pages."""


def save_workbook(
    path: Path, cover: Iterable[tuple[str, str]], found: Sequence[OutputSheet], lang: str,
    below: Iterable[tuple[str, str]] = (),
) -> None:
    """Write the workbook, aside first: the cover (rows of a topic and its text, the list of sheets, the rows that go
    ``below`` it), then the sheets, headed, filtered and frozen."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _cover(book, cover, found, lang, below)
    for sheet in found:
        _write(book, sheet)
    with whole(path) as part:
        save_book(book, part)


def _cover(
    book: Any, rows: Iterable[tuple[str, str]], found: Sequence[OutputSheet], lang: str,
    below: Iterable[tuple[str, str]],
) -> None:
    page = _landscape(book.create_sheet(say(lang, "封面", "Cover")))
    lines = [
        *((topic, text, "") for topic, text in rows),
        ("", "", ""), (say(lang, "工作表", "Sheets"), "", ""), *((s.title, s.about, f"#'{s.title}'!A1") for s in found),
        ("", "", ""), *((topic, text, "") for topic, text in below),
    ]
    for number, (topic, text, link) in enumerate(lines, start=1):
        _cover_row(page, number, topic, text, link)


def _cover_row(page: Any, number: int, topic: str, text: str, link: str) -> None:
    """A row of the cover, as high as its texts need; the first is the title. ``link``: where its topic leads."""
    size = 14 if number == 1 else 11
    lines = max(_lines(topic, 30 * 11 // size), _lines(text, 96 * 11 // size))
    page.row_dimensions[number].height = 1.4 * size * lines
    font = {"color": "0563C1", "underline": "single"} if link else {"bold": True}
    head = _wrapped(page, topic, size=size, **font)
    if link:
        head.hyperlink = link
    page.append([head, _wrapped(page, text, bold=number == 1, size=size)])


def _landscape(page: Any) -> Any:
    """The cover's sheet with the widths of its columns, as it is printed: A4 across, one page wide."""
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 30, 100
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    return page


def _wrapped(page: Any, text: str, **font: Any) -> Any:
    """A cell whose text wraps."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = put(WriteOnlyCell(page), text)
    cell.font, cell.alignment = Font(**font), Alignment(wrap_text=True, vertical="top")
    return cell


def _write(book: Any, sheet: OutputSheet) -> None:
    """One sheet. Cells share the styles of their column or row, since making a style for each takes longer than all the
    rest."""
    page, table = book.create_sheet(sheet.title), sheet.table
    columns = [str(c) for c in table.columns]
    values = [[_plain(v) for v in table.iloc[:, i]] for i in range(len(columns))]
    _lay_out(page, columns, values)
    page.append([_head(page, head) for head in columns])
    styles = _styles(page, {*sheet.formats.values(), *sheet.rows})
    behind, long = _behind_numbers(columns, values), _longer(columns, values)
    for r, row in enumerate(zip(*values, strict=True)):
        by_row = sheet.rows[r] if sheet.rows else ""
        page.append([
            _styled(page, value, sheet.formats.get(head) or by_row, _text_style(head, behind, long), styles)
            for head, value in zip(columns, row, strict=True)
        ])


def _lay_out(page: Any, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
    """Widths, and how the sheet stands on the screen and on paper."""
    from openpyxl.utils import get_column_letter

    rows = len(values[0]) if values else 0
    page.freeze_panes = "B2" if len(columns) > 2 else "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows + 1}"
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    lines, whole = 1, 0.0
    for i, (head, column) in enumerate(zip(columns, values, strict=True), start=1):
        wide = _width(head, column)
        page.column_dimensions[get_column_letter(i)].width = wide
        lines, whole = max(lines, _lines(head, wide - 3)), whole + wide
    page.row_dimensions[1].height = 15.5 * lines
    if whole > ON_A_PAGE:
        page.page_setup.fitToWidth, page.print_title_cols = math.ceil(whole / ON_A_PAGE), "A:A"


def _head(page: Any, head: str) -> Any:
    """The head of a column."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    made = put(WriteOnlyCell(page), head)
    made.font, made.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F0")
    made.border = Border(bottom=Side("thin", color="8899AA"))
    made.alignment = Alignment(wrap_text=True, vertical="top")
    return made


def _styles(page: Any, formats: Iterable[str]) -> dict[str, Any]:
    """Styles by number format, and those of texts that are set off or broken into lines: openpyxl looks a style up for
    every cell that sets one by name."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    styles: dict[str, Any] = {}
    example: Any
    for shown in formats:
        example = WriteOnlyCell(page, 0)
        example.number_format = shown
        styles[shown] = example._style
    example = WriteOnlyCell(page, "")
    example.alignment = Alignment(indent=1)
    broken: Any = WriteOnlyCell(page, "")
    broken.alignment = Alignment(wrap_text=True, vertical="top")
    return styles | {"text": example._style, "lines": broken._style}


def _behind_numbers(columns: Sequence[str], values: Sequence[Sequence[Any]]) -> set[str]:
    """Columns of text that follow a column of numbers, and are set off from it."""
    numeric = [any(isinstance(v, (int, float)) for v in column[:50]) for column in values]
    return {head for head, before, own in zip(columns[1:], numeric, numeric[1:], strict=False) if before and not own}


def _longer(columns: Sequence[str], values: Sequence[Sequence[Any]]) -> set[str]:
    """Columns with a text longer than they are wide, which is broken into lines."""
    return {
        head for head, column in zip(columns, values, strict=True)
        for wide in [_width(head, column)]
        if any(isinstance(v, str) and width(v) > wide for v in column)
    }


def _text_style(head: str, behind: Set[str], long: Set[str]) -> str:
    """Which style the texts of a column have; empty: none."""
    return "lines" if head in long else "text" if head in behind else ""


def _styled(page: Any, value: Any, shown: str, text_style: str, styles: Mapping[str, Any]) -> Any:
    """What a row is given for a value: a number in its format, a text in the style of its column."""
    if is_number(value):
        return _cell(page, value, styles[shown]) if shown else value
    if text_style:
        return _cell(page, value, styles[text_style])
    return _cell(page, value, None) if isinstance(value, str) else value


def _cell(page: Any, value: Any, style: Any) -> Any:
    """A cell with a value; a style that it shares with others is not the one that ``put`` may mark."""
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(page)
    if style is not None:
        cell._style = copy(style) if isinstance(value, str) and formula_like(value) else style
    return put(cell, value)


def _plain(value: Any) -> Any:
    """A value that a cell takes: nothing for NaN, a sign for what has no end."""
    if value is None or value is pd.NA:
        return None
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float):
        return None if math.isnan(value) else "∞" if math.isinf(value) else value
    return value


def _lines(text: str, room: float) -> int:
    """Lines that a text takes in a cell that is wrapped by words."""
    lines, line = 1, 0
    for part in text.split(" "):
        if line and line + width(part) > room:
            lines, line = lines + 1, 0
        line += width(part) + 1
        lines, line = lines + int(line // (room + 1)), int(line % (room + 1))
    return lines


def _width(head: str, values: Sequence[Any]) -> float:
    """Width of a column: its values in full up to 46, its head in at most three lines."""
    longest = max(
        (width(f"{v:,.2f}" if isinstance(v, float) else str(v)) for v in values[:200] if v is not None), default=0
    )
    return float(min(46, max(longest, min(width(head), -(-width(head) // 3) + 2), 6) + 2))
