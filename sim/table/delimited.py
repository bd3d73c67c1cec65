"""Rows of a text file: comma, tab, semicolon, full-width comma or bar between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sim.plain.written import from_csv
from sim.problems import Where, phrase
from sim.table.build import Builder, TooLargeError
from sim.table.decode import UndecodableError, decode
from sim.table.findings import Findings
from sim.table.raw import RawTable

DELIMITERS = ",\t;，|"
_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?[,;\t]*\r?$', re.IGNORECASE)


def read_text_table(path: Path, data: bytes, room: str, most_rows: int, findings: Findings) -> RawTable | None:
    """The table of a text file; None, with every fault added, where it cannot be read."""
    where = Where(file=path.name)
    if not data.strip():
        findings.fault(f"{room}.empty_file", where, phrase("table.empty_file"), phrase("table.header_and_rows"))
        return None
    text = _decoded(data, path.name, room, findings)
    if text is None:
        return None
    builder = Builder(most_rows, workbook=False)
    number, (delimiter, text, start) = 0, _parted(text)
    try:
        for number, cells in _rows(text, delimiter, start):
            builder.add(number, cells)
    except csv.Error as error:
        told = phrase("table.no_csv", reason=str(error), row=number + 1)
        findings.fault(f"{room}.unreadable", where, told, phrase("table.csv"), phrase("table.quotes"))
        return None
    except TooLargeError as error:
        too_large(error, where, room, findings)
        return None
    table = replace(builder.done(path.name), delimiter=delimiter)
    if not table.header_row:
        findings.fault(f"{room}.empty_file", where, phrase("table.no_cell"), phrase("table.header_and_rows"))
        return None
    return table


def _decoded(data: bytes, file: str, room: str, findings: Findings) -> str | None:
    """The text of a file; None, with a fault, where it is none."""
    try:
        return decode(data)
    except UndecodableError as error:
        where, hint = Where(file=file, row=error.row), "table.mend_bytes" if error.utf8 else "table.save_as_utf8"
        findings.fault(
            f"{room}.undecodable", where, phrase("table.no_text"), phrase("table.encodings"), phrase(hint)
        )
        return None


def too_large(error: TooLargeError, where: Where, room: str, findings: Findings) -> None:
    """Add the fault of a table beyond its bounds."""
    code = "too_many_rows" if error.what == "rows" else "too_large"
    place = Where(file=where.file, sheet=where.sheet, row=error.row)
    findings.fault(
        f"{room}.{code}", place, phrase(f"table.count_{error.what}", count=error.count),
        phrase(f"table.most_{error.what}", count=error.most),
    )


def _parted(text: str) -> tuple[str, str, int]:
    """The delimiter, the text of the rows and the number of the first; a first line ``sep=;`` names the delimiter and
    is skipped."""
    first, _, rest = text.partition("\n")
    if named := _SEPARATOR_LINE.match(first):
        return named.group(1), rest, 2
    return _delimiter(text), text, 1


def _rows(text: str, delimiter: str, start: int) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    yield from enumerate(([from_csv(c) for c in row] for row in rows) if "'" in text else rows, start)


def _delimiter(text: str) -> str:
    """The delimiter that stands most often in the first line that has any."""
    for line in text[:100_000].splitlines()[:20]:
        bare = re.sub(r'"[^"]*"', "", line)
        if any(mark in bare for mark in DELIMITERS):
            return max(DELIMITERS, key=bare.count)
    return ","
