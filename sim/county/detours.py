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
    straight, exact = _straight(distances, about), _straight(distances, given)
    ratios = [distances[pair] / max(km, 0.1) for pair, km in straight.items()]
    metres = bool(ratios) and float(np.median(ratios)) > METRES
    problems, told = [], set()
    for pair, km in distances.items():
        back = distances.get(pair[::-1])
        if back is not None and km > LONG_TIMES * back + LONG_KM:
            told.add(pair)
            found = phrase("geo.ways_found", there=rows[pair].name, km=km, back=back)
            problems.append(Problem(
                "county.distance_ways", rows[pair].where, found, phrase("geo.ways_allowed", times=round(LONG_TIMES)),
                phrase("geo.check_both"),
            ))
    for pair, line in straight.items():
        km = distances[pair]
        if pair in exact and km < exact[pair] - max(1.0, 0.1 * exact[pair]):
            problems.append(Problem(
                "county.distance_too_short", rows[pair].where, _against(rows[pair].name, km, line),
                phrase("geo.not_below_line"), phrase("geo.check_either"),
            ))
        elif km > LONG_TIMES * line + LONG_KM and pair not in told:
            hint = phrase("geo.in_metres") if metres else phrase("geo.check_either")
            allowed = phrase("geo.not_far_above_line", times=round(LONG_TIMES), km=round(LONG_KM))
            problems.append(Problem(
                "county.distance_too_long", rows[pair].where, _against(rows[pair].name, km, line), allowed, hint
            ))
    return problems


def odd_distances(distances: Distances, rows: Rows, position: Position) -> list[Note]:
    """Distances that are odd and may be true: three times the straight line, or twice as long there as back."""
    long = [
        _against(rows[pair].name, distances[pair], line) for pair, line in _straight(distances, position).items()
        if distances[pair] > ODD_TIMES * line + ODD_KM
    ]
    ways = [
        phrase("geo.ways_found", there=rows[pair].name, km=km, back=back)
        for pair, km in distances.items()
        if (back := distances.get(pair[::-1])) is not None and km > WAYS_TIMES * back and km > back + WAYS_KM
    ]
    notes = [
        Note(phrase("geo.long_roads"), "doubtful", len(long), phrase("geo.list", listed=tuple(long[:5])))
    ] if long else []
    return notes + (
        [Note(phrase("geo.odd_ways"), "doubtful", len(ways), phrase("geo.list", listed=tuple(ways[:5])))] if ways
        else []
    )


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
