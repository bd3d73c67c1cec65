"""A table of real parcels: its columns as text, and faults told once, with their row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.demand.table import FEW, distinct, read_table
from sim.problems import InputError
from sim.table.raw import CellKind
from tests.demand.tables import table_of, told


def test_numbers_are_in_the_models_unit_and_faults_are_nan() -> None:
    table = table_of(village=["甲村"] * 4, **{"重量（斤）": ["2", "１", "", "heavy"]})
    assert table.number("kg")[:2].tolist() == [1.0, 0.5]
    assert np.isnan(table.number("kg")[2:]).all()
    assert "number" in told(table)


def test_yes_and_no_in_either_language() -> None:
    table = table_of(village=["甲村"] * 4, to_door=["是", "NO", "", "maybe"])
    yes, empty = table.yes("to_door")
    assert (yes.tolist(), empty.tolist()) == ([True, False, False, False], [False, False, True, False])
    assert told(table) == ["yes_no"]


def test_cells_without_a_value_are_told_once_and_read_as_empty() -> None:
    table = table_of(village=["甲村", "#N/A", "=A1"], kinds={"village": CellKind.TEXT})
    assert told(table) == ["cell_error"]
    assert table.text("village").tolist() == ["甲村", "", "=A1"]
    table.fault("parcels.other", "village", np.array([False, True, False]), "x")
    assert told(table) == ["cell_error"]


@pytest.mark.parametrize(("rows", "faults"), [(FEW, FEW), (FEW + 1, 1)])
def test_a_column_that_is_all_at_fault_is_one_fault(rows: int, faults: int) -> None:
    table = table_of(village=["x"] * rows)
    table.fault("parcels.all", "village", np.ones(rows, np.bool_), "y")
    assert len(told(table)) == faults


def test_different_texts_are_numbered_in_their_order() -> None:
    codes, words = distinct(table_of(village=["b", "a", "b"]).text("village"))
    assert (codes.tolist(), words.tolist()) == ([0, 1, 0], ["b", "a"])


def test_sums_and_lines_below_are_no_parcels(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("village,time_h\n甲村,1\n合计,1\n注：无,\n", encoding="utf-8")
    table = read_table(tmp_path / "a.csv")
    assert len(table) == 1
    assert [r.code for r in table.findings.remarks] == ["table.sum_rows"]


@pytest.mark.parametrize(("name", "text", "code"), [("a.pdf", "x", "format"), ("a.csv", "village,time_h\n", "empty"), ("a.csv", "", "empty_file"), ("none.csv", None, "no_file")])
def test_what_is_no_table_is_one_fault(tmp_path: Path, name: str, text: str | None, code: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_table(tmp_path / name)
    assert [p.code for p in error.value.problems] == [f"parcels.{code}"]


def test_commas_of_a_semicolon_table_are_decimal_where_a_cell_tells_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("村名;重量\n甲村;1,250\n乙村;0,5\n", encoding="utf-8")
    assert read_table(tmp_path / "a.csv").number("kg").tolist() == [1.25, 0.5]


def test_a_row_with_too_few_cells_is_told_and_nothing_of_it_again(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("村名,到达时间\n甲村,2026-03-02 06:00\n乙村\n丙村,2026-03-02 06:00\n", encoding="utf-8")
    table = read_table(tmp_path / "p.csv")
    assert told(table) == ["ragged_row"]
    assert table.text("village").tolist() == ["甲村", "丙村"]
