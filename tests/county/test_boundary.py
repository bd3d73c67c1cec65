"""Boundary files of every kind: what is taken, what is left, what is refused and how that is said."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.county.beside import boundary_file
from sim.county.boundary import read_boundary
from sim.county.geojson import MOST_BYTES
from sim.county.geometry import Plane, Region
from sim.problems import Phrase, Problem
from sim.table import Findings


def square(west: float, south: float, side: float = 0.2, height: float = 0.0) -> list[list[float]]:
    north, east = south + (height or side), west + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(ring: list[list[float]], name: str = "", **geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry or {"type": "Polygon", "coordinates": [ring]}}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


WHOLE = square(118.0, 36.0)
HALVES = [feature(square(118.0, 36.0, 0.1, 0.2), "东镇"), feature(square(118.1, 36.0, 0.1, 0.2), "西乡")]
PLANE = Plane(118.1, 36.1)
WHOLE_KM2 = Region((np.array(WHOLE),), (True,)).projected(PLANE).area()


def read(path: Path, document: Any, county: str = "试验县", system: str = "wgs84", encoding: str = "utf-8") -> tuple[Region, list[Phrase]]:
    path = path / "boundary.geojson"
    path.write_bytes(document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode(encoding))
    problems: list[Problem] = []
    boundary = read_boundary(path, problems, system)  # type: ignore[arg-type]
    assert boundary is not None, problems
    region, told = boundary.of(county, problems)
    assert region is not None, problems
    return region, told


def km2(region: Region) -> float:
    return region.projected(PLANE).area()


@pytest.mark.parametrize(
    "document",
    [
        feature(WHOLE),
        collection(feature(WHOLE), feature([], type="Point", coordinates=[118.1, 36.1])),
        collection(feature(WHOLE, "试验县"), *HALVES),
        collection(feature(WHOLE), *HALVES),
        collection(*HALVES),
        collection(feature(WHOLE, "试验县"), feature(square(119.0, 36.0), "邻县")),
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [WHOLE]}, {"type": "LineString", "coordinates": WHOLE}]},
        {"type": "MultiPolygon", "coordinates": [[WHOLE], [square(118.05, 36.05, 0.1)]]},
        {"type": "Polygon", "coordinates": [WHOLE[:-1]]},
        {"type": "Polygon", "coordinates": [[[*p, 120.5] for p in WHOLE]]},
        collection(feature(WHOLE), feature([[118.1, 36.1], [118.1, 36.1], [118.1, 36.1], [118.1, 36.1]])),
        {"type": "Polygon", "coordinates": [WHOLE], "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}},
    ],
    ids=["feature", "label point", "county and townships", "the same without a name", "townships", "with its neighbours", "collection", "part in part", "unclosed", "heights", "a dot", "CGCS2000"],
)
def test_one_area_comes_out(tmp_path: Path, document: Any) -> None:
    region, _ = read(tmp_path, document)
    assert km2(region) == pytest.approx(WHOLE_KM2, rel=1e-6)
    inside = region.contains(np.array([[118.1, 36.1], [118.03, 36.03], [118.17, 36.17], [118.25, 36.1]]))
    assert inside.tolist() == [True, True, True, False]


def test_holes_stay_and_far_parts_too(tmp_path: Path) -> None:
    document = {"type": "MultiPolygon", "coordinates": [[WHOLE, square(118.05, 36.05, 0.05)], [square(118.5, 36.0, 0.1)]]}
    region, told = read(tmp_path, document)
    assert region.contains(np.array([[118.07, 36.07], [118.55, 36.05]])).tolist() == [False, True]
    assert told == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding(tmp_path: Path, encoding: str) -> None:
    assert km2(read(tmp_path, feature(WHOLE, "试验县"), encoding=encoding)[0]) == pytest.approx(WHOLE_KM2)


def test_another_system_is_converted(tmp_path: Path) -> None:
    for document, system in ((feature(WHOLE), "gcj02"), ({**feature(WHOLE), "crs": {"type": "name", "properties": {"name": "GCJ-02"}}}, "wgs84")):
        region, told = read(tmp_path, document, system=system)
        shift = np.concatenate(region.rings)[0] - np.array(WHOLE[0])
        assert 0.003 < -shift[0] < 0.01
        assert any("WGS84" in str(t) for t in told)


def test_what_was_done_is_told_in_both_languages(tmp_path: Path) -> None:
    _, told = read(tmp_path, collection(feature(WHOLE, "试验县"), *HALVES, feature([], type="Point", coordinates=[118.1, 36.1])))
    assert "试验县" in told[0].text("zh")
    assert "Point 1" in told[1].text("en")
    _, told = read(tmp_path, collection(*HALVES))
    assert "2" in told[0].text("en")


def test_a_very_fine_outline_is_simplified(tmp_path: Path) -> None:
    angle = np.linspace(0, 2 * np.pi, 60_001)
    ring = np.column_stack([118.1 + 0.1 * np.cos(angle), 36.1 + 0.1 * np.sin(angle)])
    region, told = read(tmp_path, {"type": "Polygon", "coordinates": [ring.tolist()]})
    assert sum(len(r) for r in region.rings) < 1_000
    assert "60,001" in told[0].text("en")


def deep() -> bytes:
    return b'{"type":"GeometryCollection","geometries":[' * 20_000


def nested(depth: int = 200) -> dict[str, Any]:
    inner: dict[str, Any] = {"type": "Polygon", "coordinates": [WHOLE]}
    for _ in range(depth):
        inner = {"type": "GeometryCollection", "geometries": [inner]}
    return inner


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (b"", "no JSON"), (b"{", "no JSON"), (deep(), "no JSON"), (b"[1]", "no GeoJSON"), (b"3", "no GeoJSON"), (b"{}", "no GeoJSON"), (nested(), "no GeoJSON"),
        (b"PK\x03\x04", "another kind"), (b"<kml/>", "another kind"), (b"\xff\xfe\x00\xd8", "no text"), (b" " * (MOST_BYTES + 1), "more than 50 MB"),
        ({"type": "Topology", "objects": {}}, "TopoJSON"),
        ({"geometryType": "esriGeometryPolygon", "features": []}, "Esri JSON"),
        ({"features": [{"attributes": {}, "geometry": {"rings": [WHOLE]}}]}, "Esri JSON"),
        ({"rings": [WHOLE], "spatialReference": {"wkid": 4326}}, "Esri JSON"),
        ({"type": "Point", "coordinates": [118, 36]}, "no usable polygon, only: Point"),
        (collection(), "no usable polygon"), ({"type": "FeatureCollection", "features": None}, "faulty"), ({"type": "Feature", "geometry": None}, "no usable polygon"),
        (collection(feature([], type="LineString", coordinates=WHOLE)), "no usable polygon, only: LineString"),
        ({"type": "Polygon", "coordinates": [[[118, None], [1, 2], [3, 4], [118, 36]]]}, "faulty"),
        ({"type": "Polygon", "coordinates": [[["a", 1]]]}, "faulty"), ({"type": "Polygon"}, "faulty"), ({"type": "Polygon", "coordinates": 3}, "faulty"),
        (b'{"type":"Polygon","coordinates":[[[118,36],[NaN,36],[119,37],[118,36]]]}', "faulty"),
        ({"type": "Polygon", "coordinates": [[[118, 36], [119, 36], [118, 36]]]}, "no usable polygon"),
        ({"type": "Polygon", "coordinates": [WHOLE], "crs": {"type": "name", "properties": {"name": "EPSG:3857"}}}, "EPSG:3857"),
        ({"type": "Polygon", "coordinates": [WHOLE], "crs": {"type": "name", "properties": {"name": "EPSG:2343"}}}, "EPSG:2343"),
        ({"type": "Polygon", "coordinates": [[[500000, 4000000], [510000, 4000000], [500000, 4010000], [500000, 4000000]]]}, "longitudes 500000"),
        ({"type": "Polygon", "coordinates": [[p[::-1] for p in WHOLE]]}, "longitudes 36"),
    ],
)  # fmt: skip
def test_what_is_no_boundary_is_told_in_one_problem(tmp_path: Path, document: Any, found: str) -> None:
    path = tmp_path / "boundary.geojson"
    path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    problems: list[Problem] = []
    boundary = read_boundary(path, problems)
    if boundary is not None:
        assert boundary.of("", problems)[0] is None
    (problem,) = problems
    assert problem.code == "county.bad_boundary"
    assert found in str(problem.found)
    assert str(problem.hint)
    assert "boundary.geojson" in problem.text("zh")


@pytest.mark.parametrize(
    ("source", "files", "found"),
    [
        ("folder", ["boundary.geojson", "other.geojson"], "boundary.geojson"), ("folder", ["县界.geojson"], "县界.geojson"), ("folder", ["Boundary.JSON"], "Boundary.JSON"),
        ("folder", ["沂源县.geojson"], "沂源县.geojson"), ("folder", ["settings.json"], None), ("folder", ["._a.geojson"], None), ("folder", ["县界.shp"], None),
        ("k.xlsx", ["k.geojson", "boundary.geojson"], "k.geojson"), ("k.xlsx", ["县界.json"], "县界.json"), ("k.xlsx", ["other.geojson"], None),
    ],
)  # fmt: skip
def test_which_file_is_the_boundary(source: str, files: list[str], found: str | None, tmp_path: Path) -> None:
    for name in files:
        (tmp_path / name).write_text("{}")
    findings = Findings()
    path = boundary_file(tmp_path if source == "folder" else tmp_path / source, findings)
    assert (path.name if path else None) == found
    assert findings.problems == []
    assert [r.code for r in findings.remarks] == (["county.file_not_read"] if files == ["县界.shp"] else [])


def test_of_two_boundaries_none_is_guessed(tmp_path: Path) -> None:
    for name in ("a.geojson", "b.geojson"):
        (tmp_path / name).write_text("{}")
    findings = Findings()
    assert boundary_file(tmp_path, findings) is None
    assert [p.code for p in findings.problems] == ["county.many_boundaries"]


def test_a_county_of_two_features_of_its_name_is_both(tmp_path: Path) -> None:
    parts = [feature(HALVES[0]["geometry"]["coordinates"][0], "试验"), feature(HALVES[1]["geometry"]["coordinates"][0], "试验县")]
    region, told = read(tmp_path, collection(*parts, feature(square(119.0, 36.0), "邻县")))
    assert km2(region) == pytest.approx(WHOLE_KM2, rel=1e-6)
    assert "1 others" in str(told[0])


def test_a_boundary_that_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.geojson")
    (tmp_path / "folder.geojson").mkdir()
    (tmp_path / "zero.geojson").symlink_to("/dev/zero")
    for name in ("pipe", "folder", "zero"):
        problems: list[Problem] = []
        assert read_boundary(tmp_path / f"{name}.geojson", problems) is None
        assert len(problems) == 1
