"""A workbook: its sheets, seen and hidden, and what all of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sim.table.grid import SheetReader, unescaped
from sim.table.limits import MOST_CELLS, MOST_UNPACKED
from sim.table.parts import NoWorkbookError, WorkbookParts
from sim.table.styles import CellFormat, cell_formats

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old office programs begin, and workbooks with a password."""

_PASSWORD = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class SheetPart:
    """A sheet of a workbook: its title, whether a person sees it, and the name of its part."""

    title: str
    visible: bool
    part: str


class Workbook:
    """The sheets of a workbook, in the order of their tabs.

    Both kinds of Office Open XML are read, the usual (Transitional) and the Strict one.

    Raises:
        NoWorkbookError: the content is none. TooPackedError: see ``WorkbookParts``.
    """

    def __init__(self, data: bytes) -> None:
        self._parts = WorkbookParts(data)
        self._main = next(
            (target for target in self._parts.relations("").values() if target.lower().endswith("workbook.xml")),
            "xl/workbook.xml",
        )
        self._related = self._parts.relations(self._main)
        self.sheets: tuple[SheetPart, ...] = ()
        self._from_1904 = False
        self._open()

    def _open(self) -> None:
        sheets: list[SheetPart] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "workbookPr":
                self._from_1904 = attributes.get("date1904", "0").lower() in ("1", "true", "on")
            elif tag == "sheet":
                part = self._related.get(attributes.get("id", ""), "")
                if "worksheet" in part.lower() or "sheet" in part.lower().rpartition("/")[2]:
                    sheets.append(
                        SheetPart(attributes.get("name", ""), attributes.get("state", "visible") == "visible", part)
                    )

        self._parts.parse(self._main, start, lambda tag: None, lambda text: None)
        self.sheets = tuple(s for s in sheets if s.part in self._parts and "chartsheet" not in s.part.lower())

    def grid(self, sheet: SheetPart) -> SheetReader:
        """The cells of a sheet."""
        return SheetReader(self._parts, sheet.part, self._strings, self._formats, self._from_1904, MOST_CELLS)

    def _part(self, file: str) -> str:
        return next((
            target for target in self._related.values()
            if target.lower().endswith(file.lower()) and target in self._parts
        ), "")

    @cached_property
    def _formats(self) -> list[CellFormat]:
        part = self._part("styles.xml")
        return cell_formats(self._parts, part) if part else []

    @cached_property
    def _strings(self) -> list[str]:
        part = self._part("sharedStrings.xml")
        return _shared_strings(self._parts, part) if part else []


def _shared_strings(parts: WorkbookParts, part: str) -> list[str]:
    """The strings that cells refer to by number: the texts ``t`` of each item ``si``, those of phonetic runs ``rPh``
    apart."""
    found: list[str] = []
    pieces: list[str] = []
    inside: set[str] = set()

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        inside.add(tag)
        if tag == "si":
            pieces.clear()

    def end(tag: str) -> None:
        inside.discard(tag)
        if tag == "si":
            found.append(unescaped("".join(pieces)))

    def text(piece: str) -> None:
        if "t" in inside and "rPh" not in inside:
            pieces.append(piece)

    parts.parse(part, start, end, text, MOST_UNPACKED)
    return found


def why_no_workbook(data: bytes) -> str:
    """The name of the phrase that says what a file is that is no workbook: ``table.is_...``."""
    if data.startswith(OLE):
        return "table.is_protected" if _PASSWORD in data else "table.is_xls"
    head = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return "table.is_html"
    if b"mimetypeapplication/vnd.oasis" in data[:200]:
        return "table.is_ods"
    if head.startswith(b"pk") and b"xl/workbook.bin" in data:
        return "table.is_xlsb"
    if head.startswith(b"pk") and b"word/document.xml" in data:
        return "table.is_document"
    if head.startswith(b"pk"):
        return "table.is_zip"
    return "table.is_text" if data and b"\x00" not in data[:2_000] else "table.is_unknown"


__all__ = ["NoWorkbookError", "SheetPart", "Workbook", "why_no_workbook"]
