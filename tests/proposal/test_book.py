"""A workbook as it is written: sheets behind the cover, numbers in their format, every text a text."""

from __future__ import annotations

import gc
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sim.proposal.book import save_workbook
from sim.proposal.sheet import PERCENT, OutputSheet


def test_sheets_stand_in_their_order_behind_the_cover(tmp_path: Path) -> None:
    save_workbook(
        tmp_path / "a.xlsx", [("题", "说明")],
        [OutputSheet("甲", pd.DataFrame({"n": [1]})), OutputSheet("乙", pd.DataFrame({"n": [2]}))], "zh",
    )
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[1:] == ["甲", "乙"]
    assert next(c.value for c in book.worksheets[0][1]) == "题"


def test_numbers_have_their_format_and_what_is_no_number_is_empty_or_said(tmp_path: Path) -> None:
    table = pd.DataFrame({"share": [0.5, float("nan"), float("inf")], "name": ["=1+1", "b", "c"]})
    save_workbook(tmp_path / "a.xlsx", [("t", "x")], [OutputSheet("s", table, {"share": PERCENT})], "en")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["s"]
    cells = {c.value: c for row in page.iter_rows() for c in row if c.value is not None}
    assert cells[0.5].number_format == PERCENT
    assert cells["=1+1"].data_type in ("s", "inlineStr")
    assert "nan" not in {str(v).lower() for v in cells}


def test_a_text_longer_than_its_column_is_broken_and_a_sheet_too_wide_takes_more_pages(tmp_path: Path) -> None:
    narrow = pd.DataFrame({"name": ["b"], "long": ["字" * 60]})
    wide = pd.DataFrame({f"column {i}": ["a text of thirty characters all"] for i in range(8)})
    save_workbook(tmp_path / "a.xlsx", [("t", "x")], [OutputSheet("n", narrow), OutputSheet("w", wide)], "zh")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [bool(cell.alignment.wrap_text) for cell in book["n"][2]] == [False, True]
    assert [book[name].page_setup.fitToWidth for name in ("n", "w")] == [None, 2]
    assert book["w"].print_title_cols == "$A:$A"


def test_a_full_disk_is_one_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "the disk is full")

    unheard = list[object]()
    monkeypatch.setattr("sys.unraisablehook", unheard.append)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="full") as told:
        save_workbook(tmp_path / "a.xlsx", [("t", "x")], [OutputSheet(n, pd.DataFrame({"n": [1]})) for n in "abc"], "en")
    gc.collect()
    assert unheard == []
    assert told.value.filename == str(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
