"""Rules that reach across rows and tables: codes, references, positions, points and distances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sim.county.boundary import Boundary
from sim.county.called import above_places, centre_words
from sim.county.columns import SHEETS
from sim.county.communities import told_kinds
from sim.county.county import Note
from sim.county.detours import Position, Rows, contradictions, odd_distances
from sim.county.facilities import HUB, facilities
from sim.county.geometry import LonLat, Plane, Region
from sim.county.given import Given, GivenCounty, GivenOther, GivenTownship, GivenVillage, PlaceRef
from sim.county.hub import located
from sim.county.implied import impossible_speeds, odd_speeds
from sim.county.matrix import Matrix
from sim.county.matrix_pairs import Find, take_matrix
from sim.county.mileage import Mileage, finder, read_distances
from sim.county.one_column import apart
from sim.county.places import Told, read_townships, read_villages
from sim.county.plausible import misplaced, oddities
from sim.county.positions import Positions
from sim.county.served import points_in_township, read_points
from sim.county.systems import System
from sim.county.totals import odd_totals
from sim.county.towns import towns_of
from sim.problems import Phrase, Problem, Where, phrase
from sim.table import Filled, FilledRow, Findings, RawTable, fill
from sim.table.names import Names

MAX_VILLAGES = 6_000
"""More villages than any county has; the matrix of road distances then takes 300 MB."""

OUTSIDE_KM = 2.0
"""How far outside the boundary a place may lie: boundaries are simplified, and maps differ."""


def check(
    raws: Mapping[str, RawTable], boundary: Boundary | None, status: str, findings: Findings, system: System = "wgs84",
    matrix: Matrix | None = None,
) -> Given | None:
    """Read and check all tables; faults and remarks are added to ``findings``. None when there is no table of villages
    to build on.

    Args:
        status: what a given position counts as where its own row does not say: ``real`` or ``user``.
        system: coordinate system of a table that does not say one itself.
        matrix: driving times and distances beside the tables.
    """
    told = Told(status, Positions(system), findings)
    rows = _rows(raws, findings)
    places = _places(rows, boundary, told)
    if len(places.villages) > MAX_VILLAGES:
        found = phrase("county.villages", count=len(places.villages))
        allowed = phrase("county.most_villages", count=MAX_VILLAGES)
        findings.fault("county.too_many_villages", raws["villages"].whole(), found, allowed, phrase("county.split"))
    if not places.villages:
        return None  # points and distances refer to villages
    given, roads, find = _joined(places, rows, told, raws["villages"].whole())
    notes = [] if matrix is None else _with_matrix(given, matrix, roads, find, findings.problems)
    notes += [*_boundary_notes(places.of_boundary), *told.places.notes()]
    if status == "user":
        notes += [Note(phrase("table.read"), "user", max(1, len(r.rows)), r) for r in findings.remarks]
    return _without_empty_townships(_plausible(given, roads.rows, notes, findings.problems))


def _rows(raws: Mapping[str, RawTable], findings: Findings) -> dict[str, list[FilledRow]]:
    """The records of every table; none of one that is not there or could not be read."""
    found = {key: table.records for key, table in _filled(raws, findings).items()}
    return {sheet.key: found.get(sheet.key, []) for sheet in SHEETS}


@dataclass(frozen=True, eq=False)
class _Places:
    """What the tables say of county, townships and villages, and how other tables find these.

    Attributes:
        known: finds townships by a word, ``names`` villages.
        of_boundary: what was done to get ``region`` out of its file.
    """

    county: GivenCounty
    townships: list[GivenTownship]
    known: Names
    villages: list[GivenVillage]
    names: Names
    region: Region | None
    of_boundary: list[Phrase]


def _places(rows: Mapping[str, list[FilledRow]], boundary: Boundary | None, told: Told) -> _Places:
    """Read the tables that name places, and whether these lie inside the boundary."""
    county = _county(rows["county"], told)
    told.above = above_places(county.name)
    townships, known = read_townships(rows["townships"], told)
    villages, names = read_villages(rows["villages"], townships, known, bool(rows["townships"]), told)
    problems = told.findings.problems
    region, of_boundary = boundary.of(county.name, problems) if boundary is not None else (None, [])
    if region is not None:
        _inside(told.places, region, problems)
    return _Places(county, townships, known, villages, names, region, of_boundary)


def _joined(
    places: _Places, rows: Mapping[str, list[FilledRow]], told: Told, whole: Where
) -> tuple[Given, Mileage, Find]:
    """The county with what points and distances say of its villages, the distances, and what finds a place of it.

    Args:
        whole: names the table of villages.
    """
    county, known, names, problems = places.county, places.known, places.names, told.findings.problems
    points, stations = read_points(rows["points"], names, known, problems)
    villages = [replace(v, township=stations.get(i, v.township)) for i, v in enumerate(places.villages)]
    points_in_township(rows["points"], points, villages, names, problems)
    find = finder(partial(_hub_words, county, known), known, names, problems)
    roads = read_distances(rows["distances"], find, problems)
    odd_totals(county, villages, rows["county"], whole, told.findings)
    own = [row for row in rows["villages"] if _is_village(row)]
    others = [row for row in rows["villages"] if not _is_village(row)]
    given = Given(
        county, tuple(places.townships), tuple(villages), points, roads.km, places.region,
        others=tuple(_other(row, told) for row in others), made_codes=sum(not row.text("code") for row in own),
        stations=len(stations), minutes=roads.minutes,
        towns=towns_of(places.townships, villages, rows["villages"], known.find, told.places.of),
    )  # fmt: skip
    return given, roads, find


def _with_matrix(given: Given, matrix: Matrix, roads: Mileage, find: Find, problems: list[Problem]) -> list[Note]:
    """Add the pairs of a matrix to the county's distances; what is to be noted of them."""
    kinds = (("hub", 1), ("township", len(given.townships)), ("village", len(given.villages)))
    known = [(kind, i) for kind, count in kinds for i in range(count)]
    return take_matrix(matrix, roads, find, known, _position(given), problems)


