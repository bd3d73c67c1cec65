"""What a plan's resource is asked for against what it can do."""

from __future__ import annotations

import math
from dataclasses import dataclass

TIGHT = 0.95
"""Above this mean load the day-to-day noise of demand alone makes some weeks overloaded."""

PILED = 2.0
"""Above this load of one departure, shift or drop some of what waits does not go with the next either."""

SEVERITY = ("overloaded", "aside", "piled", "tight", "ok")
"""States of a load, the gravest first."""


@dataclass(frozen=True)
class ResourceLoad:
    """Demand on one resource of the plan against what it can do.

    Attributes:
        kind: ``stage_week``, ``stage_day``, ``line_week``, ``line_stretch``, ``line_departure``, ``shelf_week``, ``shelf``, ``depot_day``,
            ``depot_runs``, ``round`` (of a village set aside) or ``backlog`` (what came in a week and what went, as simulated).
        key: of the handling and stage, line, point or depot.
        name: as a person knows it (a stage's name is its key in ``sim.words``).
        offered, capacity: in ``unit`` (``worker_h``, ``parcels``, ``kg``, ``litres``, ``vehicle_h``, ``runs``, ``h``).
        rho: offered / capacity; infinite where there is demand and no capacity.
        state: ``ok``, ``tight`` (what does not fit waits for the next), ``piled`` (for more than one, but clears), ``overloaded``
            (it never clears) or ``aside`` (not asked for: see ``sim.service.load.reach``).
        where: name of the place.
    """

    kind: str
    key: str
    name: str
    offered: float
    capacity: float
    rho: float
    state: str
    where: str
    unit: str


@dataclass(frozen=True)
class Resource:
    """What is asked: the ``key``, ``name`` and place (``where``) of its loads."""

    key: str
    name: str
    where: str


def lasting(kind: str, of: Resource, offered: float, capacity: float, unit: str, limit: float = 1.0) -> ResourceLoad:
    """The load of a resource in the long run."""
    rho = ratio(offered, capacity)
    return ResourceLoad(kind, of.key, of.name, offered, capacity, rho, state(rho, limit), of.where, unit)


def once(kind: str, of: Resource, offered: float, capacity: float, unit: str) -> ResourceLoad:
    """The load of one departure, shift or drop of a resource."""
    rho = ratio(offered, capacity)
    return ResourceLoad(kind, of.key, of.name, offered, capacity, rho, passing(rho), of.where, unit)


def ratio(offered: float, capacity: float) -> float:
    """The load; infinite where there is demand and no capacity."""
    if offered <= 0:
        return 0.0
    return offered / capacity if capacity > 0 else math.inf


def state(rho: float, limit: float = 1.0) -> str:
    """The state of a load in the long run."""
    if rho > limit * (1 + 1e-9):
        return "overloaded"
    return "tight" if rho > TIGHT else "ok"


def passing(rho: float) -> str:
    """The state of the load of one departure, shift or drop, whose queue clears where the load in the long run lets it."""
    if rho > PILED:
        return "piled"
    return "tight" if rho > 1 + 1e-9 else "ok"
