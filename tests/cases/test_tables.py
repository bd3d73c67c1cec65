"""Tables that people brought: files, headings, units, names and rows."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.problems import InputError, report, said
from tests.cases.handed import BASE, DATA
from tests.cases.handed import said as ran


def loaded(name: str) -> County:
    """The county of a handed file or folder."""
    return load_county(CountySpec(slug="own", source=str(DATA / name)), Path("none"))


def told(county: County, lang: str) -> str:
    """What was remarked when its tables were read."""
    return "\n".join(f"{said(n.what, lang)}: {said(n.source, lang)}" for n in county.notes)


@pytest.mark.parametrize(
    ("name", "townships", "villages", "parcels", "words"),
    [
        ("01_filtered_rows.xlsx", 3, 15, 600, ("7-16", "10 rows are hidden")),
        ("02b_stray_format_right.xlsx", 3, 15, 600, ()),
        ("03_subtotal_rows.xlsx", 3, 15, 600, ("7, 13, 19-20", "left out: 小计, 合计")),
        ("04_monthly_volume.xlsx", 3, 15, 600, ("件/月",)),
        ("04c_area_wanmu.xlsx", 3, 15, 600, ("万亩", "6.666667 km²")),
        ("04d_distance_li.xlsx", 3, 15, 600, ("华里", "0.5 km")),
        ("05_bracketed_names", 1, 7, 0, ()),
        ("05c_hyphen_names", 1, 4, 0, ()),
        ("05e_township_brackets", 2, 4, 0, ()),
        ("06_zero_width_township", 1, 6, 0, ()),
        ("10_appledouble", 3, 15, 600, ()),
        ("10c_hidden_trash", 3, 15, 600, ()),
        ("11_vertical_tab", 3, 15, 600, ()),
        ("12_formula_names", 3, 15, 570, ()),
        ("13_newline_in_cell", 1, 2, 0, ()),
        ("14_strict.xlsx", 3, 15, 600, ()),
        ("42_communities.xlsx", 3, 15, 600, ("17-18", "communities by their names, left out: 东镇城关社区居委会, 北岭社区居民委员会")),
        ("66_population_decimals", 3, 15, 600, ("7-11", "5 numbers are rounded")),
    ],
)  # fmt: skip
def test_what_can_be_read_is_read_and_said(name: str, townships: int, villages: int, parcels: float, words: tuple[str, ...]) -> None:
    start = time.perf_counter()
    county = loaded(name)
    assert (len(county.townships), len(county.villages)) == (townships, villages)
    assert sum(v.parcels_per_day or 0 for v in county.villages) == pytest.approx(parcels)
    assert all(word in told(county, "en") for word in words)
    assert "读表" in told(county, "zh") or not words
    assert time.perf_counter() - start < 5


def test_what_units_become() -> None:
    assert loaded("04c_area_wanmu.xlsx").area_km2 == pytest.approx(600)
    assert loaded("04d_distance_li.xlsx").road_km[0, 1] == pytest.approx(12)


def test_names_are_clean_and_stay_apart() -> None:
    assert [v.name for v in loaded("13_newline_in_cell").villages] == ["上河村", "下河村"]
    assert "\x0b" not in "".join(v.name for v in loaded("11_vertical_tab").villages)
    assert {"小（氵甸）村", "小村", "新村（东）", "新村（西）"} <= {v.name for v in loaded("05_bracketed_names").villages}
    assert [t.name for t in loaded("05e_township_brackets").townships] == ["农场（一分场）", "农场（二分场）"]


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("04f_distance_metres_no_unit.xlsx", "county.doubtful_unit", ("第 2-16 行", "里程（米）")),
        ("06b_township_variants", "county.alike_townships", ("东里镇", "东里", "东里镇人民政府", "東里镇", "统一写法")),
        ("08_name_became_date.xlsx", "county.not_text", ("第 2、4 行", "第 3 行", "文本格式")),
        ("09_utf8_one_bad_byte", "county.undecodable", ("第 16 行",)),
        ("52_folder_with_workbook", "county.missing_file", ("我的县.xlsx",)),
    ],
)
def test_what_must_be_asked_is_one_line(name: str, code: str, words: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        loaded(name)
    assert {p.code for p in caught.value.problems} == {code}
    (line,) = report(caught.value.problems, "zh")
    assert all(word in line for word in words)


def test_a_damaged_county_is_told() -> None:
    with pytest.raises(InputError) as caught:
        loaded("fuzz/county_csv-5185/c")
    assert {p.code for p in caught.value.problems} == {"county.ragged_row", "county.blank_cell"}


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("15_assign.xlsx", 0, ()),
        ("15_assign_strict.xlsx", 0, ()),
        ("15c_assign_hidden_first.xlsx", 0, ("sheet 分配 is read; not read: 字典",)),
        ("fuzz/assign-10112/a.xlsx", 2, ("assignment.unknown_village", "rows 2-3")),
    ],
)
def test_assignments(name: str, code: int, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    found, text = ran("check", [f"county={BASE}", f"assignment.table={DATA / name}", "modes=[uniform]", "lang=en"], capsys)
    assert found == code, text
    assert all(word in text for word in words)


SWEEP = ["mode=courier_courier", "replications=1", "horizon.measured_days=7", "charts=false", "lang=zh"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("16_design_formula.xlsx", ("第 3-4 行", "=B2+1", "公式没有结果")),
        ("16c_design_strict.xlsx", ("第 3-4 行", "公式没有结果")),
        ("16i_design_errors.xlsx", ("#N/A", "第 2 行", "#REF!", "第 3 行", "错误值")),
    ],
)
def test_designs_that_cannot_be_read_are_told(name: str, words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, text = ran("sweep", [f"county={BASE}", f"design={DATA / name}", f"hydra.run.dir={tmp_path / 'out'}", *SWEEP], capsys)
    assert found == 2, text
    assert all(word in text for word in words), text
    assert "Traceback" not in text


@pytest.mark.parametrize("name", ["47_trailing_blank_rows.csv", "75_sep_line.csv"])
def test_parcels_go_through_the_same_reader(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"county={BASE}", f"demand.parcels_file={DATA / name}", "modes=[courier_courier]", "horizon.measured_days=7", "lang=en"]
    found, text = ran("check", words, capsys)
    assert found == 0, text


def test_a_sep_line_in_a_county(tmp_path: Path) -> None:
    (tmp_path / "村庄.csv").write_text("sep=;\n村名;乡镇\n甲村;东镇\n", encoding="utf-8-sig")
    assert loaded(str(tmp_path)).villages[0].name == "甲村"


def test_remarks_reach_the_person(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, word in (("zh", "读表"), ("en", "reading of tables")):
        found, text = ran("check", [f"county={DATA / '03_subtotal_rows.xlsx'}", "modes=[courier_courier]", f"lang={lang}"], capsys)
        assert found == 0
        assert word in text
        assert "小计" in text
