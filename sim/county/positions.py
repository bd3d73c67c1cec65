"""Positions of the rows of a table: their coordinate system read, converted to WGS84, and what can be no position
refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sim.county.boundary import in_china
from sim.county.county import Note
from sim.county.geometry import LonLat
from sim.county.systems import System, UnreadSystemError, system_of, to_wgs84
from sim.problems import Phrase, Problem, Where, phrase
from sim.table import FilledRow

MOST_DEGREES = 99_999.0
"""What is larger is no degree with its point misplaced: projected coordinates are metres, six or seven digits before
the point."""


@dataclass(frozen=True)
class Located:
    """A position of a table: the cell of its longitude, the name of what stands there, and the position in WGS84."""

    where: Where | str
    name: str
    position: LonLat


@dataclass
class Positions:
    """Reads the positions of all tables of a county.

    Attributes:
        system: coordinate system of a table that does not say one itself.
        located: every position read, in the order of reading.
        converted: how many came from which system other than WGS84, by the system's key.
    """

    system: System = "wgs84"
    located: list[Located] = field(default_factory=list)
    converted: Counter[System] = field(default_factory=Counter)
    _of: dict[tuple[str, str, int], LonLat] = field(default_factory=dict)

    def read(self, row: FilledRow, problems: list[Problem]) -> LonLat | None:
        """The position of a row in WGS84; None where it has none, or a faulty one, which is added to ``problems``."""
        if {"lon", "lat"} & row.faulty:
            return None
        lon, lat = row.number_or_none("lon"), row.number_or_none("lat")
        if lon is None and lat is None:
            return None
        if lon is None or lat is None:
            where, nothing = row.where("lat" if lat is None else "lon"), phrase("geo.nothing")
            problems.append(Problem("county.half_position", where, nothing, phrase("geo.both_or_neither")))
            return None
        if (fault := _impossible(row, lon, lat)) is not None:
            problems.append(fault)
            return None
        system = self._system(row, problems)
        return None if system is None else self._kept(row, to_wgs84((lon, lat), system), system)

    def _system(self, row: FilledRow, problems: list[Problem]) -> System | None:
        """The coordinate system of a row; None, with a problem, where what it says is none."""
        own = row.text("coordinates")
        try:
            return system_of((own, row.header("lon"), row.header("lat")), self.system)
        except UnreadSystemError as error:
            where, allowed = row.where("coordinates" if own else "lon"), phrase("geo.systems")
            problems.append(Problem("county.coordinates", where, str(error), allowed, phrase("geo.convert")))
            return None

    def _kept(self, row: FilledRow, position: LonLat, system: System) -> LonLat:
        if system != "wgs84":
            self.converted[system] += 1
        self._of[row.key] = position
        self.located.append(Located(row.where("lon"), row.text("name"), position))
        return position

    def of(self, row: FilledRow) -> LonLat | None:
        """The position of a row that was read before."""
        return self._of.get(row.key)

    def notes(self) -> list[Note]:
        """What was converted."""
        return [
            Note(phrase("geo.converted_positions"), "user", n, phrase("geo.from_system", system=s.upper()))
            for s, n in sorted(self.converted.items())
        ]


def _impossible(row: FilledRow, lon: float, lat: float) -> Problem | None:
    """What is wrong with numbers that are no place in China."""
    if in_china(lon, lat):
        return None
    found, allowed = f"{lon:.10g}, {lat:.10g}", phrase("geo.in_china")
    if max(abs(lon), abs(lat)) > MOST_DEGREES:
        return Problem("county.projected", row.where("lon"), found, allowed, phrase("geo.projected"))
    if lon == 0 and lat == 0:
        return Problem("county.outside_china", row.where("lon"), found, allowed, phrase("geo.zero"))
    if in_china(lat, lon):
        return Problem("county.lon_lat_swapped", row.where("lon"), found, allowed, phrase("geo.swapped"))
    return Problem("county.outside_china", row.where("lon"), found, allowed, _outside())


def _outside() -> Phrase:
    return phrase("geo.degrees")
