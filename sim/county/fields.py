"""From text cells to values: headers recognised in either language, every cell checked against its column."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

from sim.county.cells import RawTable
from sim.county.columns import EXAMPLE_MARKS, Column, Sheet, plain
from sim.county.degrees import read_degrees
from sim.county.systems import without_system
from sim.problems import Problem, did_you_mean, phrase

Value = str | float | int

_SCIENTIFIC = re.compile(r"^\d(\.\d+)?[eE]\+\d+$")


@dataclass(frozen=True)
class Row:
    """A row of a table: its values by column key (a blank or faulty cell has none) and where it stands."""

    label: str
    number: int
    headers: dict[str, str]
    values: dict[str, Value]
    faulty: frozenset[str]

    def where(self, key: str) -> str:
        """File, row and column of a cell, with the header as it stands in the file."""
        return f"{self.label}, row {self.number}, column {self.headers.get(key, key)}"

    def text(self, key: str) -> str:
        """A text cell, empty where blank."""
        return str(self.values.get(key, ""))

    def number_or_none(self, key: str) -> float | None:
        """A number cell, None where blank or faulty."""
        value = self.values.get(key)
        return None if value is None else float(value)


def read_rows(raw: RawTable, problems: list[Problem]) -> list[Row]:
    """The rows of a table, values parsed and within bounds; all faults of header and cells are appended to ``problems``."""
    columns = _match_header(raw, problems)
    if columns is None:
        return []
    headers = {c.key: raw.header[i] for i, c in columns.items()}
    rows = []
    for number, cells in raw.rows:
        if _is_example(cells):
            continue
        _check_width(raw, number, cells, problems)
        values: dict[str, Value] = {}
        faulty = set()
        for index, column in columns.items():
            text = cells[index] if index < len(cells) else ""
            where = f"{raw.label}, row {number}, column {raw.header[index]}"
            if text == "":
                if column.required:
                    faulty.add(column.key)
                    problems.append(Problem("county.blank_cell", where, "nothing", column.meaning_en))
                continue
            value = _parse(text, column, where, problems)
            if value is None:
                faulty.add(column.key)
            else:
                values[column.key] = value
        rows.append(Row(raw.label, number, headers, values, frozenset(faulty)))
    return rows


def _match_header(raw: RawTable, problems: list[Problem]) -> dict[int, Column] | None:
    """Column of each position; None when a required one is missing."""
    known = raw.sheet.header_keys()
    columns: dict[int, Column] = {}
    seen: dict[str, str] = {}
    for index, header in enumerate(raw.header):
        where = f"{raw.label}, row 1"
        if header == "":
            if any(index < len(cells) and cells[index] for _, cells in raw.rows):
                problems.append(Problem("county.unknown_column", f"{where}, column number {index + 1}", "a column without a header", _allowed(raw.sheet)))
            continue
        key = known.get(plain(header)) or known.get(plain(without_system(header)))
        if key is None:
            hint = did_you_mean(header, [n for c in raw.sheet.columns for n in (c.key, c.zh, *c.names)])
            problems.append(Problem("county.unknown_column", f"{where}, column {header}", header, _allowed(raw.sheet), hint))
            continue
        column = raw.sheet.column(key)
        if column.kind == "ignored":
            continue
        if key in seen:
            problems.append(Problem("county.duplicate_column", f"{where}, column {header}", f"{header!r} and {seen[key]!r}, the same column", "each column once"))
            continue
        seen[key] = header
        columns[index] = column
    missing = [c for c in raw.sheet.columns if c.required and c.key not in seen]
    for column in missing:
        problems.append(Problem("county.missing_column", f"{raw.label}, row 1", f"columns {', '.join(h for h in raw.header if h)}", f"a column {column.zh} (or {column.key})", column.meaning_en))
    return None if missing else columns


def _allowed(sheet: Sheet) -> str:
    return ", ".join(f"{c.zh} ({c.key})" for c in sheet.columns if c.kind != "ignored")


def _is_example(cells: tuple[str, ...]) -> bool:
    first = next((c for c in cells if c), "")
    return unicodedata.normalize("NFKC", first).lower().startswith(EXAMPLE_MARKS)


def _check_width(raw: RawTable, number: int, cells: tuple[str, ...], problems: list[Problem]) -> None:
    width = len(raw.header)
    if len(cells) < width or any(cells[width:]):
        allowed = f"{width} cells, as in the header"
        problems.append(Problem("county.ragged_row", f"{raw.label}, row {number}", f"{len(cells)} cells", allowed, "look for a missing or a superfluous comma"))


def _parse(text: str, column: Column, where: str, problems: list[Problem]) -> Value | None:
    if column.kind == "text":
        return text
    if column.kind == "code":
        if _SCIENTIFIC.match(text):
            problems.append(Problem("county.mangled_code", where, text, "the whole code", "a spreadsheet shortened it: format the column as text"))
            return None
        return text
    if column.kind == "choice":
        if (choice := column.choices.get(plain(text))) is None:
            words = ", ".join(column.choices)
            problems.append(Problem("county.bad_choice", where, text, words, did_you_mean(text, column.choices)))
        return choice
    if column.kind == "degrees":
        return _parse_degrees(text, where, problems)
    return _parse_number(text, column, where, problems)


def _parse_degrees(text: str, where: str, problems: list[Problem]) -> float | None:
    """A longitude or latitude; whether it lies in China is for the reader of positions to judge."""
    number = read_degrees(text)
    if number is None:
        problems.append(Problem("county.not_degrees", where, text, phrase("geo.a_degree"), phrase("geo.degrees")))
    return number


def _parse_number(text: str, column: Column, where: str, problems: list[Problem]) -> Value | None:
    bounds = f"a {'whole ' if column.kind == 'whole' else ''}number from {column.low:g} to {column.high:g}"
    plain_text = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain_text):
        plain_text = plain_text.replace(",", "")
    try:
        number = float(plain_text.replace("_", "x"))
    except ValueError:
        problems.append(Problem("county.not_a_number", where, text, bounds, "write the number alone, without a unit"))
        return None
    if not math.isfinite(number):
        problems.append(Problem("county.not_finite", where, text, bounds, "leave the cell empty where the number is not known"))
        return None
    if (column.low is not None and number < column.low) or (column.high is not None and number > column.high):
        problems.append(Problem("county.out_of_range", where, text, bounds))
        return None
    if column.kind == "whole":
        if not number.is_integer():
            problems.append(Problem("county.not_whole", where, text, bounds))
            return None
        return int(number)
    return number
