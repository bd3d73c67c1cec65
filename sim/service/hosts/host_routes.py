"""How many routes a host 承运方 has on a leg, which townships they serve, and on which days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.clock import MINUTE
from sim.parameters.hosts import Host
from sim.plan.actor import Actor
from sim.plan.leg import Leg
from sim.problems import InputError, Joined, Problem, phrase
from sim.service.draft.draft import Draft, Pace, Ride, Room, pace
from sim.service.draft.homes import homes
from sim.service.draft.timetable import Service, clock_times, patterns, services
from sim.service.hosts.host_space import mean_free
from sim.service.mode.mode import LegRule
from sim.service.rounds.rounds import share_out

Stops = Mapping[int, Sequence[int]]
"""Places by township."""


@dataclass(frozen=True)
class Turn:
    """When a route serves a township, and the empty ride to it where the vehicle is stationed at a neighbour's."""

    service: Service
    ride: Ride


@dataclass(frozen=True, eq=False)
class HostLeg:
    """A leg that a host carries on its own runs."""

    draft: Draft
    rule: LegRule

    @property
    def host(self) -> Host:
        """The host's parameters."""
        return self.draft.parameters.host[self.rule.carrier]

    @property
    def actor(self) -> Actor:
        """Who runs the lines."""
        return Actor.host(self.rule.carrier)

    @property
    def pace(self) -> Pace:
        """How fast its rounds go: a bus on a road does not wait for unloading."""
        roads, kmh = self.draft.parameters.roads, self.host.speed_kmh
        if self.rule.shape == "road":
            return Pace(kmh, roads.bus_kmh, round(roads.bus_stop_min * MINUTE), 0)
        return pace(self.draft, kmh, kmh if self.rule.leg == Leg.VILLAGE else roads.trunk_kmh)

    @cached_property
    def room(self) -> Room:
        """What a run leaves free on average."""
        return self.room_with(self.host.free_parcels)

    def room_with(self, most: int) -> Room:
        """What a run leaves free on average that takes along so many parcels at most."""
        return mean_free(self.host, self.draft.vehicles[self.host.vehicle].capacity, most, self.draft.parameters)

    @property
    def patterns(self) -> int:
        """Routes of a vehicle: one on each of the alternating weekday patterns; a bus goes the same road."""
        return 1 if self.rule.shape == "road" else len(patterns(self.host.days_per_week))

    def base(self, township: int) -> int:
        """Where its lines to a township start."""
        return self.draft.county.township_place(township) if self.rule.leg == Leg.VILLAGE else 0

    def services(self, routes: int) -> list[Service]:
        """Days and times of so many routes."""
        host = self.host
        return services(routes, host.days_per_week, clock_times(host.depart), host.visits_per_day)

    def called(self, township: int, number: int) -> tuple[str, str]:
        """Key and name of one of its lines to a township."""
        town = self.draft.county.townships[township]
        seat = self.draft.places[self.draft.county.township_place(township)].name
        return f"{self.rule.leg}/{self.actor}/{town.code}/{number}", f"{self.host.name_zh} {seat} {number}"

    def of_its_own(self, turn: Turn, township: int, number: int) -> Turn:
        """The turn of a line by the first of the host's ``timetables`` that is of it."""
        town, called = self.draft.county.townships[township], self.called(township, number)
        for own in self.host.timetables.values():
            if own.speaks_of(called, (town.code, town.name)):
                weekdays = tuple(sorted({day - 1 for day in own.weekdays})) or turn.service.weekdays
                times = turn.service.times if own.depart is None else clock_times(own.depart)
                return replace(turn, service=Service(weekdays, times))
        return turn

    def routes(self, townships: int) -> int:
        """How many routes the host has; by rule at least one a township."""
        if self.host.vehicles == "auto":
            vehicles = max(1, round(len(self.draft.county.rural) / self.host.villages_per_vehicle))
            return max(townships, vehicles * self.patterns)
        return self.host.vehicles * self.patterns

    def stops_by_township(self) -> dict[int, list[int]]:
        """Places that the host is planned for: the towns, or all but those in town where it starts at the township."""
        if self.rule.leg == Leg.TRUNK:
            towns = sorted({village.township for village in self.draft.county.rural})
            return {t: [self.draft.county.township_place(t)] for t in towns}
        found: dict[int, set[int]] = {}
        for place, village in zip(self.draft.spots.tolist(), self.draft.county.rural, strict=False):
            if village.point >= 0 or self.rule.leg != Leg.VILLAGE:
                found.setdefault(village.township, set()).add(place)
        return {t: sorted(places) for t, places in sorted(found.items())}

    def people(self, townships: Stops) -> list[int]:
        """Of each township, those at its places."""
        at = self.draft.county.people
        return [sum(at.get(place, 0) for place in places) for places in townships.values()]


