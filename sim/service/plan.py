"""The service plan 服务方案: everything the flow needs to know before the clock starts, and nothing random.

Times are whole milliseconds since 00:00 of day 0, weights grams, volumes millilitres. Places, handlings, lines,
garages, points and itineraries are named by their index in the plan's tuples.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.problems import Phrase

IntArray = NDArray[np.int64]

UNLIMITED = 2**40
"""A capacity that never binds."""


@dataclass(frozen=True)
class Shift:
    """A crew at work over ``[start, end)``. Shifts of one stage may touch or overlap; crews then add up."""

    start: int
    end: int
    crew: int


@dataclass(frozen=True)
class Stage:
    """Staffed handling 处理环节 of a place: every parcel needs the same worker time, times its own work factor.

    Attributes:
        name: ``unload``, ``sort``, ``hand_over``, ``shelve`` ...
        work: worker-milliseconds a parcel of work factor 1.
        shifts: the crew over the whole horizon, by start.
        discipline: ``pooled`` (the crew works as one on a parcel at a time) or ``servers`` (a worker a parcel).
        shift_end: ``pause`` or ``finish`` (on paid overtime, where no crew follows).
        by_work: its people serve the town too, whose parcels are not simulated: charged here is the time that they work on village parcels,
            and not the time for which they are rostered.
    """

    name: str
    work: int
    shifts: tuple[Shift, ...]
    discipline: str = "pooled"
    shift_end: str = "pause"
    by_work: bool = False


@dataclass(frozen=True)
class Place:
    """A node 节点: ``level`` is ``hub``, ``township`` or ``village``; ``township`` indexes the county's townships (-1 at the hub)."""

    code: str
    name: str
    level: str
    township: int
    x_km: float
    y_km: float


@dataclass(frozen=True)
class Handling:
    """What an operator does with a parcel at a place: its stages in order. No stage: the parcel is ready on arrival."""

    key: str
    place: int
    operator: str
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True)
class VehicleType:
    """A vehicle: what fits into the empty one, and what it costs.

    ``yuan_km`` energy and upkeep, ``yuan_day`` fixed, ``co2_kg_km`` emissions.
    """

    key: str
    name_zh: str
    name_en: str
    parcels: int
    grams: int
    ml: int
    yuan_km: float
    yuan_day: float
    co2_kg_km: float


@dataclass(frozen=True)
class Garage:
    """Vehicles with their drivers, one unit each, that belong to a base and run its lines in turn.

    A run starts only at a time t inside a daily duty window ``[duty_start, duty_end)`` (time of day) whose
    planned return ``t + line.planned`` lies inside the same window.
    """

    key: str
    operator: str
    base: int
    vehicle: str
    count: int
    duty_start: int
    duty_end: int


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


@dataclass(frozen=True)
class Point:
    """Where residents get their parcels 村级服务点, or the outlet at the township that stands in for one.

    Attributes:
        hours: opening intervals ``[start, end)`` over the horizon, by start, not overlapping. All points of one
            place have the same hours.
        shelf: parcels it holds at once (``UNLIMITED``: no bound).
        shelve: the stage between drop and shelf (None: on the shelf as it is dropped).
        door_times: times at which to-door parcels on the shelf are taken round (empty: everyone collects).
        return_after: uncollected this long after ``at_point``: returned.
        remote: True where the point is at the township and villagers travel to it; then ``at_point`` is not
            "at the village".
        keeper: the actor who keeps it.
    """

    code: str
    place: int
    type: str
    hours: tuple[tuple[int, int], ...]
    shelf: int
    shelve: Stage | None
    door_times: tuple[int, ...]
    return_after: int
    remote: bool
    keeper: str


@dataclass(frozen=True)
class Hop:
    """One stretch of a parcel's way: handled at a place, then carried by a line to its stop number ``stop``."""

    handling: int
    line: int
    stop: int


@dataclass(frozen=True)
class Itinerary:
    """The way of a parcel, fixed before the start: hops in order, then the point.

    ``priority`` 0 is loaded first. ``mode`` is the mode that carries it, ``pool`` the name of the brand's pool (also where
    the pool's mode lets each brand work alone), empty for a brand outside any pool.
    """

    hops: tuple[Hop, ...]
    point: int
    priority: int
    mode: str
    pool: str


@dataclass(frozen=True)
class Fee:
    """A fee between actors, a transfer for each parcel.

    Attributes:
        payer, payee: ``operator`` (the itinerary's own: the pool or the brand), ``keeper`` or ``host:<key>``.
        tariff: key below ``tariff`` in the parameters, e.g. ``commission_yuan``.
        leg: due for each parcel that a line of this leg carries; empty: for each parcel that reaches its point.
        free_brands: brands that do not pay it (the host's own parcels).
    """

    payer: str
    payee: str
    tariff: str
    leg: str = ""
    free_brands: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanNote:
    """What a person should know of a plan that does not do all that was asked.

    ``about``: the key of a line, garage or host, or of the config, that ``told`` speaks of.
    """

    about: str
    told: Phrase

    def __str__(self) -> str:
        return f"{self.about}: {self.told}"


@dataclass(frozen=True)
class Aside:
    """A village that a pool does not serve, as its round would not be back while the driver is on duty; see ``sim.service.reach``.

    Attributes:
        pool: whose parcels it is about. ``village``: its index.
        place: where its point is.
        line: the key of the round that was planned; ``leg``: its leg.
        planned: how long it would take, ms; ``allowed``: less than this is in time.
    """

    pool: str
    village: int
    place: int
    line: str
    leg: str
    planned: int
    allowed: int


@dataclass(frozen=True, eq=False)
class ServicePlan:
    """A mode assignment made concrete.

    Attributes:
        name: of the scenario, e.g. the mode's key.
        itinerary: shape (brands, villages); index into ``itineraries``; -1 where no itinerary reaches the village.
        fees: by mode (``Itinerary.mode``).
        aside: villages that a pool does not serve, though its mode is assigned to them.
        host_share: by host of a pool's mode, shares of the pools' villages and of their parcels that it would carry
            on what it has with every run's planned load under ``fleet.target_load``.
        skip: how many parcels that do not fit a loading steps over; the next one ends it.
    """

    name: str
    horizon: int
    places: tuple[Place, ...]
    vehicles: dict[str, VehicleType]
    handlings: tuple[Handling, ...]
    garages: tuple[Garage, ...]
    lines: tuple[Line, ...]
    timetable: Timetable
    points: tuple[Point, ...]
    itineraries: tuple[Itinerary, ...]
    itinerary: IntArray
    brands: tuple[str, ...]
    villages: tuple[str, ...]
    notes: tuple[PlanNote, ...] = field(default=())
    fees: dict[str, tuple[Fee, ...]] = field(default_factory=dict)
    aside: tuple[Aside, ...] = ()
    host_share: dict[str, tuple[float, float]] = field(default_factory=dict)
    skip: int = 0
