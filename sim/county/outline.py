"""From the polygons of a file to the one area of a county: overlapping parts joined, the county's own feature chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.county.called import same_county
from sim.county.geojson import Features, Polygon
from sim.county.geometry import KM_PER_DEGREE, Region

if TYPE_CHECKING:
    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

MOST_VERTICES = 20_000
"""An outline with more is simplified; the shipped ones have 130 to 800."""

SIMPLIFIED = 0.001
"""Degrees, about 100 m: as the shipped boundaries are simplified."""

SLIVER_KM2 = 1.0
"""Smaller holes of a union are gaps between outlines that were simplified each for itself."""


@dataclass(frozen=True)
class Outline:
    """The area of a county and how it came out of its file.

    Attributes:
        chosen: name of the features that were taken because they bear the county's name; empty where all were.
        others: features beside it, left out.
        joined: features that were joined into one area, 0 where there was nothing to join.
        simplified: vertices that were too many, 0 where they were not.
    """

    region: Region
    chosen: str = ""
    others: int = 0
    joined: int = 0
    simplified: int = 0


def outline(features: Features, county: str) -> Outline:
    """The area that the features cover together; of several, those that bear the county's name, if some do.

    A file may hold a county and its townships, which lie over each other, or the counties of a prefecture.
    """
    own = [i for i, (name, _) in enumerate(features.named) if county and name and same_county(name, county)]
    several = len(features.named)
    chosen = features.named[own[0]][0] if 0 < len(own) < several else ""
    used = [features.named[i] for i in own] if chosen else features.named
    polygons = [p for _, parts in used for p in parts]
    vertices = sum(len(ring) for p in polygons for ring in p)
    region = _region(polygons)
    if vertices > MOST_VERTICES or (len(polygons) > 1 and _needs_joining(polygons, len(used))):
        region = _joined(polygons, SIMPLIFIED if vertices > MOST_VERTICES else 0.0) or region
    return Outline(
        region, chosen, several - len(used), len(used) if len(used) > 1 else 0,
        vertices if vertices > MOST_VERTICES else 0,
    )  # fmt: skip


def _region(polygons: Sequence[Polygon]) -> Region:
    return Region(tuple(ring for p in polygons for ring in p), tuple(i == 0 for p in polygons for i in range(len(p))))


def _needs_joining(polygons: Sequence[Polygon], features: int) -> bool:
    """Whether parts may lie over or beside each other: several features may, parts of one whose boxes overlap as well.
    """
    if features > 1:
        return True
    low = np.array([p[0].min(axis=0) for p in polygons])
    high = np.array([p[0].max(axis=0) for p in polygons])
    meet = (low[:, None] <= high[None]).all(axis=2) & (low[None] <= high[:, None]).all(axis=2)
    return int(meet.sum()) > len(polygons) and _overlap(polygons)


def _overlap(polygons: Sequence[Polygon]) -> bool:
    from shapely import union_all

    shapes = [_shape(p) for p in polygons]
    whole = float(union_all(shapes).area)
    return sum(float(s.area) for s in shapes) > whole * (1 + 1e-9)


def _joined(polygons: Sequence[Polygon], tolerance: float) -> Region | None:
    """The union of polygons as a region; None where nothing with an area is left."""
    from shapely import union_all

    whole = union_all([_shape(p) for p in polygons])
    if tolerance:
        whole = whole.simplify(tolerance)
    rings, outer = [], []
    for part in _parts(whole):
        lat = float(part.centroid.y)
        km2 = KM_PER_DEGREE**2 * float(np.cos(np.radians(lat)))
        holes = [h for h in part.interiors if float(_shape((np.array(h.coords)[:, :2],)).area) * km2 >= SLIVER_KM2]
        for index, ring in enumerate((part.exterior, *holes)):
            rings.append(np.array(ring.coords, dtype=np.float64)[:, :2])
            outer.append(index == 0)
    return Region(tuple(rings), tuple(outer)) if rings else None


def _shape(polygon: Polygon) -> BaseGeometry:
    """A polygon that crosses itself nowhere, with the area that its rings enclose."""
    from shapely import Polygon as Shape
    from shapely import make_valid

    shape = Shape(polygon[0], list(polygon[1:]))
    return shape if shape.is_valid else make_valid(shape)


def _parts(shape: BaseGeometry | MultiPolygon) -> list[BaseGeometry]:
    """The polygons of a shape; lines and points, which joining may leave behind, have no area."""
    if shape.geom_type == "Polygon":
        return [] if shape.is_empty else [shape]
    return [p for part in getattr(shape, "geoms", ()) for p in _parts(part)]
