"""What hosts 承运方 run anyway: their rounds and roads, the villages on them, and the space they have left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR, MINUTE
from sim.parameters.operation import Host
from sim.plan.actor import Actor
from sim.plan.departure import Hosted
from sim.problems import InputError, Joined, Problem, phrase
from sim.service.draft import Carrier, Draft, Pace, Ride, Room, line_of, pace
from sim.service.homes import homes
from sim.service.host_space import mean_free
from sim.service.mode import LegRule
from sim.service.roads import road_stops
from sim.service.rounds import LineStop, driving_seconds, share_out
from sim.service.routes import RoutingTask
from sim.service.timetable import Served, Service, accumulated, clock_times, patterns, services, visits_of

_NO_LIMIT = 10**7
"""Seconds: a host's round takes as long as it takes."""

_UNEVEN = (1.2, 1.5, 2.0, math.inf)
"""A host's round may have so many times the people of its mean round; the next where the rounds it has cannot be so even."""


@dataclass
class HostNetwork:
    """The lines a host has, whether parcels use them or not.

    Attributes:
        ways: the line (of this network) and stop of each place on them.
        relays: where a relay starts, for each place that is off them: at the nearest stop on its way out, or at the base of the lines.
        room: what a run leaves free on average.
        spare: by line, the county's mean parcels of a service day that still fit under the target load.
        days: by line, the largest load of a service day in mean days.
        used: number in the draft of each line that parcels use.
    """

    host: str
    lines: list[Served] = field(default_factory=list)
    ways: dict[int, LineStop] = field(default_factory=dict)
    relays: dict[int, int] = field(default_factory=dict)
    room: Room = (1.0, 1.0, 1.0)
    spare: list[float] = field(default_factory=list)
    days: list[float] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)

    def way(self, draft: Draft, place: int) -> LineStop:
        """The line and stop of a place in the draft, where the line is added when first used."""
        line, stop = self.ways[place]
        if line not in self.used:
            self.used[line] = draft.add_line(self.lines[line])
        return self.used[line], stop

    def take(self, daily: dict[int, float]) -> set[int]:
        """Take up places, line by line and stop by stop, those off the road after them, while loads stay under the target.

        Returns:
            The places that fit. Their load is taken from the spare space.
        """
        start = {place: self.relays.get(place, place) for place in daily if place in self.ways or place in self.relays}
        fitting = {place for place, at in start.items() if at not in self.ways}  # a relay from the base needs no room
        order = sorted((self.ways[at], place in self.relays, place) for place, at in start.items() if at in self.ways)
        for (line, _), _, place in sorted(order, key=lambda row: (row[0][0], row[1], row[0][1], row[2])):
            load = daily[place] * self.days[line]
            if load <= self.spare[line]:
                self.spare[line] -= load
                fitting.add(place)
        return fitting

    def burden(self, daily: dict[int, float]) -> None:
        """Take up places whatever room is left: what does not fit is nobody else's room either."""
        for place, load in daily.items():
            if (at := self.relays.get(place, place)) in self.ways:
                line, _ = self.ways[at]
                self.spare[line] -= load * self.days[line]


def host_network(draft: Draft, rule: LegRule) -> HostNetwork:
    """The lines of a host for a leg, from the county and the host's parameters alone.

    Raises:
        InputError: it has no vehicle, and none is added, or too few to serve every township on a day of its own.
    """
    host = draft.parameters.host[rule.carrier]
    townships = _stops_by_township(draft, host, rule)
    routes = _routes(draft, host, rule, len(townships))
    shared = _shared(draft, host, rule, townships, routes) if 0 < routes < len(townships) else {}
    network = HostNetwork(rule.carrier)
    if not routes:
        if not (rule.added and draft.parameters.fleet.sizing == "sized"):
            raise InputError([Problem("plan.no_vehicle", f"host.{rule.carrier}.vehicles", "0", phrase("plan.host_vehicles"), phrase("plan.other_host"))])
        draft.note(str(Actor.host(rule.carrier)), phrase("plannote.no_own_vehicles"))
        return network
    if (holds := draft.vehicles[host.vehicle].parcels) < host.free_parcels:
        draft.note(f"host.{rule.carrier}.free_parcels", phrase("plannote.host_vehicle_holds", most=host.free_parcels, parcels=holds))
    numbers = dict.fromkeys(townships, 1) if shared else _routes_by_township(draft, townships, routes)
    dealt = services(max(routes, len(townships)), host.days_per_week, clock_times(host.depart), host.visits_per_day)
    for township, places in townships.items():
        seat = draft.county.township_place(township)
        base = seat if rule.leg == "village" else 0
        if rule.shape == "road":
            roads = road_stops(draft.county, township, places, numbers[township], host.near_km, host.detour)
            ways = [way for road in roads if (way := [place for place in road if place != base])]
        else:
            ways = _balanced(draft, _pace(draft, host, rule), base, [p for p in covered(draft, host, places, seat) if p != base], numbers[township])
        for number, way in enumerate(ways, start=1):
            service, ride = shared.get(township) or (dealt[len(network.lines)], Ride())
            key = f"{rule.leg}/host:{rule.carrier}/{draft.county.townships[township].code}/{number}"
            _add(draft, network, host, rule, key, base, way, township, service, ride)
        _relays(draft, network, host, township, places, base)
    return network


