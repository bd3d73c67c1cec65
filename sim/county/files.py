"""Where the tables of a county stand: a folder of CSV files, a workbook, or one CSV table of villages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sim.county.columns import SHEETS, VILLAGES, sheet_named
from sim.problems import Said, Where, did_you_mean, nearest, phrase
from sim.table import Findings, RawTable, Sheet, read_table
from sim.table.fit import fit_of
from sim.table.header import match
from sim.table.heading import heading
from sim.table.read import WORKBOOKS, is_workbook, open_workbook, read_sheet
from sim.table.source import is_hidden, read_bytes
from sim.table.workbook import SheetPart, Workbook

_TABLES = ", ".join(f"{s.key}.csv" for s in SHEETS)


def read_source(source: Path, findings: Findings) -> dict[str, RawTable]:
    """The tables of a folder of CSV files, of a workbook, or of a single CSV table of villages, by key of their sheet.

    Every fault that keeps a table from being read is added to ``findings``.
    """
    if os.path.isdir(source):  # not Path.is_dir, which raises for names that no system has
        return _read_folder(source, findings)
    data = read_bytes(source, "county", findings)
    if data is None:
        return {}
    if is_workbook(source, data) or source.suffix.lower() not in (".csv", ".txt", ".tsv"):
        workbook = open_workbook(source, data, "county", findings)
        return {} if workbook is None else _read_workbook(workbook, source.name, findings)
    table = read_table(source, "county", findings)
    return {} if table is None else {VILLAGES.key: table}


def _read_folder(folder: Path, findings: Findings) -> dict[str, RawTable]:
    paths = _files(folder, findings)
    if paths is None:
        return {}
    tables: dict[str, RawTable] = {}
    found: set[str] = set()
    for path in (p for p in paths if p.suffix.lower() == ".csv"):
        sheet = sheet_named(path.stem)
        if sheet is None:
            _misnamed(path, findings)
        elif sheet.key in found:
            second = phrase("county.second_file", table=sheet.title)
            findings.fault("county.duplicate_file", Where(file=path.name), second, phrase("county.one_file"))
        else:
            found.add(sheet.key)
            table = read_table(path, "county", findings)
            if table is not None and not _unfilled(table, sheet):
                tables[sheet.key] = table
    if VILLAGES.key not in found:
        _no_villages(folder, paths, findings)
    return tables


def _files(folder: Path, findings: Findings) -> list[Path] | None:
    """The files of a folder by name; None, with a fault, where it cannot be looked into."""
    try:
        return sorted(p for p in folder.iterdir() if not is_hidden(p) and p.is_file())
    except OSError as error:
        told = phrase("table.no_access", reason=error.strerror or str(error))
        findings.fault("county.unreadable", str(folder), told, phrase("county.folder_or_workbook"))
        return None


def _table_names() -> list[str]:
    """All names of the tables that a misspelt one may be meant for."""
    return [n for s in SHEETS for n in (s.key, s.zh, *s.names) if len(n) > 1]


def misnamed_sheet(title: str, where: Where, names: Sequence[str], findings: Findings) -> None:
    """A sheet whose title is nearly one of some names, or holds it, is remarked on: a copy that is kept, or misspelt.
    Tables of a county have no such title."""
    if sheet_named(title) is not None:
        return
    if close := nearest(title, names) or next((name for name in names if name in title), ""):
        findings.remark("county.sheet_not_read", where, phrase("county.sheet_not_read", sheet=close))


def _misnamed(path: Path, findings: Findings) -> None:
    """A CSV file that seems to be one of the tables under a misspelt name is a fault; any other is left alone, with a
    remark."""
    known, where = _table_names(), Where(file=path.name)
    if nearest(path.stem, known):
        findings.fault("county.unknown_file", where, path.name, _TABLES, did_you_mean(path.stem, known))
    else:
        findings.remark("county.file_not_read", where, phrase("county.file_not_read"))


def _no_villages(folder: Path, paths: list[Path], findings: Findings) -> None:
    """Say that there is no table of villages; a workbook that stands in the folder may hold it."""
    books = [p for p in paths if p.suffix.lower() in WORKBOOKS]
    hint = phrase(
        "county.name_workbook", path=str(folder / books[0].name)
    ) if books else phrase("county.villages_needed")
    found = phrase("county.workbooks", files=tuple(p.name for p in books)) if books else phrase("table.no_file")
    findings.fault(
        "county.missing_file", Where(file=f"{VILLAGES.key}.csv"), found, phrase("county.villages_file"), hint
    )


def _unfilled(table: RawTable, sheet: Sheet) -> bool:
    """Whether an optional table has a header and nothing below."""
    return sheet is not VILLAGES and len(table) == 0


def _read_workbook(workbook: Workbook, file: str, findings: Findings) -> dict[str, RawTable]:
    tables: dict[str, RawTable] = {}
    found: set[str] = set()
    for part in workbook.sheets:
        sheet, where = sheet_named(part.title), Where(file=file, sheet=part.title)
        if sheet is None:
            misnamed_sheet(part.title, where, _table_names(), findings)
            continue
        table = read_sheet(workbook, part, file, "county", findings)
        if sheet.key in found:
            if table is not None:
                second = phrase("county.second_sheet", table=sheet.title)
                findings.fault("county.duplicate_sheet", where, second, phrase("county.one_sheet"))
            continue
        found.add(sheet.key)
        if table is not None and not _unfilled(table, sheet):
            tables[sheet.key] = table
        elif table is None and sheet is VILLAGES and not findings.problems:
            findings.fault("county.empty_file", where, phrase("table.no_cell"), phrase("table.header_and_rows"))
    if VILLAGES.key not in found:
        _no_sheet_of_villages(workbook, file, findings)
    return tables


def _no_sheet_of_villages(workbook: Workbook, file: str, findings: Findings) -> None:
    """Say that no sheet is the table of villages, and which one may be meant."""
    titles = tuple(s.title for s in workbook.sheets)
    unnamed = (s for s in workbook.sheets if sheet_named(s.title) is None)
    holding = [s.title for s in unnamed if _holds_villages(workbook, s, file)]
    like = holding[0] if len(holding) == 1 else ""
    close = next((h for t in titles if (h := nearest(heading(t).words, [VILLAGES.key, VILLAGES.zh]))), "")
    hint: Said = phrase("hint.did_you_mean", word=close) if close else ""
    if like:
        hint = phrase("county.rename_sheet", sheet=like)
    elif len(parts := [s.title for s in workbook.sheets if _names_villages(workbook, s, file)]) > 1:
        hint = phrase("county.join_sheets", sheets=tuple(parts))
    found, allowed = phrase("county.sheets", titles=titles), phrase("county.villages_sheet")
    findings.fault("county.missing_sheet", Where(file=file), found, allowed, hint)


def _names_villages(workbook: Workbook, part: SheetPart, file: str) -> bool:
    """Whether a sheet has a column of villages, whatever else it lacks."""
    table = read_sheet(workbook, part, file, "county", Findings())
    fits = () if table is None else [fit_of(text, VILLAGES) for text in table.header]
    return any(fit is not None and fit.column.key == "name" for fit in fits)


def _holds_villages(workbook: Workbook, part: SheetPart, file: str) -> bool:
    """Whether a sheet of any name has the columns of the table of villages."""
    unused = Findings()
    table = read_sheet(workbook, part, file, "county", unused)
    return table is not None and match(table, VILLAGES, unused) is not None
