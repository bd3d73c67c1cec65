"""Files of every kind become the same table, and what is none is refused with its place."""

from __future__ import annotations

import os
import resource
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sim.table.findings import Findings
from sim.table.raw import RawTable
from sim.table.read import read_table
from tests.table.tables import codes, raw_of

TEXT = "村名,乡镇,人口\n上河村,东镇,600\n下河村,东镇,700\n石桥村,西乡,\n"
ROWS = [("上河村", "东镇", "600"), ("下河村", "东镇", "700"), ("石桥村", "西乡", "")]


def rows(table: RawTable | None) -> list[tuple[str, ...]]:
    assert table is not None
    return [table.cells(i) for i in range(len(table))]


BIG5 = "村名,鄉鎮,人口\n大溪村,龍潭鄉,600\n員山村,東里鎮,700\n竹圍村,後壁鄉,800\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, delimiter: str, newline: str, tmp_path: Path) -> None:
    table, findings = raw_of(tmp_path / "a.csv", TEXT.replace(",", delimiter).replace("\n", newline).encode(encoding))
    assert rows(table) == ROWS
    assert codes(findings) == []


def test_big5(tmp_path: Path) -> None:
    table, _ = raw_of(tmp_path / "a.csv", BIG5.encode("big5"))
    assert rows(table)[1] == ("員山村", "東里鎮", "700")


def test_a_line_that_names_the_delimiter_is_used_and_skipped(tmp_path: Path) -> None:
    table, _ = raw_of(tmp_path / "a.csv", "\ufeffsep=;\r\n村名;乡镇\r\n甲,乙村;东镇\r\n")
    assert rows(table) == [("甲,乙村", "东镇")]
    assert table is not None
    assert (table.header_row, list(table.numbers)) == (2, [3])


@pytest.mark.parametrize("row", [2, 16])
def test_one_bad_byte_is_in_its_row(row: int, tmp_path: Path) -> None:
    lines = [b"name,township", *(f"村{i},东镇".encode() for i in range(20))]
    lines[row - 1] = lines[row - 1][:2] + lines[row - 1][3:]
    table, findings = raw_of(tmp_path / "a.csv", b"\n".join(lines))
    assert table is None
    assert str(findings.problems[0].where) == f"a.csv, row {row}"


def test_blank_rows_and_columns_count_and_are_skipped(tmp_path: Path) -> None:
    table, findings = raw_of(tmp_path / "a.csv", "\n,,,\n村名,乡镇,,\n\n甲村,东镇,,\n,,,\n 　,\n乙村,东镇,,\n,,,\n")
    assert rows(table) == [("甲村", "东镇"), ("乙村", "东镇")]
    assert table is not None
    assert (table.header_row, list(table.numbers), table.ragged()) == (3, [5, 8], [])
    assert codes(findings) == []


