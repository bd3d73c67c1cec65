"""The polygons of a GeoJSON file, and what else stood in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sim.county.geojson import BadFileError, read_features
from sim.problems import said

RING = [[118, 36], [119, 36], [119, 37], [118, 37]]


def read(folder: Path, document: Any) -> Any:
    (folder / "a.geojson").write_text(json.dumps(document), encoding="utf-8")
    return read_features(folder / "a.geojson")


def test_each_feature_has_its_name_and_its_closed_rings(tmp_path: Path) -> None:
    polygon = {"type": "Polygon", "coordinates": [RING]}
    features = read(tmp_path, {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"名称": "试验县"}, "geometry": polygon}, {"type": "Feature", "properties": None, "geometry": polygon}]})
    assert [name for name, _ in features.named] == ["试验县", ""]
    (ring,) = features.named[0][1][0]
    assert ring[0].tolist() == ring[-1].tolist() == [118, 36]
    assert len(ring) == 5


def test_what_is_no_polygon_is_counted_by_kind(tmp_path: Path) -> None:
    parts = [{"type": "MultiPolygon", "coordinates": [[RING, RING[:2]], [RING[:2]]]}, {"type": "Point", "coordinates": [1, 2]}, {"type": "Point", "coordinates": [1, 2]}]
    features = read(tmp_path, {"type": "GeometryCollection", "geometries": parts})
    assert dict(features.left) == {"ring": 2, "Point": 2}
    assert len(features.named[0][1]) == 1


def test_heights_are_left_out_and_a_named_system_is_kept(tmp_path: Path) -> None:
    features = read(tmp_path, {"type": "Polygon", "coordinates": [[[*p, 500] for p in RING]], "crs": {"properties": {"name": "GCJ-02"}}})
    assert features.system == "gcj02"
    assert features.named[0][1][0][0].shape == (5, 2)


@pytest.mark.parametrize("document", [3, [], {}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": [RING], "crs": "EPSG:3857"}, {"type": "Topology"}, {"type": "Point", "coordinates": [1, 2]}])
def test_what_is_no_boundary_is_refused(tmp_path: Path, document: Any) -> None:
    with pytest.raises(BadFileError) as error:
        read(tmp_path, document)
    assert str(error.value)


def test_an_outline_that_encloses_nothing_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "Polygon", "coordinates": [[[118, 36], [119, 37], [119, 36], [118, 37], [118, 36]]]}', encoding="utf-8")
    with pytest.raises(BadFileError) as fault:
        read_features(path)
    assert "边界交叉" in said(fault.value.found, "zh")
