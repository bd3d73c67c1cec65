"""Stations: vehicles of one depot with the rounds that they run, in turn, for one area or for several neighbouring ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sim.clock import HOUR
from sim.plan.line import Line
from sim.plan.note import PlanNote
from sim.plan.vehicle import VehicleType
from sim.problems import phrase
from sim.service.draft.draft import Carrier, Draft, Ride, line_of
from sim.service.draft.fleet import units_needed
from sim.service.draft.price import fleet_yuan_day
from sim.service.draft.savings import joined
from sim.service.draft.timetable import Served, services
from sim.service.rounds.rounds import Area, Rounds, farthest, filling, route, together, visit_load, within_range


@dataclass(frozen=True)
class Trip:
    """A round of an area: its places in order, planned parcels by place of each of the vehicles that leave ``together``, and these in mean parcels."""

    way: tuple[int, ...]
    each: dict[int, float]
    fill: float
    together: int


@dataclass(frozen=True)
class AreaRounds:
    """The rounds of an area, and the departure times that they may have."""

    area: Area
    times: tuple[int, ...]
    trips: tuple[Trip, ...]


@dataclass(frozen=True)
class VehicleBase:
    """Vehicles of one type at the base of ``home``: lines, without a depot yet, of all members, and yuan a day of it all."""

    home: Area
    members: tuple[AreaRounds, ...]
    vehicle: str
    lines: tuple[Served, ...]
    yuan_day: float


def trips_of(draft: Draft, asked: Rounds, area: Area, ride: Ride, notes: list[PlanNote]) -> AreaRounds:
    """The rounds of an area by vehicles that come to it on an empty ride; what is left out is noted among ``notes``."""
    asked = asked.to(area)
    key, far = f"{asked.prefix}/{area.key}", farthest(draft, asked, area) + ride.drive
    times = draft.within_duty(key, asked.times, far, notes)
    rounds = replace(asked, times=times)
    load = visit_load(draft, rounds, area)
    fill = filling(draft, rounds, area, load)
    ways = [
        part
        for way in route(draft, rounds, area, load, ride.drive)
        for part in within_range(draft, rounds, area, way, notes, ride.km)
    ]
    trips = [_trip(draft, rounds, way, load, fill) for way in ways]
    full_ones = [trip.together for trip in trips if trip.together > 1]
    if asked.each_its_own and full_ones:
        told = phrase("plannote.more_carriers", rounds=len(full_ones), people=sum(full_ones))
        notes.append(PlanNote(key, told))
    return AreaRounds(area, times, tuple(trips))


def _trip(
    draft: Draft, rounds: Rounds, way: Sequence[int], load: Mapping[int, float], fill: Mapping[int, float]
) -> Trip:
    """A round over places, by as many vehicles as hold its parcels."""
    full = sum(fill[place] for place in way)
    number = together(draft, rounds, full)
    return Trip(tuple(way), {place: load[place] / number for place in way}, full / number, number)


def ride_to(draft: Draft, asked: Rounds, home: int, base: int) -> Ride:
    """The empty ride from where a vehicle is stationed to the base of its round, and home again."""
    if home == base:
        return Ride()
    return draft.ride(home, base, asked.between_kmh or asked.pace.stem_kmh)


LinesOfBases = dict[tuple[int, str], list[Line]]
"""The lines of an area's rounds by the base that they are run from and the area, drawn once however stations join."""


def station(
    draft: Draft, asked: Rounds, home: Area, members: Sequence[AreaRounds], drawn: LinesOfBases | None = None
) -> VehicleBase:
    """Vehicles at one area's base that run the rounds of all members: departure times are dealt out in turn, and where
    the number of vehicles is not given they are of the allowed type that costs least.

    Args:
        drawn: lines that were drawn before for the same rounds, to which those drawn now are added.
    """
    lines, drawn = list[Served](), {} if drawn is None else drawn
    for of in members:
        known = (home.base, of.area.key)
        if known not in drawn:
            drawn[known] = _drawn(draft, asked, home, of)
        lines += _served(asked, of, drawn[known], len(lines))
    heaviest = max((trip.fill for of in members for trip in of.trips), default=0.0)
    allowed = asked.allowed if asked.count == "auto" else ()
    kinds = [asked.vehicle, *(kind for kind in allowed if _carries(draft, kind, heaviest, lines))]
    yuan = {kind: fleet_yuan_day(draft.parameters, draft.vehicles[kind], lines, asked.by_riders) for kind in kinds}
    kind = min(kinds, key=yuan.__getitem__)
    typed = tuple(replace(of, line=_by_type(of.line, draft.vehicles[kind])) for of in lines)
    return VehicleBase(home, tuple(members), kind, typed, yuan[kind])


