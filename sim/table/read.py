"""One table from a file of any kind: a text file, or a sheet of a workbook."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from sim.problems import Where, phrase
from sim.table.build import Builder, TooLargeError
from sim.table.delimited import read_text_table, too_large
from sim.table.findings import Findings
from sim.table.grid import SheetReader, cell_of
from sim.table.limits import MB
from sim.table.parts import NoWorkbookError, TooPackedError
from sim.table.raw import RawTable
from sim.table.source import read_bytes
from sim.table.workbook import SheetPart, Workbook, why_no_workbook

MOST_ROWS = 200_000
"""Of a table of places or scenarios; a table of parcels says its own."""

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".xlsb", ".ods")
"""Endings of workbooks, read or not."""


def read_table(path: Path, room: str, findings: Findings, most_rows: int = MOST_ROWS) -> RawTable | None:
    """The table of a text file (see ``sim.table.delimited``) or of the first filled sheet of a workbook that a person
    sees.

    A file is judged by what is in it: what begins as a workbook does is one, whatever its name. None, with every fault
    added to ``findings``, where it cannot be read.

    Args:
        room: first part of the codes of faults, e.g. ``assignment`` for ``assignment.missing_source``.
        most_rows: more rows than this are a fault.
    """
    data = read_bytes(path, room, findings)
    if data is None:
        return None
    if not is_workbook(path, data):
        return read_text_table(path, data, room, most_rows, findings)
    workbook = open_workbook(path, data, room, findings)
    if workbook is None:
        return None
    chosen = _first_filled(workbook, path.name, room, findings)
    if chosen is None:
        return None
    if len(workbook.sheets) > 1:
        others = tuple(s.title for s in workbook.sheets if s is not chosen)
        findings.remark(
            "table.sheet_read", Where(file=path.name), phrase("table.sheet_read", sheet=chosen.title, others=others)
        )
    return read_sheet(workbook, chosen, path.name, room, findings, most_rows)


def is_workbook(path: Path, data: bytes) -> bool:
    """Whether a file is, or is called, a workbook."""
    return data.startswith(b"PK\x03\x04") or (path.suffix.lower() in WORKBOOKS and bool(data.strip()))


def open_workbook(path: Path, data: bytes, room: str, findings: Findings) -> Workbook | None:
    """The workbook in a file's content; None, with the fault added, where it is none, is locked, or unpacks beyond its
    bounds."""
    where, allowed = Where(file=path.name), phrase("table.a_workbook")
    try:
        workbook = Workbook(data)
    except TooPackedError as error:
        findings.fault(
            f"{room}.too_large", where, phrase("table.unpacks", mb=error.size // MB), phrase("table.sane_workbook"),
            phrase("table.save_anew"),
        )
        return None
    except NoWorkbookError as error:
        why = why_no_workbook(data)
        findings.fault(f"{room}.not_a_workbook", where, phrase(why, reason=str(error)), allowed, phrase(f"{why}_hint"))
        return None
    if not workbook.sheets:
        findings.fault(f"{room}.not_a_workbook", where, phrase("table.no_sheets"), allowed, phrase("table.save_anew"))
        return None
    return workbook


def _first_filled(workbook: Workbook, file: str, room: str, findings: Findings) -> SheetPart | None:
    seen = [s for s in workbook.sheets if s.visible] or list(workbook.sheets)
    try:
        chosen = next((s for s in seen if any(islice(workbook.grid(s).rows(), 1))), None)
    except NoWorkbookError as error:
        _damaged(error, Where(file=file), room, findings)
        return None
    if chosen is None:
        findings.fault(f"{room}.empty_file", Where(file=file), phrase("table.no_cell"), phrase("table.header_and_rows"))
    return chosen


def read_sheet(
    workbook: Workbook, sheet: SheetPart, file: str, room: str, findings: Findings, most_rows: int = MOST_ROWS
) -> RawTable | None:
    """A sheet of a workbook as a table; None where it has no filled cell, or, with the fault added, where it cannot be
    read.

    Hidden rows are read like any other, and said; so is a hidden sheet.
    """
    where = Where(file=file, sheet=sheet.title)
    builder = Builder(most_rows, workbook=True)
    hidden: list[int] = []
    try:
        grid = workbook.grid(sheet)
        _fill(builder, grid, hidden)
        table = builder.done(file, sheet.title, tuple(grid.merged))
        table = _unmerged(table) if grid.merged else table
    except TooLargeError as error:
        too_large(error, where, room, findings)
        return None
    except NoWorkbookError as error:
        _damaged(error, where, room, findings)
        return None
    if not table.header_row:
        return None
    if not sheet.visible:
        findings.remark("table.hidden_sheet", where, phrase("table.hidden_sheet"))
    columns = tuple(
        table.where(column=i).column for i in range(len(table.columns)) if any(a <= i <= b for a, b in grid.hidden)
    )
    if columns:
        findings.remark("table.hidden_columns", where, phrase("table.hidden_columns", columns=columns))
    if hidden:
        findings.remark("table.hidden_rows", where, phrase("table.hidden_rows", count=len(hidden)), hidden)
    return table


def _fill(builder: Builder, grid: SheetReader, hidden: list[int]) -> None:
    for number, is_hidden, cells in grid.rows():
        width = max(cells) + 1
        texts, kinds = [""] * width, [0] * width
        for column, (text, kind) in cells.items():
            texts[column], kinds[column] = text, kind
        builder.add(number, texts, kinds)
        if is_hidden and number > 1:
            hidden.append(number)


def _damaged(error: NoWorkbookError, where: Where, room: str, findings: Findings) -> None:
    findings.fault(
        f"{room}.not_a_workbook", where, phrase("table.is_zip", reason=str(error)), phrase("table.a_workbook"),
        phrase("table.save_anew"),
    )


def _unmerged(table: RawTable) -> RawTable:
    """The table with the value of merged cells in each of their rows, so that the merging is the one fault of those
    cells."""
    index = {number: row for row, number in enumerate(table.numbers)}
    for merged in table.merged:
        first, _, last = merged.partition(":")
        (top, column), (bottom, _) = cell_of(first), cell_of(last or first)
        if top not in index or column >= len(table.columns):
            continue
        texts, kinds = table.columns[column], table.kinds[column]
        for number in range(top + 1, min(bottom, table.numbers[-1]) + 1):
            if (row := index.get(number)) is not None and not texts[row]:
                texts[row], kinds[row] = texts[index[top]], kinds[index[top]]
    return table


__all__ = ["MOST_ROWS", "RawTable", "is_workbook", "open_workbook", "read_sheet", "read_table"]
