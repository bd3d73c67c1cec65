"""A stylised county 示意县: equal townships around a hub, equal villages on loop roads. What a real county looks like
in these terms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.arrays import Floats
from sim.county.bearing import by_bearing
from sim.county.county import County, Note, PointPlace, Seat, Village
from sim.county.spec import CIRCUITY, CountySpec, Stylised
from sim.problems import phrase

POINT_KM = 0.5
"""One way to the village point where neither config nor county says (a settled hill county)."""


@dataclass(frozen=True)
class StylisedTerms:
    """A county in the terms of a stylised one.

    Attributes:
        villages: points a township, mean.
        loop_km: length of a round over so many villages as were asked for, mean.
        hub_km: road from the hub to a township seat, mean over points.
    """

    townships: int
    villages: int
    loop_km: float
    hub_km: float


def outline(county: County, loop_villages: int) -> StylisedTerms:
    """Measure a county: its points by bearing from their seat are cut into rounds, each shortened by exchanging legs.

    A round of another number of villages counts as long as the same spacing gives for ``loop_villages``.
    """
    rounds = [loop_km(county, t, loop_villages) for t in range(len(county.townships))]
    points = [sum(p.township == t for p in county.points) for t in range(len(county.townships))]
    known = [t for t, n in enumerate(points) if n]
    towns = [county.township_place(p.township) for p in county.points] or [
        county.township_place(t) for t in range(len(county.townships))
    ]
    mean = float(
        np.average([rounds[t] for t in known], weights=[points[t] for t in known])
    ) if known else Stylised().loop_km
    return StylisedTerms(
        len(county.townships), max(1, round(len(county.points) / len(county.townships))), mean,
        float(county.road_km[0, towns].mean()),
    )


def loop_km(county: County, township: int, loop_villages: int) -> float:
    """Mean length of a township's rounds, each weighed by its points; NaN where it has none."""
    seat, base = county.townships[township], county.township_place(township)
    ring = by_bearing({
        i: (p.x_km - seat.x_km, p.y_km - seat.y_km) for i, p in enumerate(county.points) if p.township == township
    })
    if not ring:
        return math.nan
    parts = np.array_split(ring, math.ceil(len(ring) / loop_villages))
    lengths = [tour_km(
        county.road_km, base, [county.point_place(int(i)) for i in part]
    ) * (loop_villages + 1) / (len(part) + 1) for part in parts]
    return float(np.average(lengths, weights=[len(part) for part in parts]))


def tour_km(road: Floats, base: int, places: list[int]) -> float:
    """Length of a short round from ``base`` over all places: nearest first, then legs exchanged while that shortens it
    (2-opt)."""
    left, way = list(places), [base]
    while left:
        here = way[-1]
        left.remove(near := min(left, key=lambda p: (float(road[here, p]), p)))
        way.append(near)
    way.append(base)

    def length(of: list[int]) -> float:
        return float(sum(road[a, b] for a, b in pairwise(of)))

    best = length(way)
    improved = True
    while improved:
        improved = False
        for i in range(1, len(way) - 2):
            for j in range(i + 1, len(way) - 1):
                other = [*way[:i], *way[i : j + 1][::-1], *way[j + 1 :]]
                if (km := length(other)) < best - 1e-9:
                    way, best, improved = other, km, True
    return best


@dataclass(frozen=True)
class _Stand:
    """Where a village of a township stands: on which loop, how far along it, how long that loop is, km."""

    loop: int
    at: float
    length: float

    @property
    def from_seat(self) -> float:
        return min(self.at, self.length - self.at)


def stylised_county(
    spec: CountySpec, form: Stylised, household_size: float, circuity: float | None = None,
    point_km: float | None = None,
) -> County:
    """The county of a ``Stylised`` form.

    Townships lie evenly on a circle around the hub. A township's villages are dealt over ceil(villages / loop_villages)
    loop roads; along each of them they and the seat are evenly spaced, and the way from one loop to another leads over
    the seat. On the map a loop is a wedge: out on one side, back on the other; the positions only serve maps and what
    goes by bearing.

    Args:
        household_size: people.
        circuity, point_km: take precedence over the spec's own (a scenario's parameters).
    """
    bend = circuity or spec.circuity or CIRCUITY[spec.terrain]
    hub = Seat(f"{spec.slug}-hub", "示意县", "Stylised county", 0.0, 0.0, 0.0, 0.0, "synthetic")
    stands = _stands(form)
    townships = tuple(_township(form, t, bend) for t in range(form.townships))
    villages = tuple(
        _village(form, t, i, townships, stands, bend) for t in range(form.townships) for i in range(len(stands))
    )
    home = point_km if point_km is not None else spec.point_km
    return County(
        slug=spec.slug, name=hub.name, name_en=hub.pinyin,
        area_km2=math.pi * ((form.hub_km + form.loop_km / 2) / bend) ** 2,
        household_size=household_size, terrain=spec.terrain, circuity=bend, point_km=POINT_KM if home is None else home,
        placement_seed=spec.placement_seed, hub=hub, townships=townships, villages=villages,
        points=tuple(map(PointPlace.at_home, villages)),
        road_km=_roads(form, stands), boundary=(), schematic=True, notes=_notes(len(villages)),
    )  # fmt: skip


