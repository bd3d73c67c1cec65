"""Texts on their way into files that a spreadsheet opens: a name stays a name there, whatever it begins with.

A cell that begins with ``=``, ``+``, ``-`` or ``@``, or with a tab or line end before one, may be run as a formula
(CWE-1236). In a workbook a text is marked as text. CSV knows no types: there such a text gets an apostrophe before it,
as a person would type it; numbers never do. Parquet holds everything as it is.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_HARMLESS = re.compile(r"[+-]?[\d.,]*%?\Z")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL = 32_767
"""Characters that a cell of a workbook holds."""


def writable(text: str) -> str:
    """A text without the characters that no XML can hold."""
    return _UNWRITABLE.sub("", text)


def formula_like(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula; a number, or a sign alone, is none."""
    return bool(_FORMULA.match(text)) and not _HARMLESS.match(text)


def csv_cell(value: Any) -> Any:
    """A value as CSV has it: a text that may be taken for a formula gets an apostrophe before it, and breaks are what a
    cell has (a bare carriage return would end the row)."""
    if not isinstance(value, str):
        return value
    text = f"'{value}" if formula_like(value) else value
    return text.replace("\r\n", "\n").replace("\r", "\n")


def from_csv(text: str) -> str:
    """What ``csv_cell`` was given, breaks apart."""
    return text[1:] if text.startswith("'") and formula_like(text[1:]) else text


def put(cell: Any, value: Any) -> Any:
    """Put a value into a cell of openpyxl's, a text as text, and give the cell back."""
    if not isinstance(value, str):
        cell.value = value
        return cell
    cell.value = writable(value)[:_CELL]
    cell.data_type = "s"
    if formula_like(value):
        cell.quotePrefix = True
    return cell


def save_book(book: Any, path: Path) -> None:
    """Write a workbook of openpyxl's in one go: on a disk that fills, each of its parts would complain by itself."""
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(made.getvalue())
