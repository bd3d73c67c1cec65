"""Reads a table of real parcels and checks every cell; knows files, headers and cells, not what becomes of them."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.problems import InputError, Problem, Said, did_you_mean

SHOWN = 20
"""Rows with the same fault in the same column that are reported one by one; the others are counted."""

HEADERS: dict[str, tuple[str, ...]] = {
    "village": ("village", "village_code", "village_name", "村", "村名", "行政村", "建制村", "村编码", "村代码"),
    "township": ("township", "town", "乡镇", "乡镇名", "乡镇名称"),
    "brand": ("brand", "品牌", "快递品牌", "快递公司"),
    "time": ("time", "datetime", "arrival", "时间", "到达时间", "到件时间"),
    "time_ms": ("time_ms", "毫秒"),
    "time_min": ("time_min", "entered_hub", "分钟"),
    "time_h": ("time_h", "小时"),
    "kg": ("kg", "weight", "weight_kg", "重量", "重量kg", "重量(kg)", "公斤"),
    "litres": ("litres", "liters", "volume", "volume_l", "体积", "体积l", "体积(l)", "体积(升)", "升"),
    "to_door": ("to_door", "上门", "送货上门", "是否上门"),
    "dwell_h": ("dwell_h", "取件间隔h", "取件间隔(小时)"),
    "dwell_ms": ("dwell_ms", "取件间隔ms"),
    "household": ("household", "户", "户号"),
    "direction": ("direction", "方向"),
}
"""Headers by which a column is known; case, spaces and full-width brackets do not matter."""

TIMES = ("time", "time_ms", "time_min", "time_h")
_YES = {"1", "1.0", "true", "yes", "y", "是"}
_NO = {"0", "0.0", "false", "no", "n", "否"}


@dataclass
class Table:
    """A table as read: known columns as they stand, and the problems found so far."""

    file: str
    columns: dict[str, pd.Series]
    headers: dict[str, str]
    ignored: tuple[str, ...]
    rows: int
    first_row: int
    problems: list[Problem] = field(default_factory=list)

    def fault(self, code: str, column: str, bad: NDArray[np.bool_], allowed: Said, hint: Said = "") -> None:
        """Reports the rows of a column that are at fault."""
        rows = np.flatnonzero(bad)
        name = self.headers.get(column, column)
        for row in rows[:SHOWN]:
            where = f"{self.file}, row {row + self.first_row}, column {name}"
            self.problems.append(Problem(code, where, repr(_plain(self.columns[column].iloc[row])), allowed, hint))
        if len(rows) > SHOWN:
            self.problems.append(
                Problem(code, f"{self.file}, column {name}", f"{len(rows) - SHOWN} more rows with this fault", allowed, hint)
            )

    def text(self, column: str) -> pd.Series:
        """A column as stripped text; empty where the cell is."""
        values = self.columns[column]
        if pd.api.types.is_float_dtype(values.dtype):  # A code that Excel or a gap turned into 12.0.
            whole = values.notna() & (values % 1 == 0)
            values = values.astype(object).where(~whole, values.where(whole, 0).astype("int64").astype(object))
        return values.astype(object).where(values.notna(), "").astype(str).str.strip()

    def empty(self, column: str) -> NDArray[np.bool_]:
        """Where a column's cells are empty."""
        values = self.columns[column]
        if pd.api.types.is_numeric_dtype(values.dtype):
            return np.asarray(values.isna(), np.bool_)
        return np.asarray(self.text(column) == "", np.bool_)

    def number(self, column: str, low: float, high: float, allowed: str) -> NDArray[np.float64]:
        """A column of numbers in ``[low, high]``; NaN where empty or at fault; faults reported."""
        values = self.columns[column]
        if not pd.api.types.is_numeric_dtype(values.dtype) or pd.api.types.is_bool_dtype(values.dtype):
            values = pd.to_numeric(self.text(column), errors="coerce")
        numbers = values.to_numpy(np.float64, na_value=np.nan)
        bad = ~self.empty(column) & ~((numbers >= low) & (numbers <= high))
        self.fault("parcels.number", column, bad, allowed)
        return np.where(bad, np.nan, numbers)

    def yes(self, column: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """A column of yes and no, and where it is empty; faults reported."""
        words = self.text(column).str.lower()
        yes, no, empty = words.isin(_YES), words.isin(_NO), words == ""
        self.fault("parcels.yes_no", column, np.asarray(~(yes | no | empty)), "yes/no, true/false, 1/0, 是/否")
        return np.asarray(yes, np.bool_), np.asarray(empty, np.bool_)


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value


def _normal(header: object) -> str:
    return str(header).strip().lower().replace(" ", "").replace("（", "(").replace("）", ")")


def _decode(raw: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError([Problem("parcels.encoding", file, "bytes that are neither UTF-8 nor GBK", "a text file in UTF-8 or GBK")])


def _frame(path: Path) -> tuple[pd.DataFrame, int]:
    """The table and the number of its first data row as its owner counts it."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx", ".parquet"):
        raise InputError([Problem("parcels.format", str(path), f"a file of type {kind or 'none'!r}", ".csv, .xlsx or .parquet")])
    try:
        if kind == ".parquet":
            return pd.read_parquet(path), 1
        if kind == ".xlsx":
            return pd.read_excel(path, dtype=object), 2
        text = _decode(path.read_bytes(), str(path))
        return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, skip_blank_lines=False), 2
    except FileNotFoundError:
        hint = did_you_mean(path.name, os.listdir(path.parent)) if path.parent.is_dir() else ""
        raise InputError(
            [Problem("parcels.no_file", "demand.parcels_file", repr(str(path)), "the path of a file that exists", hint)]
        ) from None
    except pd.errors.EmptyDataError:
        raise InputError([Problem("parcels.empty", str(path), "no line", "a header and a row a parcel")]) from None
    except InputError:
        raise
    except (OSError, ValueError, KeyError) as error:
        raise InputError([Problem("parcels.unreadable", str(path), str(error).splitlines()[0], f"a {kind} table")]) from None
    except Exception as error:  # zipfile and pyarrow have error classes of their own
        raise InputError(
            [Problem("parcels.unreadable", str(path), str(error).splitlines()[0] or type(error).__name__, f"a {kind} table")]
        ) from None


def read_table(path: str | Path) -> Table:
    """Reads a CSV (UTF-8 or GBK), xlsx (first sheet) or parquet table and finds its columns.

    Raises:
        InputError: no file, not a table, no row, a needed column missing, or two columns for one thing.
    """
    path = Path(path)
    frame, first_row = _frame(path)
    known = {_normal(alias): key for key, aliases in HEADERS.items() for alias in aliases}
    found: dict[str, list[str]] = {}
    ignored = []
    for header in frame.columns:
        key = known.get(_normal(header))
        if key is None:
            ignored.append(str(header))
        else:
            found.setdefault(key, []).append(header)
    file = path.name
    problems = [
        Problem("parcels.duplicate_column", file, f"columns {', '.join(names)}", f"one column for {key}")
        for key, names in found.items()
        if len(names) > 1
    ]
    if "village" not in found:
        problems.append(Problem("parcels.missing_column", file, f"columns {', '.join(map(str, frame.columns))}", "a column village (村名)"))
    times = [key for key in TIMES if key in found]
    if len(times) != 1:
        seen = f"columns {', '.join(found[key][0] for key in times)}" if times else f"columns {', '.join(map(str, frame.columns))}"
        code = "parcels.duplicate_column" if times else "parcels.missing_column"
        wanted = "one column of times: time (到达时间), time_ms, time_min or time_h"
        problems.append(Problem(code, file, seen, wanted))
    if frame.empty:
        problems.append(Problem("parcels.empty", file, "no row", "a row a parcel"))
    if problems:
        raise InputError(problems)
    headers = {key: names[0] for key, names in found.items()}
    columns = {key: frame[name].reset_index(drop=True) for key, name in headers.items()}
    return Table(file, columns, headers, tuple(ignored), len(frame), first_row)
