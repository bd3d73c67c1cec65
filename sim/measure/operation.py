"""How hard the plan works: load, left behind, late and cancelled runs, crews, vehicles, km, CO2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.clock import DAY, HOUR
from sim.measure.accounts import Accounts, paid_hours, staffed
from sim.measure.case import Bools, Case, Floats, per, tally
from sim.measure.registry import ALL, POOL
from sim.measure.users import shares
from sim.service.plan import Stage


@dataclass(frozen=True, eq=False)
class _Scope:
    """What of the plan belongs to a scope: by line, handling and garage the part that does; ``lines``, ``handlings``: any of it."""

    lines: Bools
    handlings: Bools
    line: Floats
    handling: Floats
    garage: Floats
    point: Floats


def _scope(case: Case, accounts: Accounts, suffix: str) -> _Scope:
    plan, users = case.plan, accounts.users
    sizes = len(plan.lines), len(plan.handlings), len(plan.garages), len(plan.points)
    if suffix == ALL:
        return _Scope(np.ones(sizes[0], bool), np.ones(sizes[1], bool), *(np.ones(n) for n in sizes))
    pool = users.cell < case.villages

    def part(group: NDArray[np.int64], weight: Floats, n: int) -> tuple[Bools, Floats]:
        mask = pool & (group >= 0)
        return np.bincount(group[mask], minlength=n) > 0, tally(group[mask], shares(group, weight, n)[mask], n)

    lines, line = part(users.line, users.carried, sizes[0])
    handlings, handling = part(users.handling, users.arrived, sizes[1])
    of = np.array([ln.garage for ln in plan.lines], dtype=np.int64)
    own = of >= 0
    garage = tally(of[own], (shares(of, accounts.lines.hours, sizes[2]) * line)[own], sizes[2])
    points = case.point
    share = shares(points.ravel(), case.delivered.ravel(), sizes[3]).reshape(points.shape)
    mine = (points >= 0) & case.pool[:, None]
    return _Scope(lines, handlings, line, handling, garage, tally(points[mine], share[mine], sizes[3]))


def operation_kpis(case: Case, accounts: Accounts, suffix: str) -> dict[str, float]:
    """KPIs of runs, crews and vehicles by key without suffix, for the pool (``POOL``) or everybody (``ALL``)."""
    scope = _scope(case, accounts, suffix)
    brands = case.pool if suffix == POOL else np.ones_like(case.pool)
    return {
        **_runs(case, scope),
        **_people(case, accounts, scope),
        "km_day": float(accounts.lines.km @ scope.line) / case.days,
        "co2_kg_parcel": float(per(np.array(_co2(case, accounts, scope, suffix)), case.delivered[brands].sum())),
    }


def _runs(case: Case, scope: _Scope) -> dict[str, float]:
    plan, runs = case.plan, case.outcome.runs
    mine = scope.lines[plan.timetable.line]
    measured, gone = case.run_measured & mine, np.flatnonzero(case.run_departed & mine)
    left, loaded = runs.left_behind[gone].sum(), runs.loaded[gone].sum()
    fills: list[Floats] = []
    free = np.ones(len(gone), dtype=bool)
    columns: tuple[tuple[NDArray[Any], NDArray[Any]], ...] = (
        (runs.loaded, runs.free_parcels), (runs.loaded_grams, runs.free_grams), (runs.loaded_ml, runs.free_ml),
    )  # fmt: skip
    for load, room in columns:
        fills.append(np.asarray(load[gone] / np.maximum(room[gone], 1)))
        free &= room[gone] > 0
    fill = np.maximum.reduce(fills)[free]
    return {
        "load_factor": float(fill.mean()) if len(fill) else np.nan,
        "left_behind_share": _ratio(float(left), float(left + loaded)),
        "runs_cancelled_share": _ratio(float((runs.cancelled & measured).sum()), float(measured.sum())),
        "runs_late_share": _ratio(float((runs.departed[gone] > plan.timetable.scheduled[gone]).sum()), float(len(gone))),
    }


def _ratio(a: float, b: float) -> float:
    return a / b if b > 0 else float("nan")


def _people(case: Case, accounts: Accounts, scope: _Scope) -> dict[str, float]:
    plan, shifts = case.plan, case.outcome.shifts
    dated = case.measured(shifts.start)
    mine = dated & scope.handlings[shifts.handling]
    busy = shifts.busy[mine].sum() / HOUR
    rostered = (shifts.crew[mine] * (shifts.end[mine] - shifts.start[mine])).sum() / HOUR
    overtime = (shifts.overtime[dated] * scope.handling[shifts.handling[dated]]).sum() / HOUR
    count = np.array([g.count for g in plan.garages], dtype=float)
    duty = np.array([(g.duty_end - g.duty_start) / HOUR for g in plan.garages], dtype=float)
    outlets = staffed(case)
    workers = sum(s.paid_share * most_crew(case, s) * part for h, part in zip(plan.handlings, scope.handling, strict=True) for s in h.stages)
    workers += sum(pt.shelve.paid_share * most_crew(case, pt.shelve) * part for pt, part, on in zip(plan.points, scope.point, outlets, strict=True) if on and pt.shelve)
    return {
        "crew_utilisation": _ratio(float(busy), float(rostered)),
        "overtime_h_day": float(overtime) / case.days,
        "vehicle_utilisation": _ratio(float(accounts.lines.hours @ scope.line), float((count * duty) @ scope.garage) * case.days),
        "vehicles": float(count @ scope.garage),
        "drivers": float(count @ scope.garage) * case.parameters.cost.relief,
        "workers": float(workers),
    }


def most_crew(case: Case, stage: Stage) -> int:
    """The largest crew of a stage at any instant of the measured days."""
    begin, end = case.begin, case.end
    steps: dict[int, int] = {}
    for s in stage.shifts:
        if s.start < end and s.end > begin:
            steps[s.start] = steps.get(s.start, 0) + s.crew
            steps[s.end] = steps.get(s.end, 0) - s.crew
    return int(np.cumsum([steps[t] for t in sorted(steps)]).max(initial=0))


def _co2(case: Case, accounts: Accounts, scope: _Scope, suffix: str) -> float:
    r, lines = case.parameters.resident, accounts.lines
    km = accounts.residents.km[0].sum() if suffix == POOL else accounts.residents.km.sum()
    kg = float(lines.co2_kg @ scope.line) + float(km) * r.co2_kg_km * r.trip_share
    if case.parameters.cost.host_basis == "full":
        kg += float(lines.host_co2_kg @ scope.line)
    return kg


def crews_table(case: Case) -> pd.DataFrame:
    """A row for each staffed stage: operator, place, stage, and worker-hours a measured day rostered, busy and overtime."""
    plan, shifts = case.plan, case.outcome.shifts
    dated = case.measured(shifts.start)
    most = max((len(h.stages) for h in plan.handlings), default=0) or 1
    at = shifts.handling[dated].astype(np.int64) * most + shifts.stage[dated]
    busy, over, handled = (tally(at, c[dated], len(plan.handlings) * most) for c in (shifts.busy, shifts.overtime, shifts.handled))
    rows = []
    for i, h in enumerate(plan.handlings):
        for k, s in enumerate(h.stages):
            j, place, rostered = i * most + k, plan.places[h.place], paid_hours(case, s)
            rows.append(
                (h.key, h.operator, place.code, place.name, place.level, s.name, most_crew(case, s), rostered / case.days, busy[j] / HOUR / case.days,
                 over[j] / HOUR / case.days, handled[j] / case.days, _ratio(busy[j] / HOUR, rostered))
            )  # fmt: skip
    columns = ["handling", "operator", "place", "place_name", "level", "stage", "crew", "rostered_h_day", "busy_h_day", "overtime_h_day", "handled_day", "busy_share"]
    return pd.DataFrame(rows, columns=columns)


def fleet_table(case: Case, accounts: Accounts) -> pd.DataFrame:
    """A row for each garage: operator, base, vehicle, count, and runs, km and hours a measured day, with the busy share of its duty hours."""
    plan = case.plan
    of = np.array([ln.garage for ln in plan.lines], dtype=np.int64)
    own = of >= 0
    n = len(plan.garages)
    runs, km, hours = (tally(of[own], np.asarray(a[own], dtype=float), n) / case.days for a in (case.visits, accounts.lines.km, accounts.lines.hours))
    rows = [
        (g.key, g.operator, plan.places[g.base].code, plan.places[g.base].name, g.vehicle, g.count, runs[i], km[i], hours[i],
         _ratio(hours[i], g.count * ((g.duty_end - g.duty_start) % DAY or DAY) / HOUR))
        for i, g in enumerate(plan.garages)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["garage", "operator", "base", "base_name", "vehicle", "count", "runs_day", "km_day", "hours_day", "busy_share"])