def _is_village(row: FilledRow) -> bool:
    return row.text("kind") in ("", "village")


def _other(row: FilledRow, told: Told) -> GivenOther:
    name, residents, outlets = row.text("name"), row.number_or_none("population"), row.number_or_none("outlets")
    return GivenOther(
        name, row.text("code"), row.text("pinyin"), row.text("township"), row.text("kind"),
        None if residents is None else int(residents), row.text("population_status") or "user",
        row.number_or_none("parcels_per_day"), told.places.of(row), row.text("position_status") or told.status,
        None if outlets is None else int(outlets), row.where("name"), row.number_or_none("to_door_share"),
    )


def _hub_words(county: GivenCounty, known: Names) -> tuple[str, ...]:
    """Words that mean the hub; one that also names a township does not, unless it is the county's own name."""
    words = centre_words(county.name, county.name_en, county.code)
    return tuple(word for word in words if word == county.name or not known.find(word))


def _filled(raws: Mapping[str, RawTable], findings: Findings) -> dict[str, Filled]:
    """The records of each table; communities told by their names, and a table without a single village a fault."""
    tables: dict[str, Filled] = {}
    for sheet in (*(s for s in SHEETS if s.key != "villages"), *(s for s in SHEETS if s.key == "villages")):
        if sheet.key not in raws:
            continue
        before = len(findings.problems)
        table = fill(apart(raws[sheet.key], sheet, findings), sheet, findings)
        if table is not None and sheet.key == "villages":
            table = told_kinds(table, findings)
            if len(findings.problems) == before and all(r.text("kind") not in ("", "village") for r in table.records):
                findings.fault(
                    "county.no_village", raws[sheet.key].whole(), phrase("county.no_village"),
                    phrase("county.one_village"),
                )
        if table is not None:
            tables[sheet.key] = table
    return tables


def _position(given: Given) -> Position:
    """Finds the position that a table gives of a place."""

    def position(ref: PlaceRef) -> LonLat | None:
        if ref[0] == "hub":
            return given.county.position
        return given.townships[ref[1]].position if ref[0] == "township" else given.villages[ref[1]].position

    return position


