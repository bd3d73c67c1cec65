"""A table as its sheet declares it: columns of values, every cell checked, rows that are no records left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.problems import Problem, Where, phrase
from sim.table.commas import settled
from sim.table.findings import Findings
from sim.table.grid import cell_of
from sim.table.header import FoundColumn, match
from sim.table.leave import left_out
from sim.table.raw import CellKind, RawTable
from sim.table.sheet import CellFault, Column, Sheet
from sim.table.sums import hold_against
from sim.table.units import factor_of
from sim.table.values import Rounded, Value, bounds_of, unit_in, value_of

NAMED = 12
"""So many left out rows are named in a remark."""


@dataclass(frozen=True, eq=False)
class Filled:
    """The records of a table.

    Attributes:
        sheet: what it was declared to hold. raw: the table below its real header.
        found: the columns found, by key.
        rows: of ``raw``, those that are records.
        values: by key, a value a record; None where the cell is blank or at fault. Columns of kind ``raw`` are not
            among them.
        faulty: by key, the records whose cell is at fault, or blank though required.
    """

    sheet: Sheet
    raw: RawTable
    found: Mapping[str, FoundColumn]
    rows: Sequence[int]
    values: Mapping[str, Sequence[Value | None]]
    faulty: Mapping[str, frozenset[int]]

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, record: int, key: str) -> Where:
        """The place of a record's cell."""
        found = self.found.get(key)
        return self.raw.where(self.rows[record], found.index) if found else Where(
            self.raw.file, self.raw.sheet, self.raw.numbers[self.rows[record]], key
        )

    def texts(self, key: str) -> list[str]:
        """The text of a column by record, whatever its kind; empty strings where the table has no such column."""
        found = self.found.get(key)
        if found is None:
            return [""] * len(self.rows)
        column = self.raw.columns[found.index]
        return column if len(self.rows) == len(column) else [column[row] for row in self.rows]

    def kind(self, record: int, key: str) -> CellKind:
        """What the cell of a record holds."""
        return self.raw.kind(self.rows[record], self.found[key].index)

    @cached_property
    def records(self) -> list[FilledRow]:
        """The records one by one, for tables that are small."""
        return [FilledRow(self, i) for i in range(len(self.rows))]


@dataclass(frozen=True, eq=False)
class FilledRow:
    """A record of a table."""

    table: Filled
    record: int

    @property
    def number(self) -> int:
        """The number of its row, as a spreadsheet shows it."""
        return self.table.raw.numbers[self.table.rows[self.record]]

    @property
    def key(self) -> tuple[str, str, int]:
        """File, sheet and row number, which tell it from every other row."""
        return self.table.raw.file, self.table.raw.sheet, self.number

    def header(self, key: str) -> str:
        """The heading of a column as it stands in the file; empty where the table has no such column."""
        found = self.table.found.get(key)
        return found.header if found else ""

    @property
    def values(self) -> dict[str, Value]:
        """Its values by column key; a blank or faulty cell has none."""
        return {key: value for key, column in self.table.values.items() if (value := column[self.record]) is not None}

    @property
    def faulty(self) -> frozenset[str]:
        """Keys of its cells that are at fault, or blank though required."""
        return frozenset(key for key, records in self.table.faulty.items() if self.record in records)

    def where(self, key: str) -> Where:
        """File, sheet, row and column of a cell, with the heading as it stands in the file."""
        return self.table.where(self.record, key)

    def text(self, key: str) -> str:
        """A text cell, empty where blank or at fault."""
        column = self.table.values.get(key)
        value = None if column is None else column[self.record]
        return "" if value is None else str(value)

    def number_or_none(self, key: str) -> float | None:
        """A number cell, None where blank or at fault."""
        column = self.table.values.get(key)
        value = None if column is None else column[self.record]
        return None if value is None else float(value)


