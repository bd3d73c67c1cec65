"""A table of real parcels, read and its columns found; every fault of a cell is told with file, row and column."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.arrays import Bools
from sim.demand.columns import SHEET
from sim.demand.parquet import read_parquet
from sim.problems import InputError, Problem, Said, Where, did_you_mean, phrase
from sim.table.clean import folded
from sim.table.commas import settled
from sim.table.filled import merged, ragged
from sim.table.findings import Findings
from sim.table.header import FoundColumn, match
from sim.table.leave import is_example, is_footer, is_sum
from sim.table.raw import CellKind, RawTable
from sim.table.read import WORKBOOKS
from sim.table.read import read_table as read_any
from sim.table.sheet import CellFault
from sim.table.values import ERRORS, bounds_of, number_of

MOST_ROWS = 5_000_000
FEW = 20
"""More rows than this that all have one fault are told without their numbers."""

Hint = Said | Callable[[str], Said]
"""A hint, or what makes one of what stands in the cell."""

_ERRORS = [*ERRORS, *(e.upper() for e in ERRORS)]
_YES = {"1", "1.0", "true", "yes", "y", "是", "√", "需要"}
_NO = {"0", "0.0", "false", "no", "n", "否", "×", "不需要"}


Words = NDArray[np.object_]


def distinct(texts: pd.Series) -> tuple[NDArray[np.intp], Words]:
    """Where in the different texts each text of a column stands, and these."""
    codes, words = pd.factorize(texts.to_numpy(object))
    return codes, np.asarray(words, object)


class Table:
    """The known columns of a table as text, by key, and the faults and remarks found so far."""

    def __init__(self, raw: RawTable, found: dict[str, FoundColumn], findings: Findings) -> None:
        self.raw, self.found, self.findings = raw, found, findings
        self._texts: dict[str, pd.Series] = {}
        self._broken: dict[str, Bools] = dict.fromkeys(found, np.zeros(len(raw), np.bool_))
        self._broken = {key: self._unusable(key) for key in found}
        self._texts.clear()

    def __len__(self) -> int:
        return len(self.raw)

    def __contains__(self, key: str) -> bool:
        return key in self.found

    @property
    def file(self) -> str:
        """The file's name."""
        return self.raw.file

    def text(self, key: str) -> pd.Series:
        """A column as clean text; empty where the cell is, or has no value to be read."""
        if key not in self._texts:
            values = pd.Series(self.raw.columns[self.found[key].index], dtype=object)
            broken = self._broken[key]
            self._texts[key] = values.mask(broken, "") if broken.any() else values
        return self._texts[key]

    def empty(self, key: str) -> Bools:
        """Where a column's cells are empty."""
        return np.asarray(self.text(key) == "", np.bool_)

    def numbers(self, key: str) -> Bools:
        """Where a workbook's cells hold numbers, not texts."""
        return self._of(key, CellKind.NUMBER)

    def fault(self, code: str, key: str, bad: Bools, allowed: Said, hint: Hint = "") -> None:
        """Report the rows of a column that are at fault, as one where all are; those whose cell cannot be used are told
        already."""
        bad = bad & ~self._broken[key]
        if not bad.any():
            return
        if not callable(hint) and (count := int(bad.sum())) > FEW and count == len(self) - int(self.empty(key).sum()):
            self.whole(code, key, phrase("parcels.all_rows", example=self.sample(key)), allowed, hint)
            return
        texts, index = self.raw.columns[self.found[key].index], self.found[key].index

        def one(row: int) -> Problem:
            return Problem(
                code, self.raw.where(row, index), texts[row], allowed, hint(texts[row]) if callable(hint) else hint
            )

        def rest(count: int) -> Problem:
            return Problem(code, self._column(key), phrase("table.more_faults", count=count), allowed)

        self.findings.many(np.flatnonzero(bad).tolist(), one, rest)

    def whole(self, code: str, key: str, found: Said, allowed: Said, hint: Said = "") -> None:
        """Report a column that is at fault as a whole."""
        self.findings.fault(code, self._column(key), found, allowed, hint)

    def _column(self, key: str) -> Where:
        return replace(self.raw.where(column=self.found[key].index), row=None)

    def sample(self, key: str) -> str:
        """A cell of a column that is not empty."""
        return next((text for text in self.raw.columns[self.found[key].index] if text), "")

    def number(self, key: str) -> NDArray[np.float64]:
        """A column of numbers in the model's unit; NaN where empty or at fault; faults reported."""
        column, factor = self.found[key].column, self.found[key].factor
        low, high = column.low or 0.0, column.high or np.inf
        codes, words = distinct(self.text(key))
        values = pd.to_numeric(pd.Series(words, dtype=object), errors="coerce").to_numpy(np.float64) * factor
        faults: dict[str, CellFault] = {}
        for i in np.flatnonzero(~((values >= low) & (values <= high)) & (words != "")):
            value = number_of(words[i], CellKind.TEXT, column, factor)
            values[i] = value if isinstance(value, int | float) else np.nan
            if isinstance(value, CellFault):
                faults[words[i]] = value
        if faults:
            bad = np.array([word in faults for word in words], np.bool_)[codes]
            empty = phrase("table.leave_empty")
            self.fault("parcels.number", key, bad, bounds_of(column), lambda text: faults[text].hint or empty)
        return values[codes]

    def yes(self, key: str) -> tuple[Bools, Bools]:
        """A column of yes and no, and where it is empty; faults reported."""
        codes, words = distinct(self.text(key))
        plain = [folded(word) for word in words]
        yes, no, empty = (np.array([word in of for word in plain], np.bool_)[codes] for of in (_YES, _NO, {""}))
        self.fault("parcels.yes_no", key, ~(yes | no | empty), phrase("parcels.yes_or_no"))
        return yes, empty

    def _unusable(self, key: str) -> Bools:
        """Cells without a value: errors, and formulas that were never calculated; each is told."""
        texts = pd.Series(self.raw.columns[self.found[key].index], dtype=object)
        error, formula = self._of(key, CellKind.ERROR) | np.asarray(
            texts.isin(_ERRORS), np.bool_
        ), self._of(key, CellKind.FORMULA)
        self.fault("parcels.formula_without_value", key, formula, phrase("table.a_value"), phrase("table.calculate"))
        self.fault("parcels.cell_error", key, error, phrase("table.a_value"), phrase("table.mend_formula"))
        return error | formula

    def _of(self, key: str, kind: CellKind) -> Bools:
        """Where a workbook's cells are of a kind."""
        kinds = self.raw.kinds
        return np.frombuffer(kinds[self.found[key].index], np.uint8) == kind if kinds else np.zeros(len(self), np.bool_)


