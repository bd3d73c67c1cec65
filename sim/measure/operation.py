"""How hard the plan works: load, left behind, late and cancelled runs, crews, vehicles, km, CO2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Floats
from sim.clock import HOUR
from sim.flow.outcome import Runs
from sim.measure.accounts import Accounts
from sim.measure.case import Case, per, tally
from sim.measure.kpi import ALL, POOL, URBAN
from sim.measure.registry import OPERATION, TYPES
from sim.measure.roster import Roster
from sim.measure.users import shares
from sim.plan.actor import WORLD
from sim.plan.departure import Slotted

DAYS_YEAR = 365

Columns = dict[str, Sequence[Any] | NDArray[Any]]
"""A table by column."""


@dataclass(frozen=True, eq=False)
class _Scope:
    """What of the plan belongs to a scope: by line, handling and depot the part that does; ``lines``, ``handlings``:
    any of it."""

    lines: Bools
    handlings: Bools
    line: Floats
    handling: Floats
    depot: Floats
    point: Floats


def _scope(case: Case, accounts: Accounts, suffix: str) -> _Scope:
    plan, users = case.plan, accounts.users
    lines, handlings, depots, points = len(plan.lines), len(plan.handlings), len(plan.depots), len(plan.points)
    county = np.array([line.operator != WORLD for line in plan.lines], dtype=bool)
    if suffix == ALL and not case.urban.any():
        everything = (np.ones(n) for n in (lines, handlings, depots, points))
        return _Scope(county, np.ones(handlings, bool), *everything)
    mine = _mine(case, suffix)
    pool = mine.ravel()[users.cell]
    pairs = mine[np.where(case.pool, 0, 1)].ravel()
    line = _part(users.line, users.carried, pool, lines)
    return _Scope(
        lines=county & _any(users.line, pool, lines),
        handlings=_any(users.handling, pool, handlings),
        line=line,
        handling=_part(users.handling, users.arrived, pool, handlings),
        depot=_depot_part(case, accounts, line),
        point=_part(case.point.ravel(), case.delivered.ravel(), pairs, points),
    )


def _any(group: NDArray[np.int64], mine: Bools, groups: int) -> Bools:
    """By group, whether any row of the scope is of it."""
    return np.bincount(group[mine & (group >= 0)], minlength=groups) > 0


def _depot_part(case: Case, accounts: Accounts, line: Floats) -> Floats:
    """By depot, the share of its lines' hours that is the scope's; ``line``: that of each line."""
    depots = len(case.plan.depots)
    of = case.plan.depot_of_line
    own = of >= 0
    return tally(of[own], (shares(of, accounts.lines.hours, depots) * line)[own], depots)


def _mine(case: Case, suffix: str) -> Bools:
    """Whether a scope has the parcels of a village, shape (2, villages): the pool's, then the others'."""
    village = case.urban if suffix == URBAN else ~case.urban
    return np.stack((village, village & (suffix != POOL)))


def _part(group: NDArray[np.int64], weight: Floats, mine: Bools, groups: int) -> Floats:
    """By group, the share of its weight that rows of the scope have; rows of group -1 count nowhere."""
    mask = mine & (group >= 0)
    return tally(group[mask], shares(group, weight, groups)[mask], groups)


def operation_kpis(case: Case, accounts: Accounts, suffix: str) -> dict[str, float]:
    """KPIs of runs, crews and vehicles by key without suffix, for the pool (``POOL``) or everybody (``ALL``) in the
    villages, or for the communities (``URBAN``), whose figures are NaN where there are none."""
    if suffix == URBAN and not case.urban.any():
        return dict.fromkeys(OPERATION, float("nan"))
    scope = _scope(case, accounts, suffix)
    delivered = case.delivered[_mine(case, suffix)[np.where(case.pool, 0, 1)]].sum()
    return {
        **_runs(case, scope),
        **_people(case, accounts, scope),
        "km_day": float(accounts.lines.km @ scope.line) / case.days,
        "driver_h_year": float(accounts.lines.hours @ scope.line) * DAYS_YEAR / case.days,
        "passenger_delay_min_parcel": float(
            per(np.array(60.0 * _delay(accounts, scope)), delivered)
        ),
        "co2_kg_parcel": float(per(np.array(_co2(case, accounts, scope, suffix)), delivered)),
    }


def _runs(case: Case, scope: _Scope) -> dict[str, float]:
    runs, line_of = case.outcome.runs, case.plan.timetable.line
    mine = scope.lines[line_of]
    measured, gone = case.run_measured & mine, np.flatnonzero(case.run_departed & mine)
    left, waits = runs.left_behind[gone], _again_today(case)[gone]
    ready = float(left.sum() + runs.loaded[gone].sum())
    fill = _fill(runs, gone)
    return {
        "load_factor": float(fill.mean()) if len(fill) else np.nan,
        "left_waiting_share": _ratio(float(left[waits].sum()), ready),
        "left_overnight_share": _ratio(float(left[~waits].sum()), ready),
        "left_behind_share": _ratio(float(left.sum()), ready),
        "runs_cancelled_share": _ratio(float((runs.cancelled & measured).sum()), float(measured.sum())),
        "runs_late_share": _ratio(float(_late(case)[gone].sum()), float(len(gone))),
    }


def _late(case: Case) -> Bools:
    """By run, whether it left after its time; one with a slot has none."""
    timed = np.array([not isinstance(line.departure, Slotted) for line in case.plan.lines], bool)
    table = case.plan.timetable
    return timed[table.line] & (case.outcome.runs.departed > table.scheduled)


def _fill(runs: Runs, at: NDArray[np.int64]) -> Floats:
    """Of those runs that have room: the share of it that parcels take, by number, weight or volume, whichever is
    fullest."""
    limits: tuple[tuple[NDArray[Any], NDArray[Any]], ...] = (
        (runs.loaded, runs.free_parcels), (runs.loaded_grams, runs.free_grams), (runs.loaded_ml, runs.free_ml)
    )
    free = np.logical_and.reduce([room[at] > 0 for _, room in limits])
    return np.asarray(np.maximum.reduce([load[at] / np.maximum(room[at], 1) for load, room in limits])[free])


def _again_today(case: Case) -> Bools:
    """By run: its line departs once more on the day of its timetable."""
    table, departed = case.plan.timetable, case.outcome.runs.departed
    gone = departed < case.plan.horizon
    key = table.line * (int(table.day.max(initial=0)) + 1) + table.day
    last = np.full(int(key.max(initial=-1)) + 1, -1, dtype=np.int64)
    np.maximum.at(last, key[gone], departed[gone])
    return np.asarray(departed < last[key])


def _ratio(a: float, b: float) -> float:
    return a / b if b > 0 else float("nan")


def _people(case: Case, accounts: Accounts, scope: _Scope) -> dict[str, float]:
    shifts, kept = case.outcome.shifts, accounts.lines.kept
    dated = case.measured(shifts.start)
    mine = dated & scope.handlings[shifts.handling]
    overtime = shifts.overtime[dated] * scope.handling[shifts.handling[dated]]
    duty = np.array([g.duty / HOUR for g in case.plan.depots], dtype=float)
    on_duty = float((kept.vehicles * duty) @ scope.depot) * case.days
    return {
        "crew_utilisation": _ratio(float(shifts.busy[mine].sum() / HOUR), _rostered_h(case, mine)),
        "overtime_h_day": float(overtime.sum() / HOUR) / case.days,
        "vehicle_utilisation": _ratio(float(accounts.lines.hours @ scope.line), on_duty),
        **_vehicles(case, kept.vehicles * scope.depot),
        "drivers": float(kept.drivers @ scope.depot),
        "workers": _workers(case.roster, accounts.paid, scope),
    }


def _rostered_h(case: Case, mine: Bools) -> float:
    """Worker-hours of some shifts."""
    shifts = case.outcome.shifts
    crew_ms = shifts.crew[mine] * (shifts.end[mine] - shifts.start[mine])
    return float((crew_ms * case.roster.part[case.stage_of_shift[mine]]).sum() / HOUR)


def _workers(roster: Roster, paid: Floats, scope: _Scope) -> float:
    """The largest crews, each by the part of its hours that is charged and by the scope's part of its work."""
    charged = np.divide(paid, roster.hours, out=np.zeros(len(roster.hours)), where=roster.hours > 0)
    people = (roster.people * roster.part * charged).tolist()
    centres = sum(people[k] * scope.handling[i] for k, i in enumerate(roster.handling.tolist()) if i >= 0)
    outlets = (people[k] * part for k, part in zip(roster.outlet.tolist(), scope.point, strict=True) if k >= 0)
    return float(centres + sum(outlets))