def _township(form: Stylised, number: int, bend: float) -> Seat:
    turn = _turn(form, number)
    x, y = form.hub_km / bend * math.sin(turn), form.hub_km / bend * math.cos(turn)
    told = number + 1
    return Seat(f"T{told}", f"乡镇{told}", f"Township {told}", 0.0, 0.0, x, y, "synthetic")


def _turn(form: Stylised, township: int) -> float:
    """Bearing of a township from the hub, radians."""
    return 2 * math.pi * township / form.townships


def _village(
    form: Stylised, township: int, index: int, seats: Sequence[Seat], stands: list[_Stand], bend: float
) -> Village:
    """A village of a township, with a point of its own."""
    stand, seat, told = stands[index], seats[township], f"{township + 1}-{index + 1}"
    bearing = _turn(form, township) + _bearing(stand, stands[-1].loop + 1)
    away = stand.from_seat / bend
    return Village(
        f"T{township + 1}V{index + 1}", f"村{told}", f"Village {told}", township, form.residents, form.parcels_day,
        0.0, 0.0, seat.x_km + away * math.sin(bearing), seat.y_km + away * math.cos(bearing),
        township * len(stands) + index, "synthetic", "synthetic",
    )  # fmt: skip


def _notes(villages: int) -> tuple[Note, ...]:
    made = ("note.village_positions", "note.village_populations", "note.road_distances")
    return tuple(Note(phrase(what), "synthetic", villages, phrase("source.stylised")) for what in made)


def _stands(form: Stylised) -> list[_Stand]:
    """The villages of a township along its loops."""
    spacing = form.loop_km / (form.loop_villages + 1)
    parts = np.array_split(np.arange(form.villages), math.ceil(form.villages / form.loop_villages))
    return [
        _Stand(n, spacing * (i + 1), spacing * (len(part) + 1)) for n, part in enumerate(parts)
        for i in range(len(part))
    ]


def _bearing(stand: _Stand, loops: int) -> float:
    """Direction from the seat: in the middle third of the loop's sector, on one edge on the way out, on the other on
    the way back."""
    side = -1 if 2 * stand.at <= stand.length else 1
    return 2 * math.pi * stand.loop / loops + side * math.pi / (3 * max(loops, 2))


def _roads(form: Stylised, stands: list[_Stand]) -> Floats:
    """Road km between all places: within a loop along it, either way round; between loops over the seat; between
    townships seat to seat."""
    villages, townships = len(stands), form.townships
    between, first = _between_seats(form), 1 + townships
    away = np.tile(np.array([s.from_seat for s in stands]), townships)
    to_seats = between[:, np.repeat(np.arange(townships), villages)] + away
    km = np.zeros((first + townships * villages,) * 2)
    km[0, 1:first] = km[1:first, 0] = form.hub_km
    km[0, first:] = km[first:, 0] = form.hub_km + away
    km[1:first, 1:first] = between
    km[1:first, first:] = to_seats
    km[first:, 1:first] = to_seats.T
    km[first:, first:] = _between_villages(stands, between, away)
    return km


def _between_villages(stands: list[_Stand], between: Floats, away: Floats) -> Floats:
    """Road km between all villages.

    Args:
        between: km between the seats. ``away``: of each village from its seat.
    """
    townships = len(between)
    township = np.repeat(np.arange(townships), len(stands))
    over_seats = between[township[:, None], township[None, :]] + away[:, None] + away[None, :]
    same = township[:, None] == township[None, :]
    return np.where(same, np.tile(_within_township(stands), (townships, townships)), over_seats)


def _between_seats(form: Stylised) -> Floats:
    """Road km between township seats: chords of the circle on which they lie."""
    turn = 2 * np.pi * np.arange(form.townships) / form.townships
    return np.asarray(2 * form.hub_km * np.abs(np.sin((turn[:, None] - turn[None, :]) / 2)))


def _within_township(stands: list[_Stand]) -> Floats:
    """Road km between the villages of a township."""
    loop, at = np.array([s.loop for s in stands]), np.array([s.at for s in stands])
    length, out = np.array([s.length for s in stands]), np.array([s.from_seat for s in stands])
    apart = np.abs(at[:, None] - at[None, :])
    along = np.minimum(apart, length[:, None] - apart)
    return np.asarray(np.where(loop[:, None] == loop[None, :], along, out[:, None] + out[None, :]))
