"""The ledger of a case: what is used up goes to the villages that it serves, and every fee has two ends."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.accounts import keeping_hour, operator_of, staff_hour, write_ledger
from sim.measure.case import Case
from sim.measure.ledger import RESOURCE
from sim.plan.actor import KEEPER, RESIDENT, Actor
from tests.measure import small


def test_transfers_come_to_nothing_in_each_cell() -> None:
    ledger = small.accounts().ledger
    assert not ledger.cells(lambda a: a.kind != RESOURCE).any()


def test_resources_are_all_borne_by_somebody() -> None:
    ledger = small.accounts().ledger
    by_actor = sum(ledger.cells(lambda a, who=who: a.kind == RESOURCE and a.actor == who) for who in {a.actor for a in ledger.accounts})
    assert (by_actor == ledger.cells(lambda a: a.kind == RESOURCE)).all()
    assert (by_actor >= 0).all()


def test_a_fee_is_due_for_parcels_of_those_that_pay_it() -> None:
    case, ledger = small.measured(), small.accounts().ledger
    post = ledger.cells(lambda a: a.category == "post" and a.actor == Actor.pool("ab")).sum() / 100
    due = case.delivered[0].sum() * case.parameters.tariff.post_yuan
    assert post == pytest.approx(due, abs=0.02)


def test_residents_bear_their_trips_by_the_share_that_parcels_have() -> None:
    case, accounts = small.measured(), small.accounts()
    trips = accounts.ledger.cells(lambda a: a.actor == RESIDENT and a.place == "trip") / 100
    assert trips == pytest.approx(accounts.residents.yuan * case.parameters.resident.trip_share, abs=0.02)


def test_passengers_delay_is_a_cost_on_the_full_basis_only() -> None:
    assert (small.accounts().host_full >= small.accounts().host_marginal).all()


def test_a_way_is_worked_by_its_pool_or_its_brand() -> None:
    case = small.measured()
    assert [operator_of(case.plan, i) for i in case.plan.ways] == [Actor.pool("ab")] * 3 + [Actor.brand("c")] * 2


def test_an_hour_is_a_part_of_a_month_with_on_cost() -> None:
    cost = small.measured().parameters.cost
    assert staff_hour(small.measured()) * cost.hours_day * cost.days_month == pytest.approx(cost.sorter_yuan_month * (1 + cost.on_cost))


def test_a_point_of_an_operators_own_people_costs_a_couriers_pay() -> None:
    case = small.measured()
    cost = case.parameters.cost
    courier = cost.driver_yuan_month * (1 + cost.on_cost) / cost.days_month / cost.hours_day
    assert keeping_hour(case, Actor.brand("c")) == pytest.approx(courier)
    assert keeping_hour(case, KEEPER) == case.parameters.points.keeper_yuan_h


def test_twice_the_wage_is_twice_the_staff() -> None:
    plan, draws, outcome = small.case(5)
    dear = Case(plan, draws, outcome, small.county(), small.parameters(cost={"sorter_yuan_month": 7600.0}))
    staff = [of.ledger.cells(lambda a: a.category.startswith("staff")).sum() for of in (small.accounts(), write_ledger(dear))]
    assert staff[1] == pytest.approx(2 * staff[0], abs=np.size(staff) * 10)
