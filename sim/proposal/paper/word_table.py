"""A table of a Word file: heads repeated on each page, numbers to the right, as wide as the text, not broken
behind its first rows or before its last."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from numpy.typing import NDArray

from sim.plain.number import is_number
from sim.proposal.aligned import width
from sim.proposal.page import of_figures
from sim.proposal.paper.paper import Grid
from sim.proposal.paper.word_style import TABLE
from sim.proposal.sheet import GENERAL, ONE, PERCENT, THREE, TWO, WHOLE
from sim.words import minus, say

TEXTS = {
    WHOLE: "{:,.0f}", ONE: "{:,.1f}", TWO: "{:,.2f}", PERCENT: "{:.1%}", THREE: "{:.3f}", "0": "{:.0f}",
    GENERAL: "{:,.10g}",
}
CHARACTER_MM, FINE_MM = 1.59, 1.33
"""How wide a character of a cell is, and of the finer one of tables with many columns."""

MANY = 9
"""Columns of a table above which its cells are finer."""

PADDING, NARROWEST, LONGEST = 1.8, 4, 22
"""What a cell keeps free, how narrow a column of texts may be, and up to which length a word is not broken, in
characters."""

LETTERS = {
    **dict.fromkeys("ijlt.,:;'/| !", 0.58), **dict.fromkeys("frsI()[]-", 0.76), **dict.fromkeys("acez", 0.9),
    **dict.fromkeys("mw", 1.55), **dict.fromkeys("MW%@", 1.8), **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 1.4),
}
"""How wide letters of the Latin type are, in halves of the type's size; others are one."""

STEPS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""By how much a column may be widened at once, in characters."""

RAGGED = 1.1
"""A text of words takes so much more room than it is long, since lines end between words."""

TOGETHER, FIRST, LAST = 10, 3, 2
"""Rows of a table that stands on one page; of a longer one, so many rows stay with its head, and so many at its end."""

BREAK = "\u200b"
"""Where a line may be broken, though nothing is seen."""

CELL_MARGIN = 55
"""Left and right inside a cell, in twentieths of a point."""


def add_grid(document: Document, grid: Grid, width_mm: float, lang: str) -> None:
    """Append a table as wide as the text of the page, and its note below."""
    texts, note = grid_texts(grid, lang)
    table: Any = document.add_table(len(texts) + 1, len(texts.columns), style=TABLE)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_margins(table)
    fine = "Fine " if len(texts.columns) > MANY else ""
    head_style, cell_style = (document.styles[f"{fine}{kind}"].style_id for kind in ("Head Cell", "Cell"))
    numbers = [
        pd.api.types.is_numeric_dtype(grid.table[head]) or (at > 0 and of_figures(list(texts[head])))
        for at, head in enumerate(grid.table.columns)
    ]
    wide = widths(texts, numbers, width_mm)
    for column, (head, mm, number) in enumerate(zip(texts.columns, wide, numbers, strict=True)):
        side = WD_ALIGN_PARAGRAPH.RIGHT if number else WD_ALIGN_PARAGRAPH.LEFT
        cells = table.columns[column].cells
        table.columns[column].width = Mm(mm)
        _fill(cells[0], breakable(str(head)), head_style, mm, WD_ALIGN_PARAGRAPH.CENTER)
        for cell, text in zip(cells[1:], texts[head], strict=True):
            _fill(cell, breakable(text), cell_style, mm, side)
    _head_of_each_page(table)
    _keep_together(table, bool(note))
    below = document.add_paragraph(note, "Small")  # without a note, it keeps two tables apart
    below.paragraph_format.keep_together = True


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
    if not is_number(value):
        return "" if value is None or value is pd.NaT else minus(str(value))
    return minus(pattern.format(value)) if math.isfinite(value) else "—"


def widths(texts: pd.DataFrame, numbers: Sequence[bool], width_mm: float) -> list[float]:
    """How wide each column is, in mm, together as wide as the text of the page: no number and no word is broken, and
    what is left goes where it saves most lines.

    Args:
        numbers: by column, whether it has numbers.
        width_mm: of the text of the page.
    """
    cells = [[breakable(text).replace(BREAK, " ") for text in (str(head), *texts[head])] for head in texts.columns]
    long = [np.array([_long(text) * (RAGGED if " " in text else 1.0) for text in column]) for column in cells]
    wide = np.array([_least(column, number) + PADDING for column, number in zip(cells, numbers, strict=True)])
    room = width_mm / (FINE_MM if len(wide) > MANY else CHARACTER_MM)
    while (left := room - wide.sum()) > 0:
        gains = [
            ((_height(of, free) - _height(of, free + step)) / step, -step, column)
            for column, (of, free) in enumerate(zip(long, wide - PADDING, strict=True))
            for step in STEPS if step <= left
        ]
        gain, step, column = max(gains, default=(0.0, 0.0, 0))
        if gain <= 0:
            break
        wide[column] -= step
    return [float(mm) for mm in width_mm * wide / wide.sum()]


def _least(cells: Sequence[str], number: bool) -> float:
    """The least room of a column: its numbers in full, its head and texts broken between words only."""
    words = [word for text in cells for word in re.findall(r"[!-,.-~]+-?", text)]
    least = min(LONGEST, max(map(_long, words), default=0.0))
    return max(least, NARROWEST, max(map(_long, cells[1:]), default=0.0) if number else 0.0)


def _long(text: str) -> float:
    """How long a text is in one line, in halves of the type's size."""
    return sum(LETTERS.get(c, 1.0) if c.isascii() else width(c) for c in text)


def _height(long: NDArray[np.float64], free: float) -> float:
    """How high the cells of a column are, higher ones counting more."""
    return float((np.ceil(long / free) ** 2).sum())


def breakable(text: str) -> str:
    """A text that may be broken behind a slash between words."""
    return re.sub(r"(?<=[A-Za-z])/(?=[A-Za-z])", f"/{BREAK}", text)


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
            _set(row._tr.get_or_add_trPr(), "w:tblHeader")
            for cell in row.cells:
                _set(cell._tc.get_or_add_tcPr(), "w:shd", {"w:val": "clear", "w:fill": "EDEDED"})


def _keep_together(table: Any, noted: bool) -> None:
    """Keep a short table on one page, and of a long one its first and last rows; ``noted``: with the note below it."""
    rows = len(table.rows)
    kept = range(rows - 1) if rows <= TOGETHER + 1 else [*range(FIRST), *range(rows - LAST, rows - 1)]
    for i in (*kept, *([rows - 1] if noted else ())):
        for paragraph in table.rows[i]._tr.iter(qn("w:p")):
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _set(parent: Any, tag: str, attributes: Mapping[str, str] | None = None) -> None:
    element = OxmlElement(tag)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    parent.append(element)
