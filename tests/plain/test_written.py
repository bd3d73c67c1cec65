"""Names that begin like a formula stay names in every file that a spreadsheet opens."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sim.plain.written import csv_cell, formula_like, from_csv, put, writable
from sim.proposal.book import save_workbook
from sim.proposal.sheet import OutputSheet

FORMULAS = ["=1+1", "+SUM(A1)", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "\r=1", "\n=1", " =1+1", "＝1+1", "=", "=cmd|' /C calc'!A0", "-1-1", "--1", "@", "-村"]
HARMLESS = ["", "-", "+", "-5", "+3.5", "-1,000", "-3.5%", "上河村", "a=b", "a@b", "'=1+1", "12"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_like_text_is_marked_and_comes_back(text: str) -> None:
    assert formula_like(text)
    assert csv_cell(text) == f"'{text}".replace("\r", "\n")
    assert from_csv(csv_cell(text)) == text.replace("\r", "\n")


@pytest.mark.parametrize("value", [*HARMLESS, -5, 2.5, None, True])
def test_numbers_and_plain_texts_are_left_alone(value: object) -> None:
    assert csv_cell(value) == value


@pytest.mark.parametrize("text", [*FORMULAS, "#N/A", "#REF!", "2026-01-01", "x" * 40_000, "a\x0bb\ud800c", "TRUE"])
def test_a_text_in_a_workbook_is_a_text(text: str) -> None:
    book = openpyxl.Workbook()
    put(book.worksheets[0].cell(1, 1), text)
    buffer = io.BytesIO()
    book.save(buffer)
    (cell,) = openpyxl.load_workbook(buffer).worksheets[0][1]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.value == writable(text)[:32_767].replace("\r", "\n") or text.startswith("\r")
    assert cell.quotePrefix == formula_like(text)


def test_the_workbook_of_a_folder_holds_no_formula(tmp_path: Path) -> None:
    table = pd.DataFrame({"=head": FORMULAS, "n": range(len(FORMULAS)), "behind a number": FORMULAS})
    save_workbook(tmp_path / "tables.xlsx", [("=topic", "=text")], [OutputSheet("a", table, {"n": "0"}, (), "=about")], "en")
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    cells = [c for page in book for row in page.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} <= {"s", "inlineStr", "n"}
    assert sum(c.quotePrefix for c in cells) == 2 * len(FORMULAS) + 4
