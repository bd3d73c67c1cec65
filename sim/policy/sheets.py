"""A plan of one's own as sheets of the county's workbook, 目标, 补助, 设施, 推进: their columns; how they are read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sim.county.facilities import COLUMNS
from sim.problems import Where, phrase
from sim.table import Column, Filled, FilledRow, Findings, RawTable, Sheet, fill, read_table
from sim.table.heading import heading
from sim.table.read import is_workbook, open_workbook, read_sheet
from sim.table.sheet import ValueKind
from sim.table.source import is_hidden, read_bytes
from sim.table.units import AS_ITEM, COUNT, MONEY, PARCELS, PEOPLE, SHARE, Dimension

Given = dict[str, dict[str, dict[str, Any]]]
"""Lines by section of a plan and key."""

WHAT = {
    "通达村": "villages_reached", "有服务点的村": "villages_with_point", "达标服务点": "points_to_standard",
    "乡镇中心": "centres", "达标乡镇中心": "centres_to_standard", "县级中心": "hub",
}  # fmt: skip
EVERY = {"一次": "once", "每月": "month", "每年": "year"}
STANDING = {"县级中心": "hub", "乡镇": "township", "村": "village", "服务点": "point"}
YES_NO = {"是": "yes", "否": "no"}
PAYEE = {"企业": "operator", "站点": "keeper", "群众": "resident"}
ITEMS = {c.zh: c.key for of in COLUMNS.values() for c in of}


def _choice(
    key: str, zh: str, words: Mapping[str, str], required: bool = False, more: tuple[str, str] = ("", "")
) -> Column:
    """A column of words to choose from; ``more``: what else is to be said of them, in English and Chinese."""
    known = {**words, **{v: v for v in words.values()}}
    en, means = f"one of {', '.join(words.values())}{more[0]}", f"{'、'.join(words)}{more[1]}"
    return Column(key, zh, "choice", en, means, required, choices=known)


def _text(key: str, zh: str, en_meaning: str, zh_meaning: str, required: bool = False) -> Column:
    return Column(key, zh, "text", en_meaning, zh_meaning, required)


def _number(
    key: str, zh: str, en_meaning: str, zh_meaning: str, high: float, unit: Dimension, required: bool = False
) -> Column:
    kind: ValueKind = "whole" if unit in (COUNT, PEOPLE) else "number"
    return Column(key, zh, kind, en_meaning, zh_meaning, required, low=0, high=high, unit=unit)


_NAME = Column("name", "名称", "name", "what the line is called", "这一行的名称", required=True)
_PLACES = Column(
    "places", "乡镇", "text", "which townships, between commas; empty: all", "哪些乡镇，以顿号分隔，空为全部",
    listed=True,
)  # fmt: skip
_FACT = _text("fact", "依据", "clause of the document", "文件条款")

_WHAT_MEANS = (
    "; reached: by so many brands on so many days a week (service.reach_brands, reach_days); to standard: has all that "
    "sheet standards asks",
    "；通达村：每周有设定的天数、设定的品牌数到村（service.reach_brands、service.reach_days）；达标：具备“设施”表所列各项",
)
_SHARED_MEANS = (
    "; empty: yes: only where brands work together, so that the status quo gets nothing",
    "；空为是：只补共配的村、服务点和多家合用的中心，现状不补",
)

SHEETS = (
    Sheet("targets", "目标", (
        _NAME, _choice("what", "对象", WHAT, required=True, more=_WHAT_MEANS),
        _number("share", "占比", "share of the places, 0 to 1; or count", "占比，0至1；与个数填一项", 1, SHARE),
        _number("count", "个数", "number of places; or share", "个数；与占比填一项", 1e6, COUNT),
        _number("of", "总数", "places by the plan; empty: the county's", "方案所称总数，空为本县个数", 1e6, COUNT),
        _text(
            "by", "期限", "last day, 2021-12-31; of a month, 2021-12, its end",
            "截止日，如2021-12-31；只写年月则为月底", required=True,
        ), _PLACES, _FACT,
    ), room="plan"),
    Sheet("subsidies", "补助", (
        _NAME, _number("yuan", "金额", "yuan for each", "每个的金额（元）", 1e9, MONEY, required=True),
        _choice("every", "方式", EVERY, more=("; empty: month", "；空为每月")),
        _choice("of", "补给", STANDING, more=("; empty: point", "；空为服务点")),
        _choice("payee", "收款方", PAYEE, more=("; empty: keeper", "；空为站点")),
        _number(
            "from_parcels_year", "年件量门槛", "parcels a year, at least", "该处每年至少的件数，空为不限", 1e12,
            PARCELS,
        ),
        _number(
            "point_share", "设点比例门槛", "share of its villages with a point, 0 to 1, at least",
            "所辖村有服务点的占比（0至1），空为不限", 1, SHARE,
        ),
        _choice("shared", "仅补共配", YES_NO, more=_SHARED_MEANS),
        _text("payer", "付款方", "who pays", "付款单位"), _FACT,
    ), room="plan"),
    Sheet("standards", "设施", (
        _NAME, _choice("of", "层级", {k: v for k, v in STANDING.items() if v in COLUMNS}, required=True),
        _choice("item", "项目", ITEMS, required=True),
        _number("at_least", "至少", "at least so much; empty: that it is there", "至少多少，空为有", 1e6, AS_ITEM),
        _PLACES, _FACT,
    ), room="plan"),
    Sheet("rollout", "推进", (
        _NAME, _text("month", "月份", "from which month, 2021-12", "从哪个月起，如2021-12", required=True),
        _PLACES,
        _number("from_population", "人口不少于", "villages of so many people", "人口不少于多少的村", 1e6, PEOPLE),
        _FACT,
    ), room="plan"),
)  # fmt: skip
"""A plan's own sheets; ``设施`` has its standards, the columns of 县, 乡镇 and 村庄 what there is."""

