"""Rules that reach across rows and tables: codes, references, positions, points and distances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from sim.county.boundary import Boundary
from sim.county.called import centre_words
from sim.county.cells import RawTable
from sim.county.columns import plain
from sim.county.county import Note
from sim.county.detours import Rows, contradictions, odd_distances
from sim.county.fields import Row, read_rows
from sim.county.geometry import LonLat, Plane, Region
from sim.county.given import DistanceRow, Given, GivenCounty, GivenOther, GivenTownship, GivenVillage, PlaceRef
from sim.county.plausible import misplaced, oddities
from sim.county.positions import Positions
from sim.county.systems import System
from sim.county.towns import towns_of
from sim.problems import Phrase, Problem, did_you_mean, phrase

MAX_VILLAGES = 6_000
"""More villages than any county has; the matrix of road distances then takes 300 MB."""

OUTSIDE_KM = 2.0
"""How far outside the boundary a place may lie: boundaries are simplified, and maps differ."""


class Names:
    """Finds a row by its code or its name."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._names: dict[str, list[int]] = {}
        self._refused: set[str] = set()

    def refuse(self, *words: str) -> None:
        """Words of a faulty row: known, so that what refers to them is not called a fault as well, but found nowhere."""
        self._refused.update(plain(w) for w in words)

    def refused(self, word: str) -> bool:
        """Whether a word belongs to a faulty row."""
        return plain(word) in self._refused

    def add(self, index: int, code: str, *names: str) -> None:
        """Make an index known under its code and names."""
        self._codes[code] = index
        for name in dict.fromkeys(plain(n) for n in names):
            self._names.setdefault(name, []).append(index)

    def find(self, word: str) -> list[int]:
        """All indexes known under a word; by code if it is one."""
        if word in self._codes:
            return [self._codes[word]]
        return self._names.get(plain(word), [])

    def all(self) -> list[str]:
        """Every word known, for hints."""
        return [*self._names, *self._codes]


def check(raws: dict[str, RawTable], boundary: Boundary | None, status: str, problems: list[Problem], system: System = "wgs84") -> Given | None:
    """Read and check all tables; faults are appended to ``problems``. None when there is no table of villages to build on.

    Args:
        status: what a given position counts as where its own row does not say: ``real`` or ``user``.
        system: coordinate system of a table that does not say one itself.
    """
    tables = {key: read_rows(raw, problems) for key, raw in raws.items() if key != "villages"}
    before = len(problems)
    village_rows = read_rows(raws["villages"], problems) if "villages" in raws else []
    if "villages" in raws and len(problems) == before and all(r.values.get("kind", "village") != "village" for r in village_rows):
        problems.append(Problem("county.no_village", raws["villages"].label, "no village", "at least one village"))
    places = Positions(system)
    county = _county(tables.get("county", []), status, places, problems)
    townships, known = _townships(tables.get("townships"), status, places, problems)
    villages, names = _villages(village_rows, townships, known, bool(tables.get("townships")), status, places, problems)
    region, told = boundary.of(county.name, problems) if boundary is not None else (None, [])
    if region is not None:
        _inside(places, region, problems)
    if len(villages) > MAX_VILLAGES:
        problems.append(Problem("county.too_many_villages", raws["villages"].label, f"{len(villages)} villages", f"at most {MAX_VILLAGES}", "split the area into counties"))
    if not villages:
        return None  # points and distances refer to villages
    points, stations = _points(tables.get("points", []), villages, names, known, problems)
    villages = [replace(v, township=stations.get(i, v.township)) for i, v in enumerate(villages)]
    _points_in_township(tables.get("points", []), points, villages, names, problems)
    hub = tuple(w for w in centre_words(county.name, county.name_en, county.code) if w == county.name or not known.find(w))
    distances, rows = _distances(tables.get("distances", []), hub, townships, villages, known, names, problems)
    given = Given(
        county, tuple(townships), tuple(villages), points, distances, region,
        others=tuple(
            GivenOther(r.text("name"), r.text("code"), r.text("pinyin"), r.text("township"), r.text("kind"))
            for r in village_rows
            if r.values.get("kind", "village") != "village"
        ),
        made_codes=sum("code" not in r.values for r in village_rows if r.values.get("kind", "village") == "village"),
        stations=len(stations), towns=towns_of(townships, villages, village_rows, known.find, places.of),
    )  # fmt: skip
    return _without_empty_townships(_plausible(given, rows, [*_boundary_notes(told), *places.notes()], problems))


