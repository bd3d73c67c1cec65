"""A results folder: parquet for programs, CSV that a spreadsheet opens, one workbook in the reader's language."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.console import width
from sim.words import say

READ_BY_PEOPLE = ("summary", "comparison", "villages", "townships", "replications", "timetable", "fleet", "crews", "inputs", "overloads", "loads", "worst20", "hosts", "headline", "crews_use", "fleet_use")
"""Tables that are written as CSV too."""

SHEETS = {
    "comparison_wide": ("模式比较", "comparison"),
    "comparison": ("成对差异", "paired differences"),
    "hosts": ("承运方既有运力", "hosts' own capacity"),
    "villages": ("各村", "villages"),
    "townships": ("乡镇", "townships"),
    "worst20": ("最差20村", "worst 20 villages"),
    "timetable": ("班次时刻表", "timetable"),
    "fleet": ("车辆配置", "fleet"),
    "fleet_use": ("车辆利用", "fleet utilisation"),
    "crews": ("人员配置", "crews"),
    "crews_use": ("人员利用", "crew utilisation"),
    "overloads": ("超负荷", "overloads"),
    "inputs": ("输入参数", "inputs"),
    "headline": ("布点检验", "placements"),
}
"""Sheets of the workbook in order, with their Chinese and English names."""


def save_frame(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write one table, each file aside first so that none is ever half."""
    folder.mkdir(parents=True, exist_ok=True)
    _aside(folder / f"{name}.parquet", lambda path: frame.to_parquet(path, index=False, compression="zstd"))
    if name in READ_BY_PEOPLE:
        _aside(folder / f"{name}.csv", lambda path: frame.to_csv(path, index=False, encoding="utf-8-sig"))


def _aside(path: Path, write: Any) -> None:
    part = path.with_name(f".{path.name}.part")
    write(part)
    os.replace(part, path)


def save_workbook(path: Path, frames: Mapping[str, pd.DataFrame], lang: str) -> None:
    """Write the tables for people into one workbook: a sheet each, headed, filtered, frozen."""
    with pd.ExcelWriter(path.with_name(f".{path.stem}.part.xlsx"), engine="openpyxl") as writer:
        for name, (zh, en) in SHEETS.items():
            if name not in frames or frames[name].empty:
                continue
            sheet = say(lang, zh, en)
            frames[name].to_excel(writer, sheet_name=sheet, index=False)
            _dress(writer.sheets[sheet], frames[name])
    os.replace(path.with_name(f".{path.stem}.part.xlsx"), path)


def _dress(sheet: Any, frame: pd.DataFrame) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F0")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for i, column in enumerate(frame.columns, start=1):
        sample = [str(column), *(f"{v:,.2f}" if isinstance(v, float) else str(v) for v in frame[column].head(60))]
        sheet.column_dimensions[get_column_letter(i)].width = min(46, 2 + max(width(s) for s in sample))
        if pd.api.types.is_float_dtype(frame[column]):
            for row in sheet.iter_rows(min_row=2, min_col=i, max_col=i):
                row[0].number_format = "#,##0.00"


def tidy(folder: Path) -> None:
    """Take away the run folder that Hydra made, where a verb leaves nothing in it, and the one above if that is empty too."""
    for empty in (folder, folder.parent):
        try:
            empty.rmdir()
        except OSError:
            return
