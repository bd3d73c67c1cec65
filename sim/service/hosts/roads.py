"""Roads that a bus runs along: from the hub through a township's seat and on to its far villages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sim.county.bearing import by_bearing
from sim.county.county import County


def road_stops(
    county: County, township: int, places: Sequence[int], routes: int, near_km: float | None, detour: float
) -> list[list[int]]:
    """Stops of a township's bus lines in order of travel, the seat among them.

    The places are split by bearing from the seat into sectors of about equal number, a line each. A line's road leads
    from the hub through the seat to the sector's farthest place and winds through others, the most populous first,
    while it stays under ``detour`` times the straight way; a place of the township within ``near_km`` of it is a stop
    (``near_km`` None: all of the sector).
    """
    seat, xy = county.township_place(township), positions(county)
    left = [p for p in places if p != seat]
    to_seat = float(np.hypot(*(xy[seat] - xy[0])))
    lines: list[list[int]] = []
    for sector in sectors(xy, seat, left, routes):
        spine = _spine(county, seat, sector, county.people, detour if near_km is not None else math.inf)
        along = _along(xy, [0, seat, *spine], left, spine, near_km)
        left = [p for p in left if p not in along]
        order = sorted([(to_seat, -1, seat), *((km, p, p) for p, km in along.items())])
        lines.append([p for _, _, p in order])
    return lines or [[seat]]


def _along(
    xy: np.ndarray, road: Sequence[int], places: Sequence[int], spine: Sequence[int], near_km: float | None
) -> dict[int, float]:
    """How far along a road, km, the places lie that it winds through, or that are near it."""
    path = np.array([xy[p] for p in road])
    found = {p: position_along(path, xy[p]) for p in places}
    return {p: km for p, (km, away) in found.items() if p in spine or (near_km is not None and away <= near_km)}


def positions(county: County) -> np.ndarray:
    """Plane coordinates of all places, km, by number of place."""
    seats = [(seat.x_km, seat.y_km) for seat in (county.hub, *county.townships)]
    return np.array(seats + [(point.x_km, point.y_km) for point in county.points], np.float64)


def sectors(xy: np.ndarray, seat: int, places: Sequence[int], count: int) -> list[list[int]]:
    """Split places by bearing from the seat into at most ``count`` groups of about equal number, starting at the widest gap."""
    ring = by_bearing({p: (xy[p, 0] - xy[seat, 0], xy[p, 1] - xy[seat, 1]) for p in places})
    return [list(part) for part in np.array_split(ring, min(count, len(ring)))] if ring else []


def position_along(path: np.ndarray, point: np.ndarray) -> tuple[float, float]:
    """How far along a polyline the nearest point to ``point`` lies, and the distance to it, km."""
    best = (0.0, math.inf)
    travelled = 0.0
    for a, b in pairwise(path):
        length = float(np.hypot(*(b - a)))
        share = 0.0 if length == 0 else min(1.0, max(0.0, float((point - a) @ (b - a)) / length**2))
        distance = float(np.hypot(*(point - a - share * (b - a))))
        if distance < best[1] - 1e-12:
            best = (travelled + share * length, distance)
        travelled += length
    return best


def _spine(county: County, seat: int, sector: Sequence[int], people: dict[int, int], detour: float) -> list[int]:
    """Places that the road winds through, in order from the seat to the farthest of the sector."""
    road = county.road_km
    end = max(sector, key=lambda p: (float(road[seat, p]), -p))
    spine = [int(end)]
    length = float(road[seat, end])
    longest = detour * length
    for place in sorted((int(p) for p in sector if p != end), key=lambda p: (-people.get(p, 0), p)):
        chain = [seat, *spine]
        extra = [float(road[a, place] + road[place, b] - road[a, b]) for a, b in pairwise(chain)]
        best = min(range(len(extra)), key=lambda i: (extra[i], i))
        if length + extra[best] <= longest:
            spine.insert(best, place)
            length += extra[best]
    return spine
