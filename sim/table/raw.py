"""A table as it stands in a file: a header and columns of text, with the row numbers that a person sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from sim.problems import Where


class CellKind(IntEnum):
    """What a cell of a workbook holds; cells of a text file are all ``TEXT``."""

    TEXT = 0
    NUMBER = 1
    DATE = 2
    """A date, with or without a time: ``2026-03-08`` or ``2026-03-08 06:00:00``."""
    TIME = 3
    """A time without a date: ``06:00`` or ``06:00:30``."""
    BOOL = 4
    """``TRUE`` or ``FALSE``."""
    ERROR = 5
    """``#N/A`` and its like."""
    FORMULA = 6
    """A formula that was never calculated; the text is the formula with its ``=``."""


@dataclass(frozen=True, eq=False)
class RawTable:
    """A table as found; rows are numbered from 0 within it, ``numbers`` has what a spreadsheet shows.

    Attributes:
        file: its name, as a person would say it.
        sheet: of a workbook, else empty.
        header_row: number of the row of the header.
        header: its cells, cleaned; as many as there are columns, so that trailing ones may be empty.
        numbers: row number of every row that is not blank.
        columns: by position, the text of every row, cleaned (see ``clean``); empty where blank.
        kinds: by position, a ``CellKind`` a row; empty for a text file.
        widths: of a text file, how many cells each row has; empty for a workbook, whose rows have no end.
        headed: how many cells the header's row has.
        merged: ranges of merged cells, whose first value was put into each cell.
        broken: by text, cells of several lines with a comma at each break; between Chinese characters one is gone from
            ``columns``.
        delimiter: of a text file, what stands between its cells.
    """

    file: str
    sheet: str
    header_row: int
    header: tuple[str, ...]
    numbers: Sequence[int]
    columns: tuple[list[str], ...]
    kinds: tuple[bytearray, ...] = ()
    widths: Sequence[int] = ()
    headed: int = 0
    merged: tuple[str, ...] = field(default=())
    broken: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""

    def __len__(self) -> int:
        return len(self.numbers)

    def where(self, row: int | None = None, column: int | None = None) -> Where:
        """The place of a cell, row or column, counted from 0; the header's row where a column is given alone."""
        name = "" if column is None else self.header[column] or letters(column)
        number = self.numbers[row] if row is not None else self.header_row if column is not None else None
        return Where(file=self.file, sheet=self.sheet, row=number, column=name)

    def whole(self) -> Where:
        """The place of the table itself."""
        return Where(file=self.file, sheet=self.sheet)

    def kind(self, row: int, column: int) -> CellKind:
        """What a cell holds."""
        return CellKind(self.kinds[column][row]) if self.kinds else CellKind.TEXT

    def cells(self, row: int) -> tuple[str, ...]:
        """The text of a row, by position."""
        return tuple(column[row] for column in self.columns)

    def ragged(self) -> list[tuple[int, int]]:
        """Rows of a text file with fewer cells than headings, or with filled cells beyond the header: row and count of
        cells."""
        named = max((i for i, h in enumerate(self.header, start=1) if h), default=0)
        found = {row: width for row, width in enumerate(self.widths) if width < named}
        if self.widths:
            for column in self.columns[self.headed :]:
                found |= {row: self.widths[row] for row, text in enumerate(column) if text}
        return sorted(found.items())

    def only(self, rows: Sequence[int]) -> RawTable:
        """The table with some of its rows."""
        return replace(
            self, numbers=[self.numbers[r] for r in rows], columns=tuple([c[r] for r in rows] for c in self.columns),
            kinds=tuple(bytearray(k[r] for r in rows) for k in self.kinds),
            widths=[self.widths[r] for r in rows] if self.widths else (),
        )  # fmt: skip

    def headed_by(self, row: int) -> RawTable:
        """The table below one of its rows, which is the header."""
        return replace(
            self,
            header_row=self.numbers[row], header=self.cells(row), numbers=self.numbers[row + 1 :],
            columns=tuple(c[row + 1 :] for c in self.columns), kinds=tuple(k[row + 1 :] for k in self.kinds),
            widths=self.widths[row + 1 :], headed=self.widths[row] if self.widths else len(self.header),
        )  # fmt: skip


def letters(column: int) -> str:
    """The letters of a column, counted from 0, as a spreadsheet shows them."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
