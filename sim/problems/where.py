"""The place of a fault: a cell, row or column of a file, or a key of the config."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.problems.phrase import beside, listed, phrase


@dataclass(frozen=True)
class Where:
    """A place in an input; what is not known is left out.

    Attributes:
        file: as its owner names it.
        sheet: of a workbook.
        row: as a spreadsheet counts, the header's is 1.
        column: its header as it stands in the file, or its letter where it has none.
        key: of the config, where the place is none of a file, or beside it.
    """

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    key: str = ""

    def text(self, lang: str) -> str:
        """The place in ``lang``."""
        return beside([self.table(lang), self.cell(lang)], lang)

    def table(self, lang: str) -> str:
        """The file and its sheet."""
        return beside([self.file, phrase("where.sheet", sheet=self.sheet).text(lang) if self.sheet else ""], lang)

    def cell(self, lang: str, rows: Sequence[int] = (), columns: Sequence[str] = ()) -> str:
        """The place in the file; ``rows`` and ``columns`` stand in for its own."""
        rows = rows or ([self.row] if self.row is not None else [])
        row = phrase("where.rows" if len(rows) > 1 else "where.row", rows=_spans(rows, lang)).text(lang) if rows else ""
        columns = columns or ([self.column] if self.column else [])
        named = listed([f"“{c}”" for c in columns] if lang == "zh" else columns, lang)
        column = phrase(
            "where.columns" if len(columns) > 1 else "where.column", columns=named
        ).text(lang) if columns else ""
        return beside([row, column, self.key], lang)

    def __str__(self) -> str:
        return self.text("en")


def _spans(rows: Sequence[int], lang: str) -> str:
    """Row numbers, neighbours joined: 3, 5-9, 12; of very many the first."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return listed([str(a) if a == b else f"{a}-{b}" for a, b in spans], lang)
