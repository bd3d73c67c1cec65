"""Tables as they stand in files: text cells with the row numbers that a person sees, and what cannot be read at all."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.county.columns import SHEETS, VILLAGES, Sheet, plain, sheet_named
from sim.problems import Problem, nearest, phrase

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS = 200_000


@dataclass(frozen=True)
class RawTable:
    """A table as found.

    Attributes:
        sheet: which table it is.
        label: file, and sheet if any, as a person would name it.
        header: cells of row 1.
        rows: row number and cells of every row that is not blank; the header is row 1.
    """

    sheet: Sheet
    label: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_source(source: Path, problems: list[Problem]) -> dict[str, RawTable]:
    """The tables of a folder of CSV files, of a workbook, or of a single CSV table of villages, by key of their sheet.

    Every fault that keeps a table from being read is appended to ``problems``.
    """
    if source.is_dir():
        return _read_folder(source, problems)
    if not source.is_file():
        problems.append(Problem("county.missing_source", str(source), "nothing", "a folder of CSV tables or a workbook", "check the path"))
        return {}
    if source.suffix.lower() == ".csv":
        table = _read_csv(source, VILLAGES, problems)
        return {VILLAGES.key: table} if table else {}
    return _read_workbook(source, problems)


def read_one(path: Path, sheet: Sheet, problems: list[Problem]) -> RawTable | None:
    """One table of any kind: a CSV file, or the first sheet of a workbook; None, with every fault appended, where it cannot be read."""
    if not path.is_file():
        problems.append(Problem("county.missing_source", str(path), "nothing", "a CSV file or a workbook", "check the path"))
        return None
    if path.suffix.lower() not in (".xlsx", ".xlsm", ".xls"):
        return _read_csv(path, sheet, problems)
    if (books := _open(path, problems)) is None:
        return None
    values, formulas = books
    title = values.sheetnames[0]
    label = f"{path.name}, sheet {title}"
    raw = _read_sheet(values[title], formulas[title], label, problems)
    return None if raw is None else _table(sheet, label, raw, problems)


def _read_folder(folder: Path, problems: list[Problem]) -> dict[str, RawTable]:
    tables: dict[str, RawTable] = {}
    known = [n for s in SHEETS for n in (s.key, s.zh, *s.names) if len(n) > 1]
    found: set[str] = set()
    for path in sorted(folder.glob("*.[cC][sS][vV]")):
        sheet = sheet_named(path.stem)
        if not path.is_file():
            continue
        if sheet is None:
            if close := nearest(path.stem, known):
                problems.append(Problem("county.unknown_file", path.name, path.name, ", ".join(f"{s.key}.csv" for s in SHEETS), phrase("hint.did_you_mean", word=close)))
            continue
        if sheet.key in found:
            problems.append(Problem("county.duplicate_file", path.name, f"a second file of {sheet.key}", "one file of each table"))
            continue
        found.add(sheet.key)
        if table := _read_csv(path, sheet, problems):
            tables[sheet.key] = table
    if VILLAGES.key not in found:
        problems.append(Problem("county.missing_file", "villages.csv", "no such file", "villages.csv (or 村庄.csv) in the folder", "a table of villages is the one that a county needs"))
    return tables


def _read_csv(path: Path, sheet: Sheet, problems: list[Problem]) -> RawTable | None:
    data = path.read_bytes()
    if not data.strip():
        problems.append(Problem("county.empty_file", path.name, "an empty file", "a header row and a row for each record"))
        return None
    text = _decode(data, path.name, problems)
    if text is None:
        return None
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;，", key=first.count)
    try:
        lines = [tuple(c.strip() for c in cells) for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        problems.append(Problem("county.unreadable", path.name, f"text that is not CSV ({error})", "comma separated cells, quotes in pairs"))
        return None
    return _table(sheet, path.name, lines, problems)


def _decode(data: bytes, name: str, problems: list[Problem]) -> str | None:
    """The text of a file in UTF-8 (with or without a mark), UTF-16 with a mark, or GBK."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codecs = ["utf-16"]
    elif _is_utf8_text(data.split(b"\n", 1)[0]):
        codecs = ["utf-8-sig"]
    else:
        codecs = ["utf-8-sig", "gb18030"]
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            row = data[: error.start].count(b"\n") + 1
        else:
            if "\x00" not in text:
                return text
            row = text[: text.index("\x00")].count("\n") + 1
    problems.append(Problem("county.undecodable", f"{name}, row {row}", "bytes that are no text", "UTF-8 or GBK", "save the file again as CSV UTF-8"))
    return None


