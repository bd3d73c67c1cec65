"""The place of a fault: a cell, row or column of a file, or a key of the config."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.problems.phrase import phrase, said


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

    def text(self, lang: str, rows: Sequence[int] = ()) -> str:
        """The place in ``lang``; ``rows`` stand in for its own row."""
        found = rows or ([self.row] if self.row is not None else [])
        parts = [self.file]
        parts += [phrase("where.sheet", sheet=self.sheet).text(lang)] if self.sheet else []
        parts += [phrase("where.rows" if len(found) > 1 else "where.row", rows=_spans(found, lang)).text(lang)] if found else []
        parts += [phrase("where.column", column=self.column).text(lang)] if self.column else []
        parts += [self.key] if self.key else []
        return ("" if lang == "zh" else ", ").join(p for p in parts if p)

    def __str__(self) -> str:
        return self.text("en")


def _spans(rows: Sequence[int], lang: str, most: int = 8) -> str:
    """Row numbers, neighbours joined: 3, 5-9, 12; of very many the first."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    texts = tuple(str(a) if a == b else f"{a}-{b}" for a, b in spans)
    shown = said(texts[:most], lang)
    return shown if len(texts) <= most else phrase("list.and_more", shown=shown, more=len(texts) - most).text(lang)
