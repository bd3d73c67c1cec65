"""Tables for tests: files written, and what reading them gives."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from sim.table import Column, Filled, Findings, RawTable, Sheet, fill, read_table
from sim.table.units import AREA, LENGTH, PEOPLE, PER_DAY, WEIGHT

PLACES = Sheet(
    "places",
    "地方",
    (
        Column("name", "村名", "name", "name of the village", "村的名称", required=True),
        Column("township", "乡镇", "name", "name of its township", "乡镇名称"),
        Column("code", "编码", "code", "any code", "编码"),
        Column("population", "人口", "whole", "residents", "人口数", low=0, high=200_000, names=("人口数",), unit=PEOPLE, adds=True),
        Column("parcels", "日均件量", "number", "parcels a day", "日均件量", low=0, high=100_000, names=("件量",), unit=PER_DAY, adds=True),
        Column("area", "面积", "number", "area", "面积", low=0, high=500_000, names=("area_km2",), unit=AREA),
        Column("km", "里程", "number", "road distance", "里程", low=0, high=3_000, unit=LENGTH, usual=500),
        Column("kg", "重量", "number", "weight", "重量", low=0, high=1_000, unit=WEIGHT),
        Column("kind", "类型", "choice", "village or community", "村或社区", choices={"村": "village", "社区": "community"}),
        Column("note", "备注", "ignored", "not read", "不读取"),
    ),
    room="place",
)


def raw_of(path: Path, content: str | bytes) -> tuple[RawTable | None, Findings]:
    """A file with that content, read."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    findings = Findings()
    return read_table(path, "place", findings), findings


def filled_of(path: Path, content: str | bytes, sheet: Sheet = PLACES) -> tuple[Filled | None, Findings]:
    """A file with that content, read as ``sheet``."""
    raw, findings = raw_of(path, content)
    return (None if raw is None else fill(raw, sheet, findings)), findings


def book(path: Path, *rows: tuple[Any, ...]) -> tuple[Filled | None, Findings]:
    """A workbook of those rows, read as ``PLACES``."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return filled_of(path, path.read_bytes())


def codes(findings: Findings) -> list[str]:
    """Codes of the faults, and of the remarks, in order."""
    return [*(p.code for p in findings.problems), *(r.code for r in findings.remarks)]


def packed(parts: dict[str, str]) -> bytes:
    """A zip of some parts, as a workbook is one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()
