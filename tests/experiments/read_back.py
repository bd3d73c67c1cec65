"""Numbers of a proposal's documents read back: each of the Word file is the workbook's at its rounding, each of the
workbook is that of the table it comes from; found by the title of the table, its row and its column."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest

from sim.measure.registry import KPIS, kpi_of, name_of
from sim.proposal.comparison.titles import SHEETS
from sim.proposal.comparison.workbook import APART
from sim.words import headed, minus, unit_text, with_unit

DIGITS = {"0": 0, "#,##0": 0, "#,##0.0": 1, "#,##0.00": 2, "0.000": 3, "0.0%": 3}
"""Decimals by number format; of a share, before it is written as per cent."""

UNNAMED = (("名称", "含义"), ("name", "meaning"))

Row = Mapping[str, Any]


def word_numbers(folder: Path) -> int:
    """How many numbers of the Word file's tables were found in the workbook; each must be, in the row that is next."""
    book = openpyxl.load_workbook(folder / "proposal.xlsx")
    found = 0
    for title, table in _captioned(docx.Document(str(folder / "proposal.docx"))):
        name = max((x for x in book.sheetnames if title.startswith(x)), key=len)  # behind it a title may name the mode
        cells = [dict(zip((c.value for c in book[name][1]), row, strict=True)) for row in book[name].iter_rows(min_row=2)]
        for row in cells:  # what has no name is called on paper by what it means
            row |= {name: row[meaning] for name, meaning in UNNAMED if name in row and meaning in row and not row[name].value}
        for row, other in _following(table, cells, _as_written, title):
            found += sum(bool(text) and isinstance(other[head].value, (int, float)) for head, text in row.items())
    return found


def workbook_numbers(folder: Path, lang: str) -> dict[str, int]:
    """By table, how many numbers of the workbook are those of its file."""
    book = openpyxl.load_workbook(folder / "proposal.xlsx")
    assert len({name.rstrip("0123456789") for name in book.sheetnames}) == len(book.sheetnames)
    found = {}
    for name, title in SHEETS.items():
        file, sheet = folder / f"{name}.parquet", title[0 if lang == "zh" else 1]
        if file.is_file() and sheet in book.sheetnames and name not in ("summary", "appraisal", "rollout", "gaps"):
            found[name] = _of_table(pd.read_parquet(file), book[sheet], lang, name)
    return found


def _of_table(kept: pd.DataFrame, sheet: Any, lang: str, name: str) -> int:
    """How many numbers of a sheet are those of its table."""
    if name == "comparison":  # differences of shares are in percentage points
        kept.loc[[kpi_of(k).unit == "share" for k in kept["kpi"]], APART] *= 100.0
    heads = [_head(str(c), lang) or str(h) for c, h in zip(kept.columns, headed(kept, lang).columns, strict=True)]
    numbers = [head for head, kind in zip(heads, kept.dtypes, strict=True) if pd.api.types.is_numeric_dtype(kind) and heads.count(head) == 1]
    rows = [dict(zip(heads, row, strict=True)) for row in kept.itertuples(index=False, name=None)]
    told = [dict(zip((c.value for c in sheet[1]), row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    numbers = [head for head in numbers if not any(isinstance(row.get(head), str) for row in told)]
    own = [{head: row[head] for head in numbers if head in row} for row in told]
    if name == "crews":  # those of village points are summed
        own = [row for row, whole in zip(own, told, strict=True) if list(whole.values())[2] == 1]
    return sum(len(row) for row, _ in _following(own, rows, _equal, name))


def _head(column: str, lang: str) -> str:
    if column.partition(".")[0] not in KPIS or column.endswith(("_low", "_high", "_state")):
        return ""
    unit = kpi_of(column).unit
    return name_of(column, lang) if unit == "share" else with_unit(name_of(column, lang), unit_text(unit, lang), lang)


def _captioned(document: Any) -> Iterator[tuple[str, list[Row]]]:
    """Every table with its caption's title: a row of texts by head each."""
    caption = ""
    for element in document.element.body:
        if element.tag.endswith("}p"):
            texts = "".join(t.text or "" for t in element.iter("{*}t"))
            caption = texts if texts else caption
        elif element.tag.endswith("}tbl"):
            rows = [["".join(t.text or "" for t in c.iter("{*}t")).replace("\u200b", "") for c in row.iter("{*}tc")] for row in element.iter("{*}tr")]
            yield caption.split("  ", 1)[1], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _following(rows: Sequence[Row], among: Sequence[Row], same: Callable[[Any, Any], bool], where: str) -> Iterator[tuple[Row, Row]]:
    """Each row with the next of the others whose cells are the same in all its columns."""
    left = iter(among)
    for row in rows:
        other = next((x for x in left if all(same(cell, x[head]) for head, cell in row.items())), None)
        assert other is not None, (where, row)
        yield row, other


def _equal(cell: Any, number: Any) -> bool:
    return not math.isfinite(number) if cell is None else isinstance(cell, (int, float)) and cell == pytest.approx(number, rel=1e-9, abs=1e-9)


def _as_written(text: str, cell: Any) -> bool:
    """Whether a text is a cell's value in its number format; a number in none is written whole or with two decimals."""
    value = cell.value
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return text in ("" if value is None else minus(str(value)), "—" if value is None else minus(str(value)))
    share = cell.number_format == "0.0%"
    assert share == text.endswith("%"), (text, value)
    number = text.rstrip("%").replace(",", "").replace("−", "-")
    shown = len(number.partition(".")[2])
    digits = DIGITS.get(cell.number_format)
    whole = value == round(value)
    told = float(number) / (100 if share else 1)
    off = 0.5 * 10.0 ** -(shown + 2 * share) + 1e-9
    return abs(told - value) <= off and (shown + 2 * share == digits if digits is not None else shown in ((0, 2) if whole else (2,)))
