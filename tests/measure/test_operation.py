"""KPIs of runs, crews and vehicles against plain loops, and what is counted for the pool."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import DAY, HOUR, NEVER
from sim.measure.accounts import write_ledger
from sim.measure.case import Case
from sim.measure.kpi import ALL, POOL
from sim.measure.measure import measure
from sim.measure.operation import crews_columns, operation_kpis
from sim.measure.residents import resident_costs
from sim.plan.actor import Actor
from tests.measure import small

POOL_LINES = (0, 1, 2)
FIRST, LAST = small.WARM, small.WARM + small.MEASURED


@pytest.fixture(scope="module")
def given():
    plan, draws, outcome = small.case(5)
    crowded = draws.host_parcels.copy()
    crowded[np.flatnonzero(plan.timetable.line == 2)[3]] = 50
    full = replace(outcome.runs, free_parcels=np.where(crowded == 50, 0, outcome.runs.free_parcels))
    late = replace(full, cancelled=full.cancelled | (np.arange(len(full.cancelled)) == 17))
    return plan, replace(draws, host_parcels=crowded), replace(outcome, runs=late)


def county_kpis(given, **sections):
    return measure(*given, small.county(), small.parameters(**sections)).county


def test_runs_like_a_loop(given):
    plan, _, outcome = given
    got = county_kpis(given)
    t, r = plan.timetable, outcome.runs
    for suffix, lines in (("", POOL_LINES), (".all", (*POOL_LINES, 3))):
        fills, left, waiting, loaded, cancelled, late, all_, km = [], 0, 0, 0, 0, 0, 0, 0.0
        for i in range(len(t.line)):
            if t.line[i] not in lines or not FIRST <= t.day[i] < LAST:
                continue
            all_ += 1
            cancelled += r.cancelled[i]
            if r.departed[i] >= NEVER:
                continue
            late += r.departed[i] > t.scheduled[i]
            left += r.left_behind[i]
            again = [j for j in range(len(t.line)) if (t.line[j], t.day[j]) == (t.line[i], t.day[i]) and r.departed[i] < r.departed[j] < NEVER]
            waiting += r.left_behind[i] if again else 0
            loaded += r.loaded[i]
            rooms = (r.free_parcels[i], r.free_grams[i], r.free_ml[i])
            if min(rooms) > 0:
                fills.append(max(x / y for x, y in zip((r.loaded[i], r.loaded_grams[i], r.loaded_ml[i]), rooms, strict=True)))
            if not plan.lines[t.line[i]].hosted:
                km += plan.lines[t.line[i]].km
        gone = sum(1 for i in range(len(t.line)) if t.line[i] in lines and FIRST <= t.day[i] < LAST and r.departed[i] < NEVER)
        assert got["load_factor" + suffix] == pytest.approx(np.mean(fills))
        assert got["left_behind_share" + suffix] == pytest.approx(left / (left + loaded))
        assert got["left_waiting_share" + suffix] == pytest.approx(waiting / (left + loaded))
        assert got["left_overnight_share" + suffix] == pytest.approx((left - waiting) / (left + loaded))
        assert 0 <= waiting < left
        assert got["runs_cancelled_share" + suffix] == pytest.approx(cancelled / all_)
        assert got["runs_late_share" + suffix] == pytest.approx(late / gone)
        assert got["km_day" + suffix] == pytest.approx(km / small.MEASURED)


def test_people_and_vehicles_like_a_loop(given):
    plan, draws, outcome = given
    got = county_kpis(given, cost={"relief": 1.2})
    m, of_c = outcome.milestones, draws.parcels.brand == 2
    brought = sum(FIRST * DAY <= t < LAST * DAY for t in m.at_point[of_c])
    fetched = sum(FIRST * DAY <= outcome.trips.time[i] < LAST * DAY for i in set(m.trip[of_c & (m.trip >= 0)].tolist()))
    outlets = (brought * 18 / 3600 + fetched * 1.5 / 60) / (9 * small.MEASURED)
    s = outcome.shifts
    for suffix, handlings in (("", (0, 1, 2)), (".all", (0, 1, 2, 3))):
        rows = [i for i in range(len(s.start)) if s.handling[i] in handlings and FIRST * DAY <= s.start[i] < LAST * DAY]
        rostered = sum(s.crew[i] * (s.end[i] - s.start[i]) for i in rows)
        assert got["crew_utilisation" + suffix] == pytest.approx(sum(s.busy[i] for i in rows) / rostered)
        assert got["overtime_h_day" + suffix] == pytest.approx(sum(s.overtime[i] for i in rows) / HOUR / small.MEASURED)
    assert (got["vehicles"], got["vehicles.all"]) == (3, 4)
    assert got["drivers.all"] == pytest.approx(4 * 1.2)
    assert (got["workers"], got["workers.all"]) == (2 + 3 + 2 + 1, pytest.approx(2 + 3 + 2 + 1 + 1 + outlets))
    t, r = plan.timetable, outcome.runs
    hours = sum((r.returned[i] - r.departed[i]) / HOUR + 0.5 for i in range(len(t.line)) if t.line[i] in (0, 1) and FIRST <= t.day[i] < LAST and r.departed[i] < NEVER)
    assert got["vehicle_utilisation"] == pytest.approx(hours / (3 * 14 * small.MEASURED))
    assert got["driver_h_year"] == pytest.approx(hours * 365 / small.MEASURED)


@pytest.mark.parametrize("pay", ["month", "hour"])
def test_what_is_paid_is_what_is_counted(given, pay):
    """Drivers and vehicles of the KPIs, at their yuan a day, are the ledger's: also where a relay's are hired by the hour."""
    plan, draws, outcome = given
    lines = tuple(replace(line, leg="relay") if i == 1 else line for i, line in enumerate(plan.lines))
    parameters = small.parameters(cost={"driver_pay": pay})
    found = measure(replace(plan, lines=lines), draws, outcome, small.county(), parameters)
    cost, depot = parameters.cost, lines[1].depot
    relay = np.arange(len(plan.depots)) == depot
    drivers, vehicles = (np.asarray(found.fleet[name]) for name in ("drivers", "vehicles_kept"))
    wage = np.where(relay, cost.relay_yuan_h * cost.hours_day * cost.days_month, cost.driver_yuan_month * (1 + cost.on_cost)) * 12 / 365
    fixed = np.array([plan.vehicles[g.vehicle].yuan_day for g in plan.depots])
    total = {c: float(found.ledger.cells(lambda a, c=c: a.category == c).sum()) / 100 for c in ("driver", "vehicle")}
    assert total["driver"] == pytest.approx(float(drivers @ wage) * small.MEASURED, abs=0.05)
    assert total["vehicle"] == pytest.approx(float(vehicles @ fixed) * small.MEASURED, abs=0.05)
    assert found.county["drivers.all"] == pytest.approx(drivers.sum())
    assert found.county["vehicles.all"] == pytest.approx(vehicles.sum())
    assert sum(v for k, v in found.county.items() if k.startswith("vehicles_") and k.endswith(".all")) == pytest.approx(vehicles.sum())
    assert vehicles[depot] == pytest.approx(found.fleet["hours_day"][depot] / cost.hours_day)


def test_co2_counts_own_runs_and_residents_share(given):
    plan, draws, outcome = given
    case = Case(plan, draws, outcome, small.county(), small.parameters())
    km = resident_costs(case).km
    parcels = case.delivered.sum()
    for share in (0.25, 1.0):
        got = county_kpis(given, resident={"trip_share": share})
        want = got["km_day.all"] * small.MEASURED * 0.173 + km.sum() * 0.03 * share
        assert got["co2_kg_parcel.all"] == pytest.approx(want / parcels)
    full = county_kpis(given, cost={"host_basis": "full"})
    assert full["co2_kg_parcel"] > county_kpis(given)["co2_kg_parcel"]


def test_parcels_a_visit(given):
    plan, draws, outcome = given
    case = Case(plan, draws, outcome, small.county(), small.parameters())
    got = measure(*given, small.county(), small.parameters())
    pool = case.delivered[:2].sum(axis=0)
    line = np.array([1, 1, 1, 2])
    t = plan.timetable
    visits = [sum(1 for i in range(len(t.line)) if t.line[i] == k and FIRST <= t.day[i] < LAST and outcome.runs.departed[i] < NEVER) for k in line]
    assert got.parcels_visit == pytest.approx(pool / np.array(visits))
    assert got.service_mode == ("joint",) * 4


def test_rooms_charge_the_stock_of_the_township(given):
    plan, draws, outcome = given
    case = Case(plan, draws, outcome, small.county(), small.parameters(cost={"township_rent": 1000.0}))
    ledger = write_ledger(case).ledger
    p, m = draws.parcels, outcome.milestones
    days = 0.0
    for i in range(len(p)):
        if p.brand[i] != 2 or m.entered_township[i] >= NEVER:
            continue
        gone = min(m.in_hand[i], m.returned[i], LAST * DAY)
        days += max(gone - max(m.entered_township[i], FIRST * DAY), 0) / DAY
    rent = ledger.cells(lambda a: a.actor == Actor.brand("c") and a.category == "rent" and a.place == "township").sum() / 100
    assert rent == pytest.approx(days * 0.015 * 1000 * 12 / 365, abs=0.01)


def test_every_outlet_of_a_trip_takes_time(given):
    """Parcels of the pool and of the other brand in one village, moved to one township place, fetched on one trip."""
    plan, draws, outcome = given
    second = replace(plan.points[0], code="p0b")
    both = replace(
        plan,
        points=(*plan.points, second),
        ways=(*plan.ways, replace(plan.ways[0], point=len(plan.points))),
        way=np.array([[0, 0, 1, 2], [5, 0, 1, 2], [3, 3, 3, 4]])[None],
    )
    p, m = draws.parcels, outcome.milestones
    for at_once in (1, 2):
        a, b = (np.flatnonzero((p.brand == k) & (p.village == 0))[0] for k in (0, 1))
        trip = np.full(len(p), -1, np.int32)
        chosen = (a, b) if at_once == 2 else (a,)
        trip[list(chosen)] = 0
        trips = replace(
            outcome.trips, household=np.zeros(1, np.int32), place=np.full(1, small.P0, np.int32), time=np.array([(FIRST + 1) * DAY]), parcels=np.full(1, at_once, np.int32)
        )
        case = Case(both, draws, replace(outcome, milestones=replace(m, trip=trip), trips=trips), small.county(), small.parameters())
        got = resident_costs(case)
        assert got.time.sum() == pytest.approx((2 * 0.5 / 20 + at_once * 5 / 60) * 12)
        assert got.travel.sum() == pytest.approx(2 * 0.5 * 0.15)


def test_the_pools_part_is_no_more_than_all() -> None:
    case, accounts = small.measured(), small.accounts()
    pool, everybody = (operation_kpis(case, accounts, scope) for scope in (POOL, ALL))
    assert pool.keys() == everybody.keys()
    assert 0 < pool["km_day"] < everybody["km_day"]
    for key in ("load_factor", "left_behind_share", "runs_cancelled_share", "runs_late_share", "crew_utilisation", "vehicle_utilisation"):
        assert np.isnan(pool[key]) or pool[key] >= 0, key
    assert everybody["left_behind_share"] == pytest.approx(everybody["left_waiting_share"] + everybody["left_overnight_share"])


def test_a_table_of_crews_has_a_row_a_stage_of_the_centres() -> None:
    columns = crews_columns(small.measured())
    assert {len(column) for column in columns.values()} == {int((small.measured().roster.handling >= 0).sum())}