def fill(raw: RawTable, sheet: Sheet, findings: Findings) -> Filled | None:
    """The records of a table as its sheet declares them, with every fault of header and cells; None when a required
    column is missing.

    Remarks say what was converted or rounded, which columns are not used, and which rows are no records.
    """
    matched = match(raw, sheet, findings)
    if matched is None:
        return None
    raw, found = matched
    raw = settled(raw, found, sheet.room, findings)
    short = ragged(raw, sheet, findings)
    merged(raw, sheet, findings)
    kept, sums, below = left_out(raw, found)
    names = [f.index for f in found.values() if f.column.kind == "name"]
    _remark_rows(raw, "table.sum_rows", sums, names, findings)
    _remark_rows(raw, "table.footer", below, list(range(len(raw.columns))), findings)
    values: dict[str, list[Value | None]] = {}
    faulty: dict[str, frozenset[int]] = {}
    for key, column in found.items():
        values[key], faulty[key] = _column(raw, sheet, column, kept, short, findings)
    hold_against(raw, found, values, kept, sums, findings)
    return Filled(sheet, raw, found, kept, {k: v for k, v in values.items() if found[k].column.kind != "raw"}, faulty)


Read = Value | Rounded | CellFault | None
"""What a cell was read as; None of a blank one."""


def _column(
    raw: RawTable, sheet: Sheet, found: FoundColumn, kept: Sequence[int], short: frozenset[int], findings: Findings
) -> tuple[list[Value | None], frozenset[int]]:
    """A column's values by record, and the records at fault.

    Args:
        short: rows that are told to have too few cells, whose blank ones are not told again.
    """
    column, where = found.column, Where(raw.file, raw.sheet, None, found.header)
    read, units = _read(raw, found, kept)
    faults, values = _faults(read, column), [_value(v) for v in read]
    if column.usual is not None and _other_unit(values, faults, column):
        doubt = CellFault("doubtful_unit", bounds_of(column), phrase("table.say_unit", header=_unitless(column)))
        faults = {i: doubt for i, v in enumerate(read) if v is not None}
        values = [None] * len(values)
    told_faults = {i: f for i, f in faults.items() if f.code != "blank_cell" or kept[i] not in short}
    _report(raw, sheet, found, kept, told_faults, findings)
    rounded = [raw.numbers[kept[i]] for i, v in enumerate(read) if isinstance(v, Rounded)]
    _remark_read(column, where, units, rounded, findings)
    return values, frozenset(faults)


def _value(read: Read) -> Value | None:
    """What a cell says; None where it is blank or at fault."""
    if isinstance(read, CellFault):
        return None
    return read.value if isinstance(read, Rounded) else read


def _remark_read(
    column: Column, where: Where, units: Collection[str], rounded: Sequence[int], findings: Findings
) -> None:
    """Remark on units that stood in cells, and on the rows of numbers that were rounded."""
    if units:
        told = phrase("table.cell_units", units=tuple(sorted(units)), unit=column.unit)
        findings.remark("table.cell_units", where, told)
    if rounded:
        findings.remark("table.rounded", where, phrase("table.rounded", count=len(rounded)), rounded)


def _read(raw: RawTable, found: FoundColumn, kept: Sequence[int]) -> tuple[list[Read], set[str]]:
    """The cells of a column by record, equal ones read once, and the units that they name other than the
    column's own."""
    column, texts = found.column, raw.columns[found.index]
    kinds = raw.kinds[found.index] if raw.kinds else None
    memo: dict[tuple[str, int], Read] = {("", 0): None}
    read: list[Read] = []
    for row in kept:
        cell = texts[row], kinds[row] if kinds else 0
        if cell not in memo:
            text = raw.broken.get(cell[0], cell[0]) if column.listed else cell[0]
            memo[cell] = value_of(text, CellKind(cell[1]), column, found.factor) if text else None
        read.append(memo[cell])
    if column.unit is None:
        return read, set()
    units = {unit_in(text) for (text, _), value in memo.items() if isinstance(value, (int, float))}
    return read, {unit for unit in units if unit and factor_of(unit, column.unit) != 1.0}


