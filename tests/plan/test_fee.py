"""Fees between actors: of tariffs that there are, from one to another, for lines or points of the plan."""

from __future__ import annotations

from sim.parameters.money import Tariff
from sim.plan.actor import KEEPER
from sim.plan.fee import Fee
from tests.plan.small import plans

FEES = [(plan, fee) for plan in plans() for fees in plan.fees.values() for fee in fees]


def test_a_fee_is_due_to_another_by_a_known_tariff() -> None:
    assert {fee.tariff for _, fee in FEES} <= set(Tariff.model_fields)
    assert all(fee.payer != fee.payee for _, fee in FEES)


def test_payers_and_payees_are_actors() -> None:
    actors = {side for _, fee in FEES for side in (fee.payer, fee.payee)}
    assert all(actor is None or actor == KEEPER or actor.is_host for actor in actors)


def test_a_fee_of_a_leg_is_of_one_that_there_is() -> None:
    legs = {line.leg for plan in plans() for line in plan.lines}
    assert {fee.leg for _, fee in FEES} - {None} <= legs


def test_brands_that_do_not_pay_are_brands_of_the_plan() -> None:
    assert all(set(fee.free_brands) <= set(plan.brands) for plan, fee in FEES)
    assert any(fee.free_brands for _, fee in FEES)


def test_of_every_point_and_every_brand_unless_it_says_otherwise() -> None:
    assert (Fee(payer=None, payee=KEEPER, tariff="commission_yuan").leg, Fee(payer=None, payee=KEEPER, tariff="commission_yuan").free_brands) == (None, ())
