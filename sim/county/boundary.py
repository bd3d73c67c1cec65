"""The boundary of a county from GeoJSON."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from sim.county.geometry import Region
from sim.problems import Problem

CHINA = (73.0, 136.0, 3.0, 54.0)
"""West, east, south and north of China, degrees."""


def in_china(lon: float, lat: float) -> bool:
    """Whether a point lies in the box around China."""
    west, east, south, north = CHINA
    return west <= lon <= east and south <= lat <= north


def read_boundary(path: Path, problems: list[Problem]) -> Region | None:
    """Rings of all polygons of a GeoJSON file, in degrees; None, with a problem, where the file holds no usable polygon."""
    allowed = "GeoJSON with a Polygon or MultiPolygon in degrees, WGS84"
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
        rings, outer = [], []
        for polygon in _polygons(document):
            for index, ring in enumerate(polygon):
                rings.append(_ring(ring))
                outer.append(index == 0)
        if not rings:
            raise ValueError("no polygon in it")
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        problems.append(Problem("county.bad_boundary", path.name, f"{type(error).__name__}: {error}"[:160], allowed))
        return None
    low = np.concatenate(rings).min(axis=0)
    high = np.concatenate(rings).max(axis=0)
    if not (in_china(*low) and in_china(*high)):
        found = f"longitudes {low[0]:.2f} to {high[0]:.2f}, latitudes {low[1]:.2f} to {high[1]:.2f}"
        hint = "longitude comes first" if in_china(low[1], low[0]) else "degrees, not metres"
        problems.append(Problem("county.bad_boundary", path.name, found, "longitudes 73 to 136, latitudes 3 to 54", hint))
        return None
    return Region(tuple(rings), tuple(outer))


def _polygons(node: Any) -> list[Any]:
    kind = node["type"]
    if kind == "FeatureCollection":
        return [p for feature in node["features"] for p in _polygons(feature)]
    if kind == "Feature":
        return _polygons(node["geometry"])
    if kind == "GeometryCollection":
        return [p for geometry in node["geometries"] for p in _polygons(geometry)]
    if kind == "Polygon":
        return [node["coordinates"]]
    if kind == "MultiPolygon":
        return list(node["coordinates"])
    raise ValueError(f"a {kind}")


def _ring(positions: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    points = [(float(p[0]), float(p[1])) for p in positions]
    if not all(math.isfinite(v) for p in points for v in p):
        raise ValueError("a coordinate that is no number")
    if points[0] != points[-1]:
        points.append(points[0])
    ring = np.array(points, dtype=np.float64)
    if not Region((ring,), (True,)).area() > 0:
        raise ValueError("a ring that encloses nothing")
    return ring
