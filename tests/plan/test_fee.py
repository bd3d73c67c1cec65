"""Fees between actors: of tariffs that there are, from one to another, for lines or points of the plan."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from sim.parameters.money import Tariff
from sim.plan.actor import KEEPER
from sim.plan.fee import Fee, FeeUnit, Rate
from tests.plan.small import plans


@cache
def fees() -> tuple[Any, ...]:
    """The fees of all plans, each with its plan."""
    return tuple((plan, fee) for plan in plans() for fees in plan.fees.values() for fee in fees)


def test_a_fee_is_due_to_another_by_a_known_tariff() -> None:
    assert {fee.rate.tariff for _, fee in fees() if not fee.rate.yuan} <= set(Tariff.model_fields)
    assert all(fee.payer != fee.payee for _, fee in fees())


def test_a_fee_of_a_leg_is_of_one_that_there_is() -> None:
    legs = {line.leg for plan in plans() for line in plan.lines}
    assert {fee.leg for _, fee in fees()} - {None} <= legs


def test_brands_that_do_not_pay_are_brands_of_the_plan() -> None:
    assert all(set(fee.free_brands) <= set(plan.brands) for plan, fee in fees())
    assert any(fee.free_brands for _, fee in fees())


def test_of_every_point_every_brand_and_every_parcel_unless_it_says_otherwise() -> None:
    fee = Fee(name="commission", payer=None, payee=KEEPER, rate=Rate(tariff="commission_yuan"))
    assert (fee.leg, fee.free_brands, fee.per) == (None, (), FeeUnit.PIECE)


def test_without_steps_everything_has_one_price() -> None:
    assert Rate(tariff="post_yuan").total(1000, 0.8) == 800


def test_the_first_unit_costs_the_parameter_that_is_named_or_its_own_yuan() -> None:
    tariffs = SimpleNamespace(post_yuan=0.6)
    assert [rate.each(tariffs) for rate in (Rate(tariff="post_yuan"), Rate(yuan=0.25))] == [0.6, 0.25]
