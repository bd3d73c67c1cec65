"""Rounds of vehicles of our own over several areas: how many vehicles, of which type, stationed where, and at which departure times."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.county.county import County
from sim.plan.note import PlanNote
from sim.problems import Joined, Said, phrase
from sim.service.draft.draft import Draft
from sim.service.draft.homes import homes
from sim.service.draft.price import fixed_yuan_day
from sim.service.draft.timetable import Served, patterns, visits_of
from sim.service.rounds.rounds import UNITS, Area, LineStop, Rounds, at_least_one, by_township, capacity, filling, share_out, visit_load
from sim.service.rounds.stations import VehicleBase, long_rounds, ride_to, sharing, station, trips_of

District = tuple[int, list[Area]]
"""A number of vehicles given, and the areas they are for."""


@dataclass(frozen=True)
class Drawn:
    """One way to serve all areas: its stations, and what there is to note."""

    stations: tuple[VehicleBase, ...]
    notes: tuple[PlanNote, ...]

    @property
    def yuan_day(self) -> float:
        """Of vehicles, drivers and km."""
        return sum(of.yuan_day for of in self.stations)


def own_rounds(draft: Draft, asked: Rounds, areas: Sequence[Area]) -> dict[int, LineStop]:
    """Add lines, depots and their vehicles for all areas; which line and stop serves each place.

    Where the number of vehicles is not given, what costs least a day is taken: whether the lines are spread over the
    departure times or all leave at one of them, which neighbouring areas share vehicles, and which of the allowed types
    each depot has.
    """
    districts = _districts(draft, asked, areas)
    drawn = _drawn(draft, asked, areas, districts)
    for other in _at_one_time(draft, asked, areas, drawn.yuan_day):
        drawn = min(drawn, _drawn(draft, other, areas, districts), key=lambda d: d.yuan_day)
    draft.note_all(drawn.notes)
    ways: dict[int, LineStop] = {}
    depots: dict[str, tuple[int, int]] = {}
    for base in drawn.stations:
        depot = None if asked.each_its_own else _depot(draft, asked, base, _depot_key(asked, base))
        depots |= {member.area.key: (-1 if depot is None else depot, len(base.lines)) for member in base.members}
        ways |= _add_lines(draft, asked, base, depot)
    for count, mine in districts:
        _share_vehicles(draft, count, dict(depots[area.key] for area in mine))
    return ways


def _depot_key(asked: Rounds, base: VehicleBase) -> str:
    """The key of a depot whose vehicles all lines of a base share."""
    return asked.prefix if asked.shared else f"{asked.prefix}/{base.home.key}"


def _add_lines(draft: Draft, asked: Rounds, base: VehicleBase, depot: int | None) -> dict[int, LineStop]:
    """Add the lines of a base to the draft, each with a depot of its own where they have none in common; which line and
    stop serves each place."""
    ways: dict[int, LineStop] = {}
    for served in base.lines:
        its_own = _depot(draft, asked, base, served.line.key) if depot is None else depot
        number = draft.add_line(Served(served.line.from_depot(its_own), served.service))
        ways |= {stop.place: (number, i) for i, stop in enumerate(served.line.stops)}
    return ways


def _share_vehicles(draft: Draft, count: int, lines: Mapping[int, int]) -> None:
    """Give so many vehicles to depots, by how many lines each has."""
    for depot, part in zip(lines, share_out(count, list(lines.values())), strict=True):
        draft.give_vehicles(depot, part)


def _depot(draft: Draft, asked: Rounds, of: VehicleBase, key: str) -> int:
    """A new depot at a station's base, with as many vehicles as its lines will ask for, unless those of another run them."""
    if asked.depot is not None:
        return asked.depot
    return draft.depot(key, asked.operator, of.home.base, of.vehicle, None)


def _at_one_time(draft: Draft, asked: Rounds, areas: Sequence[Area], best: float) -> list[Rounds]:
    """The same with all lines at one of the departure times, where they may be spread over several and it could cost less than ``best``:
    no vehicle then runs two rounds a day."""
    if any(area.schedule for area in areas) or asked.count != "auto" or visits_of(asked.visits, asked.times) > 1 or len(asked.times) < 2:
        return []
    fills = (sum(filling(draft, asked, area, visit_load(draft, asked, area)).values()) for area in areas)
    rounds = sum(math.ceil(fill * UNITS / capacity(draft, asked)) for fill in fills)
    kinds = (draft.vehicles[kind] for kind in (asked.vehicle, *asked.allowed))
    least = rounds / len(patterns(asked.days_per_week)) * min(fixed_yuan_day(draft.parameters, kind, asked.by_riders) for kind in kinds)
    return [replace(asked, times=(time,)) for time in asked.times] if least < best else []


def _drawn(draft: Draft, asked: Rounds, areas: Sequence[Area], districts: Sequence[District]) -> Drawn:
    """One way to serve all areas at the departure times asked for."""
    notes: list[PlanNote] = []
    at = _homes(draft, asked, areas, districts, notes)
    trips = [trips_of(draft, asked, area, ride_to(draft, asked, home.base, area.base), notes) for area, home in zip(areas, at, strict=True)]
    found: list[VehicleBase] = []
    for home in at[:1] if asked.shared else {area.key: area for area in at}.values():
        members = [of for of, its in zip(trips, at, strict=True) if asked.shared or its is home]
        found.append(station(draft, asked, home, members))
    if asked.count == "auto" and not asked.shared and not asked.by_riders:
        found = sharing(draft, asked, found)
    return Drawn(tuple(found), (*notes, *(note for of in found for note in long_rounds(draft, asked, of))))


def _districts(draft: Draft, asked: Rounds, areas: Sequence[Area]) -> list[District]:
    """The vehicles given, if a number was, for all areas; or for those of each township named."""
    if asked.count == "auto" or not areas:
        return []
    if not isinstance(asked.count, dict):
        at_least_one(asked.counted, {"": asked.count})
        return [(asked.count, list(areas))]
    named = by_township(draft, asked.count)
    found = [(count, [area for area in areas if area.township == t]) for t, count in named.items()]
    at_least_one(asked.counted, {draft.county.townships[mine[0].township].name: count for count, mine in found if mine})
    if asked.shared:
        return [(sum(count for count, _ in found), list(areas))]
    return [(count, mine) for count, mine in found if mine]


def _homes(
    draft: Draft, asked: Rounds, areas: Sequence[Area], districts: Sequence[District], notes: list[PlanNote]
) -> list[Area]:
    """By area, the one at whose base its vehicles are stationed: its own, or, where vehicles given are fewer than
    bases, a neighbour's."""
    found = {area.key: area for area in areas}
    for count, mine in districts:
        if asked.shared or count >= len(mine):
            continue
        bases = [area.base for area in mine]
        at = homes(count, [sum(area.daily.values()) for area in mine], draft.county.road_km[np.ix_(bases, bases)])
        found |= {area.key: mine[home] for area, home in zip(mine, at, strict=True)}
        told = phrase(
            "plannote.shared_vehicles", vehicles=count, bases=len(mine), together=_together(draft.county, mine, at)
        )
        notes.append(PlanNote(asked.prefix, told))
    return [found[area.key] for area in areas]


def _together(county: County, areas: Sequence[Area], homes: Sequence[int]) -> tuple[Joined, ...]:
    """The areas that share a home with others, home by home, by the names of their bases."""
    by_home: dict[int, list[Said]] = {}
    for area, home in zip(areas, homes, strict=True):
        by_home.setdefault(home, []).append(county.called(area.base))
    return tuple(Joined(tuple(names)) for names in by_home.values() if len(names) > 1)
