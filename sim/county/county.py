"""A validated county: places, people and road distances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.county.facilities import Facilities
from sim.problems import Said
from sim.words import Named, Word


@dataclass(frozen=True)
class Seat:
    """The hub or a township centre. ``status`` of the position: ``real``, ``user`` or ``synthetic``."""

    code: str
    name: str
    pinyin: str
    lon: float
    lat: float
    x_km: float
    y_km: float
    status: str


@dataclass(frozen=True)
class Village:
    """An administrative village 建制村, or a community 社区 of the county town (``County.town``).

    Attributes:
        township: index into the county's townships.
        point: index into the county's points; -1 where the village stands in town and uses the township's outlet.
        parcels_per_day: mean inbound parcels where the user gave them, else None (population x rate).
        to_door_share: share of its parcels that go to the door where the user gave it, else None
            (``demand.to_door_share``).
        outlets: of a community, how many outlets the table gives it; None: by rule.
        population_status, position_status: ``real``, ``user`` or ``synthetic``.
        listed: of a community, code and name of the township under which the tables list it.
    """

    code: str
    name: str
    pinyin: str
    township: int
    population: int
    parcels_per_day: float | None
    lon: float
    lat: float
    x_km: float
    y_km: float
    point: int
    population_status: str
    position_status: str
    outlets: int | None = None
    to_door_share: float | None = None
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class PointPlace:
    """Where a village service point stands; several villages may share one. Stands at the position of its first
    village."""

    code: str
    name: str
    township: int
    x_km: float
    y_km: float

    @classmethod
    def at_home(cls, village: Village) -> PointPlace:
        """That of one village alone."""
        return cls(village.code, village.name, village.township, village.x_km, village.y_km)


@dataclass(frozen=True)
class AssumedHub:
    """What was assumed for a hub that no table places.

    Attributes:
        township: name of the township taken for the county seat; empty where none was found.
        rule: which rule found it, see ``sim.county.seat``; ``config`` where a person named it.
        at_seat: the hub stands at that township's position; otherwise amid the county, and the township with it.
        others: townships that further rules take for the seat, likeliest first.
    """

    township: str
    rule: str
    at_seat: bool
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """What of the data is real, given by the user, assumed or synthetic: ``what``, ``status``, ``count``, ``source``.
    """

    what: Said
    status: str
    count: int
    source: Said


@dataclass(frozen=True, eq=False)
class County:
    """A county ready to be planned for.

    Places are numbered hub 0, townships 1..T, points T+1..T+P; ``road_km`` is the square matrix of road distances
    between places, km (straight line x circuity, or the user's own table; symmetric unless the table says otherwise).
    ``road_minutes`` are the minutes of driving that the table gives, NaN where it gives none; None: it gives none at
    all.

    Attributes:
        boundary: outer rings as (n, 2) arrays of x_km, y_km on the local plane centred at the hub.
        schematic: fewer than half of the township seats have real positions, so a map of it is 示意图.
        point_km: mean one-way distance from a resident's home to the village point.
        assumed_hub: what was assumed for the hub; None where its position is given.
        town: index of the township that stands for the county town 城区, whose villages are its communities; it comes
            last, as they do. None: communities are not served.
        facilities: what the hub, townships and villages have, by their codes, as far as it is given.
        terrain: ``plain``, ``hill``, ``mountain`` or ``oasis``; chose ``circuity`` unless it was given.
    """

    slug: str
    name: str
    name_en: str
    area_km2: float
    household_size: float
    terrain: str
    circuity: float
    point_km: float
    placement_seed: int
    hub: Seat
    townships: tuple[Seat, ...]
    villages: tuple[Village, ...]
    points: tuple[PointPlace, ...]
    road_km: NDArray[np.float64]
    boundary: tuple[NDArray[np.float64], ...]
    schematic: bool
    notes: tuple[Note, ...] = field(default=())
    assumed_hub: AssumedHub | None = None
    road_minutes: NDArray[np.float64] | None = None
    town: int | None = None
    facilities: Mapping[str, Facilities] = field(default_factory=dict)

    @cached_property
    def urban(self) -> NDArray[np.bool_]:
        """By village: it is a community of the county town."""
        return np.array([v.township == self.town for v in self.villages], np.bool_)

    @property
    def rural(self) -> tuple[Village, ...]:
        """The administrative villages, without the communities."""
        return tuple(v for v in self.villages if v.township != self.town)

    def minutes(self, start: int, end: int) -> float | None:
        """Minutes of driving between two places as given; None where only km and speed tell them."""
        if self.road_minutes is None or np.isnan(given := self.road_minutes[start, end]):
            return None
        return float(given)

    def township_place(self, township: int) -> int:
        """Number of the place of a township."""
        return 1 + township

    def point_place(self, point: int) -> int:
        """Number of the place of a village point."""
        return 1 + len(self.townships) + point

    def village_place(self, village: Village) -> int:
        """Number of the place where a village's point stands: its township where it stands in town."""
        return self.township_place(village.township) if village.point < 0 else self.point_place(village.point)

    @cached_property
    def people(self) -> dict[int, int]:
        """People whose village's point stands at a place, by its number; none where no point stands."""
        found: dict[int, int] = {}
        for village in self.villages:
            place = self.village_place(village)
            found[place] = found.get(place, 0) + village.population
        return found

    def called(self, place: int) -> Said:
        """What people call a place, by its number; a hub that is only called like its county is the hub."""
        if place == 0:
            return Word("hub") if self.hub.name == self.name else Named(self.hub.name, self.hub.pinyin)
        if place <= len(self.townships):
            seat = self.townships[place - 1]
            return Named(seat.name, seat.pinyin)
        point = self.points[place - 1 - len(self.townships)]
        return Named(point.name, next((v.pinyin for v in self.villages if v.code == point.code), ""))
