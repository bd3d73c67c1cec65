"""A slow reference of the flow: one SimPy process a parcel, one a run, written for clearness only.

It shares nothing with the engine but the types, and says the same semantics in the plainest way: crews step from event to
event with exact remaining work, shelves are counters, a household's trip is an event.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import simpy

from sim.clock import DAY, HOUR, NEVER
from sim.flow.draws import Draws
from sim.flow.outcome import Milestones, Outcome, Rides, Runs, Shifts, Stops, Trips
from sim.plan.depot import Depot
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from tests.oracles.reference_stage import ARRIVE, COLLECT, DEPART, OPEN, PHASES, RETURN, STAGE, WAIT, Clock, CrewedStage, Process


@dataclass
class Waiting:
    """A ready parcel in a line's queue."""

    parcel: int
    priority: int
    ready: int
    stop: int
    last_hop: bool
    point: int
    dropped: simpy.Event
    hop: int

    @property
    def order(self) -> tuple[int, int, int]:
        return self.priority, self.ready, self.parcel


@dataclass
class Record:
    """What is written down of a run."""

    departed: int = NEVER
    returned: int = NEVER
    unit: int = -1
    loaded: int = 0
    loaded_grams: int = 0
    loaded_ml: int = 0
    left_behind: int = 0
    passed_over: int = 0
    cancelled: bool = False
    free_parcels: int = 0
    free_grams: int = 0
    free_ml: int = 0


@dataclass
class Travelled:
    """What is written down of a parcel."""

    left_hub: int = NEVER
    entered_township: int = NEVER
    left_township: int = NEVER
    dropped: int = NEVER
    shelved: int = NEVER
    at_point: int = NEVER
    in_hand: int = NEVER
    returned: int = NEVER
    handling: int = 0
    waiting: int = 0
    travel: int = 0
    hub_run: int = -1
    village_run: int = -1
    oversize: bool = False
    trip: int = -1


@dataclass
class Trip:
    """A resident's trip and the parcels that it brings home."""

    household: int
    place: int
    time: int
    parcels: list[int]