@pytest.mark.parametrize(
    ("cell", "text"),
    [("上河\n村", "上河村"), ("上河\r\n 村", "上河村"), ("Upper\nRiver", "Upper River"), ("东镇\u200b", "东镇"), ("\ufeff东镇", "东镇"), ("上\x0b河", "上河"), ("上\x00河", None),
     ("a\u202eb", "ab"), ("后沟  村", "后沟 村"), ("\u3000东镇\u3000", "东镇"), ("上\x07河", "上河"), ("丁村\ufe0f", "丁村"), ("\ue000村", "\ue000村"), ("上河\t村", "上河村")],
)  # fmt: skip
def test_cells_are_what_is_seen(cell: str, text: str | None, tmp_path: Path) -> None:
    table, findings = raw_of(tmp_path / "a.csv", f'村名,乡镇\n"{cell}",东镇\n')
    if text is None:
        assert codes(findings) == ["place.undecodable"]
    else:
        assert rows(table) == [(text, "东镇")]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "place.empty_file"), (b" \n \n", "a.csv", "place.empty_file"), (b",,,\n,,\n", "a.csv", "place.empty_file"),
        (b'a,b\n"open,1\n', "a.csv", "place.unreadable"), (b"\xff\xff\xff\xff\x80\x80", "a.csv", "place.undecodable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "place.not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "place.not_a_workbook"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "place.not_a_workbook"), (b"a,b\n1,2\n", "a.xlsx", "place.not_a_workbook"),
        (b"PK\x03\x04 cut", "a.xlsx", "place.not_a_workbook"), (b"PK\x03\x04 cut", "a.csv", "place.not_a_workbook"),
        (b"a" * 40_000 + b",b\n1,2\n", "a.csv", "place.too_large"), (b"," .join([b"a"] * 500) + b"\n1\n", "a.csv", "place.too_large"),
        (b"a,b\n" + b"1,2\n" * 200_001, "a.csv", "place.too_many_rows"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_one_fault(content: bytes, name: str, code: str, tmp_path: Path) -> None:
    table, findings = raw_of(tmp_path / name, content)
    assert table is None
    assert codes(findings) == [code]
    assert all(p.text(lang) for p in findings.problems for lang in ("zh", "en"))


@pytest.mark.parametrize("kind", ["pipe", "folder", "nothing", "device", "long", "zero"])
def test_what_is_no_file_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    path = {"device": Path("/dev/zero"), "folder": tmp_path, "long": tmp_path / ("a" * 5000), "zero": Path("a\0b")}.get(kind, tmp_path / "a.csv")
    if kind == "pipe":
        os.mkfifo(path)
    findings = Findings()
    start = time.perf_counter()
    assert read_table(path, "place", findings) is None
    assert time.perf_counter() - start < 1
    assert codes(findings)[0].startswith("place.")


def zipped(path: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


MAIN = '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
RELS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'


def book(sheet: str, main: str = MAIN) -> dict[str, str | bytes]:
    return {"xl/workbook.xml": main, "xl/_rels/workbook.xml.rels": RELS, "xl/worksheets/sheet1.xml": sheet}


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f"<row r='1'>{cell('A1', '村名')}{cell('B1', '乡镇')}</row>"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (book("<worksheet><sheetData>" + " " * 40_000_000 + "</sheetData></worksheet>"), "place.too_large"),
        (book("<worksheet><sheetData>"), "place.not_a_workbook"),
        (book("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"), "place.not_a_workbook"),
        (book("<worksheet/>", "<workbook/>"), "place.not_a_workbook"),
        (book(f"<worksheet><sheetData><row r='1'>{cell('ZZZZ1', 'a')}</row></sheetData></worksheet>"), "place.not_a_workbook"),
        (book("<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>7</v></c></row></sheetData></worksheet>"), "place.not_a_workbook"),
        (book("<worksheet><sheetData><row r='x'><c r='A1'><v>7</v></c></row></sheetData></worksheet>"), "place.not_a_workbook"),
        (book("<worksheet/>"), "place.empty_file"),
        (book(f"<worksheet><sheetData>{HEAD}<row r='2'>{cell('XFD2', 'a')}</row></sheetData></worksheet>"), "place.too_large"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "place.not_a_workbook"),
        ({f"p{i}": "" for i in range(6000)}, "place.too_large"),
    ],
)  # fmt: skip
def test_a_workbook_that_is_none_is_one_fault(parts: dict[str, str | bytes], code: str, tmp_path: Path) -> None:
    findings = Findings()
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read_table(zipped(tmp_path / "a.xlsx", parts), "place", findings) is None
    assert codes(findings) == [code]
    assert time.perf_counter() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_stray_format_far_out_costs_nothing(prefix: str, tmp_path: Path) -> None:
    sheet = f"<worksheet><sheetData>{HEAD}<row r='2'>{cell('A2', '甲村')}<c r='XFD2' s='1'/></row><row r='900000'><c r='XFD900000' s='3'/></row></sheetData></worksheet>"
    if prefix:
        for tag in ("worksheet", "sheetData", "row", "c", "is", "t"):
            sheet = sheet.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
        sheet = sheet.replace("<x:worksheet", "<x:worksheet xmlns:x='x'", 1)
    findings = Findings()
    assert rows(read_table(zipped(tmp_path / "a.xlsx", book(sheet)), "place", findings)) == [("甲村", "")]


def test_the_first_filled_sheet_that_is_seen_is_read_and_said(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "空"
    workbook.create_sheet("字典").append(["村名"])
    workbook.create_sheet("数据").append(["村名", "乡镇"])
    workbook["字典"].sheet_state = "hidden"
    workbook["数据"].append(["甲村", "东镇"])
    workbook.save(tmp_path / "a.xlsx")
    findings = Findings()
    table = read_table(tmp_path / "a.xlsx", "place", findings)
    assert rows(table) == [("甲村", "东镇")]
    assert str(findings.remarks[0]) == "a.xlsx: sheet 数据 is read; not read: 空, 字典"


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for i in range(6):
        workbook.active.append([f"村{i}", "镇"])
    workbook.active.row_dimensions[3].hidden = workbook.active.row_dimensions[4].hidden = True
    workbook.save(tmp_path / "a.xlsx")
    findings = Findings()
    table = read_table(tmp_path / "a.xlsx", "place", findings)
    assert table is not None
    assert len(table) == 5
    assert "rows 3-4: 2 rows are hidden" in str(findings.remarks[0])


def test_a_large_table_is_read_fast(tmp_path: Path) -> None:
    text = "运单号,村名,乡镇,时间,重量\n" + "".join(f"YT{i:08d},村{i % 300},镇{i % 20},2026-03-02 06:{i % 60:02d},{i % 97 / 10}\n" for i in range(100_000))
    start = time.process_time()
    table, _ = raw_of(tmp_path / "a.csv", text)
    assert table is not None
    assert len(table) == 100_000
    assert time.process_time() - start < 5  # measured: 0.5 s
