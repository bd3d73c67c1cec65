"""A county of the user's own: folders and workbooks in either language, partly filled."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.county.workbook import new_county, write_county, write_template
from sim.problems import InputError, said

NOWHERE = Path("no-shipped-data")
SQUARE = [[118.0, 36.0], [118.4, 36.0], [118.4, 36.3], [118.0, 36.3], [118.0, 36.0]]


def load(source: Path, **changes: object) -> County:
    return load_county(CountySpec(slug="own", source=str(source), **changes), NOWHERE)  # type: ignore[arg-type]


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    (folder / name).write_bytes(text.encode(encoding))
    return folder


def notes(county: County) -> dict[tuple[str, str], int]:
    return {(str(n.what), n.status): n.count for n in county.notes}


def square(folder: Path) -> Path:
    (folder / "boundary.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [SQUARE]}))
    return folder


def test_names_alone_make_a_county(tmp_path: Path) -> None:
    c = load(write(tmp_path, "villages.csv", "village,township\nA,East\nB,East\nC,West\n"))
    assert [v.name for v in c.villages] == ["A", "B", "C"]
    assert [v.code for v in c.villages] == ["East/A", "East/B", "West/C"]
    assert [t.name for t in c.townships] == ["East", "West"]
    assert c.boundary == ()
    assert c.schematic
    assert c.household_size == 2.6
    assert sum(v.population for v in c.villages) == 3 * 1050
    assert c.area_km2 == 260
    found = notes(c)
    assert found["village positions", "synthetic"] == 3
    assert found["boundary", "assumed"] == 1
    assert found["village codes made from names", "assumed"] == 3


def test_spaces_of_every_kind_within_a_township_are_one_township(tmp_path: Path) -> None:
    odd = "\u00a0\u3000\u2003\u202f\u205f\u200b\ufeff\u2060\u2800\u3164\uffa0\u00ad\u303f "
    rows = "".join(f"村{i},东{c}镇\n" for i, c in enumerate(odd))
    c = load(write(tmp_path, "villages.csv", f"村名,乡镇\n{rows}甲,东镇\n乙,东镇\n"))
    assert [t.name for t in c.townships] == ["东镇"]


def test_every_kind_of_one_name_is_named(tmp_path: Path) -> None:
    c = load(write(tmp_path, "villages.csv", "村名,乡镇\n甲,东镇街道办事处\n乙,东街道\n丙,东镇\n"))
    assert len(c.townships) == 3
    (told,) = [text for n in c.notes if "不同乡镇" in (text := said(n.source, "zh"))]
    assert all(f"{word}（" in told for word in ("东镇街道办事处", "东街道", "东镇"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_chinese_headers_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "村名,所属乡镇,常住人口（人）,日均件量,经度,纬度,备注\n上河村,东镇,\"1,200\",60,118.2,36.1,样\n下河村,东镇,,,,,\n\n山口村,西乡,800,,,,\n"
    write(square(tmp_path), "村庄.csv", text, encoding)
    write(tmp_path, "县.csv", "县名,乡村人口,面积(km2),户均人口\n某县,5000,1200,2.9\n", encoding)
    c = load(tmp_path)
    assert c.name == "某县"
    assert c.household_size == 2.9
    assert c.area_km2 == 1200
    first, second, third = c.villages
    assert (first.population, first.population_status, first.parcels_per_day) == (1200, "user", 60.0)
    assert (first.lon, first.lat, first.position_status) == (pytest.approx(118.2), pytest.approx(36.1), "user")
    assert (second.population, second.population_status) == (3000, "synthetic")
    assert third.parcels_per_day is None
    assert len(c.boundary) == 1
    assert notes(c)["village populations", "user"] == 2


def test_a_village_may_say_what_share_goes_to_the_door(tmp_path: Path) -> None:
    c = load(write(tmp_path, "villages.csv", "村名,乡镇,送货上门比例\n甲,东镇,0.3\n乙,东镇,\n丙,东镇,0\n"))
    assert [village.to_door_share for village in c.villages] == [0.3, None, 0.0]


def test_no_share_to_the_door_is_above_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(write(tmp_path, "villages.csv", "村名,乡镇,送货上门比例\n甲,东镇,30\n乙,东镇,-1\n"))
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("delimiter", [";", "\t", "，"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = (("村名", "乡镇"), ("甲", "东镇"))
    c = load(write(tmp_path, "villages.csv", "\n".join(delimiter.join(r) for r in rows)))
    assert c.villages[0].name == "甲"


def test_only_villages_of_the_register_count(tmp_path: Path) -> None:
    text = "name,township,kind\nA,East,村\nB,East,社区\nC,Empty,其他\n"
    c = load(write(tmp_path, "villages.csv", text))
    assert [v.name for v in c.villages] == ["A"]
    assert notes(c)["communities and other rows, left out", "user"] == 2


def test_townships_without_a_village_are_left_out_and_named(tmp_path: Path) -> None:
    write(tmp_path, "townships.csv", "name,code\nNorth,N\nEast,E\n")
    c = load(write(tmp_path, "villages.csv", "name,township\nA,E\nB,East\n"))
    assert [t.code for t in c.townships] == ["E"]
    assert next(n for n in c.notes if str(n.what).startswith("townships without")).source.text("zh") == "North"


def test_points_are_shared_and_villages_stand_in_town(tmp_path: Path) -> None:
    write(tmp_path, "villages.csv", "name,township,code\nA,East,1\nB,East,2\nC,East,3\nD,West,4\n")
    write(tmp_path, "points.csv", "村,服务点,所属站\n2,A,\n3,,\n4,D,East\n")
    c = load(tmp_path)
    assert [p.code for p in c.points] == ["1", "4"]
    assert [v.point for v in c.villages] == [0, 0, -1, 1]
    assert [t.name for t in c.townships] == ["East"]
    in_town = c.villages[2]
    assert np.hypot(in_town.x_km - c.townships[0].x_km, in_town.y_km - c.townships[0].y_km) <= 1.0
    assert notes(c)["villages that share a point", "user"] == 2


def test_own_distances_replace_the_rule_and_gaps_are_filled(tmp_path: Path) -> None:
    write(tmp_path, "villages.csv", "name,township\nA,East\nA,West\nC,West\n")
    write(tmp_path, "distances.csv", "起点,终点,公里\n县城,East,17\nEast,县城,19\nEast,East/A,4.5\nC,West/A,6\n")
    c = load(tmp_path)
    east, a, west_a, other = 1, c.point_place(0), c.point_place(1), c.point_place(2)
    assert c.road_km[0, east] == 17
    assert c.road_km[east, 0] == 19
    assert c.road_km[east, a] == c.road_km[a, east] == 4.5
    assert c.road_km[west_a, other] == 6
    straight = np.hypot(c.points[2].x_km - c.townships[1].x_km, c.points[2].y_km - c.townships[1].y_km)
    assert c.road_km[2, other] == pytest.approx(c.circuity * straight)
    assert notes(c)["road distances", "user"] == 3
    assert notes(c)["road distances", "assumed"] == 15 - 3


def test_a_seat_stands_amid_its_given_villages(tmp_path: Path) -> None:
    c = load(write(square(tmp_path), "villages.csv", "name,township,lon,lat\nA,East,118.1,36.1\nB,East,118.2,36.2\n"))
    assert (c.townships[0].lon, c.townships[0].lat) == (pytest.approx(118.15), pytest.approx(36.15))
    assert c.townships[0].status == "synthetic"


def test_row_order_changes_no_place_and_a_new_township_moves_few(tmp_path: Path) -> None:
    rows = [f"V{i},T{i % 4}" for i in range(80)]
    base, turned, more = (tmp_path / n for n in ("base", "turned", "more"))
    for folder, lines in ((base, rows), (turned, rows[::-1]), (more, [*rows, *(f"N{i},T9" for i in range(10))])):
        folder.mkdir()
        write(folder, "villages.csv", "\n".join(["name,township", *lines]))
        write(square(folder), "county.csv", "area_km2,rural_population,lon,lat\n1200,90000,118.2,36.15\n")
    where = [{v.code: (v.lon, v.lat) for v in load(folder, r50_km=3.0).villages} for folder in (base, turned, more)]
    people = [{v.code: v.population for v in load(folder).villages} for folder in (base, turned)]
    assert where[0] == where[1]
    assert people[0] == people[1]
    moved = sum(where[0][code] != where[2][code] for code in where[0])
    assert moved <= 16


def test_an_unfilled_template_has_no_village_and_a_filled_one_loads(tmp_path: Path) -> None:
    for lang, sheet, township in (("zh", "村庄", "东镇"), ("en", "villages", "East")):
        path = tmp_path / f"{lang}.xlsx"
        write_template(path, lang)
        with pytest.raises(InputError) as error:
            load(path)
        assert [p.code for p in error.value.problems] == ["county.no_village"]
        book = openpyxl.load_workbook(path)
        page = book[sheet]
        assert page.data_validations.dataValidation[0].sqref
        assert page["A1"].comment is not None
        page.append(["新村", township, 370000101201.0, 900])
        book.save(path)
        c = load(path)
        assert [(v.name, v.code, v.population) for v in c.villages] == [("新村", "370000101201", 900)]
        with pytest.raises(InputError, match=r"county\.exists"):
            write_template(path, lang)


@pytest.mark.parametrize("name", ["county", "county.xlsx"])
def test_names_and_a_boundary_make_a_county_that_loads_the_same(tmp_path: Path, name: str) -> None:
    names = tmp_path / "names.csv"
    names.write_text("村名,乡镇\n" + "\n".join(f"村{i},镇{i % 3}" for i in range(30)), encoding="gbk")
    boundary = tmp_path / "shape.json"
    boundary.write_text(json.dumps({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}))
    built = new_county(CountySpec(slug="own", source=str(names)), NOWHERE, tmp_path / name, boundary)
    again = load(tmp_path / name)
    assert [v.code for v in again.villages] == [v.code for v in built.villages]
    assert [v.population for v in again.villages] == [v.population for v in built.villages]
    assert {v.position_status for v in again.villages} == {"synthetic"}
    assert {v.population_status for v in again.villages} == {"synthetic"}
    assert np.abs(again.road_km - built.road_km).max() < 0.02
    assert again.schematic
    assert len(again.boundary) == 1
    with pytest.raises(InputError, match=r"county\.exists"):
        write_county(built, tmp_path / name)
