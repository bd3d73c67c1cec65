"""Small inputs about positions, boundaries and distances that people brought."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.county.workbook import new_county
from tests.cases.handed import BASE, DATA, said

CHECK = ["modes=[courier_courier]"]


def county(name: str) -> County:
    return load_county(CountySpec(slug="own", source=str(DATA / name), terrain="hill"), Path("none"))


def checked(name: str, capsys: pytest.CaptureFixture[str], lang: str = "en") -> tuple[int, str]:
    return said("check", [f"county={DATA / name}", *CHECK, f"lang={lang}"], capsys)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("40_same_coordinates.xlsx", ["15", "as if only the town had been located"]),
        ("44a_polygon_and_label_point", ["left out: Point 1"]),
        ("44d_prefecture", ["148,555 km²", "prefecture"]),
        ("44l_county_and_townships", ["the feature 试验县 was taken"]),
        ("40k_gcj02_said_in_header.xlsx", ["converted", "GCJ02"]),
        ("63_seat_township_named_as_county", ["at the seat township 试验镇"]),
    ],
)
def test_what_was_done_or_is_odd_is_said(name: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, text = checked(name, capsys)
    assert code == 0
    assert all(word in text for word in words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("40d_digit_typo.xlsx", ["rows 5, 9", "898 km", "118.16", "664 km", "36.15"]),
        ("44f_esri", ["Esri JSON", "GeoJSON"]),
        ("64_contradictory_distances", ["row 3", "400", "4 km"]),
        ("04f_distance_metres_no_unit.xlsx", ["里程", "metres"]),
    ],
)
def test_what_cannot_be_names_its_row(name: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, text = checked(name, capsys)
    assert code == 2
    assert all(word in text for word in words)
    assert "round_too_long" not in text


def test_positions_in_other_ways_of_writing_are_those_of_the_base() -> None:
    base = load_county(CountySpec(slug="own", source=str(BASE), terrain="hill"), Path("none"))
    for name, degrees in (("40f_dms.xlsx", 2e-4), ("40k_gcj02_said_in_header.xlsx", 2e-6)):
        for here, there in zip(county(name).villages, base.villages, strict=True):
            assert (here.lon, here.lat) == pytest.approx((there.lon, there.lat), abs=degrees)


def test_a_boundary_is_the_same_however_it_is_written() -> None:
    assert {county(name).area_km2 for name in ("44a_polygon_and_label_point", "44c_gbk", "44l_county_and_townships")} == {1205.1}


def test_names_with_the_outlines_of_county_and_townships_are_placed_as_with_the_countys_alone(tmp_path: Path) -> None:
    folder = DATA / "44n_names_county_and_townships"
    built = new_county(CountySpec(slug="own", source=str(folder)), Path("none"), tmp_path / "both", folder / "boundary.geojson")
    (tmp_path / "alone.geojson").write_text('{"type": "Polygon", "coordinates": [[[118.0, 36.0], [118.3, 36.0], [118.3, 36.3], [118.0, 36.3], [118.0, 36.0]]]}')
    alone = new_county(CountySpec(slug="own", source=str(folder / "villages.csv")), Path("none"), tmp_path / "one", tmp_path / "alone.geojson")
    assert built.area_km2 == pytest.approx(alone.area_km2, abs=0.2)
    assert max(abs(v.x_km) + abs(v.y_km) for v in built.villages) == pytest.approx(max(abs(v.x_km) + abs(v.y_km) for v in alone.villages), rel=0.5)
    assert max(abs(v.x_km) + abs(v.y_km) for v in built.villages) > 8


def test_a_shipped_county_is_written_to_be_edited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["county=hangjin", f"new_county.file={tmp_path / 'c.xlsx'}", "lang=en"]
    code, text = said("new-county", words, capsys)
    assert code == 0
    assert "c.xlsx: 7 townships, 76 villages" in text
    assert "c.geojson" in text
    assert f"parcelflow check county={tmp_path / 'c.xlsx'} settings=hangjin" in text
    code, text = said("new-county", words, capsys)
    assert code == 2
    assert "c.geojson" in text


def test_without_a_county_an_empty_workbook_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said("new-county", [f"new_county.file={tmp_path / 'c.xlsx'}"], capsys)
    assert code == 0
    assert "空白工作簿" in text
    code, text = said("new-county", ["county=stylised", f"new_county.file={tmp_path / 'd.xlsx'}", "lang=en"], capsys)
    assert code == 2
    assert "county with tables" in text


@pytest.mark.slow
@pytest.mark.usefixtures("no_books", "nothing_tried")
@pytest.mark.parametrize(("lang", "character"), [("zh", "U+310CE"), ("en", "U+0642")])
def test_characters_that_the_font_has_not_are_told_in_one_line(lang: str, character: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = [f"county={DATA / '43b_name_not_in_font'}", "mode=township_pickup", "replications=1", "horizon.measured_days=7", "workers=1", "chart.formats=[png]"]
    code, text = said("simulate", [*keys, f"lang={lang}", f"hydra.run.dir={tmp_path / 'r'}"], capsys)
    assert code == 0
    assert sum(character in line for line in text.splitlines()) == 1
    assert "Glyph" not in text
    assert character in (tmp_path / "r" / "index.html").read_text(encoding="utf-8")


def test_a_round_too_long_names_the_position_that_is_odd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    homes = "".join(f"村{i},东镇,{118.1 + 0.01 * i:.2f},36.2\n" for i in range(8))
    (tmp_path / "villages.csv").write_text(f"村名,乡镇,经度,纬度\n{homes}远村,东镇,120.3,36.2\n", encoding="utf-8")
    code, text = said("check", [f"county={tmp_path}", *CHECK, "lang=en"], capsys)
    assert code == 0
    assert "not served at the village" in text
    assert any("doubtful" in line and "远村" in line and "row 10" in line for line in text.splitlines())
