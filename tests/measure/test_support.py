"""Subsidies go to places that qualify; what is bought comes to an annuity; both add up to the fen and to nothing over all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.measure.accounts import Accounts, write_ledger
from sim.measure.case import Case
from sim.measure.ledger import RESOURCE, TRANSFER
from sim.measure.standing import places
from sim.measure.support import annuity, qualifies, yuan_year
from sim.parameters.support import Investment, Subsidy
from sim.plan.actor import KEEPER, PUBLIC, RESIDENT, Actor
from tests.measure import small

YEAR = 365 / small.MEASURED
POOL, C = Actor.pool("ab"), Actor.brand("c")


def accounts(subsidy: Subsidy | None = None, investment: Investment | None = None) -> Accounts:
    plain = small.measured()
    rules = {"subsidy": {"own": subsidy} if subsidy else {}, "investment": {"own": investment} if investment else {}}
    return write_ledger(Case(plain.plan, plain.draws, plain.outcome, plain.county, plain.parameters.model_copy(update=rules)))


def yearly(found: Accounts, actor: Actor, category: str) -> float:
    return found.ledger.cells(lambda a: a.category == category and a.actor == actor).sum() / 100 * YEAR


def given(actor: Actor = PUBLIC, **rule: object) -> float:
    return yearly(accounts(Subsidy.model_validate({"yuan": 500, **rule})), actor, "subsidy_own")


def test_a_sum_paid_now_is_paid_back_with_interest() -> None:
    assert annuity(1000, 5, 0) == 200
    owed = 1000.0
    for _ in range(5):
        owed = owed * 1.05 - annuity(1000, 5, 0.05)
    assert owed == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("of", "count"), [("point", 3), ("village", 4), ("township", 2), ("hub", 1)])
def test_every_place_that_is_served_gets_it(of: str, count: int) -> None:
    assert given(of=of) == pytest.approx(count * 6000, abs=0.6)


@pytest.mark.parametrize(("every", "a_year"), [("month", 6000), ("year", 500), ("once", annuity(500, 5, 0.05))])
def test_by_the_month_by_the_year_and_once(every: str, a_year: float) -> None:
    assert yuan_year(Subsidy.model_validate({"yuan": 500, "every": every}), 0.05) == pytest.approx(a_year)
    assert given(every=every, of="hub") == pytest.approx(a_year, abs=0.6)


def test_a_threshold_of_parcels_counts_those_of_all_brands() -> None:
    case = small.measured()
    north = case.delivered[:, [0, 1, 2]].sum() * YEAR
    rule = {"yuan": 1, "of": "township"}
    for limit, first in ((north, True), (north + 1, False)):
        found = qualifies(case, Subsidy.model_validate({**rule, "from_parcels_year": limit}), places(case, "township"))
        assert bool(found[0]) is first
    assert given(from_parcels_year=1e9) == 0


def test_a_threshold_of_villages_with_a_point_counts_points_in_villages() -> None:
    assert given(of="township", point_share=1.0) == pytest.approx(12_000, abs=0.6)
    assert given(of="township", point_share=1.0, point_types=("locker",)) == 0
    assert given(point_types=("locker",)) == 0


@pytest.mark.parametrize(("payee", "actor"), [("keeper", KEEPER), ("host:post", Actor.host("post")), ("resident", RESIDENT)])
def test_who_gets_it_gets_all_of_it(payee: str, actor: Actor) -> None:
    assert given(actor, payee=payee) == pytest.approx(-3 * 6000, abs=0.6)


def test_the_operator_of_the_way_shares_by_its_parcels() -> None:
    hub = accounts(Subsidy(yuan=500, of="hub", payee="operator"))
    parts = [yearly(hub, actor, "subsidy_own") for actor in (POOL, C)]
    assert sum(parts) == pytest.approx(-6000, abs=0.6)
    assert parts[1] / sum(parts) == pytest.approx(small.measured().delivered[2].sum() / small.measured().delivered.sum(), abs=1e-3)


def test_transfers_come_to_nothing_and_cost_the_system_nothing() -> None:
    found = accounts(Subsidy(yuan=500)).ledger
    assert not found.cells(lambda a: a.kind == TRANSFER).any()
    same = found.cells(lambda a: a.kind == RESOURCE) == small.accounts().ledger.cells(lambda a: a.kind == RESOURCE)
    assert same.all()


def test_what_is_bought_is_used_up_year_by_year_and_partly_given_back() -> None:
    found = accounts(investment=Investment(yuan=3000, public_share=0.5))
    a_year = 3 * annuity(3000, 5, 0.05)
    assert yearly(found, POOL, "equipment_own") == pytest.approx(a_year, abs=0.6)
    assert yearly(found, PUBLIC, "investment_own") == pytest.approx(a_year / 2, abs=0.6)
    assert yearly(found, POOL, "investment_own") == pytest.approx(-a_year / 2, abs=0.6)


def test_the_public_purse_may_buy_it_itself() -> None:
    found = accounts(investment=Investment(yuan=3000, payer="public", public_share=0.5))
    assert yearly(found, PUBLIC, "equipment_own") == pytest.approx(3 * annuity(3000, 5, 0.05), abs=0.6)
    assert yearly(found, PUBLIC, "investment_own") == 0


def test_nothing_is_entered_where_no_amount_is_set() -> None:
    assert accounts(Subsidy(), Investment()).ledger.accounts == small.accounts().ledger.accounts


def test_a_subsidy_of_what_is_shared_needs_brands_that_share_it() -> None:
    assert given(of="hub", shared=True) == pytest.approx(6000, abs=0.6)
    plain = small.measured()
    alone = replace(plain.plan, ways=tuple(replace(way, pool="") for way in plain.plan.ways))
    case = Case(alone, plain.draws, plain.outcome, plain.county, plain.parameters)
    for of in ("hub", "township", "village", "point"):
        subsidy = Subsidy.model_validate({"yuan": 500, "of": of, "shared": True})
        assert not qualifies(case, subsidy, places(case, of)).any()
