"""Faults as a planner meets them: few lines, in Chinese, with every place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cases.handed import BASE, DATA, said

ENGLISH = re.compile(r"[A-Za-z]{2,}(?:, | )[A-Za-z]{2,}")
TYPED = re.compile(r"“[^”]*”|［[^］]*］|'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\{[^}]*\}|\S*[=._/]\S*|parcelflow -\S+")


def messy(path: Path) -> Path:
    """The base county with a title row above the villages' headings, a merged column and ten bad cells of several kinds."""
    book = openpyxl.load_workbook(BASE)
    sheet = book["村庄"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    column = {key: next(c for h, c in heads.items() if h.startswith(word)) for key, word in (("town", "乡镇"), ("people", "人口"), ("lon", "经度"))}
    for row, text in zip(range(2, 8), ("九百", "约八百", "500人左右", "—", "-30", "1e12"), strict=True):
        sheet.cell(row, column["people"]).value = text
    for row, text in zip(range(8, 12), ("东经", "12", "无", "x"), strict=True):
        sheet.cell(row, column["lon"]).value = text
    sheet.insert_rows(1)
    sheet.cell(1, 1).value = "试验县村庄基本情况表（2026年）"
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(heads))
    sheet.merge_cells(start_row=3, end_row=7, start_column=column["town"], end_column=column["town"])
    book.save(path)
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_messy_sheet_is_told_in_few_lines(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = said("check", [f"county={messy(tmp_path / '村庄.xlsx')}", "modes=[courier_courier]", f"lang={lang}"], capsys)
    assert code == 2
    head, *lines = printed.strip().splitlines()
    assert 1 <= len(lines) <= 5, printed
    assert str(len(lines)) in head
    for text in ("九百", "约八百", "东经"):
        assert text in printed
    for line in lines if lang == "zh" else ():
        assert not ENGLISH.search(TYPED.sub("", line)), line


def in_turn(paths: Sequence[Path]) -> list[Any]:
    """Every second at once, the others as a slow study."""
    return [pytest.param(path, marks=pytest.mark.slow if number % 2 else ()) for number, path in enumerate(paths)]


CASES = sorted(p for p in DATA.iterdir() if p.suffix == ".xlsx" and not p.name.startswith(("15", "16", "21", "02b"))) + sorted(p for p in DATA.iterdir() if p.is_dir() and re.match(r"\d", p.name))


@pytest.mark.parametrize("path", in_turn(CASES), ids=lambda p: p.name)
def test_a_planner_reads_no_english_word(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, printed = said("check", [f"county={path}", "modes=[courier_courier]", "lang=zh"], capsys)
    for line in printed.splitlines():
        assert not ENGLISH.search(TYPED.sub("", line.replace(str(path), ""))), line


TABLES = sorted(DATA.glob("2*.csv")) + sorted(DATA.glob("[4-7]*.csv")) + sorted(DATA.glob("21*.xlsx"))


@pytest.mark.parametrize("path", in_turn(TABLES), ids=lambda p: p.name)
def test_nor_of_a_table_of_parcels(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"county={BASE}", f"demand.parcels_file={path}", "modes=[courier_courier]", "horizon.measured_days=7", "lang=zh"]
    _, printed = said("check", words, capsys)
    for line in printed.splitlines():
        assert not ENGLISH.search(TYPED.sub("", line.replace(str(path), ""))), line
