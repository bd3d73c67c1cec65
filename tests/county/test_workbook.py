"""A county that comes with the project, or one's own, written to be edited: it loads again as the same county."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest
import yaml

import conf
from sim.county.columns import SHEETS
from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.county.workbook import new_county, write_template
from sim.problems import InputError

CONF = Path(conf.__file__).parent
DATA = CONF / "county_data"



def shipped(slug: str) -> CountySpec:
    return CountySpec(**yaml.safe_load((CONF / "county" / f"{slug}.yaml").read_text(encoding="utf-8")))


def read(path: Path) -> County:
    return load_county(CountySpec(slug="own", source=str(path), terrain="mountain"), Path("none"))


def same(a: County, b: County) -> None:
    for part in ("code", "name", "pinyin", "population", "population_status", "position_status", "township", "point", "parcels_per_day", "to_door_share"):
        assert [getattr(v, part) for v in a.villages] == [getattr(v, part) for v in b.villages], part
    assert [(t.code, t.name, t.pinyin, t.status) for t in a.townships] == [(t.code, t.name, t.pinyin, t.status) for t in b.townships]
    assert (a.hub.lon, a.hub.lat, a.hub.name, a.hub.status) == (b.hub.lon, b.hub.lat, b.hub.name, b.hub.status)
    assert (a.area_km2, a.household_size, a.circuity, a.point_km, a.schematic) == (b.area_km2, b.household_size, b.circuity, b.point_km, b.schematic)
    assert np.abs(a.road_km - b.road_km).max() < 1e-9
    assert len(a.boundary) == len(b.boundary)
    assert all(np.array_equal(x, y) for x, y in zip(a.boundary, b.boundary, strict=True))

@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_workbook_has_every_column_that_is_read(lang: str, tmp_path: Path) -> None:
    write_template(tmp_path / "c.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    for sheet in SHEETS:
        heads = [cell.value for cell in book[sheet.zh if lang == "zh" else sheet.key][1]]
        assert heads == [c.header(lang) for c in sheet.columns if c.kind != "ignored"]


@pytest.mark.parametrize("slug", ["hangjin", "hoxud", *(pytest.param(name, marks=pytest.mark.slow) for name in ("yiyuan", "kashgar_taxkorgan", "kashgar_yopurga"))])
@pytest.mark.parametrize(("lang", "ending"), [("zh", ".xlsx"), ("en", "")])
def test_a_shipped_county_comes_back(slug: str, lang: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"{slug}{ending}"
    built = new_county(shipped(slug), DATA, path, lang=lang)
    same(load_county(shipped(slug), DATA), built)
    same(built, read(path))


def test_it_is_in_the_language_asked_and_keeps_communities_and_empty_townships(tmp_path: Path) -> None:
    new_county(shipped("hoxud"), DATA, tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    rows = list(book["村庄"].iter_rows(values_only=True))
    kinds = rows[0].index("类型")
    assert {r[kinds] for r in rows[1:]} >= {"社区"}
    assert any("特吾里克镇" in r for r in book["乡镇"].iter_rows(values_only=True))
    again = read(tmp_path / "c.xlsx")
    assert {str(n.what): n.count for n in again.notes}["communities and other rows, left out"] == 10


def test_ones_own_county_with_distances_shared_points_and_holes_comes_back(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    for name, text in {
        "villages": "村名,乡镇,编码,人口,日均件量,经度,纬度\n甲村,东镇,1,900,20,118.2,36.1\n乙村,东镇,2,,,,\n丙村,西乡,3,800,,118.1,36.1\n丁村,西乡,4,,,,\n",
        "county": "县名,经度,纬度\n甲县,118.15,36.1\n",
        "points": "村,服务点,所属站\n乙村,甲村,\n丁村,,\n",
        "distances": "起点,终点,公里,行车分钟\n县城,东镇,7,11\n东镇,甲村,4,\n甲村,东镇,5,9\n",
    }.items():
        (tmp_path / "own" / f"{name}.csv").write_text(text, encoding="utf-8")
    hole = "[[118.30,36.20],[118.35,36.20],[118.35,36.25],[118.30,36.25],[118.30,36.20]]"
    (tmp_path / "own" / "boundary.geojson").write_text(f'{{"type":"Polygon","coordinates":[[[118,36],[118.4,36],[118.4,36.3],[118,36.3],[118,36]],{hole}]}}')
    spec = CountySpec(slug="own", source=str(tmp_path / "own"))
    built = new_county(spec, Path("none"), tmp_path / "c.xlsx")
    again = read(tmp_path / "c.xlsx")
    same(built, again)
    assert again.road_km[1, again.point_place(0)] == 4
    assert again.road_km[again.point_place(0), 1] == 5
    assert [again.minutes(0, 1), again.minutes(1, 0), again.minutes(1, again.point_place(0)), again.minutes(again.point_place(0), 1), again.minutes(0, 2)] == [11, 11, 9, 9, None]


@pytest.mark.parametrize("name", ["own.xlsx", "own"])
def test_of_a_county_all_files_are_written_or_none(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("sim.county.workbook.geojson_of", full)
    with pytest.raises(OSError, match="full"):
        new_county(CountySpec(slug="hoxud"), DATA, tmp_path / name)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("taken", ["c.xlsx", "c.geojson"])
def test_nothing_is_written_over(taken: str, tmp_path: Path) -> None:
    (tmp_path / taken).write_text("mine")
    with pytest.raises(InputError, match=r"county\.exists"):
        new_county(shipped("hoxud"), DATA, tmp_path / "c.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == [taken]
    assert (tmp_path / taken).read_text() == "mine"


def test_what_is_added_to_a_workbook_is_written_with_it_or_neither_is(tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", more=lambda book: book.create_sheet("目标"))
    assert "目标" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames

    def full(book: object) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_template(tmp_path / "b.xlsx", more=full)
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
