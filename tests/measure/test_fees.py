"""What fees are counted by, their steps, and that every one has two ends."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.flow.outcome import Rides
from sim.measure.accounts import write_ledger
from sim.measure.case import Case
from sim.measure.fees import MONTHS_DAY, counted, due
from sim.measure.ledger import TRANSFER, Ledger
from sim.plan.actor import KEEPER, PUBLIC, RESIDENT, Actor
from sim.plan.fee import Each, Fee, FeeUnit, Rate
from sim.plan.leg import Leg
from tests.measure import small

POOL, POST = Actor.pool("ab"), Actor.host("post")
MONTHS = small.MEASURED * MONTHS_DAY


@cache
def ridden() -> Case:
    """The small case with rides of its pool's parcels: random runs of the lines that are on their ways."""
    case, rng = small.measured(), np.random.default_rng(3)
    lines, t = case.plan.lines, case.plan.timetable
    first = np.cumsum(size := np.array([len(lines[i].stops) for i in t.line])) - size
    call = np.full((2, len(case.draws.parcels)), -1, np.int32)
    for i, (brand, village) in enumerate(zip(case.draws.parcels.brand, case.draws.parcels.village, strict=True)):
        for k, hop in enumerate(case.plan.ways[case.plan.inbound[brand, village]].hops):
            call[k, i] = first[rng.choice(np.flatnonzero(t.line == hop.line))] + hop.alight
    outcome = replace(case.outcome, rides=Rides(call, np.full(call.shape, 0)))
    return Case(case.plan, case.draws, outcome, case.county, case.parameters)


def fee(payer: Actor | None = None, payee: Actor | None = KEEPER, yuan: float = 2.0, **given: object) -> Fee:
    steps = given.pop("steps", ())
    return Fee(name="own", payer=payer, payee=payee, rate=Rate(yuan=yuan, steps=steps), **given)  # type: ignore[arg-type]


def units(of: Fee, case: Case | None = None) -> np.ndarray:
    case = case or ridden()
    return counted(case, of, due(case, "joint", of))


def ledger(*fees: Fee) -> Ledger:
    case = ridden()
    plan = replace(case.plan, fees={"joint": fees})
    return write_ledger(Case(plan, case.draws, case.outcome, case.county, case.parameters)).ledger


def paid(found: Ledger, actor: Actor) -> float:
    return found.cells(lambda a: a.category == "own" and a.actor == actor).sum() / 100


def test_kilograms_are_those_of_the_parcels_that_came() -> None:
    case = ridden()
    came = case.at_point_measured & case.in_pool
    assert units(fee(per=FeeUnit.KG)).sum() == pytest.approx(case.draws.parcels.grams[came].sum() / 1000)


def test_a_trip_is_due_for_each_run_that_carries_parcels_of_the_leg_and_once_only() -> None:
    case, of = ridden(), fee(per=FeeUnit.TRIP, leg=Leg.TRUNK)
    mine = case.in_pool
    runs = np.flatnonzero((case.plan.timetable.line == 0) & case.run_measured)
    called = {run for run in runs.tolist() for stop in (0, 1) if (case.outcome.rides.call[0, mine] == _call(case, run, stop)).any()}
    assert units(of).sum() == pytest.approx(len(called))
    assert called


def _call(case: Case, run: int, stop: int) -> int:
    lines = case.plan.timetable.line[:run]
    return sum(len(case.plan.lines[i].stops) for i in lines) + stop


def test_bags_are_filled_stop_by_stop_and_a_bag_for_all_is_a_stop_of_a_trip() -> None:
    case = ridden()
    call = case.outcome.rides.call[1, case.in_pool]
    of_measured = {c for run in np.flatnonzero(case.run_measured).tolist() for stop in (0, 1) for c in [_call(case, run, stop)]}
    full = [np.count_nonzero(call == c) for c in of_measured]
    for size in (1, 3, 1000):
        assert units(fee(per=FeeUnit.BAG, bag_parcels=size)).sum() == pytest.approx(sum(-(-n // size) for n in full if n))


@pytest.mark.parametrize(("of", "leg", "count"), [(Each.POINT, None, 3), (Each.VILLAGE, None, 4), (Each.TOWNSHIP, None, 2), (Each.CARRIER, Leg.VILLAGE, 3), (Each.CARRIER, Leg.TRUNK, 1)])
def test_a_month_is_due_for_everything_that_the_mode_serves(of: Each, leg: Leg | None, count: int) -> None:
    assert units(fee(per=FeeUnit.MONTH, of=of, leg=leg)).sum() == pytest.approx(count * MONTHS)


def test_a_point_without_parcels_is_paid_too() -> None:
    case = ridden()
    none = Case(case.plan, case.draws, case.outcome, case.county, case.parameters)
    none.__dict__["delivered"] = np.zeros_like(case.delivered)
    by_village = units(fee(per=FeeUnit.MONTH, of=Each.VILLAGE), none).sum(axis=0)
    assert by_village == pytest.approx([MONTHS] * 4)


@pytest.mark.parametrize("payer", [PUBLIC, RESIDENT, POST, None, Actor.brand("a")])
@pytest.mark.parametrize("per", FeeUnit)
def test_anybody_may_pay_and_it_comes_to_nothing_over_all(payer: Actor | None, per: FeeUnit) -> None:
    found = ledger(fee(payer, per=per))
    assert not found.cells(lambda a: a.kind == TRANSFER).any()
    assert paid(found, payer or POOL) == -paid(found, KEEPER) == pytest.approx(2 * units(fee(per=per)).sum(), abs=0.02)


def test_steps_make_what_is_beyond_them_cheaper_whoever_shares_the_contract() -> None:
    rate = Rate(yuan=2.0, steps=((100, 1.0), (300, 0.5)))
    assert [rate.total(n, 2.0) for n in (0, 50, 100, 200, 300, 400)] == [0, 100, 200, 300, 400, 450]
    sure = units(fee()).sum() / MONTHS
    stepped = ledger(fee(PUBLIC, steps=((sure / 2, 1.0),)))
    assert paid(stepped, PUBLIC) == pytest.approx(MONTHS * sure * 1.5, abs=0.02)


def test_brands_that_do_not_pay_are_not_counted() -> None:
    assert not units(fee(free_brands=("a",)))[0].any()
    assert units(fee(free_brands=("a",)))[1].any()
