"""Workbooks and folders of a county: an empty one to fill in, or one filled by the rules."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.county.beside import boundary_beside
from sim.county.columns import COUNTY, DISTANCES, POINTS, SHEETS, TOWNSHIPS, VILLAGES
from sim.county.county import County
from sim.county.given import Given
from sim.county.load import documented, read_county
from sim.county.rows import Cell, Rows, geojson_of, tables_of
from sim.county.settle import settle
from sim.county.spec import CountySpec
from sim.plain.whole import whole
from sim.plain.written import csv_cell, put, save_book
from sim.problems import InputError, Problem, phrase
from sim.table import Column, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS = 5_000  # rows of a template that carry the choice of township
_GUIDE = {"zh": "填表说明", "en": "guide"}
_GUIDE_TEXT = {
    "zh": (
        "只有“村庄”表的村名和乡镇必填，其余可空；空缺由规则补齐，并在结果中注明。",
        "每表第一行为表头，每行一条记录；不要合并单元格，公式需有计算结果。",
        "以“示例”开头的行不读取，可以删除。",
        "坐标用 WGS84 的度，经度和纬度同填或同空；"
        "高德、腾讯（GCJ-02）或百度（BD-09）的坐标在表头写明，如 经度（GCJ-02）。",
        "县表的经纬度为县级共配中心；空则设在县城所在乡镇，并在结果中注明。",
        "编码列为文本格式，避免被改写成科学计数法。",
        "县界可另存为与本工作簿同名的 .geojson 文件，放在同一文件夹。",
        "“目标、补助、设施、推进”四表写本县的实施方案，可不填；填了用 parcelflow compare county=本文件 plan=own 核验。",
        "“承运方、班线”两表写邮政、客运公司、商超等的车辆、余量、天数、发车时间和结算费；空格按模型默认，命令行所写的优先。",
    ),
    "en": (
        "Only the name and the township of a village are required; what is left empty is filled by rules, "
        "and results say so.",
        "Row 1 holds the headers, each further row a record; no merged cells, formulas need a calculated value.",
        "Rows that begin with 'example:' are not read and may be deleted.",
        "Positions are degrees in WGS84, longitude and latitude both or neither; "
        "for Amap, Tencent (GCJ-02) or Baidu (BD-09) name it in the heading, as lon (GCJ-02).",
        "The county's position is the hub's; left empty, it stands at the county seat, and results say so.",
        "Code columns are text, so that no spreadsheet shortens them.",
        "A boundary may stand beside this workbook as a .geojson file of the same name.",
        "Sheets targets, subsidies, standards and rollout are for the county's plan, if it has one: "
        "parcelflow compare county=<this file> plan=own answers it.",
        "Sheets hosts and host_lines say what the post, the bus company, shops and others have: vehicles, free space, "
        "days, departures, fees. An empty cell is as the model has it; what the command line says goes first.",
    ),
}
_EXAMPLES: dict[str, dict[str, Cell]] = {
    "villages": {
        "name": "上河村", "township": "东镇", "code": "370000101201", "population": 1050, "parcels_per_day": 52,
        "lon": 118.16, "lat": 36.18,
    },
    "townships": {"name": "东镇", "code": "370000101", "lon": 118.15, "lat": 36.19, "kind": "镇"},
    "county": {
        "name": "某县", "name_en": "Some County", "code": "370000", "area_km2": 1600, "rural_population": 250000,
        "household_size": 2.6, "lon": 118.16, "lat": 36.18,
    },
    "points": {"village": "上河村", "point": "上河村", "station": "东镇"},
    "distances": {"from": "县城", "to": "东镇", "km": 18.5, "minutes": 26},
}


More = Callable[[Any], None]  # adds to a workbook of openpyxl's


def write_template(path: Path, lang: str = "zh", more: More | None = None) -> None:
    """Write an empty workbook with a guide, headers in ``lang`` (``zh`` or ``en``), notes on columns and an example
    row a sheet, and what ``more`` adds to it.

    Raises:
        InputError: the file exists, or is not named ``.xlsx``.
    """
    _must_be_new(path, workbook=True)
    tables: dict[str, Rows] = {sheet.key: [example(_EXAMPLES[sheet.key], lang)] for sheet in SHEETS}
    with whole(path) as part:
        _write_workbook(part, tables, lang, more, template=True)


def example(row: Mapping[str, Cell], lang: str) -> dict[str, Cell]:
    """A row that is marked, in its first cell, as one that is not read."""
    first, mark = next(iter(row)), "示例：" if lang == "zh" else "example: "
    return {**row, first: f"{mark}{row[first]}"}


def new_county(
    spec: CountySpec, data_root: Path, path: Path, boundary: Path | None = None, lang: str = "zh",
    more: More | None = None,
) -> County:
    """Build a county from a table of names (``spec.source``: village and township) and a boundary, and write it, filled
    by the rules.

    Without a source it is the county of that slug that comes with the project. Positions and residents that the rules
    filled are marked synthetic in what is written, so that they stay so when read again.

    Args:
        path: a workbook to write when it ends in ``.xlsx``, otherwise a folder of CSV tables.
        boundary: a GeoJSON file; None: the one beside the table, if any.
        more: adds to the workbook before it is written.

    Raises:
        InputError: with every fault of the tables, or where ``path`` exists.
    """
    problems: list[Problem] = []
    given = read_county(spec, data_root, problems, boundary)
    if problems or given is None:
        raise InputError(problems)
    county = settle(given, spec, {} if spec.source else documented(data_root))
    write_county(county, path, lang, given, more)
    return county


def write_county(
    county: County, path: Path, lang: str = "zh", given: Given | None = None, more: More | None = None
) -> None:
    """Write a county as a workbook (``.xlsx``) or a folder of CSV tables that loads again as the same county.

    Its boundary goes beside it as GeoJSON.

    Args:
        given: what it was settled from, see ``tables_of``. ``more``: see ``new_county``.

    Raises:
        InputError: the path exists.
    """
    workbook = path.suffix.lower() == ".xlsx"
    boundary = boundary_beside(path)
    _must_be_new(path, workbook, boundary if county.boundary else None)
    tables = tables_of(county, given, lang)
    with ExitStack() as files:  # all of them, or none
        if workbook:
            _write_workbook(files.enter_context(whole(path)), tables, lang, more, template=False)
        else:
            path.mkdir(parents=True, exist_ok=True)
            for sheet in (s for s in SHEETS if tables.get(s.key)):
                part = files.enter_context(whole(path / f"{sheet.key}.csv"))
                _write_csv(part, sheet, tables[sheet.key], lang)
        if county.boundary:
            outline = json.dumps(geojson_of(county, given.boundary if given else None), ensure_ascii=False)
            files.enter_context(whole(boundary)).write_text(outline, encoding="utf-8")


def _must_be_new(path: Path, workbook: bool, beside: Path | None = None) -> None:
    """Refuse to write over anything; ``beside`` is a further file to be written."""
    if workbook and path.suffix.lower() != ".xlsx":
        raise InputError([Problem("county.not_a_workbook", "new_county.file", str(path), phrase("geo.name_xlsx"))])
    taken = [
        p for p in (path, beside)
        if p is not None and (p.is_file() or p.is_symlink() or (p.is_dir() and any(p.iterdir())))
    ]
    if taken:
        raise InputError([
            Problem("county.exists", "new_county.file", str(p), phrase("geo.new_name"), phrase("geo.no_overwriting"))
            for p in taken
        ])
    path.parent.mkdir(parents=True, exist_ok=True)


def _columns(sheet: Sheet, rows: Sequence[Mapping[str, Cell]], template: bool) -> list[Column]:
    """The columns to write: of a template all that are read, else those that a row fills."""
    filled = {key for row in rows for key, value in row.items() if value not in (None, "")}
    return [c for c in sheet.columns if c.kind != "ignored" and (template or c.required or c.key in filled)]


def _write_csv(path: Path, sheet: Sheet, rows: Rows, lang: str) -> None:
    columns = _columns(sheet, rows, template=False)
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark lets Excel read Chinese
        writer = csv.writer(file)
        writer.writerow([c.header(lang) for c in columns])
        writer.writerows(
            [["" if (value := row.get(c.key)) is None else csv_cell(value) for c in columns] for row in rows]
        )


def _write_workbook(path: Path, tables: dict[str, Rows], lang: str, more: More | None, template: bool) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    guide = book.worksheets[0]
    guide.title = _GUIDE[lang]
    _write_guide(guide, lang)
    for sheet in (VILLAGES, TOWNSHIPS, COUNTY, POINTS, DISTANCES):
        rows = tables.get(sheet.key, [])
        page = book.create_sheet(sheet.zh if lang == "zh" else sheet.key)
        columns = _columns(sheet, rows, template=True)
        write_page(page, columns, rows, lang, template)
        if sheet is VILLAGES:
            _offer_townships(page, columns, lang, "name" if template else "code")
    book.active = 1
    if more:
        more(book)
    save_book(book, path)


def _offer_townships(page: Worksheet, columns: Sequence[Column], lang: str, by: str) -> None:
    """Let a village's township be chosen of those on the sheet of townships, by name or code."""
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(1 + [c.key for c in columns].index("township"))
    source = get_column_letter(1 + next(i for i, c in enumerate(TOWNSHIPS.columns) if c.key == by))
    names = TOWNSHIPS.zh if lang == "zh" else TOWNSHIPS.key
    _choose_township(page, letter, f"'{names}'!${source}$2:${source}${_ROWS}")


