"""Rows of a text file, whatever stands between their cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.problems import Where
from sim.table.build import TooLargeError
from sim.table.delimited import DELIMITERS, read_text_table, too_large
from sim.table.findings import Findings
from sim.table.raw import RawTable


def read(text: str, most_rows: int = 10) -> tuple[RawTable | None, list[str]]:
    findings = Findings()
    return read_text_table(Path("a.csv"), text.encode(), "place", most_rows, findings), [p.code for p in findings.problems]


@pytest.mark.parametrize("mark", DELIMITERS)
def test_each_delimiter_is_found_and_named_ones_are_obeyed(mark: str) -> None:
    for text in (f"村名{mark}人口\n甲村{mark}5\n", f"sep={mark}\n村名{mark}人口\n甲村{mark}5\n"):
        table, codes = read(text)
        assert codes == []
        assert table is not None
        assert (table.header, table.cells(0)) == (("村名", "人口"), ("甲村", "5"))


def test_quoted_cells_hold_delimiters_and_breaks_and_formulas_lose_their_apostrophe() -> None:
    table, _ = read("村名,备注\n\"甲,村\",\"一\n二\"\n'=1+1,x\n")
    assert table is not None
    assert [table.cells(i) for i in range(2)] == [("甲,村", "一二"), ("=1+1", "x")]


@pytest.mark.parametrize(("text", "code"), [("", "empty_file"), (" \n", "empty_file"), (",,\n,", "empty_file"), ('a,"b\n', "unreadable"), ("a\n" * 12, "too_many_rows"), ("a\n" + "x" * 40_000, "too_large")])
def test_what_is_no_table_is_one_fault(text: str, code: str) -> None:
    assert read(text) == (None, [f"place.{code}"])


def test_the_fault_of_a_table_that_is_too_large_has_its_row() -> None:
    findings = Findings()
    too_large(TooLargeError("columns", 500, 400, 7), Where(file="a.csv"), "place", findings)
    assert str(findings.problems[0].where) == "a.csv, row 7"
    assert "500" in str(findings.problems[0])
    assert "400" in str(findings.problems[0])
