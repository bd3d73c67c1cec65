"""Rows and cells: what is no record, what is no value, and what a spreadsheet spoilt."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sim.problems import report
from sim.table.filled import fill
from sim.table.findings import Findings
from sim.table.leave import is_sum
from sim.table.read import read_table
from tests.table.tables import PLACES, book, codes, filled_of


@pytest.mark.parametrize(
    "name",
    ["小计", "合计", "合 计", "总计：", "累计", "全县", "全镇", "全县合计", "东镇小计", "合计（15村）", "共计15个村", "Total", "TOTAL:", "Subtotal", "Grand total", "East total", "sum", "average", "平均", "全县平均", "共15个村", "本镇"],
)  # fmt: skip
def test_rows_of_sums_are_no_records(name: str, tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", f"村名,乡镇,人口\n甲村,东镇,10\n乙村,东镇,20\n{name},,30\n")
    assert table is not None
    assert list(table.values["name"]) == ["甲村", "乙村"]
    assert codes(findings) == ["table.sum_rows"]
    assert "row 4" in str(findings.remarks[0])


@pytest.mark.parametrize("name", ["合计村", "全州镇", "总计庄", "平均屯村", "全福村", "Totalville", "小计家沟", "和平村", "共和村", "合村"])
def test_villages_that_sound_like_sums_are_villages(name: str) -> None:
    assert not is_sum(name)


def test_a_sum_in_the_column_of_townships(tmp_path: Path) -> None:
    table, _ = filled_of(tmp_path / "a.csv", "村名,乡镇,人口\n甲村,东镇,10\n,合计,10\n")
    assert table is not None
    assert len(table) == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("甲村,东镇,10\n乙村,东镇,20\n小计,东镇,30\n丙村,西乡,5\n小计,西乡,5\n合计,全县,35\n", []),
        ("合计,全县,35\n甲村,东镇,10\n乙村,东镇,20\n丙村,西乡,5\n", []),
        ("小计,东镇,30\n甲村,东镇,10\n乙村,东镇,20\n小计,西乡,5\n丙村,西乡,5\n", []),
        ("甲村,东镇,10\n乙村,东镇,20\n小计,东镇,31\n丙村,西乡,5\n小计,西乡,5\n", ["table.sum_differs"]),
        ("甲村,东镇,10\n乙村,东镇,20\n丙村,西乡,5\n合计,全县,\n", []),
    ],
)
def test_stated_sums_are_held_against_the_rows(rows: str, said: list[str], tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", "村名,乡镇,人口\n" + rows)
    assert codes(findings) == ["table.sum_rows", *said]


def test_a_row_that_equals_the_sum_of_those_above_is_remarked(tmp_path: Path) -> None:
    text = "村名,乡镇,人口\n甲村,东镇,10\n乙村,东镇,20\n丙村,东镇,30\n东镇,东镇,60\n丁村,西乡,7\n戊村,西乡,8\n己村,西乡,9\n西乡,西乡,24\n"
    table, findings = filled_of(tmp_path / "a.csv", text)
    assert table is not None
    assert len(table) == 8
    assert [str(r.where) for r in findings.remarks] == ["a.csv, row 5", "a.csv, row 9"]


def test_lines_below_the_table_are_no_records(tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", "村名,乡镇,人口\n甲村,东镇,10\n注：人口为常住人口,,\n填表人：张三,,2026年\n")
    assert table is not None
    assert len(table) == 1
    assert codes(findings) == ["table.footer"]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("村名", dt.datetime(2026, 3, 8), "not_text"), ("村名", True, "not_text"), ("村名", dt.time(8, 30), "not_text"), ("编码", dt.date(2026, 1, 2), "not_text"), ("编码", 3.7e20, "mangled_code"),
        ("乡镇", False, "not_text"), ("人口", dt.datetime(2026, 3, 8), "not_a_number"), ("人口", True, "not_a_number"), ("人口", "=A2&1", "formula_without_value"), ("村名", "#N/A", "cell_error"), ("人口", "#REF!", "cell_error"),
        ("人口", "无", "not_finite"), ("人口", "约500", "not_a_number"), ("人口", -1, "out_of_range"), ("人口", "1.2.3", "not_a_number"), ("类型", "城", "bad_choice"), ("里程", "12时", "not_a_number"),
    ],
)  # fmt: skip
def test_a_spoilt_cell_is_one_fault_with_its_place(column: str, value: Any, code: str, tmp_path: Path) -> None:
    header = ("村名", "乡镇", "编码", "人口", "类型", "里程")
    row: dict[str, Any] = {"村名": "甲村", "乡镇": "东镇", "编码": "A1", "人口": 10, "类型": "村", "里程": 3}
    table, findings = book(tmp_path / "a.xlsx", header, tuple({**row, column: value}[h] for h in header), tuple({**row, "村名": "乙村"}[h] for h in header))
    assert [(p.code, str(p.where)) for p in findings.problems] == [(f"place.{code}", f"a.xlsx, sheet Sheet, row 2, column {column}")]
    assert table is not None


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (0.1, "0.1"), (370000101201, "370000101201"), (dt.datetime(2026, 3, 2, 6, 0), "2026-03-02 06:00:00"), (dt.date(2026, 3, 2), "2026-03-02"), (dt.time(6, 5), "06:05"), (" 甲 ", "甲"), ("=1+1", "=1+1")],
)  # fmt: skip
def test_cells_of_a_workbook_are_the_text_that_is_seen(value: Any, text: str, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["a"])
    workbook.active.append([value])
    workbook.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx", "place", Findings())
    assert table is not None
    assert table.columns[0] == [text]


def test_a_workbook_with_a_title_a_merged_column_and_ten_bad_cells_has_few_lines(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    page = workbook.active
    for row in [("某县各村基本情况",), ("村名", "乡镇", "人口", "日均件量"), *((f"村{i}", "东镇" if i % 5 == 0 else None, "约" if i < 10 else 9, i) for i in range(20))]:
        page.append(row)
    for first in range(3, 23, 5):
        page.merge_cells(f"B{first}:B{first + 4}")
    page.merge_cells("A1:D1")
    workbook.save(tmp_path / "a.xlsx")
    findings = Findings()
    raw = read_table(tmp_path / "a.xlsx", "place", findings)
    assert raw is not None
    table = fill(raw, PLACES, findings)
    assert table is not None
    assert set(table.values["township"]) == {"东镇"}
    for lang in ("zh", "en"):
        lines = report(findings.problems, lang)
        assert len(lines) == 3


def test_a_row_with_too_few_or_too_many_cells_is_told_once(tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", "村名,乡镇,人口\n甲村\n,东镇\n丙村,东镇,3,4\n丁村,东镇,3,\n")
    assert codes(findings) == ["place.ragged_row"] * 3


def test_thousands_of_faults_are_counted(tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", "村名,人口\n" + "".join(f"村{i},x{i}\n" for i in range(5000)))
    assert len(findings.problems) == 1001
    assert "4000 more" in str(findings.problems[-1])


def test_a_row_of_units_belongs_to_the_header(tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", "村名,乡镇,人口,件量,里程\n,,（人）,件/月,m\n甲村,东镇,10,300,2500\n")
    assert findings.problems == []
    assert table is not None
    assert {k: list(v) for k, v in table.values.items()} == {"name": ["甲村"], "township": ["东镇"], "population": [10], "parcels": [pytest.approx(10)], "km": [2.5]}
    assert table.raw.numbers[0] == 3


def test_the_header_of_each_page_is_no_record(tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", "村名,乡镇,人口\n甲村,东镇,10\n村名,乡镇,人口\n乙村,东镇,20\n")
    assert table is not None
    assert list(table.values["name"]) == ["甲村", "乙村"]
    assert codes(findings) == ["table.footer"]


@pytest.mark.parametrize(("name", "code"), [("上�村", "broken_text"), ("村" * 101, "too_long")])
def test_names_that_are_none(name: str, code: str, tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", f"村名,人口\n{name},1\n")
    assert codes(findings) == [f"place.{code}"]


def test_hidden_columns_are_read_and_said(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (("村名", "乡镇", "人口"), ("甲村", "东镇", 3)):
        workbook.active.append(row)
    workbook.active.column_dimensions["C"].hidden = True
    workbook.save(tmp_path / "a.xlsx")
    table, findings = filled_of(tmp_path / "a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert table is not None
    assert list(table.values["population"]) == [3]
    assert "hidden columns are read all the same: 人口" in str(findings.remarks[0])


def test_a_header_in_two_rows_is_one_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", "序号,名称,,人口,件量\n,村名,乡镇,常住,日均\n1,甲村,东镇,10,3\n2,乙村,东镇,x,3\n")
    assert codes(findings) == ["place.missing_header", "place.not_a_number", "table.unused"]
    assert table is not None
    assert list(table.values["name"]) == ["甲村", "乙村"]
    assert list(table.values["parcels"]) == [3, 3]
