"""The cells of one sheet of a workbook, row by row: only what is filled, whatever else is formatted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sim.table.parts import NoWorkbookError, WorkbookParts
from sim.table.raw import CellKind
from sim.table.styles import CellFormat, Shown, moment

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LAST_COLUMN = 16_384

Line = tuple[int, bool, dict[int, tuple[str, CellKind]]]
"""Number of a row, whether it is hidden, and its filled cells by position."""


@dataclass
class SheetReader:
    """Reads a sheet; ``merged`` and ``cells`` are complete once all its rows were taken.

    Attributes:
        strings: the workbook's shared strings. formats: see ``styles.cell_formats``.
        most_cells: so many elements of cells, filled or not, are looked at.
        merged: ranges of merged cells. hidden: first and last positions of hidden columns.
    """

    parts: WorkbookParts
    name: str
    strings: Sequence[str]
    formats: Sequence[CellFormat]
    from_1904: bool
    most_cells: int
    merged: list[str] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    seen: int = 0
    _ready: list[Line] = field(default_factory=list)
    _number: int = 0
    _hidden: bool = False
    _cells: dict[int, tuple[str, CellKind]] = field(default_factory=dict)
    _column: int = -1
    _type: str = "n"
    _style: int = 0
    _value: list[str] | None = None
    _formula: list[str] | None = None
    _into: list[str] | None = None

    def rows(self) -> Iterator[Line]:
        """Every row that has a filled cell, in the order of the sheet.

        Raises:
            NoWorkbookError: the sheet is damaged, or has more cells than are looked at.
        """
        for _ in self.parts.walk(self.name, self._start, self._end, self._text):
            yield from self._ready
            self._ready.clear()

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "v" or (tag == "t" and self._type == "inlineStr"):
            self._value = self._into = self._value or []
        elif tag == "f":
            self._formula = self._into = []
        elif tag == "rPh":
            self._type = "skipped"
        elif tag == "row":
            self._number = int(attributes.get("r") or self._number + 1)
            self._hidden = _on(attributes.get("hidden", "0"))
            self._cells, self._column = {}, -1
        elif tag == "col" and _on(attributes.get("hidden", "0")):
            self.hidden.append((int(attributes.get("min", "1")) - 1, int(attributes.get("max", "1")) - 1))
        elif tag == "mergeCell" and len(self.merged) < 10_000:
            self.merged.append(attributes.get("ref", ""))

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        self.seen += 1
        if self.seen > self.most_cells:
            raise NoWorkbookError(f"more than {self.most_cells} cells")
        reference = attributes.get("r")
        self._column = column_of(reference) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._value = self._formula = self._into = None

    def _text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _end(self, tag: str) -> None:
        if tag in ("v", "t", "f"):
            self._into = None
        elif tag == "rPh":
            self._type = "inlineStr"
        elif tag == "c":
            if self._value is not None or self._formula is not None:
                text, kind = self._cell()
                if text:
                    self._cells[self._column] = text, kind
        elif tag == "row" and self._cells:
            self._ready.append((self._number, self._hidden, self._cells))

    def _cell(self) -> tuple[str, CellKind]:
        text = "".join(self._value or ())
        if text == "" and self._formula is not None and self._type not in ("str", "inlineStr"):
            return "=" + "".join(self._formula), CellKind.FORMULA
        if self._type == "s":
            return self.strings[int(text)], CellKind.TEXT
        if self._type in ("str", "inlineStr"):
            return unescaped(text), CellKind.TEXT
        if self._type == "b":
            return ("TRUE" if text.strip() in ("1", "true") else "FALSE"), CellKind.BOOL
        if self._type == "e":
            return text, CellKind.ERROR
        if self._type == "d":
            return text.replace("T", " ").removesuffix(" 00:00:00"), CellKind.DATE
        return self._number_text(text)

    def _number_text(self, text: str) -> tuple[str, CellKind]:
        try:
            value = float(text)
        except ValueError:
            return text, CellKind.TEXT
        how = self.formats[self._style] if 0 <= self._style < len(self.formats) else CellFormat(Shown.NUMBER)
        if how.shown is not Shown.NUMBER and (found := moment(value, how.shown, self.from_1904)):
            return found
        number = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        return number + how.unit, CellKind.NUMBER


def _on(flag: str) -> bool:
    return flag.lower() in ("1", "true", "on")


def unescaped(text: str) -> str:
    """Text with characters that a workbook writes as ``_x000B_``."""
    return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text) if "_x" in text else text


def column_of(reference: str) -> int:
    """Position of the column of a cell such as ``B7``, from 0.

    Raises:
        NoWorkbookError: no such cell.
    """
    return cell_of(reference)[1]


def cell_of(reference: str) -> tuple[int, int]:
    """Row number, from 1, and position of the column, from 0, of a cell such as ``B7``.

    Raises:
        NoWorkbookError: no such cell.
    """
    found = _REFERENCE.fullmatch(reference)
    column = 0
    for letter in found.group(1).upper() if found else "":
        column = column * 26 + ord(letter) - 64
    if not found or column > _LAST_COLUMN:
        raise NoWorkbookError(f"cell {reference[:20]}")
    return int(found.group(2)), column - 1
