"""Workbooks of a small county with sheets of hosts, for tests."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl

from tests.experiments.county_files import write_county

HOST = ("承运方", "车辆或线路数", "每班捎带件数", "每周天数", "发车时间", "结算费")
LINE = ("承运方", "乡镇", "线路", "开行星期", "发车时间", "停开日期")


def county_book(folder: Path, hosts: Sequence[Iterable[object]] = (), lines: Sequence[Iterable[object]] = ()) -> Path:
    """A workbook of the small county; rows of hosts by ``HOST``, of lines by ``LINE``."""
    tables = write_county(folder / "tables", each=3)
    sheets: Mapping[str, Sequence[Iterable[object]]] = {
        **{zh: list(csv.reader((tables / f"{key}.csv").open(encoding="utf-8"))) for key, zh in (("villages", "村庄"), ("townships", "乡镇"), ("county", "县"))},
        "承运方": [HOST, *hosts], "班线": [LINE, *lines],
    }  # fmt: skip
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    path = folder / "county.xlsx"
    book.save(path)
    return path
