"""Where places stand that no table locates: a documented rule with a seed, so a schematic county and never a surveyed
one.

Every draw is keyed by the seed and the code of the township or village, not by its row: adding one moves others only
where it takes their room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.county.geometry import Region, separations
from sim.county.keyed import normals, uniforms

SD_LOG = 0.75
"""Sd of the log of the distance of a village from its seat; fitted by hand to real positions of eight counties."""

NEAREST_RATIO = 1.5
"""A village is nearer to its own seat than this many times the nearest one."""

TOWN_KM = 1.0
"""Villages in town stand within this distance of their township seat."""

SUBDISTRICT_KM = 4.0
"""Seats of sub-districts 街道, which are parts of the county town, are sought within this distance of the hub."""

_GAP_CANDIDATES = 40
_BLOCK = 12
_BLOCKS = 12


@dataclass(frozen=True)
class Fact:
    """A documented road distance of a township seat from the county town, km, and its bearing in degrees where
    documented."""

    km: float
    bearing: float | None


def place_seats(
    codes: Sequence[str], kinds: Sequence[str], given: Floats, region: Region, settled_km: float | None,
    facts: dict[str, Fact], circuity: float, seed: int
) -> Floats:
    """Positions of township seats on the plane around the hub, shape (n, 2), km.

    A missing seat with a documented distance stands at that distance; of a sub-district, in the county town; any other
    in the largest gap: of forty points drawn in the settled area, the one with the widest free circle around it, where
    a neighbouring seat takes half of the way between.

    Args:
        given: positions of shape (n, 2), NaN where missing.
        region: the county on the plane; ``settled_km`` narrows it to a disc around the hub.
    """
    seats = given.copy()
    missing = [i for i in np.argsort(np.array(codes)) if np.isnan(seats[i, 0])]
    for i in sorted(missing, key=lambda i: (codes[i] not in facts, kinds[i] != "subdistrict")):
        if codes[i] in facts:
            candidates = _ring(facts[codes[i]], circuity, region, seed, codes[i])
        else:
            radius = SUBDISTRICT_KM if kinds[i] == "subdistrict" else settled_km
            candidates = _inside_disc(region, radius, seed, codes[i])
        taken = np.concatenate([np.zeros((1, 2)), seats[~np.isnan(seats[:, 0])]])
        seats[i] = _widest_gap(candidates, taken, region)
    return seats


def _widest_gap(candidates: Floats, taken: Floats, region: Region) -> Floats:
    """The candidate with the widest free circle around it, which ends half-way to a place and at the region's edge."""
    free = np.minimum(separations(candidates, taken).min(axis=1) / 2.0, region.distance(candidates))
    return np.asarray(candidates[int(free.argmax())])


def _ring(fact: Fact, circuity: float, region: Region, seed: int, code: str) -> Floats:
    """Candidates at a documented distance; moved in by tenths where the county does not reach so far."""
    u = uniforms((_GAP_CANDIDATES, 2), seed, "seat", code)
    bearing = 360.0 * u[:, 0] if fact.bearing is None else fact.bearing + 45.0 * (u[:, 0] - 0.5)
    radius = fact.km / circuity * (0.95 + 0.1 * u[:, 1])
    unit = np.column_stack([np.sin(np.radians(bearing)), np.cos(np.radians(bearing))])
    for shrink in np.arange(1.0, 0.0, -0.1):
        points = unit * (radius * shrink)[:, None]
        if (inside := region.contains(points)).any():
            return np.asarray(points[inside])
    return _inside_disc(region, None, seed, code)


def _inside_disc(region: Region, radius: float | None, seed: int, code: str) -> Floats:
    """Uniform candidates in the region, within a radius of the hub where one is given and the region reaches so near.
    """
    low, high = region.box()
    if radius is not None:
        low, high = np.maximum(low, -radius), np.minimum(high, radius)
    if (low < high).all():
        points = low + (high - low) * uniforms((20 * _GAP_CANDIDATES, 2), seed, "seat", code)
        if radius is not None:
            points = points[np.hypot(points[:, 0], points[:, 1]) <= radius]
        points = points[region.contains(points)][:_GAP_CANDIDATES]
        if len(points):
            return np.asarray(points)
    return _inside_disc(region, None, seed, code) if radius is not None else region.centre()[None, :]


