"""The ledger balances under every rule, and its amounts are what plain loops give."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import DAY, HOUR, NEVER
from sim.measure.accounts import write_ledger
from sim.measure.allocate import _sampled, shapley
from sim.measure.case import Case
from sim.measure.ledger import RESOURCE, TRANSFER, Account, Book, Ledger, UnbalancedError, check, to_cents
from sim.measure.measure import measure
from sim.plan.actor import KEEPER, RESIDENT, Actor, ActorKind
from tests.measure import small

RULES = ("abc", "parcels", "litres", "shapley")
BEGIN, END = small.WARM * DAY, (small.WARM + small.MEASURED) * DAY


def accounts(seed: int = 1, **sections):
    plan, draws, outcome = small.case(seed)
    case = Case(plan, draws, outcome, small.county(), small.parameters(**sections))
    return case, write_ledger(case)


def yuan(ledger: Ledger, **what: str) -> float:
    return float(ledger.cells(lambda a: all(getattr(a, k) == v for k, v in what.items())).sum()) / 100


def runs_of(case: Case, line: int):
    """(run, minutes with loading) of a line's departures on measured days."""
    t, r = case.plan.timetable, case.outcome.runs
    for i in np.flatnonzero((t.line == line) & (t.day >= small.WARM) & (t.day < small.WARM + small.MEASURED)):
        if r.departed[i] < NEVER:
            yield i, (r.returned[i] - r.departed[i]) / 60_000 + 30


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("basis", ["marginal", "full"])
@pytest.mark.parametrize("pay", ["month", "hour"])
def test_balances_and_villages_add_up(rule, basis, pay):
    case, found = accounts(cost={"sharing": rule, "host_basis": basis, "driver_pay": pay})
    ledger = found.ledger
    check(ledger)
    assert yuan(ledger, kind=TRANSFER) == 0
    everyone = ledger.cells(lambda a: True)
    assert (everyone == ledger.cells(lambda a: a.kind == RESOURCE)).all(), "outlays of all actors are the resources used, village by village"
    got = measure(case.plan, case.draws, case.outcome, case.county, case.parameters)
    delivered = case.delivered.sum(axis=0)
    assert np.nansum(got.villages["cost_system_parcel.all"] * delivered) == pytest.approx(got.county["cost_system_parcel.all"] * delivered.sum(), abs=0.005)
    key = f"cost_system_{basis}_parcel"
    assert got.county[key] == got.county["cost_system_parcel"]
    lines = ("operators", "public", "residents")
    assert sum(got.county[f"cost_{x}_parcel.all"] for x in lines) == pytest.approx(got.county["cost_system_parcel.all"])
    parts = ("brands", "host", "keeper")
    assert sum(got.county[f"cost_{x}_parcel"] for x in parts) == pytest.approx(got.county["cost_operators_parcel"])


def test_totals_do_not_depend_on_the_rule():
    found = [accounts(cost={"sharing": rule})[1].ledger for rule in RULES]
    for account in found[0].accounts:
        totals = [ledger.cells(lambda a, account=account: a == account).sum() for ledger in found]
        assert max(totals) - min(totals) <= 1, account
    tables = [ledger.cells(lambda a: a.category == "driver" and a.place == "village") for ledger in found]
    assert not (tables[0] == tables[1]).all()
    assert not (tables[1] == tables[2]).all()
    assert not (tables[0] == tables[3]).all()


def test_runs_like_a_loop():
    case, found = accounts()
    cost = case.parameters.cost
    for line, operator, leg in ((0, Actor.pool("ab"), "trunk"), (1, Actor.pool("ab"), "village"), (3, Actor.brand("c"), "trunk")):
        ln, depot = case.plan.lines[line], case.plan.depots[case.plan.lines[line].depot]
        runs = list(runs_of(case, line))
        assert yuan(found.ledger, actor=operator, category="energy", place=leg) == pytest.approx(len(runs) * ln.km * 0.7, abs=0.01)
        assert yuan(found.ledger, actor=operator, category="driver", place=leg) == pytest.approx(depot.count * small.MEASURED * cost.driver_yuan_month * 1.25 * 12 / 365 * cost.relief, abs=0.01)
        assert yuan(found.ledger, actor=operator, category="vehicle", place=leg) == pytest.approx(depot.count * 35 * small.MEASURED, abs=0.01)
    case, found = accounts(cost={"driver_pay": "hour"})
    hours = sum(m for _, m in runs_of(case, 1)) / 60
    assert yuan(found.ledger, actor=Actor.pool("ab"), category="driver", place="village") == pytest.approx(hours * 5000 * 1.25 / 26 / 8, abs=0.01)
    assert yuan(found.ledger, actor=Actor.pool("ab"), category="vehicle", place="village") == pytest.approx(hours / 8 * 35, abs=0.01)


