"""Vehicles and drivers that the depots of a plan keep for parcels, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Floats
from sim.measure.case import Case, tally
from sim.service.draft.price import driver_yuan_day, drivers_employed, is_rider, vehicles_kept


@dataclass(frozen=True, eq=False)
class FleetKept:
    """By depot: vehicles and full-time drivers (``sim.service.draft.price``), and their yuan over the measured days, by
    construction of just these."""

    vehicles: Floats
    drivers: Floats
    vehicle_yuan: Floats
    driver_yuan: Floats


def depots_kept(case: Case, hours: Floats) -> FleetKept:
    """What each depot keeps, from the hours of own runs and their loading over the measured days, by line."""
    plan, cost = case.plan, case.parameters.cost
    of = plan.depot_of_line
    own, n = of >= 0, len(plan.depots)
    relay = np.zeros(n, bool)
    relay[[ln.depot for ln in plan.lines if ln.depot >= 0 and is_rider(ln.leg, ln.operator)]] = True
    rule = cost, relay, [g.count for g in plan.depots], tally(of[own], hours[own], n) / case.days
    vehicles, drivers = vehicles_kept(*rule), drivers_employed(*rule)
    yuan_day = np.array([plan.vehicles[g.vehicle].yuan_day for g in plan.depots], dtype=float)
    return FleetKept(
        vehicles, drivers, vehicles * yuan_day * case.days, drivers * driver_yuan_day(cost, relay) * case.days
    )
