"""What hosts 承运方 run anyway: their rounds and roads, the villages on them, and the space they have left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.plan.departure import Hosted
from sim.plan.line import Line
from sim.problems import InputError, Problem, phrase
from sim.service.assignment.traits import Passed
from sim.service.draft.draft import Carrier, Draft, Ride, Room, line_of
from sim.service.draft.routes import RoutingTask
from sim.service.draft.timetable import Served, Service, accumulated
from sim.service.hosts.feed_lines import FeedLine, dated, feed_lines, near_places, note_feed, rides_along, timed
from sim.service.hosts.feed_space import read_space
from sim.service.hosts.host_routes import HostLeg, Stops, Turn, in_turn, routes_by_township
from sim.service.hosts.long_rounds import note_long_rounds
from sim.service.hosts.roads import road_stops
from sim.service.mode.mode import LegRule, Mode
from sim.service.rounds.rounds import LineStop, driving_seconds

if TYPE_CHECKING:
    from sim.service.hosts.feed import Feed

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
        space: by line, the county's mean parcels of a service day that fit under the target load. ``spare``: those that
            still do.
        days: by line, the largest load of a service day in mean days.
        used: number in the draft of each line that parcels use.
    """

    host: str
    lines: list[Served] = field(default_factory=list)
    ways: dict[int, LineStop] = field(default_factory=dict)
    relays: dict[int, int] = field(default_factory=dict)
    room: Room = (1.0, 1.0, 1.0)
    space: list[float] = field(default_factory=list)
    spare: list[float] = field(default_factory=list)
    days: list[float] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)

    def add(self, line: Line, service: Service, days: float, spare: float) -> None:
        """Add a line, with the largest load of its service day in mean days, and the parcels of such a day that it has room for."""
        for stop, at in enumerate(line.stops):
            self.ways.setdefault(at.place, (len(self.lines), stop))
        self.lines.append(Served(line, service))
        self.days.append(days)
        self.space.append(spare)
        self.spare.append(spare)

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
            if self._takes(line, daily[place]):
                fitting.add(place)
        return fitting

    def takes(self, place: int, daily: float) -> bool:
        """Take up mean parcels of a day at a stop, where they keep the load under the target; whether they do."""
        return place in self.ways and self._takes(self.ways[place][0], daily)

    def _takes(self, line: int, daily: float) -> bool:
        load = daily * self.days[line]
        if load > self.spare[line]:
            return False
        self.spare[line] -= load
        return True

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
    leg, network = HostLeg(draft, rule), HostNetwork(rule.carrier)
    townships = leg.stops_by_township()
    if leg.host.feed is not None:
        from sim.service.hosts.feed import read_feed  # and pandas with it, which a worker without a feed needs for nothing

        _by_feed(leg, network, townships, read_feed(leg.host.feed))
    elif routes := leg.routes(len(townships)):
        _by_routes(leg, network, townships, routes)
    else:
        _without_vehicles(leg)
    return network


def _by_routes(leg: HostLeg, network: HostNetwork, townships: Stops, routes: int) -> None:
    """Add so many routes to a network, which neighbouring townships share where they are too few."""
    network.room = leg.room
    turns = in_turn(leg, townships, routes) if routes < len(townships) else {}
    _note_vehicle(leg)
    numbers = dict.fromkeys(townships, 1) if turns else routes_by_township(leg, townships, routes)
    dealt = leg.services(max(routes, len(townships)))
    for township, places in townships.items():
        for number, way in enumerate(_ways(leg, township, places, numbers[township]), start=1):
            turn = turns.get(township) or Turn(dealt[len(network.lines)], Ride())
            _add(leg, network, township, number, way, leg.of_its_own(turn, township, number))
        stops = {stop.place for of in network.lines if of.line.township == township for stop in of.line.stops}
        _relays(leg, network, places, leg.base(township), stops)
    note_long_rounds(leg, [of.line for of in network.lines])


def network_of(draft: Draft, rule: LegRule, networks: dict[str, HostNetwork]) -> HostNetwork:
    """The lines of a host for a leg, made once and kept in ``networks``."""
    key = f"{rule.leg}/{rule.carrier}/{rule.shape}"
    if key not in networks:
        networks[key] = host_network(draft, rule)
    return networks[key]


def _by_feed(leg: HostLeg, network: HostNetwork, townships: Mapping[int, Sequence[int]], feed: Feed) -> None:
    """Fill a network with the lines of a feed; places that none of them calls at get a relay from the nearest that is called at."""
    near = near_places(leg, feed)
    most = read_space(leg.host.feed_space, feed) if leg.host.feed_space else {}
    lines = feed_lines(leg, feed, dict.fromkeys(leg.base(township) for township in townships), near, most)
    note_feed(leg, feed, lines, near)
    network.room = leg.room
    _note_vehicle(leg)
    for number, of in enumerate(lines, start=1):
        _add_dated(leg, network, of, number)
    for township, places in townships.items():
        _relays(leg, network, places, leg.base(township), {p for p in places if p in network.ways})


def _add_dated(leg: HostLeg, network: HostNetwork, of: FeedLine, number: int) -> None:
    """Add a line of a feed."""
    draft, host, last, rides = leg.draft, leg.host, leg.draft.places[of.places[-1]], rides_along(of)
    carrier = Carrier(leg.rule.leg, leg.actor, rides, host.vehicle, draft.vehicles[host.vehicle].capacity)
    key, name = f"{leg.rule.leg}/{leg.actor}/feed/{number}", f"{host.name_zh} {last.name} {number}"
    line = line_of(draft, key, name, carrier, of.base, of.places, leg.pace, {}, last.township)
    service = dated(of, draft.parameters.horizon.start_date)
    spare = draft.parameters.fleet.target_load * draft.space(leg.room_with(rides.most_parcels)) * len(service.times)
    network.add(timed(line, of.drive), service, accumulated(service.weekdays, draft.expected.weekday), spare)


def _without_vehicles(leg: HostLeg) -> None:
    """Note that a host has no vehicle; refuse it where none is added."""
    if not (leg.rule.added and leg.draft.parameters.fleet.sizing == "sized"):
        key, allowed = f"host.{leg.rule.carrier}.vehicles", phrase("plan.host_vehicles")
        raise InputError([Problem("plan.no_vehicle", key, "0", allowed, phrase("plan.other_host"))])
    leg.draft.note(str(leg.actor), phrase("plannote.no_own_vehicles"))


def _note_vehicle(leg: HostLeg) -> None:
    """Note that a host's vehicle holds less than it is said to take along."""
    holds, most = leg.draft.vehicles[leg.host.vehicle].parcels, leg.host.free_parcels
    if holds < most:
        about = f"host.{leg.rule.carrier}.free_parcels"
        leg.draft.note(about, phrase("plannote.host_vehicle_holds", most=most, parcels=holds))


def _ways(leg: HostLeg, township: int, places: Sequence[int], routes: int) -> list[list[int]]:
    """The stops of the lines in a township, in order of travel."""
    county, host, base = leg.draft.county, leg.host, leg.base(township)
    if leg.rule.shape == "road":
        roads = road_stops(county, township, places, routes, host.near_km, host.detour)
        return [way for road in roads if (way := [place for place in road if place != base])]
    visited = [place for place in covered(leg, places, county.township_place(township)) if place != base]
    return _balanced(leg, base, visited, routes)


def _together(leg: HostLeg, way: Sequence[int], service: Service) -> int:
    """How many of its vehicles leave together on a round: enough for its own parcels (``host.brands``) of a mean week, loaded to the
    target; one where its vehicles are counted."""
    draft, host = leg.draft, leg.host
    own = draft.expected.daily[[brand in host.brands for brand in draft.expected.brands]].sum(axis=0)
    week = 7 * float(own[np.isin(draft.spots, way)].sum())
    if host.vehicles != "auto" or not week:
        return 1
    goes = len(service.weekdays) * len(service.times) * (1 - host.cancel_share)
    return max(1, math.ceil(week / (draft.parameters.fleet.target_load * draft.space(leg.room) * goes)))


def _balanced(leg: HostLeg, base: int, places: Sequence[int], routes: int) -> list[list[int]]:
    """Rounds over the places in least time, with about equally many people on each: what a host carries grows with them."""
    routes = min(routes, len(places))
    nodes = [base, *places]
    people = np.array([0, *(leg.draft.county.people.get(place, 0) for place in places)], np.int64)
    ways = _routed(leg, nodes, people, routes)
    while len(ways) < routes:
        fullest = max((i for i, way in enumerate(ways) if len(way) > 1), key=lambda i: (int(people[ways[i]].sum()), -i))
        ways[fullest : fullest + 1] = _halves(ways[fullest], people)
    return [[nodes[i] for i in way] for way in ways]


def _routed(leg: HostLeg, nodes: list[int], people: NDArray[np.int64], routes: int) -> list[list[int]]:
    """Rounds over the nodes, the first of which is the base: as even as so many rounds can be, perhaps fewer."""
    draft = leg.draft
    seconds = driving_seconds(draft.county, nodes, leg.pace)
    iterations = draft.parameters.fleet.route_iterations
    task = RoutingTask(seconds, 0 * people, people, 1, _NO_LIMIT, len(nodes) - 1, routes, iterations)
    for uneven in _UNEVEN:
        most = max(int(people.max()), math.ceil(min(uneven, routes) * int(people.sum()) / routes), 1)
        ways = draft.router.routes(replace(task, capacity=most))
        if len(ways) <= routes:
            break
    return [list(way) for way in draft.noted(ways, task)]


def _halves(way: list[int], people: NDArray[np.int64]) -> list[list[int]]:
    """A round cut in two where its people divide most evenly."""
    so_far = np.cumsum(people[way])
    cut = min(range(1, len(way)), key=lambda i: (abs(2 * int(so_far[i - 1]) - int(so_far[-1])), i))
    return [way[:cut], way[cut:]]


def covered(leg: HostLeg, places: Sequence[int], seat: int) -> list[int]:
    """The share of places that a host visits, most populous first; where it leaves out some, its vans call in the town, where they pass."""
    people = leg.draft.county.people
    ranked = sorted(places, key=lambda p: (p != seat, -people.get(p, 0), p))
    found = set(ranked[: math.ceil(leg.host.coverage * len(ranked))])
    return sorted(found if len(found) == len(ranked) else found | {seat})


def _add(leg: HostLeg, network: HostNetwork, township: int, number: int, way: list[int], turn: Turn) -> None:
    """Add one line to a network, with the space that its runs leave free."""
    draft, host, rule = leg.draft, leg.host, leg.rule
    rides = Hosted(most_parcels=host.free_parcels)
    carrier = Carrier(rule.leg, leg.actor, rides, host.vehicle, draft.vehicles[host.vehicle].capacity, turn.ride)
    key, name = leg.called(township, number)
    stem = _stem(way, draft.county.township_place(township)) if rule.shape == "road" else 1
    line = line_of(draft, key, name, carrier, leg.base(township), way, leg.pace, {}, township, stem)
    vehicles = _together(leg, way, turn.service)
    a_run = draft.parameters.fleet.target_load * draft.space(leg.room)
    spare = a_run * len(turn.service.times) * vehicles
    days = accumulated(turn.service.weekdays, draft.expected.weekday)
    network.add(line, turn.service.together(vehicles), days, spare)


def _stem(way: Sequence[int], seat: int) -> int:
    """Drives of a line until it is at the seat of the township; one where it does not call there."""
    return way.index(seat) + 1 if seat in way else 1


def _relays(leg: HostLeg, network: HostNetwork, places: Sequence[int], base: int, stops: Set[int]) -> None:
    """Tie each place of a township that no line visits to where its relay starts: the nearest stop, or the lines' base, on the way out.

    On the way out: from the town over the stop to the place is no longer than ``host.detour`` times the way straight from the town.
    """
    draft, road, detour = leg.draft, leg.draft.county.road_km, leg.host.detour
    for place in (p for p in places if p not in network.ways and stops):
        seat = draft.county.township_place(draft.places[place].township)
        outward = [s for s in stops if road[seat, s] + road[s, place] <= detour * road[seat, place]]
        network.relays[place] = min((*outward, base), key=lambda s: (float(road[s, place]), s))


def passing(draft: Draft, modes: Mapping[str, Mode]) -> Passed:
    """Where the host of a mode's last leg passes on its own lines; worked out when a rule asks, on a draft of its own."""
    @cache
    def passed(key: str) -> frozenset[int]:
        rule = modes[key].last
        return frozenset(host_network(draft, rule).ways) if rule is not None else frozenset()

    return passed