def _stops_by_township(draft: Draft, host: Host, rule: LegRule) -> dict[int, list[int]]:
    """Places that the host is planned for: all but those in town where it starts at the township."""
    found: dict[int, list[int]] = {}
    for v, village in enumerate(draft.county.villages):
        place = int(draft.spots[v])
        if village.point < 0 and rule.leg == "village":
            continue
        stops = found.setdefault(village.township, [])
        if place not in stops:
            stops.append(place)
    return {t: sorted(places) for t, places in sorted(found.items())}


def _routes(draft: Draft, host: Host, rule: LegRule, townships: int) -> int:
    """How many routes the host has: a vehicle runs one on each of the alternating weekday patterns; by rule at least one a township."""
    every = 1 if rule.shape == "road" else len(patterns(host.days_per_week))
    if host.vehicles == "auto":
        return max(townships, max(1, round(len(draft.county.villages) / host.villages_per_vehicle)) * every)
    return host.vehicles * every


def _routes_by_township(draft: Draft, townships: dict[int, list[int]], routes: int) -> dict[int, int]:
    """Number of routes of each township, by its share of people or of places, whichever is larger."""
    people = [sum(_people(draft, places).values()) for places in townships.values()]
    weights = [max(n / max(1, sum(people)), len(of) / sum(map(len, townships.values()))) for n, of in zip(people, townships.values(), strict=True)]
    return dict(zip(townships, share_out(routes, weights), strict=True))


def _together(draft: Draft, host: Host, room: Room, way: Sequence[int], service: Service) -> int:
    """How many of its vehicles leave together on a round: enough for its own parcels (``host.brands``) of a mean week, loaded to the target; one where
    its vehicles are counted."""
    own = draft.expected.daily[[brand in host.brands for brand in draft.expected.brands]].sum(axis=0)
    week = 7 * float(own[np.isin(draft.spots, way)].sum())
    if host.vehicles != "auto" or not week:
        return 1
    goes = len(service.weekdays) * len(service.times) * (1 - host.cancel_share)
    return max(1, math.ceil(week / (draft.parameters.fleet.target_load * draft.space(room) * goes)))


def _shared(draft: Draft, host: Host, rule: LegRule, townships: dict[int, list[int]], routes: int) -> dict[int, tuple[Service, Ride]]:
    """Fewer routes than townships: neighbours share one, which serves them in turn on its weekdays.

    Returns:
        By township, its service, and the empty ride to it where the vehicle is stationed at a neighbour's.

    Raises:
        InputError: a route has fewer service days a week than townships to serve.
    """
    numbers = list(townships)
    people = [sum(_people(draft, places).values()) for places in townships.values()]
    seats = [draft.county.township_place(t) for t in numbers]
    km = draft.county.road_km[np.ix_(seats, seats)]
    groups = _groups(homes(routes, people, km))
    dealt = services(len(groups), host.days_per_week, clock_times(host.depart), host.visits_per_day)
    if any(len(members) > len(service.weekdays) for members, service in zip(groups.values(), dealt, strict=True)):
        raise InputError([_too_few(host, rule, numbers, people, km)])
    found: dict[int, tuple[Service, Ride]] = {}
    for (home, members), service in zip(groups.items(), dealt, strict=True):
        for turn, member in enumerate(sorted(members, key=lambda m: (m != home, m))):
            there = float(km[home, member] + km[member, home]) if rule.leg == "village" and member != home else 0.0
            ride = Ride(there, round(there / draft.parameters.roads.trunk_kmh * HOUR))
            found[numbers[member]] = (replace(service, weekdays=service.weekdays[turn :: len(members)]), ride)
    called, place = draft.county.called, draft.county.township_place
    together = tuple(Joined(tuple(called(place(numbers[m])) for m in members)) for members in groups.values() if len(members) > 1)
    draft.note(str(Actor.host(rule.carrier)), phrase("plannote.days_in_turn", routes=routes, townships=len(numbers), together=together))
    return found


def _groups(home: Sequence[int]) -> dict[int, list[int]]:
    """Members by home."""
    groups: dict[int, list[int]] = {}
    for member, of in enumerate(home):
        groups.setdefault(of, []).append(member)
    return groups


def _too_few(host: Host, rule: LegRule, townships: list[int], people: list[int], km: NDArray[np.float64]) -> Problem:
    """More townships share a route than it has days of service."""
    shapes = patterns(host.days_per_week)
    every = 1 if rule.shape == "road" else len(shapes)
    days = min(map(len, shapes))
    enough = next(n for n in range(1, len(townships) + 1) if n * every >= len(townships) or max(map(len, _groups(homes(n * every, people, km)).values())) <= days)
    return Problem(
        "plan.too_few_vehicles", f"host.{rule.carrier}.vehicles", phrase("plan.few_vehicles", count=host.vehicles, townships=len(townships), days=host.days_per_week),
        phrase("plan.enough_vehicles", number=enough), phrase("plan.days_in_turn"),
    )  # fmt: skip


