"""A plan's sheets written into the workbook of a county: empty ones to fill in, or those of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sim.county.rows import Cell, Rows
from sim.county.workbook import describe, example, write_page
from sim.policy.document import CountyPlan
from sim.policy.host_book import host_book
from sim.policy.sheets import SECTIONS, SHEETS
from sim.table import Column, Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS = 500
"""Rows that offer the words of a column to choose from."""

EXAMPLES: Mapping[str, dict[str, Cell]] = {
    "targets": {
        "name": "村村通快递", "what": "通达村", "share": 0.95, "by": "2026-12-31", "fact": "方案第二条",
    },
    "subsidies": {
        "name": "村级站点补助", "yuan": 500, "every": "每月", "of": "服务点", "payee": "站点", "shared": "是",
        "payer": "县财政局", "fact": "方案第五条",
    },
    "standards": {"name": "中心500平方米", "of": "县级中心", "item": "中心面积", "at_least": 500, "fact": "方案第四条"},
    "rollout": {"name": "试点", "month": "2026-06", "places": "东镇、西乡", "fact": "方案第六条"},
}  # fmt: skip


def add_sheets(
    book: Workbook, lang: str = "zh", document: CountyPlan | None = None, parameters: Mapping[str, Any] | None = None,
    filled: bool = False,
) -> None:
    """Add a plan's sheets to a workbook, filled in, or with an example row where there is no plan, and those of hosts;
    the guide, its first sheet, tells their columns.

    Args:
        parameters: as plain data; None: no sheets of hosts.
        filled: with the hosts that they have.
    """
    rows = rows_of(document) if document else {key: [example(row, lang)] for key, row in EXAMPLES.items()}
    for sheet in SHEETS:
        page = book.create_sheet(sheet.zh if lang == "zh" else sheet.key)
        write_page(page, sheet.columns, [_worded(sheet, row, lang) for row in rows[sheet.key]], lang, document is None)
        _offer_words(page, sheet, lang)
    describe(book.worksheets[0], SHEETS, lang)
    for sheet, lines, is_example in host_book(parameters, lang, filled) if parameters else ():
        page = book.create_sheet(sheet.zh if lang == "zh" else sheet.key)
        write_page(page, [c for c in sheet.columns if c.kind != "ignored"], lines, lang, is_example)
        _offer_words(page, sheet, lang)
        describe(book.worksheets[0], [sheet], lang)


def rows_of(document: CountyPlan) -> dict[str, Rows]:
    """The rows of a plan by sheet; a target of a KPI, and what has no column, is left out."""
    found: dict[str, Rows] = {}
    for sheet in SHEETS:
        lines = getattr(document, SECTIONS[sheet.key]).values()
        found[sheet.key] = [_row(sheet, line.model_dump(mode="json")) for line in lines if _has_sheet(line)]
    return found


def _has_sheet(line: Any) -> bool:
    return getattr(line, "what", "") != "kpi"


def _row(sheet: Sheet, line: Mapping[str, Any]) -> dict[str, Cell]:
    """A line of a plan by column."""
    villages = line.get("villages", {})
    said = {
        **line, "name": line["zh"], "payer": line.get("payer_zh"), "shared": "yes" if line.get("shared") else "no",
        "places": "、".join(line.get("places", villages.get("townships", ()))),
        "from_population": villages.get("from_population"),
    }  # fmt: skip
    return {c.key: said.get(c.key) or None for c in sheet.columns}


def _worded(sheet: Sheet, row: Mapping[str, Cell], lang: str) -> dict[str, Cell]:
    """A row with choices in the words of a language."""
    return {key: _word(sheet.column(key), value, lang) for key, value in row.items()}


def _word(column: Column, value: Cell, lang: str) -> Cell:
    if not column.choices or value is None:
        return value
    meant = column.choices[str(value)]
    return meant if lang == "en" else next(zh for zh, key in column.choices.items() if key == meant)


def _offer_words(page: Worksheet, sheet: Sheet, lang: str) -> None:
    """Let the words of a column be chosen from a list."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for index, column in enumerate(sheet.columns, start=1):
        words = list(dict.fromkeys(_word(column, value, lang) for value in column.choices.values()))
        if words:
            choice = DataValidation(type="list", formula1=f'"{",".join(map(str, words))}"', allow_blank=True)
            choice.showErrorMessage = False
            page.add_data_validation(choice)
            letter = get_column_letter(index)
            choice.add(f"{letter}2:{letter}{_ROWS}")
