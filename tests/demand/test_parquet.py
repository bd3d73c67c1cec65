"""A parquet file as text: every type that a table has, and what is none named by its column."""

from __future__ import annotations

import datetime as dt
import decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sim.demand.parquet import read_parquet
from sim.table.findings import Findings
from sim.table.raw import CellKind, RawTable


def read(folder: Path, columns: dict[str, Any], most_rows: int = 10) -> tuple[RawTable | None, dict[int, str], list[str]]:
    pq.write_table(pa.table(columns), folder / "a.parquet")
    findings, odd = Findings(), dict[int, str]()
    return read_parquet(folder / "a.parquet", findings, most_rows, odd), odd, [p.code for p in findings.problems]


@pytest.mark.parametrize(
    ("values", "texts", "kind"),
    [
        (pa.array(["甲\u200b村", None]), ["甲村", ""], CellKind.TEXT), (pa.array([1, None]), ["1", ""], CellKind.NUMBER), (pa.array([1.0, 0.25, None]), ["1", "0.25", ""], CellKind.NUMBER),
        (pa.array([True, None]), ["TRUE", ""], CellKind.BOOL), (pa.array([decimal.Decimal("1.50")]), ["1.50"], CellKind.NUMBER), (pa.array([dt.date(2026, 3, 2)]), ["2026-03-02"], CellKind.DATE),
        (pa.array([dt.datetime(2026, 3, 2, 6), None]), ["2026-03-02T06:00:00.000", ""], CellKind.DATE),
        (pa.array([dt.datetime(2026, 3, 2, 6, tzinfo=dt.UTC)]), ["2026-03-02T06:00:00.000Z"], CellKind.DATE),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"], CellKind.TEXT), (pa.nulls(2), ["", ""], CellKind.TEXT), (pa.array([float("nan")]), [""], CellKind.NUMBER),
    ],
)  # fmt: skip
def test_cells_are_read_as_text(tmp_path: Path, values: Any, texts: list[str], kind: CellKind) -> None:
    table, odd, codes = read(tmp_path, {" x ": values})
    assert (odd, codes) == ({}, [])
    assert table is not None
    assert (table.header, table.columns, list(table.kinds[0])) == (("x",), (texts,), [kind] * len(texts))
    assert list(table.numbers) == list(range(1, len(texts) + 1))


def test_a_type_that_no_table_has_comes_out_empty_and_named(tmp_path: Path) -> None:
    table, odd, _ = read(tmp_path, {"a": pa.array(["x"]), "b": pa.array([[1, 2]])})
    assert table is not None
    assert table.columns == (["x"], [""])
    assert list(odd) == [1]
    assert "list" in odd[1]


def test_too_many_rows_and_no_parquet_are_one_fault(tmp_path: Path) -> None:
    assert read(tmp_path, {"a": list(range(11))})[::2] == (None, ["parcels.too_large"])
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    findings = Findings()
    assert read_parquet(tmp_path / "a.parquet", findings, 10, {}) is None
    assert [p.code for p in findings.problems] == ["parcels.unreadable"]
