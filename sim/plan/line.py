"""Lines 线路 over ordered stops, and when they leave."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.arrays import Ints
from sim.plan.actor import Actor
from sim.plan.departure import Departure, Hosted, Timetabled
from sim.plan.leg import Leg
from sim.plan.units import UNLIMITED


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A stop of a line: drive from the stop before (or the base), then service.

    ``drive`` is the planned driving time, multiplied by the run's travel factor; ``service`` and
    ``service_parcel`` (for each parcel dropped) are not. Parcels come off together when service ends.
    """

    place: int
    km: float
    drive: int
    service: int
    service_parcel: int = 0


@dataclass(frozen=True, kw_only=True)
class Line:
    """A transport service 线路 over ordered stops. Parcels wait for it at its base and, where it picks up, at its stops.

    Attributes:
        leg: the part that it plays in its mode.
        operator: who runs it.
        departure: the rule by which it leaves.
        back_km, back_drive: from the last stop to the base.
        capacity_parcels, capacity_grams, capacity_ml: of the vehicle with nothing on board.
        planned: planned duration from departure to return, with the planned number of parcels.
        picks_up: parcels board at its stops too, not at the base alone; ``boarding``: ms for each that does.
        township: whose market days fill its host's vehicles (-1: none).
    """

    key: str
    name: str
    leg: Leg
    operator: Actor
    departure: Departure
    vehicle: str
    base: int
    stops: tuple[Stop, ...]
    back_km: float
    back_drive: int
    capacity_parcels: int
    capacity_grams: int
    capacity_ml: int
    planned: int
    township: int = -1
    picks_up: bool = False
    boarding: int = 0

    @property
    def end(self) -> int:
        """The number of the base at the return, after those of the stops."""
        return len(self.stops)

    @property
    def km(self) -> float:
        """Length of the round, base to base."""
        return sum(s.km for s in self.stops) + self.back_km

    @property
    def capacity(self) -> tuple[int, int, int]:
        """Parcels, grams and ml of the vehicle with nothing on board."""
        return self.capacity_parcels, self.capacity_grams, self.capacity_ml

    @property
    def cycle(self) -> int:
        """How long a planned run takes its vehicle, turning round for the next one included, ms."""
        return self.planned + self.turnaround

    def ride(self, stop: int) -> int:
        """Planned time from departure until the parcels of a stop come off, ms, unloading parcel by parcel not counted."""
        return sum(s.drive + s.service for s in self.stops[: stop + 1])

    def place(self, stop: int) -> int:
        """Where a stop of that number is; the base for ``BASE`` and for ``end``."""
        return self.stops[stop].place if 0 <= stop < self.end else self.base

    def from_depot(self, depot: int) -> Line:
        """The same line of our own with the vehicles of another depot.

        Raises:
            TypeError: a host runs it.
        """
        if isinstance(self.departure, Hosted):
            raise TypeError(f"line {self.key} needs no depot")
        return replace(self, departure=replace(self.departure, depot=depot))

    @property
    def hosted(self) -> bool:
        """Whether a host runs it anyway."""
        return isinstance(self.departure, Hosted)

    @property
    def depot(self) -> int:
        """Index of the depot whose vehicles it takes; -1: none."""
        return -1 if isinstance(self.departure, Hosted) else self.departure.depot

    @property
    def max_delay(self) -> int:
        """How late a run may leave after it was scheduled, ms; a host's never does, nor has one with a slot a time to be late for."""
        return self.departure.max_delay if isinstance(self.departure, Timetabled) else 0

    @property
    def window(self) -> int:
        """How long after it was scheduled a run may still leave, ms: its longest delay, or until the hours of its slot end."""
        return self.departure.window

    @property
    def turnaround(self) -> int:
        """How long after its return a vehicle of ours may leave again, ms."""
        return 0 if isinstance(self.departure, Hosted) else self.departure.turnaround

    @property
    def most_parcels(self) -> int:
        """The most parcels that may ride, whatever room there is."""
        return self.departure.most_parcels if isinstance(self.departure, Hosted) else UNLIMITED

    @property
    def by_run(self) -> tuple[int, ...]:
        """The same of each of its runs, in the order in which they leave; empty where it is the same on all."""
        return self.departure.by_run if isinstance(self.departure, Hosted) else ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Timetable:
    """Every run 车次 of the horizon, sorted by (scheduled, line). Index in these arrays = run number.

    ``number`` counts the departures of one line on one day from 0.
    """

    line: Ints
    day: Ints
    number: Ints
    scheduled: Ints

    @classmethod
    def of(cls, line: Ints, day: Ints, number: Ints, scheduled: Ints) -> Timetable:
        """The timetable of some runs in any order."""
        order = np.lexsort((line, scheduled))
        return cls(line=line[order], day=day[order], number=number[order], scheduled=scheduled[order])

    def by_line(self, lines: int) -> list[Ints]:
        """When the runs of each of so many lines are scheduled, in order."""
        order = np.argsort(self.line, kind="stable")
        ends = np.searchsorted(self.line[order], np.arange(1, lines + 1))
        return np.split(self.scheduled[order], ends)[:lines]