def _is_utf8_text(line: bytes) -> bool:
    """Whether a line has characters beyond ASCII and is valid UTF-8: then the whole file is meant to be UTF-8."""
    try:
        return not line.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _table(sheet: Sheet, label: str, lines: list[tuple[str, ...]], problems: list[Problem]) -> RawTable | None:
    rows = tuple((i, cells) for i, cells in enumerate(lines, start=1) if any(cells))
    if not rows:
        problems.append(Problem("county.empty_file", label, "no filled cell", "a header row and a row for each record"))
        return None
    if rows[0][0] != 1:
        problems.append(Problem("county.missing_header", f"{label}, row 1", "a blank row", "the header in row 1"))
        return None
    if len(rows) > MAX_ROWS:
        problems.append(Problem("county.too_many_rows", label, f"{len(rows)} rows", f"at most {MAX_ROWS}"))
        return None
    return RawTable(sheet, label, rows[0][1], rows[1:])


def _open(path: Path, problems: list[Problem]) -> tuple[Workbook, Workbook] | None:
    """A workbook with its values, and with its formulas."""
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of features it does not read, which are none of ours
            return openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path, data_only=False)
    except Exception as error:  # openpyxl raises whatever zipfile, XML or its own parser raised
        hint = "save it as .xlsx" if path.suffix.lower() == ".xls" else "open it in Excel and save it again as .xlsx"
        problems.append(Problem("county.not_a_workbook", path.name, f"a file that is no workbook ({type(error).__name__})", "an .xlsx workbook, or a folder of CSV tables", hint))
        return None


def _read_workbook(path: Path, problems: list[Problem]) -> dict[str, RawTable]:
    if (books := _open(path, problems)) is None:
        return {}
    values, formulas = books
    tables: dict[str, RawTable] = {}
    found: set[str] = set()
    for title in values.sheetnames:
        sheet = sheet_named(title)
        if sheet is None or not hasattr(values[title], "iter_rows"):
            continue
        label = f"{path.name}, sheet {title}"
        if sheet.key in found:
            problems.append(Problem("county.duplicate_sheet", label, f"a second sheet of {sheet.key}", "one sheet of each table"))
            continue
        found.add(sheet.key)
        if (raw := _read_sheet(values[title], formulas[title], label, problems)) is None:
            continue
        if sheet is not VILLAGES and not any(any(cells) for cells in raw[1:]):
            continue  # an optional sheet of the template left unfilled
        if table := _table(sheet, label, raw, problems):
            tables[sheet.key] = table
    if VILLAGES.key not in found:
        close = next((h for s in values.sheetnames if (h := nearest(plain(s), [VILLAGES.key, VILLAGES.zh]))), "")
        hint = phrase("hint.did_you_mean", word=close) if close else ""
        problems.append(Problem("county.missing_sheet", path.name, f"sheets {', '.join(values.sheetnames)}", f"a sheet {VILLAGES.zh} (or {VILLAGES.key})", hint))
    return tables


def _read_sheet(values: Worksheet, formulas: Worksheet, label: str, problems: list[Problem]) -> list[tuple[str, ...]] | None:
    """Cells of a sheet as text; merged cells, formulas never calculated and error values are problems."""
    from openpyxl.utils import get_column_letter

    for merged in sorted(str(r) for r in values.merged_cells.ranges):
        problems.append(Problem("county.merged_cells", f"{label}, cells {merged}", "merged cells", "one value in each cell", "unmerge them and fill every cell"))
    if values.max_row > MAX_ROWS:
        problems.append(Problem("county.too_many_rows", label, f"{values.max_row} rows", f"at most {MAX_ROWS}"))
        return None
    lines: list[tuple[str, ...]] = []
    for number, (cells, written) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=True), start=1):
        line = []
        for column, (cell, source) in enumerate(zip(cells, written, strict=True), start=1):
            where = f"{label}, cell {get_column_letter(column)}{number}"
            if source.data_type == "f" and cell.value is None:
                problems.append(Problem("county.formula_without_value", where, str(source.value), "a value", "open the workbook in Excel and save it, or paste the values"))
            elif cell.data_type == "e":
                problems.append(Problem("county.cell_error", where, str(cell.value), "a value", "mend the formula"))
                line.append("")
                continue
            line.append(_cell_text(cell.value))
        lines.append(tuple(line))
    return lines


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
