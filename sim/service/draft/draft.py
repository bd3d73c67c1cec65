"""A service plan in the making: what its builders share, and what they add to it; only the draft itself writes its lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR, MINUTE, SECOND, clock_ms, clock_text
from sim.county.county import County
from sim.demand.outlook import Expected, Size
from sim.parameters import Parameters
from sim.parameters.operation import LegVehicles
from sim.parameters.schedule import LegSchedule
from sim.plan.actor import Actor
from sim.plan.departure import Departure, Threshold, Timetabled
from sim.plan.depot import Depot
from sim.plan.leg import Leg
from sim.plan.line import Line, Stop
from sim.plan.note import PlanNote
from sim.plan.place import Place
from sim.plan.point import Point
from sim.plan.stage import Handling
from sim.plan.vehicle import VehicleType
from sim.plan.way import Way
from sim.problems import Phrase, phrase
from sim.service.assignment.job import Job
from sim.service.draft.routes import Nearest, Router, Routes, RoutingTask
from sim.service.draft.timetable import Served, usable

Room = tuple[float, float, float]
"""Space for parcels: their number, grams and ml."""


@dataclass(frozen=True)
class Unmanned:
    """A handling that gets its crews when all loads are known: the names of its stages, and the key below ``staffing`` that mans it."""

    handling: Handling
    stages: tuple[str, ...]
    crew: str


@dataclass(frozen=True)
class Unsized:
    """A depot that gets its vehicles when all lines are known; ``count`` where their number was given."""

    depot: Depot
    count: int | None


@dataclass
class Draft:
    """The plan so far. Handlings get their crews, and depots their counts, when all loads are known.

    Attributes:
        spots: by village, the number of the place where its point stands (its township's where it stands in town).
        outlets: of a community, by the number of its place: its outlets, each a stop of its own for who serves it.
    """

    county: County
    parameters: Parameters
    expected: Expected
    router: Router
    places: tuple[Place, ...] = ()
    vehicles: dict[str, VehicleType] = field(default_factory=dict)
    spots: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    outlets: Mapping[int, int] = field(default_factory=dict)
    handlings: list[Unmanned] = field(default_factory=list)
    depots: list[Unsized] = field(default_factory=list)
    lines: list[Served] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    notes: list[PlanNote] = field(default_factory=list)
    _by_key: dict[str, int] = field(default_factory=dict)

    def handling(self, key: str, place: int, operator: Actor, stages: tuple[str, ...], crew: str) -> int:
        """Index of the handling of that key; made, without a crew yet, where it is new.

        Where the same actor does something else there too, that is a handling of its own, named after its stages.
        """
        for name in (key, f"{key}/{'+'.join(stages)}"):
            number = self._by_key.get(name)
            if number is not None and (self.handlings[number].stages, self.handlings[number].crew) == (stages, crew):
                return number
            if number is None:
                key = name
                break
        self._by_key[key] = len(self.handlings)
        self.handlings.append(Unmanned(Handling(key=key, place=place, operator=operator), stages, crew))
        return len(self.handlings) - 1

    def timed(self, schedule: str) -> tuple[LegSchedule, LegVehicles]:
        """When lines of our own leave, and their vehicles, by the key below ``schedule`` and ``fleet``."""
        return getattr(self.parameters.schedule, schedule), getattr(self.parameters.fleet, schedule)

    def depot(self, key: str, operator: Actor, base: int, vehicle: str, count: int | None) -> int:
        """Index of a new depot; ``count`` None: sized to its lines."""
        depot = Depot(
            key=key, operator=operator, base=base, vehicle=vehicle, count=1 if count is None else count,
            duty_start=self.duty[0], duty_end=self.duty[1],
        )
        self.depots.append(Unsized(depot, count))
        return len(self.depots) - 1

    def own(self) -> Timetabled:
        """How lines of our own leave, their depot not yet known."""
        roads, fleet = self.parameters.roads, self.parameters.fleet
        return Timetabled(depot=-1, max_delay=round(fleet.max_delay_min * MINUTE), turnaround=round(roads.loading_min * MINUTE))

    def by_threshold(self) -> Threshold:
        """How lines of our own leave that wait for enough parcels, their depot not yet known."""
        rule, roads = self.parameters.schedule.threshold, self.parameters.roads
        return Threshold(
            depot=-1, parcels=rule.parcels, wait=round(rule.wait_h * HOUR), start=clock_ms(rule.start), end=clock_ms(rule.end),
            turnaround=round(roads.loading_min * MINUTE),
        )  # fmt: skip

    @property
    def duty(self) -> tuple[int, int]:
        """When drivers' duty begins and ends, ms of the day."""
        return clock_ms(self.parameters.fleet.duty_start), clock_ms(self.parameters.fleet.duty_end)

    def add_line(self, served: Served) -> int:
        """Index of a line newly added."""
        self.lines.append(served)
        return len(self.lines) - 1

    def add_point(self, point: Point) -> int:
        """Index of a point newly added."""
        self.points.append(point)
        return len(self.points) - 1

    def add_way(self, way: Way) -> int:
        """Index of a way newly added."""
        self.ways.append(way)
        return len(self.ways) - 1

    def give_vehicles(self, depot: int, count: int) -> None:
        """A depot, by its index, is to have so many vehicles."""
        self.depots[depot] = replace(self.depots[depot], count=count)

    def note(self, about: str, told: Phrase) -> None:
        """Note something on a line, a depot or a host, by its key."""
        self.note_all([PlanNote(about, told)])

    def note_all(self, notes: Iterable[PlanNote]) -> None:
        """Note what was found out on the way to something that is added."""
        self.notes.extend(notes)

    def routes(self, task: RoutingTask) -> Routes:
        """The routes of a task, with a note where the solver found none that fit."""
        return self.noted(self.router.routes(task), task)

    def noted(self, found: Routes, task: RoutingTask) -> Routes:
        """Routes of a task, with a note where they stand in for those of the solver."""
        if isinstance(found, Nearest):
            told = phrase("plannote.nearest", stops=len(task.service) - 1, iterations=task.iterations)
            self.note("fleet.route_iterations", told)
        return found

    def within_duty(self, key: str, times: tuple[int, ...], needed: int, notes: list[PlanNote]) -> tuple[int, ...]:
        """The departure times from which a round of ``needed`` ms ends within duty; what is left out is noted among ``notes``."""
        kept = usable(times, needed, clock_ms(self.parameters.fleet.duty_end))
        if len(kept) < len(times):
            left = tuple(clock_text(t) for t in times if t not in kept)
            notes.append(PlanNote(key, phrase("plannote.left_out", times=left, end=self.parameters.fleet.duty_end)))
        return kept

    def drive(self, pace: Pace, start: int, end: int, stem: bool) -> int:
        """Driving time in ms between two places, by the county's own minutes where it has them; see ``Pace.drive``."""
        given = self.county.minutes(start, end) if pace.on_table else None
        return pace.drive(float(self.county.road_km[start, end]), stem) if given is None else max(1, round(given * MINUTE))

    def there_and_back(self, pace: Pace, base: int, place: int, parcels: float) -> int:
        """Planned ms of a round from a base to one stop."""
        driven = self.drive(pace, base, place, True) + self.drive(pace, place, base, True)
        return driven + self.stop(pace, place) + round(pace.parcel * parcels)

    def stop(self, pace: Pace, place: int) -> int:
        """Fixed ms of a stop at a place, however many parcels are dropped."""
        return pace.stop * self.outlets.get(place, 1)

    def ride(self, home: int, base: int, kmh: float) -> Ride:
        """The empty ride from where a vehicle is stationed to a base, and home again."""
        km, speed = float(self.county.road_km[home, base] + self.county.road_km[base, home]), Pace(kmh, kmh, 0, 0)
        if self.county.road_minutes is None:
            return Ride(km, speed.drive(km, True))
        return Ride(km, self.drive(speed, home, base, True) + self.drive(speed, base, home, True))

    def township_villages(self, job: Job) -> dict[int, list[int]]:
        """The job's villages by township, in the county's order."""
        found: dict[int, list[int]] = {}
        for v in job.villages:
            found.setdefault(self.county.villages[v].township, []).append(v)
        return dict(sorted(found.items()))

    def space(self, room: Room, size: Size | None = None) -> float:
        """How many parcels of a size fit, the county's mean parcels where none is given."""
        return (size or self.expected.mean).fitting(room)

    def vehicle_space(self, vehicle: str) -> float:
        """Mean parcels that fit into an empty vehicle."""
        return self.space(self.room(vehicle))

    def room(self, vehicle: str) -> Room:
        """What fits into an empty vehicle."""
        return self.vehicles[vehicle].capacity

    def mean_parcels(self, room: Room, parcels: float, size: Size) -> float:
        """As many of the county's mean parcels as take up as much of a room as ``parcels`` of a size."""
        return parcels * (self.space(room) / self.space(room, size))


def by_place(spots: NDArray[np.int64], load: NDArray[np.float64], villages: Sequence[int]) -> dict[int, float]:
    """Load by place of the points of some villages, in the order of the places."""
    found: dict[int, float] = {}
    for v in villages:
        found[int(spots[v])] = found.get(int(spots[v]), 0.0) + float(load[v])
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Pace:
    """How fast a round goes: km/h between stops, km/h from and to the base, ms of a stop and of each parcel dropped.

    Attributes:
        on_table: minutes that the county's table gives go before km over speed; not for a vehicle slower than the road.
    """

    kmh: float
    stem_kmh: float
    stop: int
    parcel: int
    on_table: bool = True

    def drive(self, km: float, stem: bool) -> int:
        """Driving time in ms, at least 1."""
        return max(1, round(km / (self.stem_kmh if stem else self.kmh) * HOUR))


def pace(draft: Draft, kmh: float, stem_kmh: float | None = None, unloads: bool = True) -> Pace:
    """A pace with the county's stop times; ``unloads`` False: the place's crew, not the driver, unloads parcel by parcel."""
    roads = draft.parameters.roads
    return Pace(kmh, stem_kmh or kmh, round(roads.stop_min * MINUTE), round(roads.stop_s_parcel * SECOND) if unloads else 0)


@dataclass(frozen=True)
class Ride:
    """An empty ride to the base of a round and home again, where the vehicle is stationed elsewhere: km, and ms."""

    km: float = 0.0
    drive: int = 0


@dataclass(frozen=True)
class Carrier:
    """What a line's vehicles are: everything of a line but its way."""

    leg: Leg
    operator: Actor
    departure: Departure
    vehicle: str
    capacity: tuple[int, int, int]
    ride: Ride = Ride()


def line_of(
    draft: Draft, key: str, name: str, carrier: Carrier, base: int, way: Sequence[int], pace_: Pace,
    load: Mapping[int, float], township: int, stem: int = 1,
) -> Line:  # fmt: skip
    """A line from a base over places in order and back.

    ``load`` is the planned number of parcels by place and visit; the first ``stem`` drives, and the last one back, go
    at the speed from and to the base. Both ways of an empty ride are counted after the round, so that parcels leave on
    time.
    """
    stops = tuple(_stops(draft, base, way, pace_, stem))
    here = way[-1] if way else base
    back = float(draft.county.road_km[here, base]) + carrier.ride.km
    back_drive = draft.drive(pace_, here, base, True) + carrier.ride.drive
    work = sum(stop.drive + stop.service + round(stop.service_parcel * load.get(stop.place, 0.0)) for stop in stops)
    parcels, grams, ml = carrier.capacity
    return Line(
        key=key, name=name, leg=carrier.leg, operator=carrier.operator, departure=carrier.departure,
        vehicle=carrier.vehicle, base=base, stops=stops, back_km=back, back_drive=back_drive, capacity_parcels=parcels,
        capacity_grams=grams, capacity_ml=ml, planned=work + back_drive, township=township,
    )  # fmt: skip


def _stops(draft: Draft, base: int, way: Sequence[int], pace_: Pace, stem: int) -> Iterator[Stop]:
    """The stops of a line; the first ``stem`` drives go at the speed from the base."""
    for i, (here, place) in enumerate(pairwise([base, *way])):
        yield Stop(
            place=place, km=float(draft.county.road_km[here, place]), drive=draft.drive(pace_, here, place, i < stem),
            service=draft.stop(pace_, place), service_parcel=pace_.parcel,
        )  # fmt: skip