def _write_guide(page: Worksheet, lang: str) -> None:
    from openpyxl.styles import Font

    for line in _GUIDE_TEXT[lang]:
        _append(page, [line])
    page.append([])
    _append(
        page,
        ["表", "列", "必填", "说明", "范围"] if lang == "zh" else ["sheet", "column", "required", "meaning", "range"],
    )
    for cell in page[page.max_row]:
        cell.font = Font(bold=True)
    describe(page, SHEETS, lang)
    for letter, width in zip("ABCDE", (14, 18, 9, 70, 20), strict=True):
        page.column_dimensions[letter].width = width


def describe(page: Worksheet, sheets: Sequence[Sheet], lang: str) -> None:
    """Add a line on every column of sheets to a guide: what it means, whether it is required, its range."""
    for sheet in sheets:
        for c in (c for c in sheet.columns if c.kind != "ignored"):
            bounds = "" if c.low is None or c.high is None else f"{_plain(c.low)} – {_plain(c.high)}"
            required = ("是" if lang == "zh" else "yes") if c.required else ""
            _append(page, [
                sheet.zh if lang == "zh" else sheet.key, c.header(lang), required,
                c.meaning_zh if lang == "zh" else c.meaning_en, bounds,
            ])


def _plain(bound: float) -> str:
    """A bound as people write it."""
    return f"{bound:,.0f}" if bound == int(bound) else f"{bound:g}"


