"""Collects rows into columns, within bounds."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from sim.table.clean import clean
from sim.table.limits import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS
from sim.table.raw import CellKind, RawTable

KEPT = 20_000
"""Different texts that are kept once for all their cells; beyond, each cell has its own."""


class TooLargeError(Exception):
    """A table beyond its bounds: ``what`` (``rows``, ``columns``, ``cells`` or ``characters``), how many, and at which
    row."""

    def __init__(self, what: str, count: int, most: int, row: int) -> None:
        super().__init__(what)
        self.what, self.count, self.most, self.row = what, count, most, row


class Builder:
    """Takes the rows of a table one by one; blank ones are skipped, the first that is filled is the header."""

    def __init__(self, most_rows: int, workbook: bool) -> None:
        self._most_rows, self._workbook = most_rows, workbook
        self._header: list[str] = []
        self._header_row = 0
        self._numbers = array("l")
        self._widths = array("l")
        self._columns: list[list[str]] = []
        self._kinds: list[bytearray] = []
        self._kept: dict[str, str] = {}
        self._broken: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int, cells: Sequence[str], kinds: Sequence[int] = ()) -> None:
        """A row with its number, its cells by position and, for a workbook, what each holds.

        Raises:
            TooLargeError: more rows, columns or characters than allowed.
        """
        texts = [self._text(cell, number) if cell else "" for cell in cells]
        filled = next((i for i in range(len(texts), 0, -1) if texts[i - 1]), 0)
        if not filled:
            return
        if filled > MOST_COLUMNS:
            raise TooLargeError("columns", filled, MOST_COLUMNS, number)
        if not self._header_row:
            self._header_row, self._header = number, texts[:MOST_COLUMNS]
            return
        if len(self) >= self._most_rows:
            raise TooLargeError("rows", len(self) + 1, self._most_rows, number)
        if filled > len(self._columns):
            self._widen(filled, number)
        self._append(texts, kinds, filled)
        self._numbers.append(number)
        self._widths.append(min(len(texts), MOST_COLUMNS))

    def _append(self, texts: Sequence[str], kinds: Sequence[int], filled: int) -> None:
        """Put a row below the columns, blank beyond what is filled."""
        for i, column in enumerate(self._columns):
            column.append(texts[i] if i < filled else "")
        for i, held in enumerate(self._kinds):
            held.append(kinds[i] if i < filled else CellKind.TEXT)

    def _text(self, cell: str, number: int) -> str:
        if (known := self._kept.get(cell)) is not None:
            return known
        if len(cell) > MOST_CHARACTERS:
            raise TooLargeError("characters", len(cell), MOST_CHARACTERS, number)
        text = clean(cell)
        if "\n" in cell and len(self._broken) < KEPT:
            self._broken[text] = "、".join(filter(None, map(clean, cell.splitlines())))
        if len(self._kept) < KEPT:
            self._kept[cell] = text
        return text

    def _widen(self, width: int, number: int) -> None:
        """As many columns as the widest row so far, and the header."""
        width = max(width, len(self._header))
        if width * len(self) > MOST_CELLS:
            raise TooLargeError("cells", width * len(self), MOST_CELLS, number)
        while len(self._columns) < width:
            self._columns.append([""] * len(self))
            if self._workbook:
                self._kinds.append(bytearray(len(self)))

    def done(self, file: str, sheet: str = "", merged: tuple[str, ...] = ()) -> RawTable:
        """The table of the rows so far, without trailing columns that are empty in the header and everywhere."""
        self._widen(0, self._header_row)
        header = self._header + [""] * (len(self._columns) - len(self._header))
        width = len(header)
        while width and not header[width - 1] and not any(self._columns[width - 1]):
            width -= 1
        return RawTable(
            file, sheet, self._header_row, tuple(header[:width]), self._numbers, tuple(self._columns[:width]),
            tuple(self._kinds[:width]),
            () if self._workbook else self._widths, len(self._header), merged, self._broken,
        )  # fmt: skip