def _faults(read: Sequence[Read], column: Column) -> dict[int, CellFault]:
    """By record what is wrong with its cell, blank ones of a required column included."""
    faults = {i: v for i, v in enumerate(read) if isinstance(v, CellFault)}
    if column.required:
        faults |= {i: CellFault("blank_cell", column.meaning) for i, v in enumerate(read) if v is None}
    return faults


def _unitless(column: Column) -> str:
    """A heading of a column that is no unit itself."""
    return next((
        n for n in (column.zh, *column.names)
        if column.unit is None or (not n.isascii() and factor_of(n, column.unit) is None)
    ), column.zh)


def _other_unit(values: Sequence[Value | None], faults: Mapping[int, CellFault], column: Column) -> bool:
    """Whether half of a column's numbers, or more, are larger than usual, those out of bounds included."""
    assert column.usual is not None
    numbers = [float(v) for v in values if v is not None and not isinstance(v, str)]
    beyond = sum(f.code == "out_of_range" for f in faults.values())
    large = sum(v > column.usual for v in numbers)
    return large > 0 and 2 * (large + beyond) >= len(numbers) + beyond


def _report(
    raw: RawTable, sheet: Sheet, found: FoundColumn, kept: Sequence[int], faults: Mapping[int, CellFault],
    findings: Findings,
) -> None:
    texts = raw.columns[found.index]

    def one(record: int) -> Problem:
        fault = faults[record]
        text = texts[kept[record]]
        return Problem(
            f"{sheet.room}.{fault.code}", raw.where(kept[record], found.index), text[:200], fault.allowed, fault.hint
        )

    def rest(count: int) -> Problem:
        fault = next(iter(faults.values()))
        return Problem(
            f"{sheet.room}.{fault.code}", Where(raw.file, raw.sheet, None, found.header),
            phrase("table.more_faults", count=count), fault.allowed, fault.hint,
        )

    findings.many(sorted(faults), one, rest)


def ragged(raw: RawTable, sheet: Sheet, findings: Findings) -> frozenset[int]:
    """A fault for every row of a text file with fewer or more cells than the header; these rows."""
    width = max((i for i, h in enumerate(raw.header, start=1) if h), default=0)
    allowed = phrase("table.cells_as_header", count=width)
    counts = dict(raw.ragged())

    def one(row: int) -> Problem:
        return Problem(
            f"{sheet.room}.ragged_row", raw.where(row), phrase("table.cells", count=counts[row]), allowed,
            phrase("table.commas"),
        )

    findings.many(counts, one, lambda more: Problem(
        f"{sheet.room}.ragged_row", raw.whole(), phrase("table.more_faults", count=more), allowed
    ))
    return frozenset(counts)


def merged(raw: RawTable, sheet: Sheet, findings: Findings) -> None:
    """One fault for all merged cells that reach below the header."""
    reaching = [
        m for m in raw.merged
        if cell_of(m.partition(":")[2] or m)[0] > raw.header_row and cell_of(m.partition(":")[0])[1] < len(raw.columns)
    ]
    if reaching:
        found = phrase("table.merged", count=len(reaching), cells=tuple(reaching[:5]))
        findings.fault(
            f"{sheet.room}.merged_cells", raw.whole(), found, phrase("table.one_value"), phrase("table.unmerge")
        )


def _remark_rows(raw: RawTable, code: str, rows: Sequence[int], columns: Sequence[int], findings: Findings) -> None:
    if not rows:
        return
    said = dict.fromkeys(next((raw.columns[c][row] for c in columns if raw.columns[c][row]), "")[:30] for row in rows)
    findings.remark(code, raw.whole(), phrase(code, names=tuple(said)[:NAMED]), [raw.numbers[row] for row in rows])