_BETWEEN = re.compile(r"[、,，;；]+")
"""What stands between the townships of a cell, beside spaces."""

_END = re.compile(r"(\d{4})年?(?:[-/.]?(\d{1,2})(?!\d)月?)?(?:底|末|份|之)?前?")
"""A month or a year, which a last day is the end of."""

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?前?")
_MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})(?:月|[-/.]\d{1,2}(?: 00:00:00)?|月\d{1,2}日)?")

SECTIONS = {"targets": "targets", "subsidies": "subsidies", "standards": "facilities", "rollout": "rollout"}
"""The section of the plan that each sheet is."""


def read_plan(source: Path, findings: Findings) -> Given:
    """The lines of a plan in a workbook or a folder, by section and key; nothing of a file that is neither. Faults of
    cells are added to ``findings``."""
    return {
        SECTIONS[sheet.key]: dict(_lines(sheet, filled.records))
        for sheet, filled in filled_sheets(source, SHEETS, findings)
    }


def filled_sheets(source: Path, sheets: Sequence[Sheet], findings: Findings) -> Iterator[tuple[Sheet, Filled]]:
    """Those of some sheets that a workbook, or a folder of CSV files, has, with what is filled in; none of a file that
    is neither.

    Args:
        findings: faults of cells are added to it.
    """
    found: set[str] = set()
    tables = _in_folder if source.is_dir() else _in_book
    for sheet, where, read in tables(source, sheets, findings):
        if sheet.key in found:
            second = phrase("county.second_sheet", table=sheet.title)
            findings.fault("plan.duplicate_sheet", where, second, phrase("county.one_sheet"))
            continue
        found.add(sheet.key)
        raw = read()
        filled = fill(raw, sheet, findings) if raw and len(raw) else None
        if filled:
            yield sheet, filled


_Table = tuple[Sheet, Where, Callable[[], RawTable | None]]
"""A sheet that is there, its place, and what reads it."""


def _in_book(source: Path, sheets: Sequence[Sheet], findings: Findings) -> Iterator[_Table]:
    data = read_bytes(source, "county", findings) if source.is_file() else None
    book = open_workbook(source, data, "county", findings) if data and is_workbook(source, data) else None
    for part in book.sheets if book else ():
        sheet = named(part.title, sheets)
        if book is not None and sheet is not None:
            where = Where(file=source.name, sheet=part.title)
            yield sheet, where, partial(read_sheet, book, part, source.name, "plan", findings)


def _in_folder(source: Path, sheets: Sequence[Sheet], findings: Findings) -> Iterator[_Table]:
    for path in sheet_files(source):
        if sheet := named(path.stem, sheets):
            yield sheet, Where(file=path.name), partial(read_table, path, "plan", findings)


def sheet_files(folder: Path) -> list[Path]:
    """The CSV files of a folder, by name; none where it cannot be looked into."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix.lower() == ".csv" and not is_hidden(p))
    except OSError:
        return []


def named(title: str, sheets: Sequence[Sheet]) -> Sheet | None:
    """The one of some sheets that is called so, in either language."""
    word = heading(title).words
    return next((s for s in sheets if word in (heading(s.key).words, heading(s.zh).words)), None)


def _lines(sheet: Sheet, rows: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in rows:
        if not row.faulty:
            yield f"row{row.number}", _line(sheet, row)


def _line(sheet: Sheet, row: FilledRow) -> dict[str, Any]:
    """A row as a line of a plan."""
    said = dict(row.values)
    name = str(said.pop("name"))
    line: dict[str, Any] = {"zh": name, "en": name}
    if sheet.key == "subsidies":
        line["shared"] = said.pop("shared", "yes") == "yes"
    if "payer" in said:
        line |= dict.fromkeys(("payer_zh", "payer_en"), said.pop("payer"))
    if "places" in said:
        line["places"] = _BETWEEN.sub(" ", str(said.pop("places"))).split()
    if sheet.key == "rollout":
        only: dict[str, Any] = {"townships": line.pop("places")} if "places" in line else {}
        only |= {"from_population": said.pop("from_population")} if "from_population" in said else {}
        line |= {"month": _month(str(said.pop("month"))), "villages": only}
    if "by" in said:
        line["by"] = _day(str(said.pop("by")))
    return line | said


def _day(text: str) -> str:
    """A last day as people write it (2026-12-31, 2026/12/31, 2026年12月31日前, a date of Excel; of a month or a year,
    2026年6月, 2026年底, its end), as a plan has it; any other text as it is."""
    plain = text.strip()
    if found := _DAY.fullmatch(plain):
        return "-".join(part.zfill(2) for part in found.groups())
    end = _END.fullmatch(plain)
    year, month = (int(end.group(1)), int(end.group(2) or 12)) if end else (0, 0)
    return f"{year}-{month:02d}-{monthrange(year, month)[1]}" if year and 1 <= month <= 12 else text


def _month(text: str) -> str:
    """A month, likewise; of a day its month."""
    found = _MONTH.fullmatch(text.strip())
    return "-".join(part.zfill(2) for part in found.groups()) if found else text
