"""What the tables of a county say, checked across tables; what they leave open is None."""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.county.county import Note
from sim.county.facilities import Facilities
from sim.county.geometry import LonLat, Region
from sim.county.seat import Town
from sim.problems import Where


@dataclass(frozen=True)
class GivenTownship:
    """A township of the tables. ``status`` of its position: ``real``, ``user`` or ``synthetic``; ``where`` is its cell;
    ``has``: its facilities.
    """

    code: str
    name: str
    pinyin: str
    kind: str
    position: LonLat | None
    status: str
    where: Where | str = ""
    has: Facilities = field(default_factory=dict)


@dataclass(frozen=True)
class GivenVillage:
    """A village of the tables; ``township`` is an index, ``where`` is the cell of its position."""

    code: str
    name: str
    pinyin: str
    township: int
    population: int | None
    population_status: str
    parcels_per_day: float | None
    position: LonLat | None
    status: str
    where: Where | str
    to_door_share: float | None = None
    has: Facilities = field(default_factory=dict)


@dataclass(frozen=True)
class GivenOther:
    """A community, or another row that is no village; ``township`` as the row writes it, ``where`` is its name's cell.
    """

    name: str
    code: str
    pinyin: str
    township: str
    kind: str
    population: int | None = None
    population_status: str = "user"
    parcels_per_day: float | None = None
    position: LonLat | None = None
    status: str = "user"
    outlets: int | None = None
    where: Where | str = ""
    to_door_share: float | None = None


@dataclass(frozen=True)
class GivenCounty:
    """The one row of the county's own table."""

    name: str = ""
    name_en: str = ""
    code: str = ""
    area_km2: float | None = None
    rural_population: int | None = None
    household_size: float | None = None
    position: LonLat | None = None
    status: str = "user"
    circuity: float | None = None
    point_km: float | None = None
    where: Where | str = ""
    urban_population: int | None = None
    has: Facilities = field(default_factory=dict)


PlaceRef = tuple[str, int]
"""``("hub", 0)``, ``("township", index)`` or ``("village", index)``."""


@dataclass(frozen=True)
class DistanceRow:
    """Where a distance stands in its table, and its places as they are written there."""

    where: Where | str
    name: str


@dataclass(frozen=True, eq=False)
class Given:
    """All that is given of a county.

    Attributes:
        townships: those with at least one village.
        villages: the administrative villages, in the order of the table.
        points: village index -> index of the village at which its point stands, -1 in town; villages not in it have
            their own.
        distances: (from, to) -> road km. minutes: the same -> minutes of driving, where given.
        left_out: townships without a village. others: communities and other rows that are no villages.
        made_codes: villages without a code of their own.
        remarks: what was done with positions and boundary, and what is odd about them.
        towns: every township as a candidate for the county seat, those left out included.
    """

    county: GivenCounty
    townships: tuple[GivenTownship, ...]
    villages: tuple[GivenVillage, ...]
    points: dict[int, int]
    distances: dict[tuple[PlaceRef, PlaceRef], float]
    boundary: Region | None
    left_out: tuple[GivenTownship, ...] = ()
    others: tuple[GivenOther, ...] = ()
    made_codes: int = 0
    stations: int = field(default=0)
    towns: tuple[Town, ...] = ()
    remarks: tuple[Note, ...] = ()
    minutes: dict[tuple[PlaceRef, PlaceRef], float] = field(default_factory=dict)
