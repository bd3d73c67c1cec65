"""The boundary of a county from GeoJSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.county.geojson import BadFileError, Features, read_features
from sim.county.geometry import Region
from sim.county.outline import Outline, outline
from sim.county.systems import System, to_wgs84
from sim.problems import Phrase, Problem, phrase

CHINA = (73.0, 136.0, 3.0, 54.0)
"""West, east, south and north of China, degrees."""


def in_china(lon: float, lat: float) -> bool:
    """Whether a point lies in the box around China."""
    west, east, south, north = CHINA
    return west <= lon <= east and south <= lat <= north


@dataclass(frozen=True)
class Boundary:
    """A boundary file that was read: its features, and the coordinate system they are in where the file names none."""

    file: str
    features: Features
    system: System = "wgs84"

    def of(self, county: str, problems: list[Problem]) -> tuple[Region | None, list[Phrase]]:
        """The area of the county of that name in WGS84, and what was done to get it; None, with a problem, where it is
        not in China."""
        found = outline(self.features, county)
        system = self.features.system or self.system
        region = _converted(found.region, system)
        low, high = region.box()
        if not (in_china(*low) and in_china(*high)):
            problems.append(_elsewhere(self.file, low, high))
            return None, []
        return region, self._told(found, system)

    def _told(self, found: Outline, system: System) -> list[Phrase]:
        told = []
        if found.chosen:
            told.append(phrase("geo.feature_chosen", name=found.chosen, others=found.others))
        if found.joined:
            told.append(phrase("geo.features_joined", count=found.joined))
        if found.simplified:
            told.append(phrase("geo.simplified", count=found.simplified))
        if left := {k: n for k, n in self.features.left.items() if n}:
            told.append(phrase("geo.left_out", kinds=tuple(f"{kind} {n}" for kind, n in sorted(left.items()))))
        if system != "wgs84":
            told.append(phrase("geo.converted", system=system.upper()))
        return told


def read_boundary(path: Path, problems: list[Problem], system: System = "wgs84") -> Boundary | None:
    """A boundary file; None, with a problem, where it holds no usable polygon.

    Args:
        system: coordinate system of a file that names none.
    """
    try:
        return Boundary(path.name, read_features(path), system)
    except BadFileError as error:
        problems.append(Problem("county.bad_boundary", path.name, error.found, phrase("geo.geojson"), error.hint))
        return None


def _converted(region: Region, system: System) -> Region:
    if system == "wgs84":
        return region
    return Region(
        tuple(np.array([to_wgs84((float(x), float(y)), system) for x, y in ring]) for ring in region.rings),
        region.outer,
    )


def _elsewhere(
    file: str, low: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    high: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> Problem:
    found = phrase(
        "geo.range", west=f"{low[0]:.2f}", east=f"{high[0]:.2f}", south=f"{low[1]:.2f}", north=f"{high[1]:.2f}"
    )
    swapped = in_china(low[1], low[0]) and in_china(high[1], high[0])
    return Problem(
        "county.bad_boundary", file, found, phrase("geo.in_china"),
        phrase("geo.lon_first") if swapped else phrase("geo.projected"),
    )
