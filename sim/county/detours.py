"""Whether given road distances can be true: against the straight line, and there against back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.county.county import Note
from sim.county.geometry import LonLat, straight_km
from sim.county.given import DistanceRow, PlaceRef
from sim.problems import Phrase, Problem, phrase

LONG_TIMES, LONG_KM = 10.0, 50.0
"""No road is longer than so many times the straight line and so many km: across a gorge two places 3 km apart may have
60 km of road."""

ODD_TIMES, ODD_KM = 3.0, 10.0
"""Longer than so many times the straight line and so many km is odd; roads in mountains take 1.4 to 1.6 times."""

WAYS_TIMES, WAYS_KM = 2.0, 5.0
"""There and back differ by more than so many times, and km, only where one of the two is wrong or a road is one-way."""

METRES = 300.0
"""Where half of the distances are so many times the straight line they are in metres: a thousand times the usual 1.1 to
1.6, with room for short ones."""

Distances = dict[tuple[PlaceRef, PlaceRef], float]
Rows = dict[tuple[PlaceRef, PlaceRef], DistanceRow]
Position = Callable[[PlaceRef], LonLat | None]


def contradictions(distances: Distances, rows: Rows, given: Position, about: Position) -> list[Problem]:
    """Distances that cannot be true: below the straight line, far beyond it, or a way back that is many times the way
    there.

    Args:
        given: the position of a place where a table has it; ``about``, where it is only known about, as a township by
            its villages.
    """
    one_way = [pair for pair, km in distances.items() if km > LONG_TIMES * distances.get(pair[::-1], km) + LONG_KM]
    problems = [_unlike_back(rows[pair], distances[pair], distances[pair[::-1]]) for pair in one_way]
    straight, exact = _straight(distances, about), _straight(distances, given)
    hint = phrase("geo.in_metres") if _in_metres(distances, straight) else phrase("geo.check_either")
    for pair, line in straight.items():
        km = distances[pair]
        if pair in exact and km < exact[pair] - max(1.0, 0.1 * exact[pair]):
            problems.append(_too_short(rows[pair], km, line))
        elif km > LONG_TIMES * line + LONG_KM and pair not in one_way:
            problems.append(_too_long(rows[pair], km, line, hint))
    return problems


def _in_metres(distances: Distances, straight: Distances) -> bool:
    """Whether the distances seem to be in metres, by those whose straight line is known."""
    ratios = [distances[pair] / max(km, 0.1) for pair, km in straight.items()]
    return bool(ratios) and float(np.median(ratios)) > METRES


def _unlike_back(row: DistanceRow, km: float, back: float) -> Problem:
    found, allowed = _there_and_back(row, km, back), phrase("geo.ways_allowed", times=round(LONG_TIMES))
    return Problem("county.distance_ways", row.where, found, allowed, phrase("geo.check_both"))


def _too_short(row: DistanceRow, km: float, line: float) -> Problem:
    found, allowed = _against(row.name, km, line), phrase("geo.not_below_line")
    return Problem("county.distance_too_short", row.where, found, allowed, phrase("geo.check_either"))


def _too_long(row: DistanceRow, km: float, line: float, hint: Phrase) -> Problem:
    allowed = phrase("geo.not_far_above_line", times=round(LONG_TIMES), km=round(LONG_KM))
    return Problem("county.distance_too_long", row.where, _against(row.name, km, line), allowed, hint)


def odd_distances(distances: Distances, rows: Rows, position: Position) -> list[Note]:
    """Distances that are odd and may be true: three times the straight line, or twice as long there as back."""
    long = [
        _against(rows[pair].name, distances[pair], line) for pair, line in _straight(distances, position).items()
        if distances[pair] > ODD_TIMES * line + ODD_KM
    ]
    unlike = [
        _there_and_back(rows[pair], km, back) for pair, km in distances.items()
        if (back := distances.get(pair[::-1])) is not None and km > WAYS_TIMES * back and km > back + WAYS_KM
    ]
    return [*_doubtful("geo.long_roads", long), *_doubtful("geo.odd_ways", unlike)]


def _doubtful(what: str, found: list[Phrase]) -> list[Note]:
    """A note that counts what was found and lists the first five; none of nothing."""
    listed = phrase("geo.list", listed=tuple(found[:5]))
    return [Note(phrase(what), "doubtful", len(found), listed)] if found else []


def _there_and_back(row: DistanceRow, km: float, back: float) -> Phrase:
    return phrase("geo.ways_found", there=row.name, km=km, back=back)


def _straight(distances: Distances, position: Position) -> Distances:
    """The straight line, km, between the ends of each distance that both have a position."""
    found = {}
    for a, b in distances:
        ends = position(a), position(b)
        if ends[0] is not None and ends[1] is not None:
            found[a, b] = straight_km(ends[0], ends[1])
    return found


def _against(name: str, km: float, line: float) -> Phrase:
    return phrase("geo.against_line", name=name, km=km, line=round(line, 1))
