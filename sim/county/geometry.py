"""A county on a plane: projection, boundary, what lies inside it and how far from its edge."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats

LonLat = tuple[float, float]
"""Longitude and latitude, degrees, WGS84."""

KM_PER_DEGREE = 6371.0088 * np.pi / 180.0
"""Length of a degree of latitude on average sphere."""

_CELLS = 2_000_000  # points x edges handled at a time, which bounds memory


def ring_area(ring: Floats) -> float:
    """Area that a closed ring encloses, in the square of its unit."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return abs(float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum())) / 2.0


@dataclass(frozen=True)
class Plane:
    """Local equirectangular plane: x east and y north in km from ``(lon0, lat0)``; within 1 % over a county of 200 km.
    """

    lon0: float
    lat0: float

    def xy(self, lonlat: Floats) -> Floats:
        """Plane coordinates, shape (n, 2), of longitudes and latitudes, shape (n, 2)."""
        scale = np.array([KM_PER_DEGREE * np.cos(np.radians(self.lat0)), KM_PER_DEGREE])
        return np.asarray((lonlat - np.array([self.lon0, self.lat0])) * scale)

    def lonlat(self, xy: Floats) -> Floats:
        """Longitudes and latitudes, shape (n, 2), of plane coordinates, shape (n, 2)."""
        scale = np.array([KM_PER_DEGREE * np.cos(np.radians(self.lat0)), KM_PER_DEGREE])
        return np.asarray(xy / scale + np.array([self.lon0, self.lat0]))


@dataclass(frozen=True, eq=False)
class Region:
    """An area bounded by closed rings, holes included: a point is inside when a ray from it crosses an odd number of
    edges.

    Attributes:
        rings: closed rings, each (n, 2) with the first vertex repeated at the end.
        outer: for each ring, whether it is an outer one (not a hole).
    """

    rings: tuple[Floats, ...]
    outer: tuple[bool, ...]

    def edges(self) -> tuple[Floats, Floats]:
        """Start and end of every edge, each (m, 2)."""
        return np.concatenate([r[:-1] for r in self.rings]), np.concatenate([r[1:] for r in self.rings])

    def projected(self, plane: Plane) -> Region:
        """The same region with its rings taken from longitude and latitude to a plane."""
        return Region(tuple(plane.xy(r) for r in self.rings), self.outer)

    def contains(self, points: Floats) -> NDArray[np.bool_]:
        """For each point (n, 2) whether it is inside."""
        start, end = self.edges()
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = (end[:, 0] - start[:, 0]) / (end[:, 1] - start[:, 1])
        inside = np.zeros(len(points), dtype=np.bool_)
        for rows in _chunks(len(points), len(start)):
            x, y = points[rows, :1], points[rows, 1:]
            spans = (start[:, 1] > y) != (end[:, 1] > y)
            with np.errstate(invalid="ignore"):
                left = x < start[:, 0] + (y - start[:, 1]) * slope
            inside[rows] = np.count_nonzero(spans & left, axis=1) % 2 == 1
        return inside

    def distance(self, points: Floats) -> Floats:
        """For each point (n, 2) its distance from the nearest edge."""
        start, end = self.edges()
        along = end - start
        length2 = np.maximum((along**2).sum(axis=1), 1e-300)
        nearest = np.empty(len(points))
        for rows in _chunks(len(points), len(start)):
            offset = points[rows, None, :] - start
            share = np.clip((offset * along).sum(axis=2) / length2, 0.0, 1.0)
            gap = offset - share[:, :, None] * along
            nearest[rows] = np.sqrt((gap**2).sum(axis=2).min(axis=1))
        return nearest

    def box(self) -> tuple[Floats, Floats]:
        """Lower left and upper right corner of the smallest upright box around it."""
        vertices = np.concatenate(self.rings)
        return vertices.min(axis=0), vertices.max(axis=0)

    def area(self) -> float:
        """Area in the square of the rings' unit, holes taken off."""
        total = 0.0
        for ring, outer in zip(self.rings, self.outer, strict=True):
            total += ring_area(ring) if outer else -ring_area(ring)
        return total

    def centre(self) -> Floats:
        """Centre of gravity of the largest outer ring, shape (2,)."""
        best = max((r for r, o in zip(self.rings, self.outer, strict=True) if o), key=ring_area)
        origin = best[0]
        x, y = (best - origin).T
        cross = x[:-1] * y[1:] - x[1:] * y[:-1]
        six_areas = 3.0 * cross.sum()
        return np.asarray(
            origin + np.array([((x[:-1] + x[1:]) * cross).sum(), ((y[:-1] + y[1:]) * cross).sum()]) / six_areas
        )


def straight_km(a: LonLat, b: LonLat) -> float:
    """Straight line between two positions, km, on average sphere taken flat between their latitudes; within 1 % over
    500 km."""
    east = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(east, a[1] - b[1]) * KM_PER_DEGREE


def disc(radius: float, corners: int = 72) -> Region:
    """A disc around the origin as a region, where no boundary is known."""
    angle = np.linspace(0.0, 2.0 * np.pi, corners + 1)
    ring = radius * np.column_stack([np.cos(angle), np.sin(angle)])
    ring[-1] = ring[0]
    return Region((ring,), (True,))


def separations(a: Floats, b: Floats) -> Floats:
    """Straight distances between points a (n, 2) and b (m, 2), shape (n, m)."""
    return np.asarray(np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1]))


def _chunks(points: int, edges: int) -> list[slice]:
    size = max(1, _CELLS // max(1, edges))
    return [slice(i, min(i + size, points)) for i in range(0, points, size)]
