"""Declarations of what goes out."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters.outbound import Outbound, Product, products


@pytest.mark.parametrize("day", ["2-29", "02-30", "13-01", "00-10", "5月1日", "0515", 515, None, "05-15 "])
def test_a_day_of_the_year_is_month_and_day(day: object) -> None:
    with pytest.raises(ValidationError):
        Product(first=day)  # type: ignore[arg-type]


def test_a_leap_day_is_one() -> None:
    assert Product(first="02-29").first == "02-29"


def test_it_is_on_by_share_or_harvest_alone() -> None:
    assert not Outbound().on
    assert Outbound(share=0.1).on
    assert Outbound(harvest=True).on


def test_shipped_products_have_names_and_cherries_do_not_keep() -> None:
    shipped = products()
    assert all(of.name_zh and of.name_en for of in shipped.values())
    assert [key for key, of in shipped.items() if of.fresh] == ["cherries"]
