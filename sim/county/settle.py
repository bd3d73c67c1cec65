"""What the tables of a county leave open, filled in by rules, each filling noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.county.county import County, PointPlace, Seat, Village
from sim.county.facilities import Facilities
from sim.county.geometry import LonLat, Plane, Region, disc
from sim.county.given import Given, GivenVillage, PlaceRef
from sim.county.hub import HubPlace, place_hub
from sim.county.notes import notes_of
from sim.county.people import spread
from sim.county.placement import Fact, place_seats, place_villages
from sim.county.roads import minutes_matrix, road_matrix
from sim.county.spec import CIRCUITY, CountySpec

HOUSEHOLD_SIZE = 2.6
"""People in a rural household where no table says (general knowledge)."""

TOWNSHIP_KM2 = 130.0
"""Area of a township in settled country, where neither area nor boundary is known (engineering judgement)."""

POINT_SHARE = 0.26
"""One way to the village point over the root of the settled area of a point: gives the 0.5 km of a settled hill county.
"""


@dataclass(frozen=True, eq=False)
class Ground:
    """Where the county lies: plane, region, area and the rules' lengths.

    ``r50_km`` median distance of villages from their seat, ``settled_km2`` area that people live in.
    """

    hub: HubPlace
    plane: Plane
    region: Region
    area_km2: float
    area_status: str
    r50_km: float
    settled_km2: float


def settle(given: Given, spec: CountySpec, facts: dict[str, Fact]) -> County:
    """The county of what the tables say, with what they leave open filled in by rules: positions, residents, roads.

    Args:
        facts: documented distances of township seats, by code.
    """
    ground = _ground(given, spec)
    seats, statuses = _seats(given, spec, ground, facts)
    sites = _sites(given)
    places = _village_positions(given, spec, ground, seats, sites)
    points = tuple(_point(given.villages[i], places[i]) for i in sites.villages)
    hub = _hub(given, spec, ground.hub)
    circuity = spec.circuity or given.county.circuity or CIRCUITY[spec.terrain]
    known = sum(status != "synthetic" for status in statuses)
    county = County(
        slug=spec.slug, name=hub.name, name_en=hub.pinyin, area_km2=ground.area_km2,
        household_size=spec.household_size or given.county.household_size or HOUSEHOLD_SIZE,
        terrain=spec.terrain, circuity=circuity, point_km=_point_km(given, spec, ground, len(points)),
        placement_seed=spec.placement_seed, hub=hub, townships=_townships(given, seats, statuses, ground.plane),
        villages=_villages(given, places, _residents(given, spec), ground.plane, sites), points=points,
        road_km=_roads(given, seats, points, sites, circuity), boundary=_outer_rings(given, ground.region),
        road_minutes=minutes_matrix(1 + len(seats) + len(points), _between(given, sites, given.minutes)),
        schematic=2 * known < len(statuses), assumed_hub=ground.hub.assumed,
        facilities=_facilities(given, hub.code),
    )  # fmt: skip
    return replace(county, notes=notes_of(county, given, spec, ground.area_status, ground.r50_km))


@dataclass(frozen=True)
class _Sites:
    """Villages at which a point stands.

    Attributes:
        of: by village, the village at which its point stands; -1 where it is served in town.
        villages: those that are named so, in order; point n stands at ``villages[n]``.
        number: of the point at a village.
    """

    of: tuple[int, ...]
    villages: tuple[int, ...]
    number: dict[int, int]

    def point(self, village: int) -> int:
        """Number of a village's point; -1 where it is served in town."""
        return self.number.get(self.of[village], -1)


def _sites(given: Given) -> _Sites:
    of = tuple(given.points.get(i, i) for i in range(len(given.villages)))
    villages = tuple(sorted({site for site in of if site >= 0}))
    return _Sites(of, villages, {village: n for n, village in enumerate(villages)})


def _village_positions(given: Given, spec: CountySpec, ground: Ground, seats: Floats, sites: _Sites) -> Floats:
    """Positions of villages on the plane, shape (n, 2), km."""
    codes, townships = [v.code for v in given.villages], [v.township for v in given.villages]
    known = _positions([v.position for v in given.villages], ground.plane)
    in_town = [site < 0 for site in sites.of]
    return place_villages(
        codes, townships, known, in_town, seats, ground.region, ground.r50_km, ground.area_km2, spec.placement_seed
    )


def _residents(given: Given, spec: CountySpec) -> NDArray[np.int64]:
    known, codes = [v.population for v in given.villages], [v.code for v in given.villages]
    return spread(known, codes, given.county.rural_population, spec.placement_seed)


def _point(village: GivenVillage, xy: Floats) -> PointPlace:
    return PointPlace(village.code, village.name, village.township, float(xy[0]), float(xy[1]))


def _villages(
    given: Given, places: Floats, residents: NDArray[np.int64], plane: Plane, sites: _Sites
) -> tuple[Village, ...]:
    lonlat = plane.lonlat(places)
    return tuple(
        _village(village, places[i], lonlat[i], int(residents[i]), sites.point(i))
        for i, village in enumerate(given.villages)
    )


def _village(given: GivenVillage, xy: Floats, lonlat: Floats, residents: int, point: int) -> Village:
    return Village(
        given.code, given.name, given.pinyin, given.township, residents, given.parcels_per_day,
        float(lonlat[0]), float(lonlat[1]), float(xy[0]), float(xy[1]), point,
        "synthetic" if given.population is None else given.population_status,
        "synthetic" if given.position is None else given.status, to_door_share=given.to_door_share,
    )


