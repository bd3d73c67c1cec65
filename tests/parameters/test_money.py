"""Wages, fees, chance and the standard of service: what is no money, share or choice is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters.money import Cost, ServiceStandard, Tariff
from sim.parameters.quantity import Section, registry


@pytest.mark.parametrize(
    ("section", "given"),
    [
        (Cost, {"driver_yuan_month": -1}), (Cost, {"days_month": 0}), (Cost, {"hours_day": 25}), (Cost, {"overtime": 0.9}), (Cost, {"sharing": "even"}), (Cost, {"host_basis": "none"}),
        (Tariff, {"post_yuan": -0.1}), (Tariff, {"fee": 1}), (ServiceStandard, {"reach_share": 1.01}), (ServiceStandard, {"reach_days": 0}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(section: type[Section], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        section.model_validate(given)


def test_every_fee_is_by_the_parcel_or_the_month_and_free_of_charge_at_least() -> None:
    assert {(q.unit, q.ge) for q in registry(Tariff())} == {("yuan/parcel", 0), ("yuan/month", 0)}


def test_an_hour_of_overtime_costs_no_less_than_another() -> None:
    assert Cost(overtime=1).overtime == 1
    assert Cost().overtime > 1
