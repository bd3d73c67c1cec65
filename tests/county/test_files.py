"""Where the tables of a county stand: a folder, a workbook, or one table of villages."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sim.county.files import read_source
from sim.table import Findings

VILLAGES = "村名,乡镇\n甲村,东镇\n"


def read(source: Path) -> tuple[list[str], list[str]]:
    findings = Findings()
    tables = read_source(source, findings)
    return sorted(tables), [*(p.code for p in findings.problems), *(r.code for r in findings.remarks)]


@pytest.mark.parametrize(
    ("files", "tables", "codes"),
    [
        ({"villages.csv": VILLAGES}, ["villages"], []), ({"村庄.csv": VILLAGES, "乡镇.csv": "乡镇\n东镇\n"}, ["townships", "villages"], []), ({"villages.csv": VILLAGES, "townships.csv": "乡镇\n"}, ["villages"], []),
        ({"villages.csv": VILLAGES, "村庄.csv": VILLAGES}, ["villages"], ["county.duplicate_file"]), ({"vilages.csv": VILLAGES}, [], ["county.unknown_file", "county.missing_file"]),
        ({"villages.csv": VILLAGES, "budget 2026.csv": "a\n"}, ["villages"], ["county.file_not_read"]), ({"._villages.csv": "x", "villages.csv": VILLAGES}, ["villages"], []), ({}, [], ["county.missing_file"]),
    ],
)  # fmt: skip
def test_tables_of_a_folder(tmp_path: Path, files: dict[str, str], tables: list[str], codes: list[str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read(tmp_path) == (tables, codes)


def test_one_table_is_of_villages(tmp_path: Path) -> None:
    (tmp_path / "any.csv").write_text(VILLAGES, encoding="utf-8")
    assert read(tmp_path / "any.csv") == (["villages"], [])


def test_a_workbook_in_the_folder_is_named_as_the_source(tmp_path: Path) -> None:
    (tmp_path / "县.xlsx").touch()
    findings = Findings()
    read_source(tmp_path, findings)
    assert "县.xlsx" in findings.problems[0].text("zh")


@pytest.mark.parametrize(
    ("titles", "tables", "code"), [(["村庄", "其他"], ["villages"], None), (["村庄", "villages"], ["villages"], "county.duplicate_sheet"), (["Sheet1"], [], "county.missing_sheet")]
)
def test_sheets_of_a_workbook(tmp_path: Path, titles: list[str], tables: list[str], code: str | None) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        page = book.create_sheet(title)
        page.append(["村名", "乡镇"])
        page.append(["甲村", "东镇"])
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == (tables, [code] if code else [])


def test_a_second_sheet_is_told_by_its_name_and_an_empty_one_is_none(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in ("村庄", "村庄2", "村庄3"):
        page = book.create_sheet(title)
        if title != "村庄3":
            page.append(["村名", "乡镇"])
    book.save(tmp_path / "a.xlsx")
    findings = Findings()
    read_source(tmp_path / "a.xlsx", findings)
    (told,) = findings.problems
    assert "“村庄2”表：村庄 的第二张表" in told.text("zh")
    assert "villages" in told.text("en")


def test_what_is_not_there_is_one_fault(tmp_path: Path) -> None:
    assert read(tmp_path / "none.csv") == ([], ["county.missing_source"])


def test_a_sheet_that_is_nearly_called_like_a_table_is_remarked_on(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("村庄", "距离表格", "备注"):
        book.create_sheet(title).append(["村名", "乡镇"])
    book["村庄"].append(["甲村", "东镇"])
    book.save(tmp_path / "县.xlsx")
    assert read(tmp_path / "县.xlsx") == (["villages"], ["county.sheet_not_read"])


def test_a_sheet_a_township_is_told_to_be_put_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("东镇", "西乡"):
        book.create_sheet(title).append(["村名", "人口"])
    book.save(tmp_path / "a.xlsx")
    findings = Findings()
    assert read_source(tmp_path / "a.xlsx", findings) == {}
    assert "东镇, 西乡 have villages each" in findings.problems[0].text("en")