def _plausible(given: Given, rows: Rows, notes: list[Note], problems: list[Problem]) -> Given:
    """The same with remarks on what is odd about positions and distances; what cannot be true is added to ``problems``."""

    def position(ref: PlaceRef) -> LonLat | None:
        if ref[0] == "hub":
            return given.county.position
        return given.townships[ref[1]].position if ref[0] == "township" else given.villages[ref[1]].position

    faults = misplaced(given)
    problems += faults
    if not faults:  # one fault of a position is not told again as a fault of the distances from it
        problems += contradictions(given.distances, rows, position)
    return replace(given, remarks=(*notes, *oddities(given), *odd_distances(given.distances, rows, position)))


def _boundary_notes(told: list[Phrase]) -> list[Note]:
    return [Note(phrase("geo.boundary_file"), "user", 1, phrase("geo.list", listed=tuple(told)))] if told else []


def _county(rows: list[Row], status: str, places: Positions, problems: list[Problem]) -> GivenCounty:
    if len(rows) > 1:
        problems.append(Problem("county.many_counties", f"{rows[1].label}, row {rows[1].number}", f"{len(rows)} rows", "one row, of the county itself"))
    if not rows:
        return GivenCounty()
    row = rows[0]
    rural = row.number_or_none("rural_population")
    return GivenCounty(
        row.text("name"), row.text("name_en"), row.text("code"), row.number_or_none("area_km2"),
        None if rural is None else int(rural), row.number_or_none("household_size"),
        places.read(row, problems), row.text("position_status") or status, row.number_or_none("circuity"), row.number_or_none("point_km"), row.where("lon"),
    )  # fmt: skip


def _townships(rows: list[Row] | None, status: str, places: Positions, problems: list[Problem]) -> tuple[list[GivenTownship], Names]:
    townships: list[GivenTownship] = []
    known = Names()
    first: dict[str, Row] = {}
    for row in rows or []:
        position = places.read(row, problems)
        if "name" in row.faulty:
            continue
        name = row.text("name")
        code = row.text("code") or name
        same_code, same_name = first.get(f"code {code}"), first.get(f"name {plain(name)}")
        if same_name:
            problems.append(Problem("county.duplicate_township", row.where("name"), f"{name}, also in row {same_name.number}", "each township once"))
        elif same_code:
            problems.append(Problem("county.duplicate_code", row.where("code"), f"{code}, also in row {same_code.number}", "each code once"))
        first.setdefault(f"code {code}", row)
        first.setdefault(f"name {plain(name)}", row)
        if not same_name:  # a repeated code still makes the name known: its villages are not at fault
            known.add(len(townships), code, name)
            townships.append(GivenTownship(code, name, row.text("pinyin") or name, row.text("kind"), position, row.text("position_status") or status, row.where("lon")))
    return townships, known


def _villages(
    rows: list[Row], townships: list[GivenTownship], known: Names, listed: bool, status: str,
    places: Positions, problems: list[Problem],
) -> tuple[list[GivenVillage], Names]:  # fmt: skip
    """The villages, and how they are found by code, by name and by ``township/name``; townships not listed anywhere are added."""
    villages: list[GivenVillage] = []
    names = Names()
    codes: dict[str, int] = {}
    pairs: dict[tuple[int, str], int] = {}
    for row in rows:
        position = places.read(row, problems)
        if row.values.get("kind", "village") != "village":
            continue
        name, word = row.text("name"), row.text("township")
        refusal = (name, row.text("code"), f"{word}/{name}")
        if {"name", "township"} & row.faulty:
            names.refuse(*refusal)
            continue
        found = known.find(word)
        if not found and not listed:
            known.add(len(townships), word, word)
            found = [len(townships)]
            townships.append(GivenTownship(word, word, word, "", None, "synthetic"))
        if not found:
            problems.append(Problem("county.unknown_township", row.where("township"), word, "a name or code of the table of townships", did_you_mean(plain(word), known.all())))
            names.refuse(*refusal)
            continue
        township = found[0]
        code = row.text("code") or f"{townships[township].name}/{name}"
        if code in codes:
            problems.append(Problem("county.duplicate_code", row.where("code"), f"{code}, also in row {codes[code]}", "each code once"))
            continue
        if (township, plain(name)) in pairs:
            problems.append(Problem("county.duplicate_village", row.where("name"), f"{name}, also in row {pairs[township, plain(name)]}", "each village name once in a township"))
            continue
        codes[code] = pairs[township, plain(name)] = row.number
        names.add(len(villages), code, name, f"{townships[township].name}/{name}")
        population = row.number_or_none("population")
        villages.append(
            GivenVillage(
                code, name, row.text("pinyin") or name, township, None if population is None else int(population),
                row.text("population_status") or "user", row.number_or_none("parcels_per_day"),
                position, row.text("position_status") or status, row.where("lon"),
            )
        )  # fmt: skip
    return villages, names


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
            problems.append(Problem("county.outside_boundary", place.where, found, phrase("geo.inside", km=OUTSIDE_KM), hint))