def read_table(path: str | Path) -> Table:
    """Reads a CSV, xlsx (first filled sheet) or parquet table and finds its columns.

    Raises:
        InputError: no file, not a table, no row, a needed column missing, or two columns for one thing.
    """
    path, findings = Path(path), Findings()
    matched = _matched(path, findings)
    if matched is None:
        raise InputError(findings.problems)
    short = ragged(matched[0], SHEET, findings)
    merged(matched[0], SHEET, findings)
    kept = [row for row in range(len(matched[0])) if row not in short]
    raw = settled(matched[0].only(kept) if short and kept else matched[0], matched[1], SHEET.room, findings)
    table = Table(_records(raw, matched[1], findings), matched[1], findings)
    if not len(table):
        findings.fault("parcels.empty", Where(file=path.name), phrase("parcels.no_row"), phrase("parcels.a_row_each"))
        raise InputError(findings.problems)
    return table


def _matched(path: Path, findings: Findings) -> tuple[RawTable, dict[str, FoundColumn]] | None:
    """The table of a file and its columns by key; None, with the faults added, where it is none or lacks a column.

    Raises:
        InputError: no file, or none of a kind that holds tables.
    """
    if not os.path.exists(path):
        raise InputError([_no_file(path)])
    ending, where = path.suffix.lower(), Where(file=path.name)
    if ending not in (".csv", ".txt", ".tsv", ".parquet", *WORKBOOKS):
        raise InputError([Problem("parcels.format", where, path.suffix or path.name, ".csv, .xlsx, .parquet")])
    if ending == ".parquet":
        return _matched_parquet(path, findings)
    raw = read_any(path, "parcels", findings, MOST_ROWS)
    return None if raw is None else match(raw, SHEET, findings)


def _matched_parquet(path: Path, findings: Findings) -> tuple[RawTable, dict[str, FoundColumn]] | None:
    """The same of a Parquet file, whose columns have types; one of a type that no table has is a fault."""
    odd: dict[int, str] = {}
    raw = read_parquet(path, findings, MOST_ROWS, odd)
    matched = None if raw is None else match(raw, SHEET, findings)
    of_no_type = [column for column in matched[1].values() if column.index in odd] if matched else []
    for column in of_no_type:
        cell = Where(file=path.name, column=column.header)
        findings.fault("parcels.type", cell, odd[column.index], phrase("parcels.a_type"))
    return None if of_no_type else matched


def _records(raw: RawTable, found: dict[str, FoundColumn], findings: Findings) -> RawTable:
    """The table without examples, sums and lines below it, which a remark names."""
    if "village" not in found:
        return raw
    villages = raw.columns[found["village"].index]
    codes, words = distinct(pd.Series(villages, dtype=object))
    odd = np.flatnonzero(np.array([is_sum(word) or ":" in folded(word) for word in words], np.bool_)[codes])
    left = [row for row in odd.tolist() if ":" not in folded(villages[row]) or _is_no_record(raw.cells(row))]
    if not left:
        return raw
    names = phrase("table.sum_rows", names=tuple(dict.fromkeys(villages[row] for row in left))[:10])
    findings.remark("table.sum_rows", raw.whole(), names, [raw.numbers[row] for row in left])
    return _only(raw, np.delete(np.arange(len(raw)), left).tolist())


def _only(raw: RawTable, rows: Sequence[int]) -> RawTable:
    """Some rows of a table."""
    columns = tuple([column[row] for row in rows] for column in raw.columns)
    kinds = tuple(bytearray(of[row] for row in rows) for of in raw.kinds)
    return replace(raw, numbers=[raw.numbers[row] for row in rows], columns=columns, kinds=kinds, widths=())


def _is_no_record(cells: Sequence[str]) -> bool:
    return is_footer(cells) or is_example(cells)


def _no_file(path: Path) -> Problem:
    try:
        hint: Said = did_you_mean(path.name, os.listdir(path.parent))
    except (OSError, ValueError):
        hint = ""
    return Problem("parcels.no_file", "demand.parcels_file", str(path), phrase("parcels.a_file"), hint)
