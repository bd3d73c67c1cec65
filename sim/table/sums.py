"""Sums that a table states, held against its rows; and rows that look like sums though nothing says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from sim.problems import phrase
from sim.table.findings import Findings
from sim.table.header import FoundColumn
from sim.table.raw import RawTable
from sim.table.sheet import CellFault
from sim.table.values import Rounded, Value, value_of

ADDENDS = 3
"""A row that equals the sum of so many rows above, or more, may be a sum."""

ROUNDED = 0.001
"""So much a stated sum of numbers with fractions may be off for their rounding."""


class _Numbers:
    """The numbers of a column, by row, ready to be summed over rows."""

    def __init__(self, rows: Sequence[int], values: Sequence[Value | None]) -> None:
        given = [
            (row, float(v)) for row, v in zip(rows, values, strict=True) if v is not None and not isinstance(v, str)
        ]
        self.rows = [row for row, _ in given]
        self.values = [v for _, v in given]
        self._above = list(accumulate(self.values, initial=0.0))

    def between(self, first: int, end: int) -> float:
        """The sum over rows from ``first`` to before ``end``."""
        return self._above[bisect_left(self.rows, end)] - self._above[bisect_left(self.rows, first)]


def hold_against(
    raw: RawTable, found: Mapping[str, FoundColumn], values: Mapping[str, Sequence[Value | None]], kept: Sequence[int],
    sums: Sequence[int], findings: Findings,
) -> None:  # fmt: skip
    """Remark on sums that fit no run of rows, and on records that equal the sum of the rows above.

    A stated sum fits where it is the sum of the rows since the last sum, of all rows above, of all rows, or of the rows
    below it until the next sum.
    """
    odd: dict[int, list[str]] = {}
    for key, column in ((k, f) for k, f in found.items() if f.column.adds):
        numbers = _Numbers(kept, values[key])
        for place, row in enumerate(sums):
            stated, runs = _stated(raw, row, column), _runs(numbers, sums, place, len(raw))
            if stated is not None and not _fits(stated, runs, column):
                told = phrase("table.sum_differs", stated=stated, sum=round(runs[0] or runs[2], 6))
                findings.remark("table.sum_differs", raw.where(row, column.index), told)
        for row in _equal_the_sum_above(numbers, sums):
            odd.setdefault(row, []).append(column.header)
    for row, headers in odd.items():
        findings.remark("table.looks_like_sum", raw.where(row), phrase("table.looks_like_sum", columns=tuple(headers)))


def _runs(numbers: _Numbers, sums: Sequence[int], place: int, rows: int) -> tuple[float, float, float, float]:
    """What the sum at a place may be of: rows since the last sum, all above, all, those below until the next sum."""
    row = sums[place]
    before, after = sums[place - 1] if place else 0, sums[place + 1] if place + 1 < len(sums) else rows
    return (
        numbers.between(before, row), numbers.between(0, row), numbers.between(0, rows), numbers.between(row, after)
    )


def _fits(stated: float, runs: Sequence[float], found: FoundColumn) -> bool:
    """Whether a stated sum is one of some sums, but for rounding."""
    off = 0.0 if found.column.kind == "whole" else ROUNDED
    return any(abs(stated - s) <= max(0.51, off * abs(s)) for s in runs)


def _stated(raw: RawTable, row: int, found: FoundColumn) -> float | None:
    """The number of a sum: read as its column's, without bounds."""
    text = raw.columns[found.index][row]
    if not text:
        return None
    unbounded = replace(found.column, kind="number", low=None, high=None)
    value = value_of(text, raw.kind(row, found.index), unbounded, found.factor)
    return None if isinstance(value, CellFault | Rounded | str) else float(value)


def _equal_the_sum_above(numbers: _Numbers, sums: Sequence[int]) -> list[int]:
    """Rows whose number is the sum of the three or more above it, since the table or its part begins."""
    found: list[int] = []
    start = 0
    for i, (row, value) in enumerate(zip(numbers.rows, numbers.values, strict=True)):
        if i > start and bisect_left(sums, row) > bisect_left(sums, numbers.rows[i - 1]):
            start = i
        if i - start >= ADDENDS and value > 0 and value in (
            numbers.between(numbers.rows[start], row), numbers.between(0, row)
        ):
            found.append(row)
            start = i + 1
    return found
