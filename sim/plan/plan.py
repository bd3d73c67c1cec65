"""The service plan 服务方案: everything the flow needs to know before the clock starts, and nothing random.

Times are whole milliseconds since 00:00 of day 0, weights grams, volumes millilitres. Places, handlings, lines,
depots, points and ways are named by their index in the plan's tuples.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from sim.arrays import Ints
from sim.clock import DAY
from sim.demand.offers import Direction
from sim.plan.crew import Crew
from sim.plan.depot import Depot
from sim.plan.fee import Fee
from sim.plan.line import Line, Timetable
from sim.plan.note import Aside, Choice, PlanNote
from sim.plan.place import Place
from sim.plan.point import Point
from sim.plan.stage import Handling, Stage
from sim.plan.vehicle import VehicleType
from sim.plan.way import Way


@dataclass(frozen=True, eq=False, kw_only=True)
class ServicePlan:
    """A mode assignment made concrete.

    Attributes:
        name: of the scenario, e.g. the mode's key.
        way: shape (directions, brands, villages); index into ``ways``; -1 where there is none, as everywhere outbound.
        fees: by mode (``Way.mode``).
        aside: villages that a pool does not serve, though its mode is assigned to them.
        choices: the mode of each village by pool, and what gave it.
        host_share: by host of a pool's mode, shares of the pools' villages and of their parcels that it would carry
            on what it has with every run's planned load under ``fleet.target_load``.
        host_full: by host, the villages given to it that it has no room for on that. ``host_rooms``: by host and line,
            the part of that room that the parcels of each of a pool's villages take (``sim.service.hosts.host_rooms``).
        skip: how many parcels that do not fit a loading steps over; the next one ends it.
    """

    name: str
    horizon: int
    places: tuple[Place, ...]
    vehicles: dict[str, VehicleType]
    handlings: tuple[Handling, ...]
    depots: tuple[Depot, ...]
    lines: tuple[Line, ...]
    timetable: Timetable
    points: tuple[Point, ...]
    ways: tuple[Way, ...]
    way: Ints
    brands: tuple[str, ...]
    villages: tuple[str, ...]
    notes: tuple[PlanNote, ...] = field(default=())
    fees: dict[str, tuple[Fee, ...]] = field(default_factory=dict)
    aside: tuple[Aside, ...] = ()
    choices: tuple[Choice, ...] = ()
    host_share: dict[str, tuple[float, float]] = field(default_factory=dict)
    host_full: dict[str, tuple[int, ...]] = field(default_factory=dict)
    host_rooms: dict[str, dict[str, dict[int, float]]] = field(default_factory=dict)
    skip: int = 0

    @property
    def days(self) -> int:
        """Days of the horizon; one that it ends in counts."""
        return -(-self.horizon // DAY)

    @cached_property
    def crews(self) -> tuple[Crew, ...]:
        """Every crew once: those of the handlings first, then those of the points alone."""
        handled = (stage for handling in self.handlings for stage in handling.stages)
        shelved = (point.shelve for point in self.points if point.shelve is not None)
        return tuple(dict.fromkeys(stage.crew for stages in (handled, shelved) for stage in stages))

    def manned_by(self, changed: Callable[[Crew], Crew]) -> ServicePlan:
        """The plan with other crews in the places of its own; stages that shared one share it still."""
        crews = {crew: changed(crew) for crew in self.crews}

        def staffed(stage: Stage) -> Stage:
            return replace(stage, crew=crews[stage.crew])

        handlings = tuple(replace(of, stages=tuple(map(staffed, of.stages))) for of in self.handlings)
        points = tuple(replace(of, shelve=of.shelve and staffed(of.shelve)) for of in self.points)
        return replace(self, handlings=handlings, points=points)

    @cached_property
    def depot_of_line(self) -> Ints:
        """By line, its depot; -1 where a host runs it."""
        return np.array([line.depot for line in self.lines], np.int64)

    @property
    def inbound(self) -> Ints:
        """The ways to the villages, shape (brands, villages)."""
        to: Ints = self.way[Direction.INBOUND]
        return to