def _vehicles(case: Case, kept: Floats) -> dict[str, float]:
    """Vehicles kept, by depot, in all and by type; those of a type that does not come with the project are other ones.
    """
    found = {"vehicles": float(kept.sum()), **dict.fromkeys(TYPES, 0.0)}
    for depot, vehicles in zip(case.plan.depots, kept.tolist(), strict=True):
        key = f"vehicles_{depot.vehicle}"
        found[key if key in TYPES else "vehicles_other"] += vehicles
    return found


def _delay(accounts: Accounts, scope: _Scope) -> float:
    """Passenger-hours at stops made for parcels, on the lines of the scope."""
    return float(accounts.stops.delay @ scope.line[accounts.stops.line])


def _co2(case: Case, accounts: Accounts, scope: _Scope, suffix: str) -> float:
    r, lines = case.parameters.resident, accounts.lines
    km = accounts.residents.km[_mine(case, suffix)].sum()
    kg = float(lines.co2_kg @ scope.line) + float(km) * r.co2_kg_km * r.trip_share
    if case.parameters.cost.host_basis == "full":
        kg += float(lines.host_co2_kg @ scope.line)
    return kg


def crews_columns(case: Case) -> Columns:
    """A row for each staffed stage of the centres: operator, place, stage, and worker-hours a measured day rostered,
    busy and overtime; of a crew that does several stages each has its part."""
    plan, roster, shifts = case.plan, case.roster, case.outcome.shifts
    of = roster.handling[roster.handling >= 0]
    n = len(of)
    busy, over, handled = (case.by_stage(c)[:n] for c in (shifts.busy, shifts.overtime, shifts.handled))
    handlings = [plan.handlings[i] for i in of.tolist()]
    places = [plan.places[h.place] for h in handlings]
    rostered = roster.hours[:n]
    return {
        "handling": [h.key for h in handlings],
        "operator": [str(h.operator) for h in handlings],
        "place": [place.code for place in places],
        "place_name": [place.name for place in places],
        "level": [place.level.value for place in places],
        "stage": [s.name for s in roster.stages[:n]],
        "crew": roster.people[:n],
        "rostered_h_day": rostered / case.days,
        "busy_h_day": busy / HOUR / case.days,
        "overtime_h_day": over / HOUR / case.days,
        "handled_day": handled / case.days,
        "busy_share": per(busy / HOUR, rostered),
    }


def fleet_columns(case: Case, accounts: Accounts) -> Columns:
    """A row for each depot: operator, base, vehicle, count, the vehicles and drivers kept for parcels, and runs, km and
    hours a measured day, with the busy share of its duty hours."""
    plan = case.plan
    of = plan.depot_of_line
    own = of >= 0
    n = len(plan.depots)
    runs, km, hours = (
        tally(of[own], np.asarray(a[own], dtype=float), n) / case.days
        for a in (case.visits, accounts.lines.km, accounts.lines.hours)
    )
    bases, kept = [plan.places[g.base] for g in plan.depots], accounts.lines.kept
    return {
        "depot": [g.key for g in plan.depots],
        "operator": [str(g.operator) for g in plan.depots],
        "base": [base.code for base in bases],
        "base_name": [base.name for base in bases],
        "vehicle": [g.vehicle for g in plan.depots],
        "count": [g.count for g in plan.depots],
        "vehicles_kept": kept.vehicles,
        "drivers": kept.drivers,
        "runs_day": runs,
        "km_day": km,
        "hours_day": hours,
        "busy_share": per(hours, np.array([g.count * g.duty for g in plan.depots]) / HOUR),
    }