def _drawn(draft: Draft, asked: Rounds, home: Area, of: AreaRounds) -> list[Line]:
    """The lines of an area from a base."""
    ride = ride_to(draft, asked, home.base, of.area.base)
    return [_line(draft, asked, of.area, trip, number, ride) for number, trip in enumerate(of.trips, start=1)]


def _served(asked: Rounds, of: AreaRounds, lines: Sequence[Line], before: int) -> list[Served]:
    """The lines of an area from a base that has so many already, with their turns of the departure times."""
    rounds = asked.to(of.area)
    turns = services(len(of.trips), rounds.days_per_week, of.times, rounds.visits, before)
    if rounds.market is not None:
        market = rounds.market[of.area.township]
        turns = [turn.on(market.days, market.gap) for turn in turns]
    each = zip(lines, turns, of.trips, strict=True)
    return [Served(line, turn.together(trip.together)) for line, turn, trip in each]


def _by_type(line: Line, v: VehicleType) -> Line:
    """A line that a type of vehicle runs."""
    return replace(line, vehicle=v.key, capacity_parcels=v.parcels, capacity_grams=v.grams, capacity_ml=v.ml)


def _line(draft: Draft, asked: Rounds, area: Area, trip: Trip, number: int, ride: Ride) -> Line:
    vehicle = draft.vehicles[asked.vehicle]
    carrier = Carrier(
        asked.leg, asked.operator, asked.departure, asked.vehicle, vehicle.capacity, ride,
    )  # fmt: skip
    key, name = f"{asked.prefix}/{area.key}/{number}", f"{asked.name} {draft.places[area.base].name} {number}"
    return line_of(draft, key, name, carrier, area.base, trip.way, asked.pace, trip.each, area.township)


def _carries(draft: Draft, kind: str, heaviest: float, lines: Sequence[Served]) -> bool:
    """Whether a type holds the heaviest planned load and has the range."""
    return heaviest <= draft.parameters.fleet.target_load * draft.vehicle_space(kind) and in_range(draft, kind, lines)


def in_range(draft: Draft, kind: str, lines: Sequence[Served]) -> bool:
    """Whether vehicles of a type, the fewest that run the lines, drive the busiest day's km on one charge each."""
    limit = draft.parameters.vehicles[kind].range_km
    return limit is None or _most_km(lines) <= limit * units_needed(lines)


def _most_km(lines: Sequence[Served]) -> float:
    """Km of the busiest weekday."""
    return max(sum(of.line.km * len(of.service.times) for of in lines if day in of.service.weekdays) for day in range(7))


def sharing(draft: Draft, asked: Rounds, stations: Sequence[VehicleBase]) -> list[VehicleBase]:
    """Stations, of which two become one, the areas of both served from the base of the first, as long as that saves."""
    drawn: LinesOfBases = {}

    def both(a: VehicleBase, b: VehicleBase) -> VehicleBase | None:
        one = station(draft, asked, a.home, (*a.members, *b.members), drawn)
        return one if _in_time(draft, one) else None

    return joined(stations, both, lambda of: of.yuan_day)


def _in_time(draft: Draft, of: VehicleBase) -> bool:
    """Whether every round, with its empty ride, is no longer than rounds may be, and back within duty."""
    longest, (_, end) = draft.parameters.fleet.max_round_h * HOUR, draft.duty
    return all(served.within(longest, end) for served in of.lines)


def long_rounds(draft: Draft, asked: Rounds, of: VehicleBase) -> list[PlanNote]:
    """A note for each area with rounds, loading included, that are longer than they should be."""
    limit, notes = draft.parameters.fleet.max_round_h, list[PlanNote]()
    for key in (f"{asked.prefix}/{member.area.key}" for member in of.members):
        planned = [served.line.cycle for served in of.lines if served.line.key.startswith(f"{key}/")]
        if over := [each for each in planned if each > limit * HOUR]:
            notes.append(PlanNote(key, phrase("plannote.long_rounds", count=len(over), hours=round(max(over) / HOUR, 1), limit=limit)))
    return notes
