"""Tables of parcels for tests of what their columns say."""

from __future__ import annotations

from sim.demand.columns import SHEET
from sim.demand.table import Table
from sim.table.findings import Findings
from sim.table.header import match
from sim.table.raw import CellKind, RawTable


def table_of(*, kinds: dict[str, CellKind] | None = None, **columns: list[str]) -> Table:
    """A table with those columns, by the key of each; ``kinds``: of a workbook, what a column's cells hold."""
    rows = len(next(iter(columns.values())))
    held = tuple(bytearray([(kinds or {}).get(key, CellKind.TEXT)]) * rows for key in columns) if kinds else ()
    raw = RawTable("parcels.csv", "", 1, tuple(columns), range(2, rows + 2), tuple(columns.values()), held, headed=len(columns))
    findings = Findings()
    matched = match(raw, SHEET, findings)
    assert matched is not None
    assert not findings.problems, findings.problems
    return Table(*matched, findings)


def told(table: Table) -> list[str]:
    """Codes of the faults so far, without their room."""
    return [p.code.removeprefix("parcels.") for p in table.findings.problems]