def routes_by_township(leg: HostLeg, townships: Stops, routes: int) -> dict[int, int]:
    """Number of routes of each township, by its share of people or of places, whichever is larger."""
    people, places = leg.people(townships), [len(of) for of in townships.values()]
    weights = [max(n / max(1, sum(people)), m / sum(places)) for n, m in zip(people, places, strict=True)]
    return dict(zip(townships, share_out(routes, weights), strict=True))


def in_turn(leg: HostLeg, townships: Stops, routes: int) -> dict[int, Turn]:
    """Fewer routes than townships: neighbours share one, which serves them in turn on its weekdays. By township.

    Raises:
        InputError: a route has fewer service days a week than townships to serve.
    """
    groups = _neighbours(leg, townships, routes)
    dealt = leg.services(len(groups))
    if any(len(members) > len(service.weekdays) for members, service in zip(groups.values(), dealt, strict=True)):
        raise InputError([_too_few(leg, townships)])
    found: dict[int, Turn] = {}
    for (home, members), service in zip(groups.items(), dealt, strict=True):
        for turn, member in enumerate(sorted(members, key=lambda m: (m != home, m))):
            days = service.weekdays[turn :: len(members)]
            found[member] = Turn(Service(days, service.times), _ride(leg, home, member))
    together = tuple(_names(leg, members) for members in groups.values() if len(members) > 1)
    told = phrase("plannote.days_in_turn", routes=routes, townships=len(townships), together=together)
    leg.draft.note(str(leg.actor), told)
    return found


def _names(leg: HostLeg, townships: Iterable[int]) -> Joined:
    """Townships by name, one after the other."""
    county = leg.draft.county
    return Joined(tuple(county.called(county.township_place(t)) for t in townships))


def _neighbours(leg: HostLeg, townships: Stops, routes: int) -> dict[int, list[int]]:
    """By township where a route is stationed, those that share it."""
    numbers = list(townships)
    seats = [leg.draft.county.township_place(t) for t in numbers]
    groups: dict[int, list[int]] = {}
    at = homes(routes, leg.people(townships), leg.draft.county.road_km[np.ix_(seats, seats)])
    for member, home in zip(numbers, at, strict=True):
        groups.setdefault(numbers[home], []).append(member)
    return groups


def _ride(leg: HostLeg, home: int, member: int) -> Ride:
    """The empty ride from the township where a vehicle is stationed to another, and home again; none where it starts at the hub."""
    if leg.rule.leg != Leg.VILLAGE or member == home:
        return Ride()
    return leg.draft.ride(leg.base(home), leg.base(member), leg.draft.parameters.roads.trunk_kmh)


def _too_few(leg: HostLeg, townships: Stops) -> Problem:
    """More townships share a route than it has days of service."""
    host, most = leg.host, min(map(len, patterns(leg.host.days_per_week)))
    enough = next(n for n in range(1, len(townships) + 1) if _largest_group(leg, townships, n * leg.patterns) <= most)
    found = phrase("plan.few_vehicles", count=host.vehicles, townships=len(townships), days=host.days_per_week)
    where, allowed = f"host.{leg.rule.carrier}.vehicles", phrase("plan.enough_vehicles", number=enough)
    return Problem("plan.too_few_vehicles", where, found, allowed, phrase("plan.days_in_turn"))


def _largest_group(leg: HostLeg, townships: Stops, routes: int) -> int:
    """The most townships that share one of so many routes."""
    return max(map(len, _neighbours(leg, townships, routes).values()))