def write_page(page: Worksheet, columns: Sequence[Column], rows: Rows, lang: str, template: bool) -> None:
    """Fill a sheet: its head with what each column means, then ``rows``; in a template the second row is an example."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    _append(page, [c.header(lang) for c in columns])
    for row in rows:
        _append(page, [row.get(c.key) for c in columns])
    for index, column in enumerate(columns, start=1):
        _write_head(page, index, column, lang)
        if template:
            page.cell(2, index).font = Font(italic=True, color="808080")
        if column.key in ("lon", "lat"):
            _show_as(page, index, len(rows), "0.00000")  # shown so; the cell keeps all digits
        if column.kind == "code":
            page.column_dimensions[get_column_letter(index)].number_format = "@"
            _show_as(page, index, len(rows), "@")
    page.freeze_panes = "A2"


def _write_head(page: Worksheet, index: int, column: Column, lang: str) -> None:
    """Dress the head of a column, red where it is required; a comment says what it means."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    head = page.cell(1, index)
    head.font = Font(bold=True, color="C00000" if column.required else "000000")
    head.fill = PatternFill("solid", fgColor="DDEBF7")
    head.comment = Comment(column.meaning_zh if lang == "zh" else column.meaning_en, "parcelflow")
    page.column_dimensions[get_column_letter(index)].width = 18


def _show_as(page: Worksheet, index: int, rows: int, number_format: str) -> None:
    """Give the cells of a column below its head a number format."""
    for number in range(2, rows + 2):
        page.cell(number, index).number_format = number_format


def _append(page: Any, values: Sequence[Cell]) -> None:
    """Add a row below the last one, texts as texts."""
    row = page._current_row + 1
    for column, value in enumerate(values, 1):
        put(page.cell(row, column), value)


def _choose_township(page: Worksheet, letter: str, source: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    page.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{_ROWS}")
