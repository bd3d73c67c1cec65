"""Headings: which column they mean, in which unit, and where the header stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sim.county.columns import VILLAGES
from sim.table.header import FoundColumn, match, misspelt
from tests.table.tables import PLACES, codes, filled_of, raw_of


@pytest.mark.parametrize(
    ("header", "cell", "key", "value"),
    [
        ("人口（万人）", "0.1", "population", 1000), ("人口 (2024年，万人)", "0.1", "population", 1000), ("人口(单位：人)", "9", "population", 9), ("人口（常住）", "9", "population", 9), ("*人口*", "9", "population", 9),
        ("件量（件/月）", "900", "parcels", 30), ("月件量", "900", "parcels", 30), ("月均件量（件）", "900", "parcels", 30), ("年件量（万件）", "3.65", "parcels", 100), ("每周件量", "70", "parcels", 10), ("日均件量（件/日）", "7", "parcels", 7),
        ("日均件量（万件）", "0.1", "parcels", 1000), ("面积（万亩）", "15", "area", 100), ("面积万亩", "15", "area", 100), ("面积_km2", "15", "area", 15), ("area_km2", "15", "area", 15), ("面积[ha]", "1500", "area", 15),
        ("里程（华里）", "24", "km", 12), ("里程/米", "2400", "km", 2.4), ("里程m", "2400", "km", 2.4), ("里程（单程，公里）", "24", "km", 24), ("重量(g)", "500", "kg", 0.5), ("重量（斤", "2", "kg", 1), ("重量kg", "2", "kg", 2), ("里程", "500米", "km", 0.5),
        ("人口", "1.2万", "population", 12_000), ("人口", "１，２００", "population", 1200), ("人口", "1,200 人", "population", 1200), ("人口", "1，200人", "population", 1200), ("人口", "1 200人", "population", 1200), ("人口", "1'200人", "population", 1200), ("人口", "1,200（人）", "population", 1200), ("人口", "409.5", "population", 410), ("面積", "15", "area", 15),
    ],
)  # fmt: skip
def test_numbers_come_in_the_unit_of_their_column(header: str, cell: str, key: str, value: float, tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", f'村名\t{header}\n甲村\t"{cell}"\n')
    assert findings.problems == []
    assert table is not None
    assert table.values[key] == [pytest.approx(value)]
    plain = cell.replace(".", "").replace(",", "").replace("，", "")
    other = any(unit in cell for unit in "万米") or (plain.isdecimal() and "１" not in cell and float(cell) != value)
    assert bool(findings.remarks) == other  # what is converted is said


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("人口（户）", "unknown_unit"), ("人口(stone)", "unknown_unit"), ("里程（furlong）", "unknown_unit"), ("件量（箱/月）", "unknown_unit"), ("面积（平方英尺）", "unknown_unit"), ("里程（小时）", "unknown_unit"), ("里程（单位：步）", "unknown_unit"), ("人口（%）", "unknown_unit"),
        ("日均件量（件/月）", "two_units"), ("月件量（件/年）", "two_units"), ("里程（公里/米）", "unknown_unit"), ("里程（公里，米）", "two_units"), ("人囗", "unknown_column"), ("件数", "unknown_column"), ("populaton", "unknown_column"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_for_sure_is_asked(header: str, code: str, tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", f"村名\t{header}\n甲村\t1\n")
    assert [(p.code, str(p.where)) for p in findings.problems] == [(f"place.{code}", f"a.csv, row 1, column {header}")]


@pytest.mark.parametrize("header", ["电话", "联系人", "邮编", "户数", "x" * 3000, "(" * 2000, "备用1", "=cmd", "面积和人口说明"])
def test_other_columns_are_left_alone_and_named(header: str, tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", f"村名\t{header}\n甲村\t1\n")
    assert table is not None
    assert codes(findings) == ["table.unused"]
    assert header[:30] in str(findings.remarks[0])


def test_a_column_without_a_heading_is_named_by_its_letter(tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", "村名,,人口\n甲村,x,1\n")
    assert "(1): B" in str(findings.remarks[0])


def test_a_column_twice_is_a_fault(tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", "村名,人口,人口（人）\n甲村,1,1\n")
    assert codes(findings) == ["place.duplicate_column"]


@pytest.mark.parametrize("above", ["某县村庄表\n", "某县村庄表,,\n,,\n", "制表：某局\n2026年\n", ",,\n附件1,,\n,单位：人,\n"])
def test_rows_above_the_header_are_one_fault_and_the_rest_is_read(above: str, tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", f"{above}村名,乡镇,人口\n甲村,东镇,x\n乙村,东镇,5\n")
    assert codes(findings) == ["place.missing_header", "place.not_a_number"]
    row = above.count("\n") + 1
    assert f"stands in row {row}" in str(findings.problems[0])
    assert str(findings.problems[1].where) == f"a.csv, row {row + 1}, column 人口"
    assert table is not None
    assert list(table.values["population"]) == [None, 5]


def test_hundreds_of_unknown_headings_take_no_time(tmp_path: Path) -> None:
    start = time.process_time()
    _, findings = filled_of(tmp_path / "a.csv", ",".join(["村名", *(f"栏目{i}号" for i in range(390))]) + "\n甲村" + "," * 390 + "\n")
    assert time.process_time() - start < 3  # measured: 0.3 s
    assert codes(findings) == ["table.unused"]


def test_a_column_found_knows_its_place_its_heading_and_its_unit(tmp_path: Path) -> None:
    raw, findings = raw_of(tmp_path / "a.csv", "里程（华里）,村名\n4,甲村\n")
    assert raw is not None
    matched = match(raw, PLACES, findings)
    assert matched is not None
    assert matched[1]["km"] == FoundColumn(PLACES.column("km"), 0, "里程（华里）", ("华里",), 0.5, "华里")
    assert matched[1]["name"].index == 1


def test_a_table_without_a_required_column_gives_nothing(tmp_path: Path) -> None:
    raw, findings = raw_of(tmp_path / "a.csv", "人口,乡镇\n4,东镇\n")
    assert raw is not None
    assert match(raw, PLACES, findings) is None
    assert codes(findings) == ["place.missing_column"]


@pytest.mark.parametrize(("words", "found"), [("populaton", "population"), ("村明", "村名"), ("电话", ""), ("名村", "")])
def test_a_misspelt_heading_is_near_a_known_one(words: str, found: str) -> None:
    assert misspelt(words, ["population", "村名"]) == found


@pytest.mark.parametrize(("words", "found"), [("户数", ""), ("材名", ""), ("件数", "件量"), ("人囗", "人数"), ("村明", "村名")])
def test_of_two_characters_the_first_is_right(words: str, found: str) -> None:
    assert misspelt(words, ["件量", "人数", "村名"]) == found


def test_a_first_row_without_a_heading_is_one_fault(tmp_path: Path) -> None:
    raw, findings = raw_of(tmp_path / "a.csv", "上河村,东镇,600\n下河村,东镇,700\n")
    assert raw is not None
    assert match(raw, VILLAGES, findings) is None
    (fault,) = findings.problems
    assert fault.code == "county.missing_header"
    assert "村名 (name)" in str(fault.hint)
    assert "乡镇 (township)" in str(fault.hint)


def test_a_table_on_its_side_is_told_as_such(tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", "村名,甲村,乙村\n乡镇,东镇,西乡\n人口,10,20\n编码,1,2\n", VILLAGES)
    assert "turn the table" in findings.problems[0].text("en")


def test_a_column_of_a_year_is_taken_where_no_other_is_meant(tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", "村名,2020年人口,2024年件量\n甲村,9,365\n")
    assert table is not None
    assert (table.values["population"], table.values["parcels"]) == ([9], [pytest.approx(1)])
    assert codes(findings) == ["table.unit_read"]
    beside, findings = filled_of(tmp_path / "b.csv", "村名,人口,2020年人口,2010年人口\n甲村,9,8,7\n")
    assert beside is not None
    assert beside.values["population"] == [9]
    assert codes(findings) == ["table.unused"]
    assert codes(filled_of(tmp_path / "c.csv", "村名,2020年人口,2010年人口\n甲村,8,7\n")[1]) == ["place.duplicate_column"]
    assert codes(filled_of(tmp_path / "d.csv", "村名,件量2024\n甲村,365\n")[1]) == ["place.unknown_column"]
