"""A county from its tables: read, check, and fill what is missing by rules, each filling noted."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.county.beside import boundary_file
from sim.county.boundary import read_boundary
from sim.county.check import check
from sim.county.county import County, PointPlace, Seat, Village
from sim.county.files import read_source
from sim.county.geometry import Array, LonLat, Plane, Region, disc
from sim.county.given import Given, PlaceRef
from sim.county.hub import HubPlace, place_hub, seat_problems
from sim.county.notes import notes_of
from sim.county.people import spread
from sim.county.placement import Fact, place_seats, place_villages
from sim.county.roads import road_matrix
from sim.county.spec import CIRCUITY, CountySpec
from sim.county.stylised import stylised_county
from sim.problems import InputError, Problem, did_you_mean, one_of, phrase
from sim.table import Findings, RawTable, read_table

HOUSEHOLD_SIZE = 2.6
"""People in a rural household where no table says (general knowledge)."""

TOWNSHIP_KM2 = 130.0
"""Area of a township in settled country, where neither area nor boundary is known (engineering judgement)."""

POINT_SHARE = 0.26
"""One way to the village point over the root of the settled area of a point: gives the 0.5 km of a settled hill county.
"""


def load_county(
    spec: CountySpec, data_root: Path, circuity: float | None = None, point_km: float | None = None
) -> County:
    """The county of a spec, validated and complete.

    Args:
        data_root: folder of the counties that come with the project: ``counties.csv``, ``facts.csv`` and a folder a
            slug.
        circuity, point_km: take precedence over the spec's own (a scenario's parameters).

    Raises:
        InputError: with every fault of every table.
    """
    if spec.stylised is not None:
        return stylised_county(spec, spec.stylised, spec.household_size or HOUSEHOLD_SIZE, circuity, point_km)
    problems: list[Problem] = []
    given = read_county(spec, data_root, problems)
    if problems or given is None:
        raise InputError(problems)
    if circuity is not None or point_km is not None:
        spec = spec.model_copy(
            update={k: v for k, v in (("circuity", circuity), ("point_km", point_km)) if v is not None}
        )
    return settle(given, spec, {} if spec.source else documented(data_root))


def read_county(
    spec: CountySpec, data_root: Path, problems: list[Problem], boundary: Path | None = None
) -> Given | None:
    """What the tables of a county say; every fault is appended to ``problems``. ``boundary`` replaces the one beside
    the tables."""
    shipped = spec.source is None
    source = Path(spec.source) if spec.source else data_root / spec.slug
    if shipped and not source.is_dir():
        known = sorted(p.name for p in data_root.iterdir() if p.is_dir()) if data_root.is_dir() else []
        hint = did_you_mean(spec.slug, known, phrase("county.own_source"))
        problems.append(Problem("county.unknown", "county.slug", spec.slug, one_of(known), hint))
        return None
    findings = Findings(problems)
    tables = read_source(source, findings)
    if shipped and "county" not in tables:
        tables["county"] = _shipped_row(data_root, spec.slug)
    path = boundary or boundary_file(source, findings)
    outline = read_boundary(path, problems, spec.coordinates) if path else None
    given = check(tables, outline, "real" if shipped else "user", findings, spec.coordinates)
    if given is not None:
        problems += seat_problems(given, spec.seat)
    return given


def _shipped_row(data_root: Path, slug: str) -> RawTable:
    table = read_table(data_root / "counties.csv", "county", Findings())
    assert table is not None
    slugs = table.columns[table.header.index("slug")]
    return table.only([row for row, found in enumerate(slugs) if found == slug])


def documented(data_root: Path) -> dict[str, Fact]:
    """Documented distances of the shipped counties' townships, by code."""
    with (data_root / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {
            r["township_code"]: Fact(float(r["km"]), float(r["bearing"]) if r["bearing"] else None)
            for r in csv.DictReader(file)
        }


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
    """Fill what the tables leave open: positions, populations, distances."""
    ground = _ground(given, spec)
    circuity = spec.circuity or given.county.circuity or CIRCUITY[spec.terrain]
    seats, seat_status = _seats(given, spec, ground, facts)
    at_home = [given.points.get(i, i) for i in range(len(given.villages))]
    places = place_villages(
        [v.code for v in given.villages], [v.township for v in given.villages],
        _positions([v.position for v in given.villages], ground.plane),
        [p < 0 for p in at_home], seats, ground.region, ground.r50_km, ground.area_km2, spec.placement_seed,
    )  # fmt: skip
    people = spread(
        [v.population for v in given.villages], [v.code for v in given.villages], given.county.rural_population,
        spec.placement_seed,
    )
    homes = sorted({p for p in at_home if p >= 0})
    number = {home: n for n, home in enumerate(homes)}
    points = tuple(
        PointPlace(
            given.villages[h].code, given.villages[h].name, given.villages[h].township, float(places[h, 0]),
            float(places[h, 1]),
        ) for h in homes
    )
    lonlat = ground.plane.lonlat(places)
    villages = tuple(
        Village(
            v.code, v.name, v.pinyin, v.township, int(people[i]), v.parcels_per_day, float(lonlat[i, 0]),
            float(lonlat[i, 1]),
            float(places[i, 0]), float(places[i, 1]), number.get(at_home[i], -1),
            "synthetic" if v.population is None else v.population_status,
            "synthetic" if v.position is None else v.status,
        )
        for i, v in enumerate(given.villages)
    )  # fmt: skip
    hub = Seat(
        given.county.code or f"{spec.slug}-hub", given.county.name or spec.slug, given.county.name_en or spec.slug,
        *ground.hub.position, 0.0, 0.0, ground.hub.status,
    )
    townships = tuple(
        _seat(t.code, t.name, t.pinyin, xy, ground.plane, s)
        for t, xy, s in zip(given.townships, seats, seat_status, strict=True)
    )
    home_km = spec.point_km if spec.point_km is not None else given.county.point_km
    if home_km is None:
        home_km = round(POINT_SHARE * float(np.sqrt(ground.settled_km2 / max(1, len(points)))), 2)
    county = County(
        slug=spec.slug, name=hub.name, name_en=hub.pinyin, area_km2=ground.area_km2,
        household_size=spec.household_size or given.county.household_size or HOUSEHOLD_SIZE,
        terrain=spec.terrain, circuity=circuity, point_km=home_km,
        placement_seed=spec.placement_seed, hub=hub, townships=townships, villages=villages, points=points,
        road_km=_roads(given, seats, points, number, at_home, circuity),
        boundary=() if given.boundary is None
        else tuple(r for r, outer in zip(ground.region.rings, ground.region.outer, strict=True) if outer),
        schematic=2 * sum(s != "synthetic" for s in seat_status) < len(seat_status),
        assumed_hub=ground.hub.assumed,
    )  # fmt: skip
    return replace(county, notes=notes_of(county, given, spec, ground.area_status, ground.r50_km))


def _ground(given: Given, spec: CountySpec) -> Ground:
    county, boundary, count = given.county, given.boundary, len(given.townships)
    known = [t.position for t in given.townships if t.position] + [v.position for v in given.villages if v.position]
    hub = place_hub(given, spec.seat)
    plane = Plane(*hub.position)
    if boundary is not None:
        region = boundary.projected(plane)
        area, area_status = (county.area_km2, "user") if county.area_km2 else (round(region.area(), 1), "boundary")
    else:
        area, area_status = (county.area_km2, "user") if county.area_km2 else (TOWNSHIP_KM2 * count, "assumed")
        reach = float(np.hypot(*plane.xy(np.array(known)).T).max()) if known else 0.0
        region = disc(max(float(np.sqrt(area / np.pi)), reach + 1.0))
    r50 = spec.r50_km or 0.5 * float(np.sqrt(area / count))
    return Ground(hub, plane, region, area, area_status, r50, min(area, count * (2.0 * r50) ** 2))


def _seats(given: Given, spec: CountySpec, ground: Ground, facts: dict[str, Fact]) -> tuple[Array, list[str]]:
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


def _positions(given: list[LonLat | None], plane: Plane) -> Array:
    return plane.xy(np.array([(np.nan, np.nan) if p is None else p for p in given], dtype=np.float64).reshape(-1, 2))


def _seat(code: str, name: str, pinyin: str, xy: Array, plane: Plane, status: str) -> Seat:
    lon, lat = plane.lonlat(xy[None, :])[0]
    return Seat(code, name, pinyin, float(lon), float(lat), float(xy[0]), float(xy[1]), status)


def _roads(
    given: Given, seats: Array, points: tuple[PointPlace, ...], number: dict[int, int], at_home: list[int],
    circuity: float,
) -> Array:
    xy = np.concatenate([np.zeros((1, 2)), seats, np.array([(p.x_km, p.y_km) for p in points]).reshape(-1, 2)])

    def place(ref: PlaceRef) -> int:
        kind, index = ref
        if kind == "hub":
            return 0
        if kind == "village" and (home := at_home[index]) >= 0:
            return 1 + len(seats) + number[home]
        return 1 + (index if kind == "township" else given.villages[index].township)

    pairs: dict[tuple[int, int], float] = {}
    for (a, b), km in given.distances.items():
        ends = place(a), place(b)
        if ends[0] != ends[1]:
            pairs.setdefault(ends, km)  # villages that share a point: the first row holds
    return road_matrix(xy, circuity, pairs)

