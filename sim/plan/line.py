"""Lines 线路 over ordered stops, and when they leave."""

from __future__ import annotations

from dataclasses import dataclass

from sim.plan.units import UNLIMITED, IntArray


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Line:
    """A transport service 线路 over ordered stops; one queue of parcels waits for it at its base.

    Attributes:
        operator: the actor who runs it, e.g. ``pool:joint``, ``brand:zto``, ``host:post``.
        host: whether it runs anyway for other reasons; then parcels get what its own load leaves free, and it
            needs no garage.
        garage: index of the garage that provides its vehicles; -1 for a host's line.
        back_km, back_drive: from the last stop to the base.
        capacity_parcels, capacity_grams, capacity_ml: of the vehicle with nothing on board.
        most_parcels: the most of our parcels that a host takes along on a run, whatever room its own load leaves.
        planned: planned duration from departure to return, with the planned number of parcels.
        turnaround: time after return before the unit may leave again.
        max_delay: a run that has no unit by scheduled + max_delay is cancelled.
        leg: ``trunk``, ``village``, ``direct`` (hub to village in one ride) or ``relay``.
        township: whose weather it meets (-1: none).
    """

    key: str
    name: str
    leg: str
    operator: str
    host: bool
    vehicle: str
    base: int
    stops: tuple[Stop, ...]
    back_km: float
    back_drive: int
    capacity_parcels: int
    capacity_grams: int
    capacity_ml: int
    garage: int
    planned: int
    max_delay: int
    turnaround: int = 0
    township: int = -1
    most_parcels: int = UNLIMITED

    @property
    def km(self) -> float:
        """Length of the round, base to base."""
        return sum(s.km for s in self.stops) + self.back_km


@dataclass(frozen=True, eq=False)
class Timetable:
    """Every run 车次 of the horizon, sorted by (scheduled, line). Index in these arrays = run number.

    ``number`` counts the departures of one line on one day from 0.
    """

    line: IntArray
    day: IntArray
    number: IntArray
    scheduled: IntArray
