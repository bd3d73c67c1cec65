"""What own vehicles cost a day by plan: the ground on which the planner chooses between ways to run the same service."""

from __future__ import annotations

from collections.abc import Sequence

from sim.parameters import Parameters
from sim.service.fleet import units_needed
from sim.service.plan import Line, VehicleType
from sim.service.timetable import Service

DAYS_YEAR, MONTHS_YEAR = 365, 12


def driver_day(parameters: Parameters) -> float:
    """Yuan a day of the year for the drivers of one vehicle: their monthly wages with on-cost, days off relieved."""
    cost = parameters.cost
    return cost.driver_yuan_month * (1 + cost.on_cost) * MONTHS_YEAR / DAYS_YEAR * cost.relief


def fleet_yuan_day(parameters: Parameters, vehicle: VehicleType, lines: Sequence[Line], services: Sequence[Service]) -> float:
    """Mean yuan a day of lines with their services, all run from one garage with one type: its fewest vehicles, their drivers, and the km."""
    units = units_needed(lines, services)
    km = sum(line.km * len(service.weekdays) * len(service.times) / 7 for line, service in zip(lines, services, strict=True))
    return units * (vehicle.yuan_day + driver_day(parameters)) + km * vehicle.yuan_km
