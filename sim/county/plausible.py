"""Whether positions can be where they are said to be: places far from all others of their township, on one spot, or in
a far too large boundary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.county.county import Note
from sim.county.geometry import LonLat, Plane, Region, straight_km
from sim.county.given import Given
from sim.county.seat import middle
from sim.problems import Phrase, Problem, Said, Where, phrase

FAR_KM = 250.0
"""No village lies farther from the rest of its township: twice the radius of a disc as large as the largest one (47,500
km²)."""

ACROSS = 3.0
"""No two places of a county lie farther apart than this many times the root of its area: then it would be nine times as
long as wide."""

NEAR_KM = 50.0
"""Nearer than this nothing is refused: areas in tables are often rough."""

ODD_TIMES, ODD_KM = 5.0, 15.0
"""Farther than so many times the median distance of the county's villages from their township, and so many km, is odd;
it may be real."""

SPOT = 5
"""Decimals to which positions on one spot agree, a metre."""

FILLED = 0.03
"""Given places fill less of a boundary where it is of something larger: in half-desert counties people live on a tenth
of the land."""

AREA_TIMES = 2.0
"""Areas of table and boundary that differ more are not of the same county."""


@dataclass(frozen=True)
class _Place:
    """A given position: where it stands in a table, what is there, and the township (-1: the hub)."""

    where: Where | str
    name: str
    township: int
    position: LonLat


def misplaced(given: Given) -> list[Problem]:
    """Places that cannot lie where they are said to: farther from the rest of their township, or the hub from the
    county, than any does."""
    limit = _limit(given)
    problems = []
    for place, reference, of, km in _distances(given):
        if km > limit:
            found = phrase("geo.far_found", name=place.name, of=of, km=round(km))
            problems.append(Problem(
                "county.misplaced", place.where, found, phrase("geo.far_allowed", km=round(limit)),
                _slip(place, reference),
            ))
    return problems


def oddities(given: Given) -> list[Note]:
    """What is odd about positions and may be right all the same."""
    return [*_far(given), *_on_one_spot(given), *_boundary(given)]


def _places(given: Given) -> list[_Place]:
    c = given.county
    hub = [_Place(c.where, c.name, -1, c.position)] if c.position is not None else []
    seats = [
        _Place(t.where, t.name, i, t.position) for i, t in enumerate(given.townships)
        if t.position is not None and t.status != "synthetic"
    ]
    villages = [
        _Place(v.where, v.name, v.township, v.position) for v in given.villages
        if v.position is not None and v.status != "synthetic"
    ]
    return [*hub, *seats, *villages]


def _distances(given: Given) -> Iterator[tuple[_Place, LonLat, Said, float]]:
    """Each place, the middle of its township (of three known places or more, else of the county), what that is called,
    and the km between."""
    places = _places(given)
    if len(places) < 3:
        return
    by_township: dict[int, list[LonLat]] = defaultdict(list)
    for p in places:
        by_township[p.township].append(p.position)
    whole = middle([p.position for p in places])
    for p in places:
        own = by_township[p.township]
        township = p.township >= 0 and len(own) >= 3
        reference = middle(own) if township else whole
        yield p, reference, given.townships[p.township].name if township else phrase("geo.the_county"), straight_km(
            p.position, reference
        )


def _limit(given: Given) -> float:
    area = given.county.area_km2 or (_area(given.boundary) if given.boundary is not None else None)
    return FAR_KM if area is None else max(NEAR_KM, min(2 * FAR_KM, ACROSS * float(np.sqrt(area))))


def _area(region: Region) -> float:
    return region.projected(Plane(*(float(v) for v in region.centre()))).area()


def _slip(place: _Place, reference: LonLat) -> Phrase:
    """The hint: the longitude or latitude that would bring the place home, where whole degrees are wrong in one of
    them."""
    lon, lat = place.position
    east, north = lon + round(reference[0] - lon), lat + round(reference[1] - lat)
    if straight_km((east, lat), reference) <= NEAR_KM:
        return phrase("geo.slip_lon", value=f"{east:.8g}")
    if straight_km((lon, north), reference) <= NEAR_KM:
        return phrase("geo.slip_lat", value=f"{north:.8g}")
    return phrase("geo.check_position")


def _far(given: Given) -> list[Note]:
    # of its township, not of the county's middle
    found = [(p, of, km) for p, _, of, km in _distances(given) if isinstance(of, str)]
    if not found:
        return []
    usual = float(np.median([km for _, _, km in found]))
    limit = max(ODD_KM, ODD_TIMES * usual)
    far = sorted(((km, p, of) for p, of, km in found if limit < km <= _limit(given)), key=lambda x: -x[0])
    if not far:
        return []
    listed = tuple(phrase("geo.far_at", where=p.where, name=p.name, of=of, km=round(km)) for km, p, of in far[:5])
    return [Note(
        phrase("geo.far_places"), "doubtful", len(far), phrase("geo.list_usual", listed=listed, km=round(usual, 1))
    )]


def _on_one_spot(given: Given) -> list[Note]:
    """A note of villages whose positions are the same, ``doubtful`` where they are most of those located."""
    spots: dict[tuple[float, float], list[str]] = defaultdict(list)
    for v in given.villages:
        if v.position is not None and v.status != "synthetic":
            spots[round(v.position[0], SPOT), round(v.position[1], SPOT)].append(v.name)
    located = sum(len(names) for names in spots.values())
    shared = sorted((names for names in spots.values() if len(names) > 1), key=len, reverse=True)
    if not shared:
        return []
    count = sum(len(names) for names in shared)
    most = count >= 3 and 2 * count >= located
    told = "geo.one_spot_most" if most else "geo.one_spot_some"
    source = phrase(told, listed=tuple(_sharing(names) for names in shared[:5]), of=located)
    return [Note(phrase("geo.one_spot"), "doubtful" if most else "user", count, source)]


def _sharing(names: Sequence[str]) -> str:
    """Villages on one spot in short: the first two, and how many more."""
    more = f" +{len(names) - 2}" if len(names) > 2 else ""
    return f"{names[0]}={names[1]}{more}"


def _boundary(given: Given) -> list[Note]:
    if given.boundary is None:
        return []
    area, own = _area(given.boundary), given.county.area_km2
    notes = []
    if own is not None and not 1 / AREA_TIMES < area / own < AREA_TIMES:
        notes.append(Note(
            phrase("geo.other_area"), "doubtful", 1, phrase("geo.other_area_told", area=round(area), own=round(own))
        ))
    known = _places(given)
    places, townships = [p.position for p in known], {p.township for p in known} - {-1}
    if len(places) >= 5 and 2 * len(townships) > len(given.townships) and (filled := _hull(places)) < FILLED * area:
        notes.append(Note(phrase("geo.large_boundary"), "doubtful", 1, phrase(
            "geo.large_boundary_told", area=round(area), filled=round(filled), share=round(100 * filled / area, 1)
        )))
    return notes


def _hull(places: Sequence[LonLat]) -> float:
    """Area of the smallest convex outline around places, km²."""
    from shapely import MultiPoint

    plane = Plane(*middle(places))
    return float(MultiPoint(plane.xy(np.array(places))).convex_hull.area)