def _pace(draft: Draft, host: Host, rule: LegRule) -> Pace:
    roads = draft.parameters.roads
    if rule.shape == "road":
        return Pace(host.speed_kmh, roads.bus_kmh, round(roads.bus_stop_min * MINUTE), 0)
    return pace(draft, host.speed_kmh, roads.trunk_kmh if rule.leg == "direct" else host.speed_kmh)


def _balanced(draft: Draft, speed: Pace, base: int, places: Sequence[int], routes: int) -> list[list[int]]:
    """Rounds over the places in least time, with about equally many people on each: what a host carries grows with them."""
    routes = min(routes, len(places))
    nodes = [base, *places]
    seconds = driving_seconds(draft.county.road_km[np.ix_(nodes, nodes)], speed)
    people = np.array([0, *(_people(draft, places)[p] for p in places)], np.int64)
    task = RoutingTask(seconds, 0 * people, people, 1, _NO_LIMIT, len(places), routes, draft.parameters.fleet.route_iterations)
    for uneven in _UNEVEN:
        most = max(int(people.max()), math.ceil(min(uneven, routes) * int(people.sum()) / routes), 1)
        ways = [list(way) for way in draft.router.routes(replace(task, capacity=most))]
        if len(ways) <= routes:
            break
    while len(ways) < routes:
        fullest = max((i for i, way in enumerate(ways) if len(way) > 1), key=lambda i: (int(people[ways[i]].sum()), -i))
        ways[fullest : fullest + 1] = _halves(ways[fullest], people)
    return [[nodes[i] for i in way] for way in ways]


def _halves(way: list[int], people: NDArray[np.int64]) -> list[list[int]]:
    """A round cut in two where its people divide most evenly."""
    so_far = np.cumsum(people[way])
    cut = min(range(1, len(way)), key=lambda i: (abs(2 * int(so_far[i - 1]) - int(so_far[-1])), i))
    return [way[:cut], way[cut:]]


def _people(draft: Draft, places: Sequence[int]) -> dict[int, int]:
    """Population by place of its point."""
    people: dict[int, int] = dict.fromkeys(places, 0)
    for v, village in enumerate(draft.county.villages):
        if int(draft.spots[v]) in people:
            people[int(draft.spots[v])] += village.population
    return people


def covered(draft: Draft, host: Host, places: Sequence[int], seat: int) -> list[int]:
    """The share of places that a host visits, most populous first; where it leaves out some, its vans call in the town, where they pass."""
    people = _people(draft, places)
    ranked = sorted(people, key=lambda p: (p != seat, -people[p], p))
    found = set(ranked[: math.ceil(host.coverage * len(ranked))])
    return sorted(found if len(found) == len(ranked) else found | {seat})


def _add(draft: Draft, network: HostNetwork, host: Host, rule: LegRule, key: str, base: int, way: list[int], township: int, service: Service, ride: Ride) -> None:
    """Add one line to a network, with the space that its runs leave free."""
    vehicle = draft.vehicles[host.vehicle].capacity
    seat = draft.county.township_place(township)
    stem = way.index(seat) + 1 if rule.shape == "road" and seat in way else 1
    carrier = Carrier(rule.leg, Actor.host(rule.carrier), Hosted(most_parcels=host.free_parcels), host.vehicle, vehicle, ride)
    name = f"{host.name_zh} {draft.places[draft.county.township_place(township)].name} {key.rsplit('/', 1)[1]}"
    number = len(network.lines)
    line = line_of(draft, key, name, carrier, base, way, _pace(draft, host, rule), {}, township, stem)
    network.room = mean_free(host, vehicle, host.free_parcels, draft.parameters.resident.market_cycle_days)
    vehicles = _together(draft, host, network.room, way, service)
    network.lines.append(Served(line, service.together(vehicles)))
    network.days.append(accumulated(service.weekdays, draft.expected.weekday))
    network.spare.append(draft.parameters.fleet.target_load * draft.space(network.room) * visits_of(host.visits_per_day, service.times) * vehicles)
    for stop, place in enumerate(way):
        network.ways.setdefault(place, (number, stop))


def _relays(draft: Draft, network: HostNetwork, host: Host, township: int, places: Sequence[int], base: int) -> None:
    """Tie each place that no line of the township visits to where its relay starts: the nearest stop, or the lines' base, on the way out.

    On the way out: from the town over the stop to the place is no longer than ``host.detour`` times the way straight from the town.
    """
    road, seat = draft.county.road_km, draft.county.township_place(township)
    stops = {stop.place for of in network.lines if of.line.township == township for stop in of.line.stops}
    for place in (p for p in places if p not in network.ways and stops):
        outward = [s for s in stops if road[seat, s] + road[s, place] <= host.detour * road[seat, place]]
        network.relays[place] = min((*outward, base), key=lambda s: (float(road[s, place]), s))