def test_host_runs_on_both_bases_like_a_loop():
    plan, draws, outcome = small.case(1)
    first = np.flatnonzero(plan.timetable.line == 2)[small.WARM : small.WARM + 2]
    loads = {name: getattr(outcome.runs, name).copy() for name in ("loaded", "loaded_grams", "loaded_ml")}
    for load in loads.values():
        load[first] = 0
    case = Case(plan, draws, replace(outcome, runs=replace(outcome.runs, **loads)), small.county(), small.parameters(cost={"host_basis": "full"}))
    found = write_ledger(case)
    r, d, ln = case.outcome.runs, case.draws, case.plan.lines[2]
    marginal = full = 0.0
    for i, minutes in runs_of(case, 2):
        hours = (minutes - 30) / 60
        ours = max(r.loaded[i] / ln.capacity_parcels, r.loaded_grams[i] / ln.capacity_grams, r.loaded_ml[i] / ln.capacity_ml)
        theirs = max(d.host_parcels[i] / ln.capacity_parcels, d.host_grams[i] / ln.capacity_grams, d.host_ml[i] / ln.capacity_ml)
        if r.loaded[i]:
            marginal += ln.km * 0.02
            full += ours / (ours + theirs) * (ln.km * 0.28 + hours * (5000 * 1.25 / 26 / 8 + 8.0 / 8))
    assert found.host_marginal.sum() / 100 == pytest.approx(marginal, abs=0.01)
    assert found.host_full.sum() / 100 == pytest.approx(full, abs=0.01)
    assert yuan(found.ledger, actor=Actor.host("post"), category="host_run") == pytest.approx(full, abs=0.01)


def test_staff_rooms_keepers_and_fees_like_loops():
    case, found = accounts()
    wage = 3800 * 1.25 / 26 / 8
    p, m = case.draws.parcels, case.outcome.milestones
    assert yuan(found.ledger, actor=Actor.pool("ab"), category="staff_sort", place="hub") == pytest.approx(7 * 3 * 4 * wage, abs=0.01)
    brought = sum(BEGIN <= t < END for b, t in zip(p.brand, m.at_point, strict=True) if b == 2)
    fetched = {int(trip) for b, trip in zip(p.brand, m.trip, strict=True) if b == 2 and trip >= 0 and BEGIN <= case.outcome.trips.time[trip] < END}
    assert yuan(found.ledger, actor=Actor.brand("c"), category="staff_outlet") == pytest.approx((brought * 18 / 3600 + len(fetched) * 1.5 / 60) * wage, abs=0.01)
    s = case.outcome.shifts
    over = sum(o for o, h, t in zip(s.overtime, s.handling, s.start, strict=True) if h == 1 and BEGIN <= t < END) / HOUR
    assert yuan(found.ledger, actor=Actor.pool("ab"), category="overtime_sort", place="township") == pytest.approx(over * wage * 1.5, abs=0.01)
    hub = sum(1 for t, b in zip(p.entered_hub, p.brand, strict=True) if BEGIN <= t < END and b < 2)
    assert yuan(found.ledger, actor=Actor.pool("ab"), category="rent", place="hub") == pytest.approx(hub * 0.05 * 10 * 12 / 365, abs=0.01)
    came = [(b, v) for b, v, t in zip(p.brand, p.village, m.at_point, strict=True) if BEGIN <= t < END]
    pool = sum(b < 2 for b, _ in came)
    door = sum(1 for t, trip in zip(m.in_hand, m.trip, strict=True) if BEGIN <= t < END and trip < 0)
    assert yuan(found.ledger, actor=KEEPER, kind=RESOURCE) == pytest.approx((pool * 2 + door * 4) / 60 * 12, abs=0.01)
    assert yuan(found.ledger, actor=KEEPER, kind=TRANSFER) == pytest.approx(-0.4 * pool, abs=0.01)
    post = sum(b == 0 for b, _ in came)
    assert yuan(found.ledger, actor=Actor.host("post"), kind=TRANSFER) == pytest.approx(-0.8 * post, abs=0.01)


def test_residents_like_a_loop():
    case, found = accounts()
    r, trips, m, p = case.parameters.resident, case.outcome.trips, case.outcome.milestones, case.draws.parcels
    travel = time = 0.0
    for i, (place, at) in enumerate(zip(trips.place, trips.time, strict=True)):
        if not BEGIN <= at < END:
            continue
        mine = np.flatnonzero(m.trip == i)
        village = p.village[mine[0]]
        home = small.P0 + case.county.villages[village].point
        km = 2 * (case.county.point_km if place == home else case.county.road_km[home, place])
        outlets = len({case.plan.ways[case.plan.inbound[p.brand[j], village]].point for j in mine})
        travel += km * r.vehicle_yuan_km
        time += (km / r.speed_kmh + outlets * r.errand_min / 60) * r.time_yuan_h
    assert found.residents.travel.sum() == pytest.approx(travel)
    assert found.residents.time.sum() == pytest.approx(time)
    assert yuan(found.ledger, actor=RESIDENT) == pytest.approx((travel + time) * r.trip_share, abs=0.02)