@dataclass
class World:
    """One simulation under way."""

    plan: ServicePlan
    draws: Draws
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        plan = self.plan
        self.parcels = [Travelled() for _ in range(len(self.draws.parcels))]
        self.runs = [self.empty_run(run) for run in range(len(plan.timetable.line))]
        self.emptiest = [self.spaces(line) for line in range(len(plan.lines))]
        self.stops: list[list[int]] = []
        self.hub_ready: list[int] = []
        self.stages = [
            [CrewedStage(self.clock, stage, STAGE + k, plan.horizon) for k, stage in enumerate(handling.stages)] for handling in plan.handlings
        ]
        self.shelving = [CrewedStage(self.clock, p.shelve, STAGE, plan.horizon) if p.shelve else None for p in plan.points]
        self.held = [0] * len(plan.points)
        self.queues: list[list[Waiting]] = [[] for _ in plan.lines]
        self.due: list[int] = []
        self.leave: dict[int, simpy.Event] = {}
        self.free_units = [set(range(g.count)) for g in plan.depots]
        self.at_home: dict[tuple[int, int], list[int]] = {}
        self.meant: dict[tuple[int, int], list[int]] = {}
        self.trips: list[Trip] = []
        self.rides: list[tuple[int, int, int, int, int]] = []

    def empty_run(self, run: int) -> Record:
        """A run that has not left, with the space that its host leaves free."""
        line, draws = self.plan.lines[self.plan.timetable.line[run]], self.draws
        return Record(
            free_parcels=min(max(0, line.capacity_parcels - int(draws.host_parcels[run])), line.most_parcels),
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
        for run in range(len(self.runs)):
            self.clock.env.process(self.vehicle_run(run))
        for depot in self.plan.depots:
            for day in range(self.plan.horizon // DAY + 1):
                self.clock.env.process(self.departures_at(day * DAY + depot.duty_start))
        self.clock.env.run(until=self.plan.horizon * PHASES)
        for row in self.stages:
            for stage in row:
                stage.close()

    # Parcels

    def parcel(self, p: int) -> Process:
        """A parcel's way from the hub to a resident's hands."""
        rows, record = self.draws.parcels, self.parcels[p]
        way = self.plan.ways[self.plan.inbound[rows.brand[p], rows.village[p]]]
        permille = int(rows.work[p])
        yield self.clock.until(int(rows.entered_hub[p]), ARRIVE)
        for number, hop in enumerate(way.hops):
            arrived = self.clock.now
            for stage in self.stages[hop.handling]:
                yield stage.enter(p, way.priority, permille)
            ready = self.clock.now
            if self.plan.places[self.plan.handlings[hop.handling].place].level == "hub":
                self.hub_ready.append(ready)
            last = number == len(way.hops) - 1
            dropped = self.clock.env.event()
            self.queues[hop.line].append(Waiting(p, way.priority, ready, hop.alight, last, way.point, dropped, number))
            record.handling += ready - arrived
            departed = yield dropped
            record.travel += self.clock.now - departed
        record.dropped = self.clock.now
        shelving = self.shelving[way.point]
        if shelving is not None:
            yield shelving.enter(p, way.priority, permille)
        record.shelved = self.clock.now
        point = self.plan.points[way.point]
        yield self.clock.until(opening(point, self.clock.now), OPEN)
        record.at_point = self.clock.now
        if rows.to_door[p] and point.door_times:
            yield from self.carried_to_door(p, way.point)
        else:
            yield from self.collected(p, way.point)

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
        self.held[number] -= 1

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
        candidate = opening(point, intention)
        if candidate >= self.plan.horizon:
            candidate = self.plan.horizon  # at the earliest; who it is too late for by then will not come
        if candidate <= deadline:
            meant = self.meant.setdefault((household, point.place), [])
            meant.append(p)
            yield self.clock.until(candidate, COLLECT)
            if p in at_home and p == min(meant, key=lambda q: (self.parcels[q].at_point, q)):
                self.trip(household, point.place)
        yield self.clock.until(deadline, RETURN)
        if p in at_home:
            at_home.remove(p)
            self.parcels[p].returned = deadline
            self.held[number] -= 1
            if candidate <= deadline:
                meant.remove(p)

    def trip(self, household: int, place: int) -> None:
        """A resident fetches now all that lies there for the household."""
        parcels = self.at_home[household, place]
        self.trips.append(Trip(household, place, self.clock.now, sorted(parcels)))
        for p in parcels:
            self.parcels[p].in_hand = self.clock.now
            self.held[self.point_of(p)] -= 1
        self.meant[household, place][:] = [q for q in self.meant[household, place] if q not in parcels]
        parcels.clear()

    def point_of(self, p: int) -> int:
        """The point a parcel is on its way to."""
        rows = self.draws.parcels
        return self.plan.ways[self.plan.inbound[rows.brand[p], rows.village[p]]].point

    # Runs

    def departures_at(self, time: int) -> Process:
        """At a time, after all that arrives: the runs that wait are tried in order of the timetable."""
        yield self.clock.until(time, DEPART)
        for run in sorted(self.due):
            self.try_to_leave(run)

    def try_to_leave(self, run: int) -> None:
        """A run leaves if it can; own runs that cannot within their time are cancelled."""
        now, record = self.clock.now, self.runs[run]
        line = self.plan.lines[self.plan.timetable.line[run]]
        if not line.hosted:
            depot, free = self.plan.depots[line.depot], self.free_units[line.depot]
            if not free or not on_duty(depot, now, now + line.planned, self.plan.horizon):
                if now >= self.plan.timetable.scheduled[run] + line.max_delay:
                    record.cancelled = True
                    self.due.remove(run)
                return
            record.unit = min(free)
            free.remove(record.unit)
        self.due.remove(run)
        record.departed = now
        self.leave[run].succeed(self.load(run, line))

    def load(self, run: int, line: Line) -> list[Waiting]:
        """Walks the queue and takes what fits; over parcels whose point is full it passes, over those that do not fit it steps, so many times."""
        rows, record = self.draws.parcels, self.runs[run]
        number = int(self.plan.timetable.line[run])
        queue = self.queues[number]
        for w in list(queue):
            p = w.parcel
            if not any(parcels >= 1 and rows.grams[p] <= grams and rows.ml[p] <= ml for parcels, grams, ml in self.emptiest[number]):
                self.parcels[p].oversize = True
                queue.remove(w)
        aboard, stepped_over = [], 0
        for w in sorted(queue, key=lambda w: w.order):
            grams, ml = int(rows.grams[w.parcel]), int(rows.ml[w.parcel])
            if w.last_hop and self.held[w.point] >= self.plan.points[w.point].shelf:
                record.passed_over += 1
                continue
            if record.loaded == record.free_parcels:
                break
            grams_fit = record.loaded_grams + grams <= record.free_grams
            ml_fit = record.loaded_ml + ml <= record.free_ml
            if not (grams_fit and ml_fit):
                if stepped_over == self.plan.skip:
                    break
                stepped_over += 1
                continue
            record.loaded += 1
            record.loaded_grams += grams
            record.loaded_ml += ml
            if w.last_hop:
                self.held[w.point] += 1
            queue.remove(w)
            aboard.append(w)
        record.left_behind = len(queue)
        return aboard

    def vehicle_run(self, run: int) -> Process:
        """A run from its scheduled time to the return of its unit."""
        plan, record, until = self.plan, self.runs[run], self.clock.until
        number, scheduled = int(plan.timetable.line[run]), int(plan.timetable.scheduled[run])
        line = plan.lines[number]
        yield until(scheduled, WAIT)
        if self.draws.cancelled[run]:
            record.cancelled = True
            return
        self.due.append(run)
        self.leave[run] = self.clock.env.event()
        self.clock.env.process(self.departures_at(scheduled))
        self.clock.env.process(self.departures_at(scheduled + line.max_delay))
        aboard: list[Waiting] = yield self.leave[run]
        self.note_departure(run, line, aboard)
        factor = int(self.draws.travel_ppm[run])
        for sequence, stop in enumerate(line.stops):
            off = [w for w in aboard if w.stop == sequence]
            yield until(self.clock.now + driving(stop.drive, factor), ARRIVE)
            row = [run, sequence, self.clock.now, NEVER, 0]
            self.stops.append(row)
            if plan.places[stop.place].level == "township":
                for w in off:
                    self.parcels[w.parcel].entered_township = self.clock.now
            yield until(self.clock.now + stop.service + stop.service_parcel * len(off), ARRIVE)
            row[3:] = self.clock.now, len(off)
            for w in off:
                w.dropped.succeed(record.departed)
        yield until(self.clock.now + driving(line.back_drive, factor), ARRIVE)
        record.returned = self.clock.now
        if not line.hosted:
            yield until(record.returned + line.turnaround, ARRIVE)
            self.free_units[line.depot].add(record.unit)
            self.clock.env.process(self.departures_at(self.clock.now))

    def note_departure(self, run: int, line: Line, aboard: list[Waiting]) -> None:
        """Writes the departure down with the parcels aboard."""
        level = self.plan.places[line.base].level
        for w in aboard:
            self.rides.append((w.parcel, w.hop, w.ready, run, w.stop))
            record = self.parcels[w.parcel]
            record.waiting += self.clock.now - w.ready
            if level == "hub":
                record.left_hub, record.hub_run = self.clock.now, run
            if level == "township":
                record.left_township = self.clock.now
            if w.last_hop and (level != "hub" or self.plan.places[line.stops[w.stop].place].level == "village"):
                record.village_run = run


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
    """The outcome of a plan under one replication's draws; ``events`` is 0, as the two count different events."""
    world = World(plan, draws)
    world.run()
    trips = sorted(world.trips, key=lambda trip: trip.parcels[0])
    for number, trip in enumerate(trips):
        for p in trip.parcels:
            world.parcels[p].trip = number
    shifts = [(h, s, *row) for h, stages in enumerate(world.stages) for s, stage in enumerate(stages) for row in stage.shift_rows()]
    hours = -(-plan.horizon // HOUR)
    entered = [int(t) for t in draws.parcels.entered_hub if t < plan.horizon]
    return Outcome(
        rides=_rides(world),
        milestones=_columns(Milestones, [vars(r) for r in world.parcels]),
        runs=_columns(Runs, [vars(r) for r in world.runs]),
        stops=_columns(Stops, [dict(zip(("run", "sequence", "arrived", "departed", "dropped"), r, strict=True)) for r in sorted(world.stops)]),
        shifts=_columns(
            Shifts,
            [
                dict(zip(("handling", "stage", "start", "end", "crew", "busy", "overtime", "handled", "backlog_at_end"), r, strict=True))
                for r in shifts
            ],
        ),
        trips=_columns(Trips, [{**vars(trip), "parcels": len(trip.parcels)} for trip in trips]),
        hub_arrived=np.bincount([t // HOUR for t in entered], minlength=hours) if entered else np.zeros(hours, np.int64),
        hub_ready=np.bincount([t // HOUR for t in world.hub_ready], minlength=hours) if world.hub_ready else np.zeros(hours, np.int64),
        events=0,
    )


def _rides(world: World) -> Rides:
    """Who rode, by hop and parcel; the stops of all runs are numbered one after another."""
    plan, parcels = world.plan, len(world.parcels)
    stops = [len(plan.lines[line].stops) for line in plan.timetable.line]
    hops = max((len(way.hops) for way in plan.ways), default=1)
    call, ready = np.full((hops, parcels), -1), np.full((hops, parcels), NEVER)
    for parcel, hop, since, run, stop in world.rides:
        call[hop, parcel], ready[hop, parcel] = sum(stops[:run]) + stop, since
    return Rides(call, ready)


def _columns(kind: type, rows: list[dict[str, Any]]) -> Any:
    """Rows turned into the columns of one of the outcome's tables."""
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return kind(**{name: np.array([r[name] for r in rows], dtype=np.int64) for name in names})
