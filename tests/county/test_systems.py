"""Coordinate systems and the ways in which degrees are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.county.geometry import straight_km
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.county.systems import UnreadSystemError, system_in, to_wgs84, without_system
from sim.problems import InputError

DMS = 118 + 9 / 60 + 44 / 3600


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("经度（GCJ-02）", "gcj02"), ("gcj02_lon", "gcj02"), ("火星坐标系", "gcj02"), ("高德", "gcj02"), ("腾讯地图", "gcj02"), ("Amap", "gcj02"),
        ("BD-09", "bd09"), ("百度坐标", "bd09"), ("bd09ll", "bd09"), ("Baidu", "bd09"),
        ("WGS 84", "wgs84"), ("ＷＧＳ－８４", "wgs84"), ("CGCS2000", "wgs84"), ("国家2000", "wgs84"), ("GPS坐标", "wgs84"), ("urn:ogc:def:crs:EPSG::4490", "wgs84"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "wgs84"), ("EPSG:4326", "wgs84"), ("经度", None), ("度", None), ("", None),
    ],
)  # fmt: skip
def test_systems_by_what_they_are_called(text: str, system: str | None) -> None:
    assert system_in(text) == system


@pytest.mark.parametrize("text", ["EPSG:3857", "西安80", "北京54坐标系", "Web墨卡托", "BD09MC", "高斯投影", "UTM"])
def test_systems_that_are_not_read_are_said(text: str) -> None:
    with pytest.raises(UnreadSystemError):
        system_in(text)


@pytest.mark.parametrize(("heading", "bare"), [("高德经度", "经度"), ("gcj02_lon", "lon"), ("纬度_BD09", "纬度"), ("GCJ-02经度", "经度"), ("经度", "经度"), ("高德", "高德")])
def test_a_heading_without_its_system(heading: str, bare: str) -> None:
    assert without_system(heading) == bare


POINTS = [
    # WGS84 lat, lon; GCJ-02 lat, lon: published test points of the conversion
    (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
]


@pytest.mark.parametrize(("lat", "lon", "gcj_lat", "gcj_lon"), POINTS)
def test_published_points_come_back(lat: float, lon: float, gcj_lat: float, gcj_lon: float) -> None:
    assert 1000 * straight_km(to_wgs84((gcj_lon, gcj_lat), "gcj02"), (lon, lat)) < 0.05


def test_bd09_goes_on_from_gcj02() -> None:
    """BD-09 of Tiananmen's GCJ-02 116.404, 39.915 is 116.41036949371029, 39.92133699351021 by the published formula."""
    assert 1000 * straight_km(to_wgs84((116.41036949371029, 39.92133699351021), "bd09"), to_wgs84((116.404, 39.915), "gcj02")) < 0.05
    assert straight_km(to_wgs84((116.404, 39.915), "gcj02"), (116.404, 39.915)) > 0.4


def table(folder: Path, head: str = "经度,纬度", lon: str = "118.168208", lat: str = "36.214384", **keys: object) -> tuple[float, float]:
    (folder / "villages.csv").write_text(f"村名,乡镇,{head}\n甲村,东镇,{lon},{lat}\n", encoding="utf-8")
    village = load_county(CountySpec(slug="own", source=str(folder), **keys), Path("none")).villages[0]  # type: ignore[arg-type]
    return village.lon, village.lat


WGS, GCJ = (118.16229, 36.21418), (118.168208, 36.214384)


@pytest.mark.parametrize("head", ["经度（GCJ-02）,纬度（GCJ-02）", "高德经度,高德纬度", "gcj02_lon,gcj02_lat", "经度(火星坐标系),纬度"])
def test_a_heading_says_the_system(tmp_path: Path, head: str) -> None:
    assert table(tmp_path, head) == pytest.approx(WGS, abs=2e-6)


def test_a_key_says_the_system_and_a_heading_goes_over_it(tmp_path: Path) -> None:
    assert table(tmp_path, coordinates="gcj02") == pytest.approx(WGS, abs=2e-6)
    assert table(tmp_path, "经度（WGS84）,纬度（WGS84）", coordinates="gcj02") == pytest.approx(GCJ, abs=1e-9)
    assert table(tmp_path) == pytest.approx(GCJ, abs=1e-9)


def test_a_column_says_the_system_row_by_row(tmp_path: Path) -> None:
    text = "村名,乡镇,经度,纬度,坐标系\n甲村,东镇,118.168208,36.214384,高德\n乙村,东镇,118.168208,36.214384,\n"
    (tmp_path / "villages.csv").write_text(text, encoding="utf-8")
    first, second = load_county(CountySpec(slug="own", source=str(tmp_path)), Path("none")).villages
    assert (first.lon, first.lat) == pytest.approx(WGS, abs=2e-6)
    assert second.lon == pytest.approx(GCJ[0], abs=1e-9)


@pytest.mark.parametrize(
    ("head", "lon", "lat", "code"),
    [
        ("经度,纬度", "498000", "4005000", "county.projected"),
        ("经度,纬度", "118162290", "36214180", "county.projected"),
        ("经度,纬度", "36.2", "118.1", "county.lon_lat_swapped"),
        ("经度,纬度", "N36°12′51″", "E118°09′44″", "county.lon_lat_swapped"),
        ("经度,纬度", "18.1", "36.2", "county.outside_china"),
        ("经度,纬度", "一百一十八", "36.2", "county.not_degrees"),
        ("经度（西安80）,纬度（西安80）", "118.1", "36.2", "county.coordinates"),
    ],
)
def test_what_can_be_no_position_is_refused(tmp_path: Path, head: str, lon: str, lat: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        table(tmp_path, head, lon, lat)
    (problem,) = error.value.problems
    assert problem.code == code
    assert "row 2" in str(problem.where)
    assert not any(word.isascii() and word.isalpha() and len(word) > 4 for word in problem.text("zh").split("［")[0].split()[4:])


def test_shipped_counties_have_their_system() -> None:
    with pytest.raises(ValueError, match="coordinates"):
        CountySpec(slug="yiyuan", coordinates="gcj02")