def test_a_lost_parcel_of_the_pool_costs_only_the_pool():
    _case, found = accounts()
    assert found.ledger.cells(lambda a: a.actor == Actor.brand("c"))[0].sum() == 0
    assert found.ledger.cells(lambda a: a.actor.kind is ActorKind.POOL)[1].sum() == 0


def test_abc_by_hand():
    """Round of 21 km: stem 5 + 9 km by parcels, the leg of 7 km to point 1; minutes likewise with service and loading."""
    case, found = accounts()
    n = case.delivered[:2].sum(axis=0)
    shared = n[:3] / n[:3].sum()
    total = yuan(found.ledger, category="energy", place="village")
    km = np.array([14 / 21 * shared[0], 14 / 21 * shared[1], 14 / 21 * shared[2] + 7 / 21])
    got = found.ledger.cells(lambda a: a.category == "energy" and a.place == "village")[0] / 100
    assert got[:3] == pytest.approx(km * total, abs=0.011)
    visits = len(list(runs_of(case, 1)))
    service = [6 + (n[0] + n[1]) / visits * 4 / 60, 6 + n[2] / visits * 4 / 60]
    stem, leg = 30 + 10 + 20, 14
    minutes = np.array([stem * shared[0] + service[0] * n[0] / (n[0] + n[1]), stem * shared[1] + service[0] * n[1] / (n[0] + n[1]), stem * shared[2] + leg + service[1]])
    total = yuan(found.ledger, category="driver", place="village")
    got = found.ledger.cells(lambda a: a.category == "driver" and a.place == "village")[0] / 100
    assert got[:3] == pytest.approx(minutes / minutes.sum() * total, abs=0.011)


def test_shapley_by_hand():
    """Two players: each pays the mean of what it adds coming first and coming second."""
    case, found = accounts(cost={"sharing": "shapley"})
    road = case.county.road_km
    a = 5.0 + min(road[small.P0, small.T0], 7 + 9)
    b = min(road[small.T0, small.P1], 5 + 7) + 9
    both = 21.0
    first, second = (a + both - b) / 2, (b + both - a) / 2
    total = yuan(found.ledger, category="energy", place="village")
    got = found.ledger.cells(lambda a: a.category == "energy" and a.place == "village")[0] / 100
    assert got[0] + got[1] == pytest.approx(first / both * total, abs=0.02)
    assert got[2] == pytest.approx(second / both * total, abs=0.02)
    n = case.delivered[:2].sum(axis=0)
    visits = len(list(runs_of(case, 1)))
    pace = (10 + 14 + 20) / both
    at = [6 + (n[0] + n[1]) / visits * 4 / 60, 6 + n[2] / visits * 4 / 60]
    minutes = [first * pace + at[0] + 15, second * pace + at[1] + 15]
    total = yuan(found.ledger, category="driver", place="village")
    got = found.ledger.cells(lambda a: a.category == "driver" and a.place == "village")[0] / 100
    assert got[2] == pytest.approx(minutes[1] / sum(minutes) * total, abs=0.02)


def test_shapley_exact_and_sampled():
    """Against every order of the stops; a sample of orders comes near; both share out the whole round."""
    rng = np.random.default_rng(3)
    xy = rng.random((6, 2))
    legs = np.hypot(*(xy[:, None] - xy[None, :]).transpose(2, 0, 1))
    want = np.zeros(5)
    orders = list(permutations(range(5)))
    for order in orders:
        for k, player in enumerate(order):
            before, after = ([0, *(s + 1 for s in sorted(order[:j])), 0] for j in (k, k + 1))
            want[player] += sum(legs[a, b] for a, b in pairwise(after)) - sum(legs[a, b] for a, b in pairwise(before))
    assert shapley(legs) == pytest.approx(want / len(orders))
    around = np.append(np.arange(6), 0)
    assert shapley(legs).sum() == pytest.approx(legs[around[:-1], around[1:]].sum())
    assert _sampled(legs).sum() == pytest.approx(shapley(legs).sum())
    assert _sampled(legs) == pytest.approx(shapley(legs), rel=0.15)


@given(st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=30))
def test_cents_add_up(amounts):
    cells = np.array(amounts)
    cents = to_cents(cells)
    assert cents.sum() == round(float((cells * 100).sum()))
    assert (np.abs(cents - cells * 100) <= 1 + 1e-6).all()


def test_a_broken_ledger_is_refused():
    book = Book(2)
    book.use(Actor.pool("x"), "energy", "trunk", np.array([1.0, 2, 0, 0]), total=4.0)
    with pytest.raises(UnbalancedError, match="300 cents of 400"):
        book.close()
    with pytest.raises(UnbalancedError, match="none negative"):
        Book(2).use(Actor.pool("x"), "energy", "trunk", np.array([1.0, -2, 0, 0]))
    one = Ledger((Account(Actor.brand("a"), Actor.brand("b"), TRANSFER, "fee", "point"),), np.zeros(1, np.int16), np.zeros(1, np.int32), np.ones(1, bool), np.array([5]), 2)
    with pytest.raises(UnbalancedError, match="transfers"):
        check(one)