def _one(word: str, names: Names, what: str, where: str, problems: list[Problem], others: Iterable[str] = ()) -> int | None:
    """The one index found for a word, or a problem; ``others`` are further words that would have been understood."""
    found = names.find(word)
    if len(found) == 1:
        return found[0]
    if names.refused(word):
        return None
    if found:
        problems.append(Problem("county.ambiguous_place", where, f"{word}, {len(found)} places of that name", f"a {what} named once", "write the code, or 乡镇/村名"))
    else:
        problems.append(Problem(f"county.unknown_{what}", where, word, f"a name or code of a {what}", did_you_mean(plain(word), [*names.all(), *others])))
    return None


def _points(rows: list[Row], villages: list[GivenVillage], names: Names, known: Names, problems: list[Problem]) -> tuple[dict[int, int], dict[int, int]]:
    """Village -> village of its point (-1: in town), and village -> township that serves it."""
    points: dict[int, int] = {}
    stations: dict[int, int] = {}
    for row in rows:
        if "village" in row.faulty:
            continue
        word = row.text("village")
        village = _one(word, names, "village", row.where("village"), problems)
        if village is None:
            continue
        if village in points:
            problems.append(Problem("county.duplicate_point_row", row.where("village"), word, "each village once"))
            continue
        points[village] = -1
        if word := row.text("point"):
            point = _one(word, names, "point", row.where("point"), problems)
            points[village] = village if point is None else point
        if word := row.text("station"):
            station = _one(word, known, "township", row.where("station"), problems)
            if station is not None:
                stations[village] = station
    return points, stations


def _points_in_township(rows: list[Row], points: dict[int, int], villages: list[GivenVillage], names: Names, problems: list[Problem]) -> None:
    """A point must be used by the village where it stands, and serve one township only."""
    for row in rows:
        found = names.find(row.text("village"))
        if len(found) != 1 or (village := found[0]) not in points:
            continue
        point = points[village]
        if point < 0 or point == village:
            continue
        if points.get(point, point) != point:
            problems.append(Problem("county.point_without_home", row.where("point"), f"a point at {villages[point].name}, which itself uses none or another", "a village that uses the point standing in it"))
        elif villages[point].township != villages[village].township:
            problems.append(Problem("county.point_across_townships", row.where("point"), f"a point at {villages[point].name}, in another township", "a point in the same township", "give the station that serves both villages"))


def _distances(
    rows: list[Row], hub: tuple[str, ...], townships: list[GivenTownship], villages: list[GivenVillage], known: Names, names: Names,
    problems: list[Problem],
) -> tuple[dict[tuple[PlaceRef, PlaceRef], float], Rows]:  # fmt: skip
    """Road km by (from, to), and where each stands."""
    distances: dict[tuple[PlaceRef, PlaceRef], float] = {}
    rows_of: Rows = {}
    first: dict[tuple[PlaceRef, PlaceRef], int] = {}
    hub_words = {plain(w) for w in hub}

    def place(row: Row, key: str) -> PlaceRef | None:
        word = row.text(key)
        if key in row.faulty:
            return None
        if plain(word) in hub_words:
            return ("hub", 0)
        if found := known.find(word):
            return ("township", found[0])
        village = _one(word, names, "place", row.where(key), problems, [*known.all(), *hub])
        return None if village is None else ("village", village)

    for row in rows:
        a, b, km = place(row, "from"), place(row, "to"), row.number_or_none("km")
        if a is None or b is None or km is None:
            continue
        if (a, b) in first:
            problems.append(Problem("county.duplicate_distance", row.where("from"), f"{row.text('from')} to {row.text('to')}, also in row {first[a, b]}", "each pair and direction once"))
            continue
        if a == b:
            problems.append(Problem("county.distance_to_itself", row.where("to"), row.text("to"), "another place"))
            continue
        first[a, b] = row.number
        distances[a, b] = km
        rows_of[a, b] = DistanceRow(row.where("km"), f"{row.text('from')}—{row.text('to')}")
    return distances, rows_of


def _without_empty_townships(given: Given) -> Given:
    """Drop townships without a village, and number the rest anew."""
    used = sorted({v.township for v in given.villages})
    index = {old: new for new, old in enumerate(used)}
    refs = {("township", old): ("township", new) for old, new in index.items()}
    distances = {
        (refs.get(a, a), refs.get(b, b)): km
        for (a, b), km in given.distances.items()
        if all(r[0] != "township" or r[1] in index for r in (a, b))
    }
    return replace(
        given,
        townships=tuple(given.townships[i] for i in used),
        villages=tuple(replace(v, township=index[v.township]) for v in given.villages),
        distances=distances,
        left_out=tuple(t for i, t in enumerate(given.townships) if i not in index),
    )
