"""Rows of a table that are no records: examples of the template, sums, and lines below the table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sim.table.clean import folded
from sim.table.header import FoundColumn
from sim.table.raw import RawTable

EXAMPLE_MARKS = ("示例", "例:", "example:")
"""A row whose first filled cell begins so is an example of the template and not read."""

_COUNTED = r"(?:[(:]?\s*共?\s*\d+\s*(?:个|村|乡|镇|行政村|建制村|户|人)*\)?)?"
_SUM = re.compile(
    rf"(?:\S{{0,14}}?(?:小计|合计|总计|累计|共计|总合计|汇总|总和){_COUNTED}"
    r"|[全本](?:县|镇|乡|市|区|旗|村|街道|苏木|团|场)(?:平均|均值)?"
    r"|平均(?:值|数)?|均值|(?:本表|全县|全镇|以上)?共\d+个?(?:行政|建制)?(?:村|乡镇|镇|乡)"
    r"|(?:grand|sub)?[ -]?totals?(?: .*)?|.{1,40} (?:sub)?total|sum|average|mean|avg)[:。.]?"
)
_FOOTER = re.compile(
    r"(?:注|备注|说明|附注|填表(?:人|单位|日期|说明)?|制表(?:人|单位|日期)?|审核(?:人)?|负责人|联系(?:人|电话)"
    r"|数据来源|资料来源|来源|填报(?:人|单位|日期)?|报送.*|单位|日期"
    r"|notes?|source|remarks?|prepared by|date)\s*[:].*"
)


def is_example(cells: Sequence[str]) -> bool:
    """Whether a row is an example of the template."""
    return folded(next((c for c in cells if c), "")).startswith(EXAMPLE_MARKS)


def is_sum(name: str) -> bool:
    """Whether a name says that its row is a sum or a mean: 小计, 东镇合计, 全县, Total ..."""
    word = folded(name).replace(" ", "") if not name.isascii() else folded(name)
    return bool(_SUM.fullmatch(word))


def is_footer(cells: Sequence[str]) -> bool:
    """Whether a row is a line below the table: 注：…, 填表人：…"""
    filled = [c for c in cells if c]
    return 0 < len(filled) <= 3 and bool(_FOOTER.fullmatch(folded(filled[0])))


def repeats_header(raw: RawTable, row: int) -> bool:
    """Whether a row is the header again, as at the top of each printed page."""
    filled = [(h, c) for h, c in zip(raw.header, raw.cells(row), strict=True) if c]
    return len(filled) > 1 and all(h == c for h, c in filled)


def left_out(raw: RawTable, found: dict[str, FoundColumn]) -> tuple[list[int], list[int], list[int]]:
    """Rows that are records, rows of sums, and lines that are no records: notes below the table, and its header again.
    """
    named = [f.index for f in found.values() if f.column.kind == "name"]
    names, first = [raw.columns[i] for i in named], min(named, default=None)
    summed = {text: is_sum(text) for column in names for text in set(column)}
    filled = _filled(raw)
    kept, sums, notes = list[int](), list[int](), list[int]()
    for row in range(len(raw)):
        if any(summed[column[row]] for column in names):
            sums.append(row)
        elif (filled[row] <= 3 and is_footer(raw.cells(row))) or _is_header(raw, row, first):
            notes.append(row)
        elif not (row < 3 and is_example(raw.cells(row))):
            kept.append(row)
    return kept, sums, notes


def _filled(raw: RawTable) -> list[int]:
    """How many cells of each row are filled."""
    filled = [0] * len(raw)
    for column in raw.columns:
        for row, text in enumerate(column):
            if text:
                filled[row] += 1
    return filled


def _is_header(raw: RawTable, row: int, name: int | None) -> bool:
    """Whether a row is the header again; ``name``: the first column of names."""
    return name is not None and raw.columns[name][row] == raw.header[name] and repeats_header(raw, row)
