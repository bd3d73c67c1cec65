"""What the runs of the measured days used up, by line: energy and upkeep, vehicle days, drivers, and the hosts' runs on
both bases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Floats, Ints
from sim.clock import HOUR, MINUTE
from sim.measure.case import Case, tally
from sim.measure.driver_overtime import overtime_hours
from sim.measure.fleet_kept import FleetKept, depots_kept
from sim.measure.host_stops import HostStops
from sim.measure.users import shares
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan


@dataclass(frozen=True, eq=False)
class LineCosts:
    """By line, over the measured days. ``energy`` goes by kilometres, ``vehicle``, ``driver`` and ``overtime`` (of
    drivers, by the run) by minutes; all zero on a host's own line.

    The ``host_*`` are zero on own lines: ``host_marginal`` (by kilometres) is what parcels add to the driving of a run
    that goes anyway, ``host_full_km`` and ``host_full_minutes`` their part, by space used, of its energy and of its
    vehicle's and driver's time, that of the stops made for parcels left out: these are the parcels' own on either basis
    (``host_stops``).

    Attributes:
        km: of own runs. ``hours``: of own runs, loading included.
        co2_kg: of own runs; ``host_co2_kg``: the parcels' part, by space used, of the hosts' runs.
        kept: by depot, the vehicles and drivers whose cost ``vehicle`` and ``driver`` are.
    """

    energy: Floats
    vehicle: Floats
    driver: Floats
    overtime: Floats
    host_marginal: Floats
    host_full_km: Floats
    host_full_minutes: Floats
    km: Floats
    hours: Floats
    co2_kg: Floats
    host_co2_kg: Floats
    kept: FleetKept


def driver_hour(case: Case) -> float:
    """Yuan for a driver's hour, on-cost included."""
    c = case.parameters.cost
    return c.driver_yuan_month * (1 + c.on_cost) / c.days_month / c.hours_day


@dataclass(frozen=True, eq=False)
class _Driven:
    """The departed runs of the measured days: which they are, their lines, whether a host's, and their hours under way.
    """

    run: Ints
    line: Ints
    hosted: Bools
    hours: Floats
    lines: int

    def own(self, amount: Floats) -> Floats:
        """An amount of each run, summed by line over own runs."""
        return tally(self.line[~self.hosted], amount[~self.hosted], self.lines)

    def hosts(self, amount: Floats) -> Floats:
        """An amount of each run, summed by line over the hosts' runs."""
        return tally(self.line[self.hosted], amount[self.hosted], self.lines)


def _driven(case: Case) -> _Driven:
    """The runs of a case; one still under way at the end takes as long as planned."""
    plan, runs = case.plan, case.outcome.runs
    at = np.flatnonzero(case.run_departed)
    line, departed, returned = plan.timetable.line[at], runs.departed[at], runs.returned[at]
    planned = np.array([ln.planned for ln in plan.lines], dtype=np.int64)
    hosted = np.array([ln.hosted for ln in plan.lines], dtype=bool)
    back = np.where(returned < plan.horizon, returned, departed + planned[line])
    return _Driven(at, line, hosted[line], (back - departed) / HOUR, len(plan.lines))


def line_costs(case: Case, stops: HostStops) -> LineCosts:
    """Costs by line of the runs of measured days; a run counts on the day of its timetable.

    Vehicles' fixed cost and drivers' pay follow the rule of ``sim.service.draft.price``, and go to the lines of a
    depot by their hours.
    """
    plan, driven = case.plan, _driven(case)
    km = np.array([ln.km for ln in plan.lines], dtype=float)
    own_km = driven.own(np.ones(len(driven.run))) * km
    hours = driven.hours + case.parameters.roads.loading_min * MINUTE / HOUR
    own_hours = driven.own(hours)
    staff = depots_kept(case, own_hours)
    depot = plan.depot_of_line
    mine = shares(depot, own_hours, len(plan.depots))
    return LineCosts(
        energy=own_km * _of_vehicle(plan, "yuan_km"),
        vehicle=mine * np.append(staff.vehicle_yuan, 0.0)[depot],
        driver=mine * np.append(staff.driver_yuan, 0.0)[depot],
        overtime=_overtime(case, driven, hours),
        km=own_km,
        hours=own_hours,
        co2_kg=own_km * _of_vehicle(plan, "co2_kg_km"),
        kept=staff,
        **_host_costs(case, driven, stops, km),
    )


def _host_costs(case: Case, driven: _Driven, stops: HostStops, km: Floats) -> dict[str, Floats]:
    """Costs by line of the hosts' runs, see ``LineCosts``; ``km``: of a run of each line."""
    plan = case.plan
    part = _space_share(case, driven.run, driven.line)
    host_km = driven.hosts(part) * km
    anyway = np.maximum(driven.hours - stops.by_run(len(plan.timetable.line))[driven.run], 0.0)
    carrying = driven.hosts(np.asarray(case.outcome.runs.loaded[driven.run] > 0, dtype=np.float64))
    marginal = np.array([_marginal_yuan_km(case, ln.operator) if ln.hosted else 0.0 for ln in plan.lines])
    yuan_hour = driver_hour(case) + _of_vehicle(plan, "yuan_day") / case.parameters.cost.hours_day
    return {
        "host_marginal": carrying * km * marginal,
        "host_full_km": host_km * _of_vehicle(plan, "yuan_km"),
        "host_full_minutes": driven.hosts(part * anyway) * yuan_hour,
        "host_co2_kg": host_km * _of_vehicle(plan, "co2_kg_km"),
    }


def _overtime(case: Case, driven: _Driven, hours: Floats) -> Floats:
    """By line, yuan for hours of its drivers beyond those paid a day; none where ``cost.driver_overtime`` is 0."""
    own = ~driven.hosted
    beyond = np.zeros(len(driven.run))
    if case.parameters.cost.driver_overtime:
        beyond[own] = overtime_hours(case, driven.run[own], hours[own])
    return driven.own(beyond) * driver_hour(case) * case.parameters.cost.driver_overtime


def _of_vehicle(plan: ServicePlan, what: str) -> Floats:
    """By line, a number of the type of its vehicles."""
    return np.array([getattr(plan.vehicles[ln.vehicle], what) for ln in plan.lines], dtype=float)


def _marginal_yuan_km(case: Case, operator: Actor) -> float:
    host = case.parameters.host.get(operator.key)
    return host.marginal_yuan_km if host else 0.0


def _space_share(case: Case, at: Ints, line: Ints) -> Floats:
    """By run: space used by parcels over space used by parcels and the host's own load, each by whatever fills the
    vehicle most."""
    runs, d, lines = case.outcome.runs, case.draws, case.plan.lines
    caps = (
        np.array([getattr(ln, f"capacity_{u}") for ln in lines], dtype=float)[line] for u in ("parcels", "grams", "ml")
    )
    ours, theirs = np.zeros(len(at)), np.zeros(len(at))
    loads: tuple[NDArray[Any], ...] = (runs.loaded, runs.loaded_grams, runs.loaded_ml)
    hosts = (d.host_parcels, d.host_grams, d.host_ml)
    for capacity, loaded, host in zip(caps, loads, hosts, strict=True):
        ours = np.maximum(ours, loaded[at] / capacity)
        theirs = np.maximum(theirs, np.minimum(host[at] / capacity, 1.0))
    return np.divide(ours, ours + theirs, out=np.zeros(len(at)), where=ours > 0)
