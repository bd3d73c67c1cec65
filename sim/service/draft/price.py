"""What own vehicles and drivers cost: one rule for what a plan is chosen by, what the ledger pays and what the KPIs count.

``cost.driver_pay: month``: a vehicle is kept, and ``cost.relief`` drivers are employed for it, every day of the year, whether it runs or not.
``hour``: drivers and vehicles have other work as well, and only the hours of runs and their loading are paid and counted. Relay riders and
keepers who fetch their parcels, residents or shopkeepers with a tricycle of their own, are always hired by the hour (``cost.relay_yuan_h``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.arrays import Floats
from sim.clock import HOUR
from sim.parameters import Parameters
from sim.parameters.money import Cost
from sim.plan.actor import KEEPER, Actor
from sim.plan.leg import Leg
from sim.plan.vehicle import VehicleType
from sim.service.draft.fleet import units_needed
from sim.service.draft.timetable import Served

DAYS_YEAR, MONTHS_YEAR = 365, 12


def is_rider(leg: Leg, operator: Actor) -> bool:
    """Whether who drives has a tricycle and work of their own: relay riders, and keepers who fetch."""
    return leg == Leg.RELAY or operator == KEEPER


def hourly(cost: Cost, relay: ArrayLike) -> NDArray[np.bool_]:
    """Where vehicles and drivers are hired by the hour: all of them by ``cost.driver_pay``, or those of relays."""
    return np.asarray(relay, bool) | (cost.driver_pay == "hour")


def vehicles_kept(cost: Cost, relay: ArrayLike, count: ArrayLike, hours: ArrayLike) -> Floats:
    """Vehicles kept for parcels: their number, or, where hired by the hour, ``hours`` a day as a share of a paid day."""
    return np.where(hourly(cost, relay), np.asarray(hours, float) / cost.hours_day, np.asarray(count, float))


def drivers_employed(cost: Cost, relay: ArrayLike, count: ArrayLike, hours: ArrayLike) -> Floats:
    """Drivers and riders employed, in full-time workers who are paid ``cost.days_month`` days a month: ``cost.relief`` a vehicle, or ``hours`` a day."""
    full_time = cost.hours_day * cost.days_month * MONTHS_YEAR / DAYS_YEAR
    return np.where(hourly(cost, relay), np.asarray(hours, float) / full_time, np.asarray(count, float) * cost.relief)


def driver_yuan_day(cost: Cost, relay: ArrayLike) -> Floats:
    """Yuan for a full-time driver or rider and day of the year: a driver's monthly wage with on-cost, a rider's pay by the hour."""
    rider = cost.relay_yuan_h * cost.hours_day * cost.days_month
    return np.where(np.asarray(relay, bool), rider, cost.driver_yuan_month * (1 + cost.on_cost)) * MONTHS_YEAR / DAYS_YEAR


def fixed_yuan_day(parameters: Parameters, vehicle: VehicleType, relay: bool = False) -> float:
    """Yuan a day of a vehicle that is kept, with its drivers, whether it runs or not; 0 where they are hired by the hour."""
    rule: tuple[Any, ...] = (parameters.cost, relay, 1, 0.0)
    return float(vehicles_kept(*rule) * vehicle.yuan_day + drivers_employed(*rule) * driver_yuan_day(parameters.cost, relay))


def fleet_yuan_day(parameters: Parameters, vehicle: VehicleType, lines: Sequence[Served], relay: bool = False) -> float:
    """Mean yuan a day of lines with their services, all run from one depot with one type: its fewest vehicles, their drivers, and the km."""
    cost, units = parameters.cost, units_needed(lines)
    hours = sum((of.line.planned / HOUR + parameters.roads.loading_min / 60) * of.runs_day for of in lines)
    km = sum(of.line.km * of.runs_day for of in lines)
    rule: tuple[Any, ...] = (cost, relay, units, hours)
    return float(vehicles_kept(*rule) * vehicle.yuan_day + drivers_employed(*rule) * driver_yuan_day(cost, relay)) + km * vehicle.yuan_km