def place_villages(
    codes: Sequence[str], township: Sequence[int], given: Floats, in_town: Sequence[bool], seats: Floats,
    region: Region, r50_km: float, area_km2: float, seed: int
) -> Floats:
    """Positions of villages on the plane, shape (n, 2), km.

    Distance from the seat log-normal with median ``r50_km``, any bearing; kept where it is inside the county, nearer to
    its own seat than 1.5 times the nearest, and apart from the villages already placed. Villages in town stand within 1
    km of the seat, as near each other as a town is.

    Args:
        given: positions of shape (n, 2), NaN where missing; given ones stay.
        area_km2: sets the least spacing, 0.35 min(2 km, sqrt(area / villages)).
    """
    places = given.copy()
    own = seats[np.asarray(township)]
    missing = [int(i) for i in np.argsort(np.array(codes)) if np.isnan(places[i, 0])]
    for i in (i for i in missing if in_town[i]):
        places[i] = _in_town(own[i], region, seed, codes[i])
    spacing = 0.35 * min(2.0, float(np.sqrt(area_km2 / max(1, len(codes)))))
    order = [i for i in missing if not in_town[i]]
    if order:
        _spread_out(places, order, codes, own, _Land(seats, region, r50_km, spacing, seed))
    return places


@dataclass(frozen=True, eq=False)
class _Land:
    """Where villages may stand: township seats, the county on the plane, median distance from the seat and least
    distance apart in km, and the seed of the draws."""

    seats: Floats
    region: Region
    r50_km: float
    spacing: float
    seed: int


def _spread_out(places: Floats, order: Sequence[int], codes: Sequence[str], own: Floats, land: _Land) -> None:
    """Give the villages of ``order``, one after the other, a place apart from all that have one."""
    first = _candidates([codes[i] for i in order], own[order], land, 0)
    fits = _fits(first.reshape(-1, 2), np.repeat(own[order], _BLOCK, axis=0), land).reshape(len(order), _BLOCK)
    placed = [p for p in places if not np.isnan(p[0])]
    room = np.full((len(codes), 2), np.inf)
    room[: len(placed)] = np.array(placed).reshape(-1, 2)
    for rank, (count, i) in enumerate(enumerate(order, start=len(placed))):
        places[i] = room[count] = _apart(codes[i], own[i], first[rank], fits[rank], room[:count], land)


def _candidates(codes: Sequence[str], own: Floats, land: _Land, block: int) -> Floats:
    """Candidates of each village around its own seat, shape (villages, block size, 2)."""
    seed = land.seed
    z = np.stack([normals((_BLOCK,), seed, "village distance", code, block) for code in codes])
    bearing = 2.0 * np.pi * np.stack([uniforms((_BLOCK,), seed, "village bearing", code, block) for code in codes])
    radius = land.r50_km * np.exp(SD_LOG * z)
    return np.asarray(own[:, None, :] + np.stack([radius * np.sin(bearing), radius * np.cos(bearing)], axis=2))


def _fits(points: Floats, own: Floats, land: _Land) -> NDArray[np.bool_]:
    """Whether each point is inside the county and not much nearer to another seat than to its own."""
    near = np.hypot(*(points - own).T) <= NEAREST_RATIO * separations(points, land.seats).min(axis=1)
    return np.asarray(near & land.region.contains(points))


def _apart(code: str, own: Floats, points: Floats, fits: NDArray[np.bool_], room: Floats, land: _Land) -> Floats:
    """The first candidate that fits and keeps its distance; failing that the first that fits, then that nearest to its
    seat's town."""
    fallback: Floats | None = None
    for block in range(_BLOCKS):
        if block:
            points = _candidates([code], own[None, :], land, block)[0]
            fits = _fits(points, np.repeat(own[None, :], _BLOCK, axis=0), land)
        for point in points[fits]:
            if not len(room) or float(np.hypot(*(room - point).T).min()) >= land.spacing:
                return np.asarray(point)
            fallback = point if fallback is None else fallback
    return _in_town(own, land.region, land.seed, code) if fallback is None else np.asarray(fallback)


def _in_town(seat: Floats, region: Region, seed: int, code: str) -> Floats:
    """A point within 1 km of a seat, inside the county where the seat is."""
    u = uniforms((_BLOCK, 2), seed, "in town", code)
    radius, bearing = TOWN_KM * np.sqrt(u[:, 0]), 2.0 * np.pi * u[:, 1]
    points = seat + np.column_stack([radius * np.sin(bearing), radius * np.cos(bearing)])
    inside = region.contains(points)
    return np.asarray(points[int(inside.argmax())])
