"""The polygons of a GeoJSON file, and what else stood in it; files of other kinds are told by what they are."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.arrays import Floats
from sim.county.geometry import ring_area
from sim.county.systems import System, UnreadSystemError, system_in
from sim.problems import Said, phrase

MOST_BYTES = 50_000_000
"""A larger file is no outline of a county: the country's counties together take 40 MB."""

MOST_DEPTH = 50
"""Collections within collections."""

_NAMES = ("name", "NAME", "Name", "名称", "县", "县名", "XZQMC", "fullname", "NAME_CHN", "NL_NAME_3")
FLAT = "ring"
"""The kind of a ring that encloses nothing."""

Polygon = tuple[Floats, ...]
"""Rings of a polygon, degrees, closed; the first is the outer one."""


class BadFileError(Exception):
    """A file that is no GeoJSON with polygons: ``found`` says what it is, ``hint`` what to do."""

    def __init__(self, found: Said, hint: Said = "") -> None:
        super().__init__(str(found))
        self.found, self.hint = found, hint


@dataclass
class Features:
    """What a file holds.

    Attributes:
        named: each feature with polygons: its name, empty where it has none, and the polygons.
        left: geometries that are no polygons, counted by kind; rings without an area count as ``ring``.
        system: coordinate system that the file names.
    """

    named: list[tuple[str, list[Polygon]]] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    system: System | None = None


def read_features(path: Path) -> Features:
    """The polygons of a GeoJSON file in UTF-8, UTF-16 or GBK.

    Raises:
        BadFileError: it cannot be read, is too large, no JSON, JSON of another kind, or holds no polygon.
    """
    document = _document(path)
    _refuse_other_kinds(document)
    features = Features(system=_system(document))
    for kind, name, geometry in _geometries(document, "", 0):
        try:
            polygons = [
                geometry["coordinates"]
            ] if kind == "Polygon" else list(geometry["coordinates"]) if kind == "MultiPolygon" else None
            if polygons is None:
                features.left[kind] += 1
                continue
            read = [p for p in (_polygon(rings, features.left) for rings in polygons) if p]
        except (TypeError, ValueError, KeyError, IndexError, RecursionError):
            raise BadFileError(phrase("geo.bad_coordinates", kind=kind), phrase("geo.export_again")) from None
        if read:
            features.named.append((name, read))
    if not features.named:
        raise BadFileError(
            _nothing_usable(features.left), phrase("geo.export_polygons")
        )
    return features


def _document(path: Path) -> Any:
    if path.exists() and not path.is_file():  # a pipe would be waited for, a device read for ever
        raise BadFileError(phrase("plain.folder" if path.is_dir() else "plain.no_file"), phrase("geo.export_geojson"))
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise BadFileError(phrase("table.no_file"), phrase("geo.export_geojson")) from None
    except OSError as error:
        raise BadFileError(phrase("geo.unreadable", reason=error.strerror or "")) from None
    if len(data) > MOST_BYTES:
        raise BadFileError(phrase("geo.too_big", mb=MOST_BYTES // 1_000_000), phrase("geo.simplify"))
    if data.startswith((b"PK", b"\x00\x00'\n", b"SQLite")) or data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise BadFileError(phrase("geo.other_file"), phrase("geo.export_geojson"))
    text = _text(data)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise BadFileError(phrase("geo.no_json", line=line or 1), phrase("geo.export_again")) from None


def _text(data: bytes) -> str:
    for codec in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise BadFileError(phrase("geo.no_text"), phrase("geo.save_utf8"))


def _refuse_other_kinds(document: Any) -> None:
    if not isinstance(document, dict):
        raise BadFileError(phrase("geo.not_geojson"), phrase("geo.export_geojson"))
    if document.get("type") == "Topology":
        raise BadFileError("TopoJSON", phrase("geo.export_geojson"))
    inner = document.get("features")
    first = inner[0] if isinstance(inner, list) and inner else None
    geometry = first.get("geometry") if isinstance(first, dict) else None
    if "geometryType" in document or "rings" in document or (isinstance(geometry, dict) and "rings" in geometry):
        raise BadFileError("Esri JSON", phrase("geo.export_geojson"))
    if "type" not in document:
        raise BadFileError(phrase("geo.not_geojson"), phrase("geo.export_geojson"))


def _system(document: Mapping[str, Any]) -> System | None:
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") or properties.get("code") if isinstance(
        properties, dict
    ) else crs if isinstance(crs, str) else None
    if name is None:
        return None
    try:
        found = system_in(str(name))
    except UnreadSystemError as error:
        raise BadFileError(phrase("geo.crs", name=str(error)), phrase("geo.convert_boundary")) from None
    if found is None:
        raise BadFileError(phrase("geo.crs", name=str(name)[:60]), phrase("geo.convert_boundary"))
    return found


def _geometries(node: Any, name: str, depth: int) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Kind, name of its feature, and every single geometry below a node."""
    if node is None:
        return
    if not isinstance(node, dict) or depth > MOST_DEPTH:
        raise BadFileError(phrase("geo.not_geojson"), phrase("geo.export_again"))
    kind = str(node.get("type"))[:40]
    below = {"FeatureCollection": "features", "GeometryCollection": "geometries"}.get(kind)
    if below is not None:
        parts = node.get(below)
        if not isinstance(parts, list):
            raise BadFileError(phrase("geo.bad_coordinates", kind=kind), phrase("geo.export_again"))
        for part in parts:
            yield from _geometries(part, name, depth + 1)
    elif kind == "Feature":
        yield from _geometries(node.get("geometry"), _name(node.get("properties")), depth + 1)
    else:
        yield kind, name, node


def _name(properties: Any) -> str:
    if not isinstance(properties, dict):
        return ""
    return next((str(properties[key]) for key in _NAMES if isinstance(properties.get(key), str)), "")


def _number(value: Any) -> float:
    """A coordinate; ValueError where it is no finite number."""
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("a coordinate that is no number")
    return number


def _nothing_usable(left: Counter[str]) -> Said:
    """What a file without a polygon holds."""
    kinds = tuple(phrase("geo.flat_ring") if kind == FLAT else kind for kind in left)
    return phrase("geo.no_polygon", kinds=kinds) if kinds else phrase("geo.no_geometry")


def _polygon(rings: Any, left: Counter[str]) -> Polygon:
    """The rings of a polygon, closed, those without an area left out; nothing where that is the outer one."""
    found: list[Floats] = []
    for index, positions in enumerate(rings):
        points = [(_number(p[0]), _number(p[1])) for p in positions]
        if points and points[0] != points[-1]:
            points.append(points[0])
        ring = np.array(points, dtype=np.float64).reshape(-1, 2)
        if len(ring) >= 4 and ring_area(ring) > 0:
            found.append(ring)
            continue
        left[FLAT] += 1
        if index == 0:
            return ()
    return tuple(found)