def _hub(given: Given, spec: CountySpec, place: HubPlace) -> Seat:
    county = given.county
    code, name, english = county.code or f"{spec.slug}-hub", county.name or spec.slug, county.name_en or spec.slug
    return Seat(code, name, english, *place.position, 0.0, 0.0, place.status)


def _townships(given: Given, seats: Floats, statuses: Sequence[str], plane: Plane) -> tuple[Seat, ...]:
    rows = zip(given.townships, seats, statuses, strict=True)
    return tuple(_seat(t.code, t.name, t.pinyin, xy, plane, status) for t, xy, status in rows)


def _facilities(given: Given, hub: str) -> dict[str, Facilities]:
    """What places have, by their codes; those of which nothing is said are left out."""
    found = {hub: given.county.has} | {t.code: t.has for t in given.townships}
    found |= {v.code: v.has for v in given.villages}
    return {code: has for code, has in found.items() if has}


def _point_km(given: Given, spec: CountySpec, ground: Ground, points: int) -> float:
    """One way from home to the village point, km: as said, or by the settled area of a point."""
    km = spec.point_km if spec.point_km is not None else given.county.point_km
    return round(POINT_SHARE * float(np.sqrt(ground.settled_km2 / max(1, points))), 2) if km is None else km


def _outer_rings(given: Given, region: Region) -> tuple[Floats, ...]:
    """The county's boundary on the plane; none where it was not given."""
    if given.boundary is None:
        return ()
    return tuple(ring for ring, outer in zip(region.rings, region.outer, strict=True) if outer)


def _ground(given: Given, spec: CountySpec) -> Ground:
    hub = place_hub(given, spec.seat)
    plane, count = Plane(*hub.position), len(given.townships)
    region, area, area_status = _extent(given, plane)
    r50 = spec.r50_km or 0.5 * float(np.sqrt(area / count))
    return Ground(hub, plane, region, area, area_status, r50, min(area, count * (2.0 * r50) ** 2))


def _extent(given: Given, plane: Plane) -> tuple[Region, float, str]:
    """Region on the plane, its area in km² and what the area comes from; a disc where there is no boundary."""
    own = given.county.area_km2
    if given.boundary is not None:
        region = given.boundary.projected(plane)
        return (region, own, "user") if own else (region, round(region.area(), 1), "boundary")
    area, status = (own, "user") if own else (TOWNSHIP_KM2 * len(given.townships), "assumed")
    positions = [*(t.position for t in given.townships), *(v.position for v in given.villages)]
    known = [position for position in positions if position]
    reach = float(np.hypot(*plane.xy(np.array(known)).T).max()) if known else 0.0
    return disc(max(float(np.sqrt(area / np.pi)), reach + 1.0)), area, status


def _seats(given: Given, spec: CountySpec, ground: Ground, facts: dict[str, Fact]) -> tuple[Floats, list[str]]:
    """Positions and statuses of township seats; one that is missing stands amid its villages where those are given."""
    positions = _positions([t.position for t in given.townships], ground.plane)
    status = ["synthetic" if t.position is None else t.status for t in given.townships]
    for i, township in enumerate(given.townships):
        own = [v.position for v in given.villages if v.township == i and v.position is not None]
        if township.position is None and own:
            positions[i] = ground.plane.xy(np.array(own)).mean(axis=0)
        elif township.position is None and ground.hub.assumed and township.name == ground.hub.assumed.township:
            positions[i] = 0.0  # the hub stands in it
    codes, kinds = [t.code for t in given.townships], [t.kind for t in given.townships]
    usual = CIRCUITY[spec.terrain]  # not the circuity of a scenario: turning that knob moves no place
    return place_seats(
        codes, kinds, positions, ground.region, spec.settled_km, facts, usual, spec.placement_seed
    ), status


def _positions(given: list[LonLat | None], plane: Plane) -> Floats:
    return plane.xy(np.array([(np.nan, np.nan) if p is None else p for p in given], dtype=np.float64).reshape(-1, 2))


def _seat(code: str, name: str, pinyin: str, xy: Floats, plane: Plane, status: str) -> Seat:
    lon, lat = plane.lonlat(xy[None, :])[0]
    return Seat(code, name, pinyin, float(lon), float(lat), float(xy[0]), float(xy[1]), status)


def _roads(given: Given, seats: Floats, points: tuple[PointPlace, ...], sites: _Sites, circuity: float) -> Floats:
    """Road km between all places: the table's own, else the straight line times ``circuity``."""
    xy = np.concatenate([np.zeros((1, 2)), seats, np.array([(p.x_km, p.y_km) for p in points]).reshape(-1, 2)])
    return road_matrix(xy, circuity, _between(given, sites, given.distances))


def _between(
    given: Given, sites: _Sites, values: Mapping[tuple[PlaceRef, PlaceRef], float]
) -> dict[tuple[int, int], float]:
    """What a table gives of two places, by their numbers: of villages that share a point the first row holds."""

    def place(ref: PlaceRef) -> int:
        kind, index = ref
        if kind == "hub":
            return 0
        if kind == "village" and (point := sites.point(index)) >= 0:
            return 1 + len(given.townships) + point
        return 1 + (index if kind == "township" else given.villages[index].township)

    pairs: dict[tuple[int, int], float] = {}
    for (a, b), value in values.items():
        ends = place(a), place(b)
        if ends[0] != ends[1]:
            pairs.setdefault(ends, value)
    return pairs