def _plausible(given: Given, rows: Rows, notes: list[Note], problems: list[Problem]) -> Given:
    """The same with remarks on what is odd about positions and distances; what cannot be true is added to ``problems``.
    """
    faults = misplaced(given)
    problems += faults
    # one fault of a position is not told again as one of the distances from it, nor one of a distance as one of a speed
    wrong = [] if faults else contradictions(given.distances, rows, _position(given), located(given))
    told = {problem.where for problem in wrong}
    speeds = impossible_speeds(given.distances, given.minutes, rows)
    problems += [*wrong, *(problem for problem in speeds if problem.where not in told)]
    odd = [
        *oddities(given), *odd_distances(given.distances, rows, located(given)),
        *odd_speeds(given.distances, given.minutes, rows),
    ]
    return replace(given, remarks=(*notes, *odd))


def _boundary_notes(told: list[Phrase]) -> list[Note]:
    return [Note(phrase("geo.boundary_file"), "user", 1, phrase("geo.list", listed=tuple(told)))] if told else []


def _county(rows: list[FilledRow], told: Told) -> GivenCounty:
    if len(rows) > 1:
        where = Where(*rows[1].key)
        told.findings.fault(
            "county.many_counties", where, phrase("county.rows", count=len(rows)), phrase("county.one_row")
        )
    if not rows:
        return GivenCounty()
    row = rows[0]
    rural = row.number_or_none("rural_population")
    return GivenCounty(
        row.text("name"), row.text("name_en"), row.text("code"), row.number_or_none("area_km2"),
        None if rural is None else int(rural), row.number_or_none("household_size"),
        told.places.read(row, told.findings.problems), row.text("position_status") or told.status,
        row.number_or_none("circuity"), row.number_or_none("point_km"), row.where("lon"), _urban(row),
        facilities(row, HUB),
    )  # fmt: skip


def _urban(row: FilledRow) -> int | None:
    """Urban residents of a county: as its row says, or all residents less the rural ones; None where neither tells."""
    own, everybody = row.number_or_none("urban_population"), row.number_or_none("population")
    rural = row.number_or_none("rural_population")
    if own is not None:
        return int(own)
    return None if everybody is None or rural is None else max(0, int(everybody - rural))


def _inside(places: Positions, boundary: Region, problems: list[Problem]) -> None:
    if not places.located:
        return
    plane = Plane(*(float(v) for v in boundary.centre()))
    region = boundary.projected(plane)
    xy = plane.xy(np.array([p.position for p in places.located]))
    outside = np.where(region.contains(xy), 0.0, region.distance(xy))
    far = int(np.count_nonzero(outside > OUTSIDE_KM))
    hint = phrase("geo.outside_most") if 2 * far > len(outside) else phrase("geo.check_position")
    for place, km in zip(places.located, outside, strict=True):
        if km > OUTSIDE_KM:
            found = phrase("geo.outside", name=place.name, km=round(float(km), 1))
            problems.append(
                Problem("county.outside_boundary", place.where, found, phrase("geo.inside", km=OUTSIDE_KM), hint)
            )


def _without_empty_townships(given: Given) -> Given:
    """Drop townships without a village, and number the rest anew."""
    used = sorted({v.township for v in given.villages})
    index = {old: new for new, old in enumerate(used)}
    return replace(
        given,
        townships=tuple(given.townships[i] for i in used),
        villages=tuple(replace(v, township=index[v.township]) for v in given.villages),
        distances=_renumbered(given.distances, index),
        minutes=_renumbered(given.minutes, index),
        left_out=tuple(t for i, t in enumerate(given.townships) if i not in index),
    )


def _renumbered(
    values: Mapping[tuple[PlaceRef, PlaceRef], float], index: Mapping[int, int]
) -> dict[tuple[PlaceRef, PlaceRef], float]:
    """Values of pairs of places with townships by their new numbers, without those of townships that have none."""
    refs: dict[PlaceRef, PlaceRef] = {("township", old): ("township", new) for old, new in index.items()}
    gone = {ref for pair in values for ref in pair if ref[0] == "township" and ref not in refs}
    return {
        (refs.get(a, a), refs.get(b, b)): value
        for (a, b), value in values.items()
        if a not in gone and b not in gone
    }
