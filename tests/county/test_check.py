"""Faulty tables: every fault is said, with its code and where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from sim.county.check import MAX_VILLAGES
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.problems import InputError, Problem

GOOD = "村名,乡镇,编码,人口,经度,纬度\n甲村,东镇,1,900,118.2,36.1\n乙村,东镇,2,800,,\n丙村,西乡,3,,,\n"
SQUARE = {"type": "Polygon", "coordinates": [[[118.0, 36.0], [118.4, 36.0], [118.4, 36.3], [118.0, 36.3], [118.0, 36.0]]]}


def problems(source: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        load_county(CountySpec(slug="own", source=str(source)), Path("none"))
    return error.value.problems


def villages(text: str, **tables: str) -> dict[str, bytes]:
    return {"villages.csv": text.encode(), **{f"{name}.csv": t.encode() for name, t in tables.items()}}


def good(**tables: str) -> dict[str, bytes]:
    return villages(GOOD, **tables)


CASES: dict[str, tuple[dict[str, bytes], str, str]] = {
    "no table of villages": ({"townships.csv": b"name\nEast\n"}, "county.missing_file", "villages.csv"),
    "a misspelt file": ({**good(), "distnces.csv": b"a"}, "county.unknown_file", "distnces.csv"),
    "the same table twice": ({**good(), "村庄.csv": GOOD.encode()}, "county.duplicate_file", "村庄.csv"),
    "empty file": ({"villages.csv": b" \n"}, "county.empty_file", "villages.csv"),
    "a title above the header": (villages("某县村庄表,,,,,\n" + GOOD), "county.missing_header", "villages.csv, row 1"),
    "a title of one cell above the header": (villages("某县村庄表\n\n" + GOOD), "county.missing_header", "villages.csv, row 1"),
    "header without township": (villages("村名,人口\n甲,1\n"), "county.missing_column", "villages.csv, row 1"),
    "unknown column": (villages("村名,乡镇,人囗\n甲,东,1\n"), "county.unknown_column", "villages.csv, row 1, column 人囗"),
    "the same column twice": (villages("村名,乡镇,人口,常住人口\n甲,东,1,1\n"), "county.duplicate_column", "villages.csv, row 1, column 常住人口"),
    "duplicate code": (villages(GOOD + "丁村,西乡,1,,,\n"), "county.duplicate_code", "villages.csv, row 5, column 编码"),
    "duplicate name": (villages(GOOD + "甲村,东镇,9,,,\n"), "county.duplicate_village", "villages.csv, row 5, column 村名"),
    "unknown township": (good(townships="乡镇\n东镇\n西多\n"), "county.unknown_township", "villages.csv, row 4, column 乡镇"),
    "duplicate township": (good(townships="乡镇\n东镇\n西乡\n东镇\n"), "county.duplicate_township", "townships.csv, row 4, column 乡镇"),
    "duplicate township code": (good(townships="乡镇,编码\n东镇,7\n西乡,7\n"), "county.duplicate_code", "townships.csv, row 3, column 编码"),
    "text in a number": (villages(GOOD.replace("900", "九百")), "county.not_a_number", "villages.csv, row 2, column 人口"),
    "a unit of something else in a number": (villages(GOOD.replace("900", "900户")), "county.not_a_number", "villages.csv, row 2, column 人口"),
    "a unit that is not known": (villages(GOOD.replace("人口", "人口（户）")), "county.unknown_unit", "villages.csv, row 1, column 人口（户）"),
    "two periods": (villages("村名,乡镇,日均件量（件/月）\n甲,东,1\n"), "county.two_units", "villages.csv, row 1, column 日均件量（件/月）"),
    "metres in a column of km": (good(distances="起点,终点,公里\n东镇,甲村,2300\n"), "county.doubtful_unit", "distances.csv, row 2, column 公里"),
    "a name that became a date": (villages(GOOD.replace("丙村", "2026/3/8")), "county.not_text", "villages.csv, row 4, column 村名"),
    "a name that became true": (villages(GOOD.replace("丙村", "TRUE")), "county.not_text", "villages.csv, row 4, column 村名"),
    "an error value in a text file": (villages(GOOD.replace("800", "#N/A")), "county.cell_error", "villages.csv, row 3, column 人口"),
    "the county before a township": (villages(GOOD + "丁村,试验县东镇,4,,,\n", county="县名\n试验县\n"), "county.alike_townships", "villages.csv, row 5, column 乡镇"),
    "a county before a township": (villages(GOOD + "丁村,试验县东镇,4,,,\n"), "county.alike_townships", "villages.csv, row 5, column 乡镇"),
    "townships that look alike": (villages(GOOD + "丁村,东,4,,,\n"), "county.alike_townships", "villages.csv, row 5, column 乡镇"),
    "a workbook in a folder": ({"我的县.xlsx": b""}, "county.missing_file", "villages.csv"),
    "negative number": (villages(GOOD.replace("800", "-800")), "county.out_of_range", "villages.csv, row 3, column 人口"),
    "absurd number": (villages(GOOD.replace("800", "8e9")), "county.out_of_range", "villages.csv, row 3, column 人口"),
    "not a number": (villages(GOOD.replace("800", "nan")), "county.not_finite", "villages.csv, row 3, column 人口"),
    "infinity": (villages(GOOD.replace("118.2", "inf")), "county.not_degrees", "villages.csv, row 2, column 经度"),
    "a code that a spreadsheet shortened": (villages(GOOD.replace(",3,", ",3.70323E+11,")), "county.mangled_code", "villages.csv, row 4, column 编码"),
    "undecodable bytes": ({"villages.csv": GOOD.encode() + b"\xff\xfe\x80,x\n"}, "county.undecodable", "villages.csv, row 5"),
    "zero bytes": ({"villages.csv": GOOD.encode() + b"a\x00b,c\n"}, "county.undecodable", "villages.csv, row 5"),
    "an open quote": (villages(GOOD + '"丁村,西乡\n'), "county.unreadable", "villages.csv"),
    "longitude and latitude swapped": (villages(GOOD.replace("118.2,36.1", "36.1,118.2")), "county.lon_lat_swapped", "villages.csv, row 2, column 经度"),
    "outside China": (villages(GOOD.replace("118.2,36.1", "18.2,36.1")), "county.outside_china", "villages.csv, row 2, column 经度"),
    "outside the boundary": (
        {**villages(GOOD.replace("118.2", "118.6")), "boundary.geojson": json.dumps(SQUARE).encode()},
        "county.outside_boundary", "villages.csv, row 2, column 经度",
    ),
    "longitude alone": (villages(GOOD.replace("118.2,36.1", "118.2,")), "county.half_position", "villages.csv, row 2, column 纬度"),
    "blank required cell": (villages(GOOD + "丁村,,4,,,\n"), "county.blank_cell", "villages.csv, row 5, column 乡镇"),
    "ragged row": (villages(GOOD + "丁村,西乡,4\n"), "county.ragged_row", "villages.csv, row 5"),
    "an extra cell": (villages(GOOD + "丁村,西乡,4,,,,8\n"), "county.ragged_row", "villages.csv, row 5"),
    "unknown kind": (villages("村名,乡镇,类型\n甲,东,建制邨\n"), "county.bad_choice", "villages.csv, row 2, column 类型"),
    "no village": (villages("村名,乡镇,类型\n甲,东,社区\n"), "county.no_village", "villages.csv"),
    "header alone": (villages("村名,乡镇\n"), "county.no_village", "villages.csv"),
    "too many villages": (villages("村名,乡镇\n" + "".join(f"村{i},镇\n" for i in range(MAX_VILLAGES + 1))), "county.too_many_villages", "villages.csv"),
    "two counties": (good(county="县名\n甲县\n乙县\n"), "county.many_counties", "county.csv, row 3"),
    "absurd area": (good(county="县名,面积\n甲县,-4\n"), "county.out_of_range", "county.csv, row 2, column 面积"),
    "point of an unknown village": (good(points="村,服务点\n丁村,甲村\n"), "county.unknown_village", "points.csv, row 2, column 村"),
    "unknown point": (good(points="村,服务点\n乙村,甲存\n"), "county.unknown_point", "points.csv, row 2, column 服务点"),
    "point in a village that uses none": (good(points="村,服务点\n乙村,甲村\n甲村,\n"), "county.point_without_home", "points.csv, row 2, column 服务点"),
    "point in another township": (good(points="村,服务点\n丙村,甲村\n"), "county.point_across_townships", "points.csv, row 2, column 服务点"),
    "a village with two points": (good(points="村,服务点\n乙村,乙村\n乙村,甲村\n"), "county.duplicate_point_row", "points.csv, row 3, column 村"),
    "distance of an unknown place": (good(distances="起点,终点,公里\n东镇,丁村,3\n"), "county.unknown_place", "distances.csv, row 2, column 终点"),
    "distance of a name borne twice": (villages(GOOD + "甲村,西乡,4,,,\n", distances="起点,终点,公里\n东镇,甲村,3\n"), "county.ambiguous_place", "distances.csv, row 2, column 终点"),
    "negative distance": (good(distances="起点,终点,公里\n东镇,甲村,-3\n"), "county.out_of_range", "distances.csv, row 2, column 公里"),
    "distance given twice": (good(distances="起点,终点,公里\n东镇,甲村,3\n东镇,1,4\n"), "county.duplicate_distance", "distances.csv, row 3, column 起点"),
    "distance to itself": (good(distances="起点,终点,公里\n甲村,1,3\n"), "county.distance_to_itself", "distances.csv, row 2, column 终点"),
    "distance shorter than the straight line": (
        good(county="县名,经度,纬度\n甲县,118.3,36.1\n", distances="起点,终点,公里\n县城,甲村,3\n"), "county.distance_too_short", "distances.csv, row 2, column 公里",
    ),
    "broken boundary": ({**good(), "boundary.geojson": b'{"type": "Polygon"'}, "county.bad_boundary", "boundary.geojson"),
    "boundary without a polygon": ({**good(), "boundary.geojson": b'{"type": "Point", "coordinates": [118, 36]}'}, "county.bad_boundary", "boundary.geojson"),
    "boundary in metres": (
        {**good(), "boundary.geojson": b'{"type": "Polygon", "coordinates": [[[500000, 4000000], [510000, 4000000], [500000, 4010000]]]}'},
        "county.bad_boundary", "boundary.geojson",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_faulty_folder_is_refused(name: str, tmp_path: Path) -> None:
    files, code, where = CASES[name]
    for file, data in files.items():
        (tmp_path / file).write_bytes(data)
    found = problems(tmp_path)
    assert [(p.code, str(p.where)) for p in found] == [(code, where)]
    assert found[0].found or code == "county.blank_cell"
    assert found[0].allowed
    assert all(p.text(lang) for p in found for lang in ("zh", "en"))


def test_a_fault_is_not_said_again_where_it_is_referred_to(tmp_path: Path) -> None:
    (tmp_path / "villages.csv").write_text("村名,乡镇\n甲村,东镇\n乙村,\n", encoding="utf-8")
    (tmp_path / "points.csv").write_text("村,服务点\n乙村,\n", encoding="utf-8")
    (tmp_path / "distances.csv").write_text("起点,终点,公里\n甲村,乙村,3\n", encoding="utf-8")
    assert [(p.code, str(p.where)) for p in problems(tmp_path)] == [("county.blank_cell", "villages.csv, row 3, column 乡镇")]


def workbook(edit: Callable[[openpyxl.Workbook], None], path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "村庄"
    for row in (("村名", "乡镇", "人口"), ("甲村", "东镇", 900), ("乙村", "东镇", 800), ("丙村", "西乡", None)):
        page.append(row)
    edit(book)
    book.save(path)
    return path


def set_cell(cell: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        book["村庄"][cell] = value

    return edit


def rename(title: str) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        book["村庄"].title = title

    return edit


def merge_header(book: openpyxl.Workbook) -> None:
    book["村庄"].merge_cells("C2:C3")


def second_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("villages").append(["name"])


@pytest.mark.parametrize(
    ("edit", "code", "where"),
    [
        (merge_header, "county.merged_cells", "k.xlsx, sheet 村庄"),
        (set_cell("C3", "=A1+1"), "county.formula_without_value", "k.xlsx, sheet 村庄, row 3, column 人口"),
        (set_cell("C3", "#REF!"), "county.cell_error", "k.xlsx, sheet 村庄, row 3, column 人口"),
        (set_cell("C4", "约五百"), "county.not_a_number", "k.xlsx, sheet 村庄, row 4, column 人口"),
        (set_cell("B4", None), "county.blank_cell", "k.xlsx, sheet 村庄, row 4, column 乡镇"),
        (rename("vilages"), "county.missing_sheet", "k.xlsx"),
        (second_sheet, "county.duplicate_sheet", "k.xlsx, sheet villages"),
    ],
)
def test_a_faulty_workbook_is_refused(edit: Callable[[openpyxl.Workbook], None], code: str, where: str, tmp_path: Path) -> None:
    found = problems(workbook(edit, tmp_path / "k.xlsx"))
    assert [(p.code, str(p.where)) for p in found] == [(code, where)]


@pytest.mark.parametrize("name", ["k.xlsx", "k.xls", "k.doc"])
def test_what_is_no_workbook_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"not a zip")
    assert [(p.code, str(p.where)) for p in problems(tmp_path / name)] == [("county.not_a_workbook", name)]


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert [p.code for p in problems(tmp_path / "gone")] == ["county.missing_source"]


def test_an_unknown_county_names_the_nearest(tmp_path: Path) -> None:
    for slug in ("yiyuan", "hangjin"):
        (tmp_path / slug).mkdir()
    with pytest.raises(InputError) as error:
        load_county(CountySpec(slug="yiyaun"), tmp_path)
    (problem,) = error.value.problems
    assert problem.code == "county.unknown"
    assert "yiyuan" in str(problem.hint)


def test_all_faults_of_all_files_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "villages.csv").write_text("村名,乡镇,人口\n甲村,东镇,-1\n,东镇,5\n乙村,冬镇,x\n", encoding="utf-8")
    (tmp_path / "townships.csv").write_text("乡镇,经度,纬度\n东镇,36,118\n西乡,,36\n", encoding="utf-8")
    (tmp_path / "distances.csv").write_text("起点,终点,公里\n东镇,甲村,nan\n", encoding="utf-8")
    (tmp_path / "boundary.geojson").write_text("{}", encoding="utf-8")
    found = {(p.code, str(p.where)) for p in problems(tmp_path)}
    assert found == {
        ("county.bad_boundary", "boundary.geojson"),
        ("county.out_of_range", "villages.csv, row 2, column 人口"),
        ("county.blank_cell", "villages.csv, row 3, column 村名"),
        ("county.unknown_township", "villages.csv, row 4, column 乡镇"),
        ("county.not_a_number", "villages.csv, row 4, column 人口"),
        ("county.lon_lat_swapped", "townships.csv, row 2, column 经度"),
        ("county.half_position", "townships.csv, row 3, column 经度"),
        ("county.not_finite", "distances.csv, row 2, column 公里"),
    }
    assert "东镇" in next(str(p.hint) for p in problems(tmp_path) if p.code == "county.unknown_township")
