"""A county as the rows of its tables, from which it loads again as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sim.county.columns import TOWNSHIPS, VILLAGES
from sim.county.county import County, Seat, Village
from sim.county.facilities import HUB as HUB_COLUMNS
from sim.county.facilities import TOWNSHIP, VILLAGE, cells
from sim.county.geometry import Plane, Region
from sim.county.given import Given, GivenOther, GivenTownship, PlaceRef
from sim.table import Column

Cell = str | float | int | None
Rows = list[dict[str, Cell]]

HUB = {"zh": "县城", "en": "hub"}
"""How the hub is written in the table of distances."""


def tables_of(county: County, given: Given | None = None, lang: str = "zh") -> dict[str, Rows]:
    """The rows of every table, by its key. Positions have all their digits, so that distances between them come out the
    same.

    Args:
        given: what the county was settled from: its distances, its townships without a village and its communities are
            written too.
        lang: of words such as a township's kind.
    """
    word = _words(lang)
    kinds = {t.code: t.kind for t in given.townships} if given else {}
    has = partial(_has, county, lang)
    townships = [
        _township(t, (t.lon, t.lat), kinds.get(t.code, ""), word) | has(t.code, TOWNSHIP)
        for t in county.townships[: county.town]
    ]
    villages = [_village(v, county.townships[v.township].code, word) | has(v.code, VILLAGE) for v in county.rural]
    own = _own(county, given, word) | has(county.hub.code, HUB_COLUMNS)
    if given:
        townships += [_township(t, t.position or (None, None), t.kind, word) for t in given.left_out]
        villages += [_other(o, word) for o in given.others]
    return {
        "villages": villages, "townships": townships, "county": [own], "points": _points(county),
        "distances": _distances(county, given, lang) if given else [],
    }


def _distances(county: County, given: Given, lang: str) -> Rows:
    """The pairs of places of which the user gave a distance or minutes."""
    called = _called(given, lang)
    return [
        {"from": called(a), "to": called(b), "km": _km(county, given, (a, b)), "minutes": given.minutes.get((a, b))}
        for a, b in dict.fromkeys((*given.distances, *given.minutes))
    ]


def _has(county: County, lang: str, code: str, columns: Sequence[Column]) -> dict[str, Cell]:
    """What a place has, as cells of its row."""
    return cells(county.facilities.get(code, {}), columns, lang)


def _km(county: County, given: Given, pair: tuple[PlaceRef, PlaceRef]) -> float:
    """Road km of a pair as given, else by the rule, which pairs with minutes alone are written with."""
    if pair in given.distances:
        return given.distances[pair]
    ends = [
        0 if kind == "hub" else county.township_place(i) if kind == "township"
        else county.village_place(county.villages[i])
        for kind, i in pair
    ]
    return round(float(county.road_km[ends[0], ends[1]]), 3)


def _township(
    township: Seat | GivenTownship, lonlat: tuple[float | None, float | None], kind: str,
    word: Callable[[str, str], str],
) -> dict[str, Cell]:
    return {
        "name": township.name, "code": township.code, "lon": lonlat[0], "lat": lonlat[1], "kind": word("kind", kind),
        "pinyin": township.pinyin, "position_status": word("position_status", township.status),
    }


def _village(village: Village, township: str, word: Callable[[str, str], str]) -> dict[str, Cell]:
    return {
        "name": village.name, "township": township, "code": village.code, "population": village.population,
        "parcels_per_day": village.parcels_per_day, "to_door_share": village.to_door_share,
        "lon": village.lon, "lat": village.lat, "pinyin": village.pinyin,
        "position_status": word("position_status", village.position_status),
        "population_status": word("population_status", village.population_status),
    }  # fmt: skip


def _other(other: GivenOther, word: Callable[[str, str], str]) -> dict[str, Cell]:
    return {
        "name": other.name, "township": other.township, "code": other.code, "kind": word("village kind", other.kind),
        "pinyin": other.pinyin, "population": other.population, "parcels_per_day": other.parcels_per_day,
        "lon": other.position[0] if other.position else None, "lat": other.position[1] if other.position else None,
        "outlets": other.outlets, "to_door_share": other.to_door_share,
    }  # fmt: skip


def _points(county: County) -> Rows:
    """A row for each village whose point does not stand in it; none for those served in town."""
    of = {v.code: "" if v.point < 0 else county.points[v.point].code for v in county.rural}
    return [{"village": village, "point": point} for village, point in of.items() if point != village]


def _own(county: County, given: Given | None, word: Callable[[str, str], str]) -> dict[str, Cell]:
    return {
        "name": county.name, "name_en": county.name_en, "code": county.hub.code, "area_km2": county.area_km2,
        "household_size": county.household_size,
        "rural_population": max(1, sum(v.population for v in county.rural)),
        "urban_population": given.county.urban_population if given else None,
        "lon": county.hub.lon, "lat": county.hub.lat,
        "circuity": county.circuity, "point_km": county.point_km,
        "position_status": word("position_status", county.hub.status),
    }  # fmt: skip


def _called(given: Given, lang: str) -> Callable[[PlaceRef], str]:
    def called(ref: PlaceRef) -> str:
        if ref[0] == "hub":
            return HUB[lang]
        return given.townships[ref[1]].code if ref[0] == "township" else given.villages[ref[1]].code

    return called


def _words(lang: str) -> Callable[[str, str], str]:
    """The word of a choice in ``lang`` by the key of its column and its value; the value itself, or nothing, where
    there is none."""
    columns: dict[str, Column] = {key: TOWNSHIPS.column(key) for key in ("kind", "position_status")}
    columns |= {"population_status": VILLAGES.column("population_status"), "village kind": VILLAGES.column("kind")}

    def word(key: str, value: str) -> str:
        words = [w for w, v in columns[key].choices.items() if v == value and w.isascii() == (lang == "en")]
        return words[0] if words else value

    return word


def geojson_of(county: County, region: Region | None = None) -> dict[str, Any]:
    """The boundary as GeoJSON, with all digits; ``region`` in degrees where there is one, which has the holes too."""
    plane = Plane(county.hub.lon, county.hub.lat)
    region = region or Region(tuple(plane.lonlat(r) for r in county.boundary), tuple(True for _ in county.boundary))
    polygons: list[list[list[list[float]]]] = []
    for ring, outer in zip(region.rings, region.outer, strict=True):
        if outer:
            polygons.append([])
        polygons[-1].append([[float(x), float(y)] for x, y in ring])
    return {
        "type": "Feature", "properties": {"name": county.name},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }
