"""A slow reference of the flow: one SimPy process a parcel, one a run, written for clearness only.

It shares nothing with the engine but the types, and says the same semantics in the plainest way: crews step from event to
event with exact remaining work, shelves are counters, a household's trip is an event.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import simpy

from sim.clock import DAY, NEVER
from sim.demand.offers import Direction
from sim.flow.draws import Draws
from sim.flow.outcome import Outcome
from sim.plan.crew import Crew
from sim.plan.departure import Threshold
from sim.plan.depot import Depot
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.way import BASE, Hop, Way
from tests.oracles.reference_outcome import written
from tests.oracles.reference_records import Record, Sent, Travelled, Trip, Waiting
from tests.oracles.reference_stage import (
    ARRIVE,
    BOARD,
    COLLECT,
    DEPART,
    OPEN,
    PHASES,
    RETURN,
    STAGE,
    WAIT,
    Clock,
    CrewedStage,
    Process,
    WorkingCrew,
)  # fmt: skip


@dataclass
class World:
    """One simulation under way."""

    plan: ServicePlan
    draws: Draws
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.plan = plan = replace(self.plan, points=tuple(self.kept(number, point) for number, point in enumerate(self.plan.points)))
        self.parcels = [Travelled() for _ in range(len(self.draws.parcels))]
        self.sent = [Sent() for _ in range(len(self.draws.offers))]
        self.runs = [self.empty_run(run) for run in range(len(plan.timetable.line))]
        self.emptiest = [self.spaces(line) for line in range(len(plan.lines))]
        self.stops: list[list[int]] = []
        self.pick_ups: list[list[int]] = []
        self.hub_ready: list[int] = []
        crews = {crew: WorkingCrew(self.clock, self.there(crew), plan.horizon) for crew in plan.crews}
        self.crews = list(crews.values())
        self.stages = [
            [CrewedStage(stage, crews[stage.crew], STAGE + k) for k, stage in enumerate(handling.stages)] for handling in plan.handlings
        ]
        self.shelving = [CrewedStage(p.shelve, crews[p.shelve.crew], STAGE) if p.shelve else None for p in plan.points]
        self.held = [0] * len(plan.points)
        self.free_compartments = [[size.count for size in p.locker] for p in plan.points]
        self.queues: list[list[Waiting]] = [[] for _ in plan.lines]
        self.due: list[int] = []
        self.leave: dict[int, simpy.Event] = {}
        self.free_units = [set(range(g.count)) for g in plan.depots]
        self.at_home: dict[tuple[int, int], list[int]] = {}
        self.meant: dict[tuple[int, int, bool], list[int]] = {}
        self.trips: list[Trip] = []
        self.rides: list[tuple[int, int, int, int, int]] = []

    def kept(self, number: int, point: Point) -> Point:
        """A point that is closed on the days on which its own keeper is away: nobody hands out or goes round."""
        shut = {day for of, day in self.draws.disrupted.shut.tolist() if of == number}
        days = [day for day in range(self.plan.horizon // DAY + 1) if day not in shut]
        open_then = [(max(a, day * DAY), min(b, day * DAY + DAY)) for a, b in point.hours for day in days]
        hours = tuple((a, b) for a, b in open_then if a < b) if shut else point.hours
        doors = tuple(time for time in point.door_times if time // DAY not in shut)
        return replace(point, hours=hours, door_times=doors)

    def there(self, crew: Crew) -> Crew:
        """A crew without those who are not there; nobody who shelves at a point is there on the days on which its keeper is away."""
        away = [0] * len(crew.shifts)
        for number, shift, people in self.draws.disrupted.absent.tolist():
            if self.plan.crews[number] == crew:
                away[shift] = people
        shelved = [number for number, point in enumerate(self.plan.points) if point.shelve and point.shelve.crew == crew]
        shut = {day for number, day in self.draws.disrupted.shut.tolist() if number in shelved}
        left = [0 if s.start // DAY in shut else s.people - n for s, n in zip(crew.shifts, away, strict=True)]
        return replace(crew, shifts=tuple(replace(s, people=n) for s, n in zip(crew.shifts, left, strict=True)))

    def empty_run(self, run: int) -> Record:
        """A run that has not left, with the space that its host leaves free."""
        number, draws = self.plan.timetable.line[run], self.draws
        line, most = self.plan.lines[number], self.plan.lines[number].most_parcels
        if line.by_run:
            most = line.by_run[sum(1 for of in self.plan.timetable.line[:run] if of == number)]
        return Record(
            free_parcels=min(max(0, line.capacity_parcels - int(draws.host_parcels[run])), most),
            free_grams=max(0, line.capacity_grams - int(draws.host_grams[run])),
            free_ml=max(0, line.capacity_ml - int(draws.host_ml[run])),
        )

    def spaces(self, line: int) -> list[tuple[int, int, int]]:
        """What may be free on a run of a line: the empty vehicle of ours, what the host leaves on each run."""
        plan, draws = self.plan.lines[line], self.draws
        runs = [r for n, r in enumerate(self.runs) if self.plan.timetable.line[n] == line and not draws.cancelled[n]]
        if not plan.hosted or not runs:
            return [(plan.capacity_parcels, plan.capacity_grams, plan.capacity_ml)]
        return [(r.free_parcels, r.free_grams, r.free_ml) for r in runs]

    def run(self) -> None:
        """The whole horizon; SimPy leaves out what happens at its very end, as it should."""
        for parcel in range(len(self.parcels)):
            self.clock.env.process(self.parcel(parcel))
        for number in range(len(self.sent)):
            self.clock.env.process(self.offered(number))
        for run in range(len(self.runs)):
            self.clock.env.process(self.vehicle_run(run))
        self.wake_lines()
        self.clock.env.run(until=self.plan.horizon * PHASES)
        for crew in self.crews:
            crew.close()

    def wake_lines(self) -> None:
        """Departures are tried as duties begin."""
        for depot in self.plan.depots:
            for day in range(self.plan.horizon // DAY + 1):
                self.clock.env.process(self.departures_at(day * DAY + depot.duty_start))

    # Parcels

    def parcel(self, p: int) -> Process:
        """A parcel's way from the hub to a resident's hands."""
        rows, record = self.draws.parcels, self.parcels[p]
        way = self.way_of(p)
        permille = int(rows.work[p])
        yield self.clock.until(int(rows.entered_hub[p]), ARRIVE)
        for number, hop in enumerate(way.hops):
            yield from self.handled(record, p, hop, way, permille)
            if self.level(self.plan.handlings[hop.handling].place) == "hub":
                self.hub_ready.append(self.clock.now)
            yield from self.ridden(record, p, number, way, way.point if number == len(way.hops) - 1 else -1)
            if self.loses(p, number, len(way.hops)):
                record.lost = self.clock.now
                break
        if number == len(way.hops) - 1:
            record.dropped = self.clock.now
        if record.lost < NEVER:
            if record.dropped < NEVER:
                self.leave_point(p)
            return
        shelving = self.shelving[way.point]
        if shelving is not None:
            yield shelving.enter(p, way.priority, permille)
        record.shelved = self.clock.now
        point = self.plan.points[way.point]
        yield self.clock.until(self.clock.now if self.in_locker(p) else opening(point, self.clock.now), OPEN)
        record.at_point = self.clock.now
        if self.goes_to_door(p, point):
            yield from self.carried_to_door(p, way.point)
        else:
            yield from self.collected(p, way.point)

    def loses(self, p: int, hop: int, hops: int) -> bool:
        """Whether a parcel turns out to be lost as it should come off at the end of a hop of its way."""
        lost = self.draws.parcels.lost
        return lost[p] < 1 and int(float(lost[p]) * hops) == hop

    def offered(self, number: int) -> Process:
        """An outbound parcel's way from its sender out of the county."""
        rows, record, p = self.draws.offers, self.sent[number], len(self.parcels) + number
        way = self.plan.ways[self.plan.way[rows.direction[number], rows.brand[number], rows.village[number]]]
        opened = opening(self.plan.points[way.point], int(rows.offered[number]))
        yield self.clock.until(opened, ARRIVE)
        record.opened = opened
        for hop_number, hop in enumerate(way.hops):
            yield from self.handled(record, p, hop, way, int(rows.work[number]))
            if hop_number == 0:
                record.accepted = self.clock.now
            yield from self.ridden(record, p, hop_number, way, -1)
            if self.loses_out(number, hop_number, len(way.hops) - 1):
                record.lost = self.clock.now
                return

    def loses_out(self, number: int, hop: int, inside: int) -> bool:
        """Whether an outbound parcel turns out to be lost at the end of a hop of those inside the county."""
        lost = self.draws.offers.lost
        return lost[number] < 1 and hop < inside and int(float(lost[number]) * inside) == hop

    def handled(self, record: Travelled | Sent, p: int, hop: Hop, way: Way, permille: int) -> Process:
        """A parcel goes through the stages of a handling."""
        arrived = self.clock.now
        for stage in self.stages[hop.handling]:
            yield stage.enter(p, way.priority, permille)
        record.handling += self.clock.now - arrived

    def ridden(self, record: Travelled | Sent, p: int, number: int, way: Way, shelf: int) -> Process:
        """A ready parcel waits for the line of a hop, and rides."""
        hop = way.hops[number]
        waits = Waiting(p, way.priority, self.clock.now, hop.board, hop.alight, shelf, self.clock.env.event(), number)
        self.queues[hop.line].append(waits)
        rule = self.plan.lines[hop.line].departure
        if isinstance(rule, Threshold) and hop.board == BASE:
            self.fitting(hop.line, hop.board)
            self.clock.env.process(self.departures_at(self.clock.now))
            self.clock.env.process(self.departures_at(self.clock.now + rule.wait))
        yield waits.dropped
        record.travel += self.clock.now - waits.departed

    def level(self, place: int) -> str:
        """The level of a place."""
        return self.plan.places[place].level

    def grams(self, p: int) -> int:
        """Weight of a parcel, inbound or outbound."""
        inbound = len(self.parcels)
        return int(self.draws.parcels.grams[p] if p < inbound else self.draws.offers.grams[p - inbound])

    def ml(self, p: int) -> int:
        """Volume of a parcel, inbound or outbound."""
        inbound = len(self.parcels)
        return int(self.draws.parcels.ml[p] if p < inbound else self.draws.offers.ml[p - inbound])

    def goes_to_door(self, p: int, point: Point) -> bool:
        """Whether a door round of the point will take a parcel."""
        return bool(point.door_times) and bool(point.all_to_door or self.draws.parcels.to_door[p])

    def carried_to_door(self, p: int, number: int) -> Process:
        """On the shelf until the keeper's next round, or for too long."""
        point, record = self.plan.points[number], self.parcels[p]
        deadline = self.clock.now + point.return_after
        round_at = min((t for t in point.door_times if t >= self.clock.now), default=NEVER)
        if round_at <= deadline:
            yield self.clock.until(round_at, COLLECT)
            record.in_hand = round_at
        else:
            yield self.clock.until(deadline, RETURN)
            record.returned = deadline
        self.leave_point(p)

    def collected(self, p: int, number: int) -> Process:
        """On the shelf until someone of the household comes, or for too long: they come when the oldest that they mean to fetch is due."""
        rows, point = self.draws.parcels, self.plan.points[number]
        household, now = int(rows.household[p]), self.clock.now
        deadline = now + point.return_after
        at_home = self.at_home.setdefault((household, point.place), [])
        at_home.append(p)
        intention = now + int((rows.dwell_township if point.remote else rows.dwell_point)[p])
        if point.remote:
            market_days = [int(t) for t in self.draws.market.time[household] if t >= now]
            intention = min([intention, *market_days])
        candidate = intention if self.in_locker(p) else opening(point, intention)
        if candidate >= self.plan.horizon:
            candidate = self.plan.horizon  # at the earliest; who it is too late for by then will not come
        if candidate <= deadline:
            meant = self.meant.setdefault((household, point.place, self.in_locker(p)), [])
            meant.append(p)
            yield self.clock.until(candidate, COLLECT)
            if p in at_home and p == min(meant, key=lambda q: (self.parcels[q].at_point, q)):
                self.trip(household, point)
        yield self.clock.until(deadline, RETURN)
        if p in at_home:
            at_home.remove(p)
            self.parcels[p].returned = deadline
            self.leave_point(p)
            if candidate <= deadline:
                meant.remove(p)

    def trip(self, household: int, point: Point) -> None:
        """A resident fetches now all that lies there for the household, from behind a closed counter what is in the locker."""
        here, is_open = self.at_home[household, point.place], opening(point, self.clock.now) == self.clock.now
        parcels = sorted(p for p in here if is_open or self.in_locker(p))
        self.trips.append(Trip(household, point.place, self.clock.now, parcels))
        for p in parcels:
            self.parcels[p].in_hand = self.clock.now
            self.leave_point(p)
            here.remove(p)
            meant = self.meant.get((household, point.place, self.in_locker(p)), [])
            if p in meant:
                meant.remove(p)

    def in_locker(self, p: int) -> bool:
        """Whether a parcel lies, or will lie, in a compartment."""
        return self.parcels[p].compartment >= 0

    def compartment_for(self, p: int, number: int) -> int:
        """The smallest size with a free compartment that holds a parcel; -1 where there is none, or a door round will take it."""
        point, free = self.plan.points[number], self.free_compartments[number]
        if self.goes_to_door(p, point):
            return -1
        fitting = (size for size, it in enumerate(point.locker) if self.ml(p) <= it.ml and free[size] > 0)
        return next(fitting, -1)

    def has_place(self, p: int, number: int) -> bool:
        """Whether a parcel finds a place at a point now."""
        return self.compartment_for(p, number) >= 0 or self.held[number] < self.plan.points[number].shelf

    def take_place(self, p: int, number: int) -> None:
        """A parcel takes its place at a point."""
        size = self.parcels[p].compartment = self.compartment_for(p, number)
        if size >= 0:
            self.free_compartments[number][size] -= 1
        else:
            self.held[number] += 1

    def leave_point(self, p: int) -> None:
        """A parcel's place at its point, or on the way there, is free again."""
        number, size = self.way_of(p).point, self.parcels[p].compartment
        if size >= 0:
            self.free_compartments[number][size] += 1
        else:
            self.held[number] -= 1

    def way_of(self, p: int) -> Way:
        """The way of an inbound parcel."""
        rows = self.draws.parcels
        return self.plan.ways[self.plan.way[Direction.INBOUND, rows.brand[p], rows.village[p]]]

    # Runs

    def departures_at(self, time: int) -> Process:
        """At a time, after all that arrives: the runs that wait are tried in order of the timetable."""
        yield self.clock.until(time, DEPART)
        for run in sorted(self.due):
            self.try_to_leave(run)

    def try_to_leave(self, run: int) -> None:
        """A run leaves if it can; own runs that cannot within their time are cancelled."""
        now, record, number = self.clock.now, self.runs[run], int(self.plan.timetable.line[run])
        line, rule, scheduled = self.plan.lines[number], self.plan.lines[number].departure, int(self.plan.timetable.scheduled[run])
        if isinstance(rule, Threshold):
            if now >= scheduled + rule.end - rule.start:
                self.due.remove(run)
                return
            if not (self.enough(number, rule) and self.takes_unit(record, line)):
                return
        elif not line.hosted and not self.takes_unit(record, line):
            if now >= scheduled + line.max_delay:
                record.cancelled = True
                self.due.remove(run)
            return
        self.due.remove(run)
        self.goes(run, line)

    def takes_unit(self, record: Record, line: Line) -> bool:
        """Whether a unit of the line's depot may start now; then the run has it."""
        now, depot, units = self.clock.now, self.plan.depots[line.depot], self.free_units[line.depot]
        out = [unit for of, unit, day in self.draws.disrupted.out.tolist() if (of, day) == (line.depot, now // DAY)]
        free = units - set(out)
        if not free or not on_duty(depot, now, now + line.planned, self.plan.horizon):
            return False
        record.unit = min(free)
        units.remove(record.unit)
        return True

    def enough(self, number: int, rule: Threshold) -> bool:
        """Whether enough is ready for a line with a threshold, or something for long enough."""
        ready = self.fitting(number, BASE)
        return len(ready) >= rule.parcels or any(self.clock.now >= w.ready + rule.wait for w in ready)

    def goes(self, run: int, line: Line) -> None:
        """A run loads at its base and leaves now."""
        record = self.runs[run]
        record.departed = self.clock.now
        taken, record.left_behind, record.passed_over = self.load(run, BASE, [])
        record.loaded = len(taken)
        record.loaded_grams, record.loaded_ml = sum(self.grams(w.parcel) for w in taken), sum(self.ml(w.parcel) for w in taken)
        self.leave[run].succeed(taken)

    def fitting(self, line: int, board: int) -> list[Waiting]:
        """Who waits for a line at a stop, in order; who is too big for every run of the line is set aside now."""
        queue, rows = self.queues[line], []
        for w in [w for w in queue if w.board == board]:
            grams, ml = self.grams(w.parcel), self.ml(w.parcel)
            if any(parcels >= 1 and grams <= most_grams and ml <= most_ml for parcels, most_grams, most_ml in self.emptiest[line]):
                rows.append(w)
            else:
                self.oversize(w.parcel)
                queue.remove(w)
        return sorted(rows, key=lambda w: w.order)

    def oversize(self, p: int) -> None:
        """A parcel is set aside for good."""
        inbound = len(self.parcels)
        record: Travelled | Sent = self.parcels[p] if p < inbound else self.sent[p - inbound]
        record.oversize = True

    def load(self, run: int, board: int, aboard: list[Waiting]) -> tuple[list[Waiting], int, int]:
        """Walks the queue and takes what fits beside those aboard; over parcels whose point is full it passes, and
        over those that board or alight where the road is closed to this run; over those that do not fit it steps, so many times. Who boards, how many were left behind, and how many of these were passed over."""
        record, number = self.runs[run], int(self.plan.timetable.line[run])
        places = record.free_parcels - len(aboard)
        grams = record.free_grams - sum(self.grams(w.parcel) for w in aboard)
        ml = record.free_ml - sum(self.ml(w.parcel) for w in aboard)
        waiting = self.fitting(number, board)
        closed = [stop for of, stop in self.draws.disrupted.closed.tolist() if of == run]
        taken: list[Waiting] = []
        stepped_over = passed_over = 0
        for w in waiting:
            full = w.shelf >= 0 and not self.has_place(w.parcel, w.shelf)
            if full or w.board in closed or w.alight in closed:
                passed_over += 1
                continue
            if len(taken) == places:
                break
            if self.grams(w.parcel) > grams or self.ml(w.parcel) > ml:
                if stepped_over == self.plan.skip:
                    break
                stepped_over += 1
                continue
            grams -= self.grams(w.parcel)
            ml -= self.ml(w.parcel)
            if w.shelf >= 0:
                self.take_place(w.parcel, w.shelf)
            self.queues[number].remove(w)
            taken.append(w)
        return taken, len(waiting) - len(taken), passed_over

    def vehicle_run(self, run: int) -> Process:
        """A run from its scheduled time to the return of its unit."""
        plan, record, until = self.plan, self.runs[run], self.clock.until
        number, scheduled = int(plan.timetable.line[run]), int(plan.timetable.scheduled[run])
        line = plan.lines[number]
        self.leave[run] = self.clock.env.event()
        yield until(scheduled, WAIT)
        if self.draws.cancelled[run]:
            record.cancelled = True
            return
        self.due.append(run)
        self.clock.env.process(self.departures_at(scheduled))
        self.clock.env.process(self.departures_at(scheduled + line.max_delay))
        aboard: list[Waiting] = yield self.leave[run]
        self.rides += [(w.parcel, w.hop, w.ready, run, w.alight) for w in aboard]
        self.note_departures(run, line.base, aboard)
        factor = int(self.draws.travel_ppm[run])
        for sequence, stop in enumerate(line.stops):
            yield until(self.clock.now + driving(stop.drive, factor), ARRIVE)
            off = [w for w in aboard if w.alight == sequence]
            row = [run, sequence, self.clock.now, NEVER, 0]
            self.stops.append(row)
            self.enter(stop.place, off)
            yield until(self.clock.now + stop.service + stop.service_parcel * len(off), ARRIVE)
            row[4] = len(off)
            aboard = [w for w in aboard if w.alight != sequence]
            for w in off:
                w.dropped.succeed()
            if line.picks_up:
                boarding = yield from self.picked_up(run, sequence, line, aboard)
                aboard = aboard + boarding
            row[3] = self.clock.now
        yield until(self.clock.now + driving(line.back_drive, factor), ARRIVE)
        record.returned = self.clock.now
        self.enter(line.base, aboard)
        for w in aboard:
            w.dropped.succeed()
        if not line.hosted:
            yield until(record.returned + line.turnaround, ARRIVE)
            self.free_units[line.depot].add(record.unit)
            self.clock.env.process(self.departures_at(self.clock.now))

    def picked_up(self, run: int, sequence: int, line: Line, aboard: list[Waiting]) -> Process:
        """After all departures of the instant, runs in order: what is ready at a stop boards, one parcel after another."""
        row = [run, sequence, self.clock.now, 0, 0]
        self.pick_ups.append(row)
        yield self.clock.until(self.clock.now, BOARD + run)
        boarding, row[4], _ = self.load(run, sequence, aboard)
        row[3] = len(boarding)
        self.rides += [(w.parcel, w.hop, w.ready, run, w.alight) for w in boarding]
        yield self.clock.until(self.clock.now + line.boarding * len(boarding), ARRIVE if line.boarding and boarding else BOARD + run)
        self.note_departures(run, line.stops[sequence].place, boarding)
        return boarding

    def enter(self, place: int, off: list[Waiting]) -> None:
        """Parcels come to a place, before they are unloaded."""
        level, inbound = self.level(place), len(self.parcels)
        for w in off:
            if w.parcel < inbound:
                if level == "township":
                    self.parcels[w.parcel].entered_township = self.clock.now
            elif level in ("township", "hub"):
                setattr(self.sent[w.parcel - inbound], f"entered_{level}", self.clock.now)

    def note_departures(self, run: int, place: int, aboard: list[Waiting]) -> None:
        """Writes down that parcels leave a place now."""
        line = self.plan.lines[self.plan.timetable.line[run]]
        for w in aboard:
            w.departed = self.clock.now
            if w.parcel < len(self.parcels):
                self.note_ride(self.parcels[w.parcel], run, place, line.stops[w.alight].place, w)
            else:
                self.note_sent(self.sent[w.parcel - len(self.parcels)], place, w)

    def note_ride(self, record: Travelled, run: int, base: int, end: int, w: Waiting) -> None:
        """Writes down the ride of an inbound parcel."""
        level = self.level(base)
        record.waiting += self.clock.now - w.ready
        if level == "hub":
            record.left_hub, record.hub_run = self.clock.now, run
        if level == "township":
            record.left_township = self.clock.now
        last = w.hop == len(self.way_of(w.parcel).hops) - 1
        if last and (level != "hub" or self.level(end) == "village"):
            record.village_run = run

    def note_sent(self, record: Sent, place: int, w: Waiting) -> None:
        """Writes down the ride of an outbound parcel."""
        record.waiting += self.clock.now - w.ready
        name = {"village": "left_village", "township": "left_township", "hub": "left_county"}[self.level(place)]
        setattr(record, name, self.clock.now)


def opening(point: Point, time: int) -> int:
    """The first instant from ``time`` on at which the point is open."""
    return next((max(time, start) for start, end in point.hours if time < end), NEVER)


def driving(planned: int, factor: int) -> int:
    """Driving time of a run, at least a millisecond."""
    return max(1, (planned * factor + 500_000) // 1_000_000)


def on_duty(depot: Depot, leave: int, back: int, horizon: int) -> bool:
    """Whether one day's duty window holds both the departure and the planned return."""
    days = range(horizon // DAY + 1)
    return any(d * DAY + depot.duty_start <= leave and back < d * DAY + depot.duty_end for d in days)


def reference(plan: ServicePlan, draws: Draws) -> Outcome:
    """The outcome of a plan under one replication's draws."""
    world = World(plan, draws)
    world.run()
    return written(world)
