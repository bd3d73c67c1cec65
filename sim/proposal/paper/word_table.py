"""A table of a Word file: heads repeated on each page, numbers to the right, as wide as the text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from sim.proposal.aligned import width
from sim.proposal.paper.paper import Grid
from sim.proposal.sheet import ONE, PERCENT, THREE, TWO, WHOLE
from sim.words import say

TEXTS = {WHOLE: "{:,.0f}", ONE: "{:,.1f}", TWO: "{:,.2f}", PERCENT: "{:.1%}", THREE: "{:.3f}"}
CHARACTER_MM, FINE_MM = 1.59, 1.33
"""How wide a character of a cell is, and of the finer one of tables with many columns."""

MANY = 9
"""Columns of a table above which its cells are finer."""

PADDING, NARROWEST, WIDEST = 1.8, 6.0, 40.0
"""What a cell keeps free, and how narrow and wide a column of texts may be, in characters."""

BREAK = "\u200b"
"""Where a line may be broken, though nothing is seen."""

SHORT = 10
"""Characters of a text up to which it is broken no more than a number is."""

CELL_MARGIN = 55
"""Left and right inside a cell, in twentieths of a point."""


def add_grid(document: Document, grid: Grid, width_mm: float, lang: str) -> None:
    """Append a table as wide as the text of the page, and its note below."""
    texts, note = grid_texts(grid, lang)
    table: Any = document.add_table(len(texts) + 1, len(texts.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_margins(table)
    fine = "Fine " if len(texts.columns) > MANY else ""
    head_style, cell_style = (document.styles[f"{fine}{kind}"].style_id for kind in ("Head Cell", "Cell"))
    numbers = [pd.api.types.is_numeric_dtype(grid.table[head]) for head in grid.table.columns]
    wide = widths(texts, numbers, width_mm)
    for column, (head, mm, number) in enumerate(zip(texts.columns, wide, numbers, strict=True)):
        side = WD_ALIGN_PARAGRAPH.RIGHT if number else WD_ALIGN_PARAGRAPH.LEFT
        cells = table.columns[column].cells
        table.columns[column].width = Mm(mm)
        _fill(cells[0], breakable(str(head)), head_style, mm, WD_ALIGN_PARAGRAPH.CENTER)
        for cell, text in zip(cells[1:], texts[head], strict=True):
            _fill(cell, text, cell_style, mm, side)
    _head_of_each_page(table)
    document.add_paragraph(note, "Small")


def grid_texts(grid: Grid, lang: str) -> tuple[pd.DataFrame, str]:
    """The cells of a table that are shown, as texts, and the note below it."""
    shown = grid.table.head(grid.most)
    texts = pd.DataFrame({head: texts_of(shown[head], formats_of(grid, str(head))) for head in shown.columns})
    left = len(grid.table) - len(shown)
    more = say(lang, f"另有{left}行见工作簿。", f" {left} more rows are in the workbook.") if left else ""
    return texts, grid.note + more


def formats_of(grid: Grid, head: str) -> Sequence[str]:
    """The number format of each row of a column that is shown; numbers without one are shown whole where all are."""
    own, column = grid.formats.get(head), grid.table[head].head(grid.most)
    if own is None and grid.rows:
        return list(grid.rows[: len(column)])
    return [own or (WHOLE if _whole(column) else TWO)] * len(column)


def _whole(column: pd.Series[Any]) -> bool:
    return pd.api.types.is_numeric_dtype(column) and bool((column.dropna() % 1 == 0).all())


def texts_of(column: pd.Series[Any], formats: Sequence[str]) -> list[str]:
    """The cells of a column as texts; nothing where there is no value."""
    return [_text(value, TEXTS.get(shown, "{:,.2f}")) for value, shown in zip(column, formats, strict=True)]


def _text(value: object, pattern: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "" if value is None or value is pd.NaT else str(value)
    return pattern.format(value) if math.isfinite(value) else "—"


def widths(texts: pd.DataFrame, numbers: Sequence[bool], width_mm: float) -> list[float]:
    """How wide each column is, in mm, together as wide as the text of the page: numbers and short texts are not broken,
    the others share what is left by their longest.

    Args:
        numbers: by column, whether it has numbers.
        width_mm: of the text of the page.
    """
    heads = [_words(str(head), 4 if number else 2) for head, number in zip(texts.columns, numbers, strict=True)]
    longest = [max(n, *(width(text) for text in texts[head]), 0) for n, head in zip(heads, texts.columns, strict=True)]
    room = width_mm / (FINE_MM if len(heads) > MANY else CHARACTER_MM)
    wished = [
        n + PADDING if number else min(max(n + PADDING, NARROWEST), WIDEST)
        for n, number in zip(longest, numbers, strict=True)
    ]
    kept = [number or n <= SHORT for n, number in zip(longest, numbers, strict=True)]
    fixed = sum(n for n, keep in zip(wished, kept, strict=True) if keep)
    free = sum(wished) - fixed
    shrink = min(1.0, max(0.2, (room - fixed) / free)) if free else 1.0
    shared = [n if keep else n * shrink for n, keep in zip(wished, kept, strict=True)]
    return [width_mm * n / sum(shared) for n in shared]


def breakable(head: str) -> str:
    """A head that may be broken behind a slash."""
    return head.replace("/", f"/{BREAK}")


def _words(head: str, lines: int) -> int:
    """How wide a head must be that may be broken into so many lines."""
    words = breakable(head).replace(BREAK, " ").split()
    return max(math.ceil(width(head) / lines), max((width(w) for w in words if w.isascii()), default=0))


def _fill(cell: Any, text: str, style: str, mm: float, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """Write a cell; ``style``: the id of one, since to find it by its name takes longer than all the rest."""
    cell.width = Mm(mm)
    paragraph = cell.paragraphs[0]
    paragraph._p.style, paragraph.alignment = style, alignment
    paragraph.add_run(text)


def _set_margins(table: Any) -> None:
    """Keep little free left and right of the texts of cells."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        _set(margins, f"w:{side}", {"w:w": str(CELL_MARGIN), "w:type": "dxa"})
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    table._tbl.tblPr.append(margins) if look is None else look.addprevious(margins)


def _head_of_each_page(table: Any) -> None:
    """Repeat the first row on each page, shade it, and break no row over two pages."""
    for i, row in enumerate(table.rows):
        _set(row._tr.get_or_add_trPr(), "w:cantSplit")
        if i == 0:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
            _set(row._tr.get_or_add_trPr(), "w:tblHeader")
            for cell in row.cells:
                _set(cell._tc.get_or_add_tcPr(), "w:shd", {"w:val": "clear", "w:fill": "EDEDED"})


def _set(parent: Any, tag: str, attributes: Mapping[str, str] | None = None) -> None:
    element = OxmlElement(tag)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    parent.append(element)
