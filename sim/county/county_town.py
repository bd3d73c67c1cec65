"""The county town 城区 and its communities 社区, added to a county as a township and villages of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.county.called import town_name
from sim.county.county import County, Note, PointPlace, Seat, Village
from sim.county.geometry import Plane, separations
from sim.county.given import Given, GivenOther
from sim.county.keyed import uniforms
from sim.county.people import spread
from sim.county.seat import is_subdistrict
from sim.county.spec import CountySpec
from sim.problems import Problem, phrase

DENSITY = 9000.0
"""Residents of a square kilometre of a county town (engineering judgement); tells how far apart communities stand."""


def town_problems(given: Given, spec: CountySpec) -> list[Problem]:
    """What stands against serving the communities of a county, where that is asked for: none is listed, one is listed
    twice, or nothing tells how many people live there."""
    if not spec.communities:
        return []
    found = of_seat(given)
    if not found:
        hint = phrase("town.some_hint")
        return [Problem("county.no_community", "county.communities", "true", phrase("town.some"), hint)]
    if any(o.population is None for o in found) and not _urban_residents(given, spec):
        hint = phrase("town.residents_hint")
        return [Problem("county.no_urban_residents", "county.communities", "true", phrase("town.residents"), hint)]
    return list(_twice(given, found))


def _twice(given: Given, found: Sequence[GivenOther]) -> Iterator[Problem]:
    """Communities whose code another place has."""
    taken = {v.code for v in given.villages}
    for other in found:
        if _code(other) in taken:
            yield Problem("county.duplicate_community", other.where, _code(other), phrase("town.once"))
        taken.add(_code(other))


def with_town(county: County, given: Given, spec: CountySpec) -> County:
    """The county with its town as the last township, at the hub, and the communities of the county seat as its
    villages, each with a point of its own; roads to them are straight lines times the circuity.

    Communities without residents share the census' urban residents, those without a position lie around the town's
    middle as the residents of a town need land.
    """
    villages = _communities(county, given, spec)
    points = tuple(map(PointPlace.at_home, villages))
    name, english = f"{county.name}城区", town_name(county.name_en)
    seat = replace(county.hub, code=f"{county.hub.code}-town", name=name, pinyin=english)
    return replace(
        county, townships=(*county.townships, seat), villages=(*county.villages, *villages),
        points=(*county.points, *points), town=len(county.townships), road_km=_road_km(county, seat, points),
        road_minutes=_road_minutes(county, len(points)), notes=(*county.notes, *_notes(villages)),
    )  # fmt: skip


def _communities(county: County, given: Given, spec: CountySpec) -> tuple[Village, ...]:
    """The communities of the county seat, of a township and points that come after those of the county."""
    others = of_seat(given)
    residents = _residents(given, spec, others)
    xy = _places(county, others, float(residents.sum()))
    lonlat = Plane(county.hub.lon, county.hub.lat).lonlat(xy)
    town, first = len(county.townships), len(county.points)
    return tuple(
        replace(_community(other, town, int(residents[i]), xy[i], lonlat[i], first + i), listed=_listed(other, given))
        for i, other in enumerate(others)
    )


def of_seat(given: Given) -> list[GivenOther]:
    """The communities of the township that has most of them, and of every sub-district 街道; those of other towns are
    far from the hub."""
    listed = [o for o in given.others if o.kind == "community"]
    count = Counter(o.township for o in listed)
    seat = max(count, key=lambda name: count[name], default="")
    urban = {word for t in given.towns if is_subdistrict(t) for word in (t.name, t.code)}
    return [o for o in listed if o.township == seat or o.township in urban]


def _code(other: GivenOther) -> str:
    return other.code or f"{other.township}/{other.name}"


def _urban_residents(given: Given, spec: CountySpec) -> int | None:
    return given.county.urban_population if spec.urban_population is None else spec.urban_population


def _residents(given: Given, spec: CountySpec, others: Sequence[GivenOther]) -> NDArray[np.int64]:
    """Residents of the communities served: as given, else of the urban residents of all communities a share each."""
    listed = [o for o in given.others if o.kind == "community"]
    known = [o.population for o in others]
    left = _urban_residents(given, spec)
    here = None if left is None else round(left * len(others) / len(listed))
    return spread(known, [_code(o) for o in others], here, spec.placement_seed)


def _places(county: County, others: Sequence[GivenOther], residents: float) -> Floats:
    """Positions on the plane, km: as given, else drawn in a disc about the middle of those, or about the hub."""
    plane = Plane(county.hub.lon, county.hub.lat)
    known = plane.xy(np.array([(np.nan, np.nan) if o.position is None else o.position for o in others], np.float64))
    located = known[~np.isnan(known[:, 0])]
    middle = located.mean(axis=0) if len(located) else np.zeros(2)
    radius = np.sqrt(residents / DENSITY / np.pi)
    drawn = np.array([_in_disc(radius, county.placement_seed, _code(o)) for o in others])
    return np.where(np.isnan(known), middle + drawn, known)


def _in_disc(radius: float, seed: int, code: str) -> Floats:
    away, turn = uniforms((2,), seed, "community", code)
    angle = 2.0 * np.pi * turn
    return np.asarray(radius * np.sqrt(away) * np.array([np.cos(angle), np.sin(angle)]))


def _community(other: GivenOther, town: int, residents: int, xy: Floats, lonlat: Floats, point: int) -> Village:
    return Village(
        _code(other), other.name, other.pinyin or other.name, town, residents, other.parcels_per_day,
        float(lonlat[0]), float(lonlat[1]), float(xy[0]), float(xy[1]), point,
        "synthetic" if other.population is None else other.population_status,
        "synthetic" if other.position is None else other.status, other.outlets, other.to_door_share,
    )


def _listed(other: GivenOther, given: Given) -> tuple[str, ...]:
    """What the township that lists a community is called: as its row writes it, else by code and name."""
    town = next((t for t in given.towns if other.township in (t.code, t.name)), None)
    return (other.township,) if town is None else (town.code, town.name)


def _road_km(county: County, seat: Seat, points: Sequence[PointPlace]) -> Floats:
    """Road km with the town before the points and the communities after them."""
    seats = [(s.x_km, s.y_km) for s in (county.hub, *county.townships, seat)]
    xy = np.array([*seats, *((p.x_km, p.y_km) for p in (*county.points, *points))])
    km = separations(xy, xy) * county.circuity
    km[np.ix_(*2 * (_kept(county),))] = county.road_km
    return km


def _road_minutes(county: County, points: int) -> Floats | None:
    """Minutes of driving as before, none given of town and communities."""
    if county.road_minutes is None:
        return None
    places = len(county.road_minutes) + 1 + points
    minutes = np.full((places, places), np.nan)
    minutes[np.ix_(*2 * (_kept(county),))] = county.road_minutes
    return minutes


def _kept(county: County) -> list[int]:
    """New numbers of the places that there were."""
    before = 1 + len(county.townships)
    return [*range(before), *range(before + 1, before + 1 + len(county.points))]


def _notes(villages: Sequence[Village]) -> tuple[Note, ...]:
    """What residents of communities, and their positions, come from."""
    people, places = Counter(v.population_status for v in villages), Counter(v.position_status for v in villages)
    return (
        *(Note(phrase("note.community_residents"), s, n, phrase(f"town.{s}")) for s, n in sorted(people.items())),
        *(Note(phrase("note.community_positions"), s, n, phrase(f"town.place_{s}")) for s, n in sorted(places.items())),
    )
