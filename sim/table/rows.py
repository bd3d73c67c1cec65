"""The rows of a table of scenarios as they stand in its file: headings, cells, and where each row is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.plain import read_yaml
from sim.problems import InputError, Where, phrase
from sim.table import CellKind, Findings, RawTable, read_table
from sim.table.source import read_bytes
from sim.table.values import ERRORS

SHEETS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls")
YAML = (".yaml", ".yml")
KINDS = (".csv", ".xlsx", *YAML)

LOOKED_AT = 12
"""Rows below the first in which the header is sought."""

MOST_ROWS = 100_000
"""Scenarios of a table."""


@dataclass(frozen=True)
class DesignRow:
    """A row: where it stands and its filled cells by heading; a text is still to be read as on the command line,
    ``Fixed`` is not."""

    where: Where
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Fixed:
    """The value of a cell that is no text to be parsed: a date or a time of day, or what YAML made of it."""

    value: Any


@dataclass(frozen=True)
class Lines:
    """A table of scenarios as written: its place, the headings in order (what stands twice, twice), and its rows."""

    place: Where
    headers: list[str]
    lines: list[DesignRow]


def read_lines(path: Path, known: Callable[[str], bool], is_map: Callable[[str], bool], findings: Findings) -> Lines:
    """The headings of a table and its rows; nothing, with the faults added, where it cannot be read.

    Args:
        known: whether a heading is a key that may be set.
        is_map: whether a dotted key has keys below it, so that a map of a YAML file goes on there.
    """
    place = Where(file=path.name)
    if path.suffix.lower() in YAML:
        return _yaml_lines(path, is_map, findings)
    if path.suffix.lower() not in SHEETS and path.exists():
        findings.fault("design.file", place, path.suffix or phrase("design.no_ending"), ", ".join(KINDS))
        return Lines(place, [], [])
    raw = read_table(path, "design", findings, MOST_ROWS)
    return Lines(place, [], []) if raw is None else _sheet_lines(_below_title(raw, known, findings), findings)


def _below_title(raw: RawTable, known: Callable[[str], bool], findings: Findings) -> RawTable:
    """The table below its header: where no heading is known but all of a row soon below are, the rows above that are a
    fault."""
    if any(known(h) for h in raw.header):
        return raw
    for row in range(min(LOOKED_AT, len(raw))):
        cells = [c for c in raw.cells(row) if c]
        if all(known(c) for c in cells):
            title = next(h for h in raw.header if h)[:60]
            where = Where(raw.file, raw.sheet, raw.header_row)
            hint = phrase("table.header_at", row=raw.numbers[row])
            findings.fault("design.missing_header", where, title, phrase("table.header_first"), hint)
            return raw.headed_by(row)
    return raw


def _sheet_lines(raw: RawTable, findings: Findings) -> Lines:
    if raw.merged:
        found = phrase("table.merged", count=len(raw.merged), cells=raw.merged[:5])
        findings.fault("design.merged_cells", raw.whole(), found, phrase("table.one_value"), phrase("table.unmerge"))
    lines = []
    for row in range(len(raw)):
        cells: dict[str, Any] = {}
        for column, text in enumerate(raw.cells(row)):
            if text and raw.header[column]:
                cells[raw.header[column]] = _cell(raw, row, column, text, findings)
            elif text:
                where, allowed = raw.where(row, column), phrase("design.under_heading")
                findings.fault("design.cell", where, text, allowed, phrase("table.commas"))
        lines.append(DesignRow(raw.where(row), cells))
    return Lines(raw.whole(), [h for h in raw.header if h], lines)


def _cell(raw: RawTable, row: int, column: int, text: str, findings: Findings) -> Any:
    """The text of a cell, or its value where it is a date or a time; a formula without a result and an error value are
    faults."""
    kind = raw.kind(row, column)
    where = raw.where(row, column)
    if kind is CellKind.FORMULA:
        findings.fault("design.formula_without_value", where, text, phrase("table.a_value"), phrase("table.calculate"))
    elif kind is CellKind.ERROR or text.lower() in ERRORS:
        findings.fault("design.cell_error", where, text, phrase("table.a_value"), phrase("table.mend_formula"))
    elif kind is CellKind.BOOL:
        return Fixed(text == "TRUE")
    elif kind in (CellKind.DATE, CellKind.TIME):
        return Fixed(text)
    else:
        return text
    return Fixed(None)


def _yaml_lines(path: Path, is_map: Callable[[str], bool], findings: Findings) -> Lines:
    """Rows of a YAML list of maps; maps within a row are flattened to dotted keys."""
    place = Where(file=path.name)
    data = read_bytes(path, "design", findings)
    try:
        content = None if data is None else read_yaml(path, path.name) or []
    except InputError as error:
        findings.problems += error.problems
        content = None
    if content is None:
        return Lines(place, [], [])
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        found = phrase("design.a_map") if isinstance(content, dict) else str(content)[:40]
        findings.fault("design.file", place, found, phrase("design.list_of_maps"))
        return Lines(place, [], [])
    lines = [DesignRow(Where(file=path.name, row=i), _yaml_cells(row, is_map)) for i, row in enumerate(content, 1)]
    return Lines(place, list(dict.fromkeys(key for line in lines for key in line.cells)), lines)


def _yaml_cells(row: Mapping[Any, Any], is_map: Callable[[str], bool]) -> dict[str, Any]:
    """The filled cells of a row by dotted key; what is no text needs no more reading."""
    return {key: value if isinstance(value, str) else Fixed(value) for key, value in _flat(row, is_map)}


def _flat(row: Mapping[Any, Any], is_map: Callable[[str], bool], prefix: str = "") -> list[tuple[str, Any]]:
    """Filled values by dotted key."""
    found: list[tuple[str, Any]] = []
    for key, value in row.items():
        dotted = f"{prefix}{key}"
        if isinstance(value, dict) and value and is_map(dotted):
            found += _flat(value, is_map, f"{dotted}.")
        elif value not in ("", None):
            found.append((dotted, value))
    return found
