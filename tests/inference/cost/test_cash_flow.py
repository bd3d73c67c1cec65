"""What is paid once is paid once, and again when it is worn out; the simulated year comes every year."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from sim.inference.cost.cash_flow import YEARS, cash_flow, paid_once
from sim.inference.cost.gains import gains
from sim.inference.cost.parties import BRANDS
from sim.measure.measure import Measures, measure
from sim.parameters import Parameters
from sim.parameters.support import Investment, Subsidy
from tests.measure import small


@cache
def parameters(years: float = 3) -> Parameters:
    rules = {"subsidy": {"post": Subsidy(yuan=500), "town": Subsidy(yuan=20_000, every="once", years=10, of="township", payee="operator")}}
    bought = {"investment": {"station": Investment(yuan=3000, years=years, public_share=0.5)}}
    return small.parameters().model_copy(update={**rules, **bought})


@cache
def modes(years: float = 3) -> dict[str, list[Measures]]:
    return {"joint": [measure(*small.case(seed), small.county(), parameters(years)) for seed in (5, 6)]}


@cache
def flow(years: float = 3) -> pd.DataFrame:
    return cash_flow(modes(years), parameters(years)).set_index(["year", "actor"])["yuan"]


def test_before_the_first_year_only_what_is_paid_once_is_paid() -> None:
    """Three points of 3000, half of it given back, and two townships of 20,000 given to whoever works there."""
    assert flow()[0, BRANDS] == pytest.approx(9000 - 4500 - 40_000, abs=3)
    assert flow()[0, "public"] == pytest.approx(4500 + 40_000, abs=3)
    assert flow()[0, "keeper"] == flow()[0, "resident"] == 0


def test_what_is_worn_out_is_bought_again() -> None:
    assert flow()[3, BRANDS] - flow()[2, BRANDS] == pytest.approx(9000 - 4500, abs=1)
    assert flow(2.5)[3, BRANDS] - flow(2.5)[2, BRANDS] == pytest.approx(4500, abs=1)
    assert flow()[4, BRANDS] == flow()[5, BRANDS] == flow()[1, BRANDS]
    assert flow(5)[5, BRANDS] == flow(5)[1, BRANDS]


def test_a_year_is_the_simulated_one_without_annuities() -> None:
    yearly = gains(modes(), small.MEASURED).set_index("actor")["outlay_year"]
    assert flow()[1, "keeper"] == pytest.approx(yearly["keeper"], abs=0.01)
    assert flow()[1, "public"] == pytest.approx(3 * 500 * 12, abs=1)


def test_transfers_of_a_year_add_up_to_nought() -> None:
    """So what all pay is what is used up: in year 0, what was bought."""
    sums = flow().groupby("year").sum()
    assert sums[0] == pytest.approx(9000, abs=1)
    assert sums[3] - sums[2] == pytest.approx(9000, abs=1)
    assert sums[1] == sums[2] == sums[4] == sums[5]


def test_later_years_count_less() -> None:
    found = cash_flow(modes(), parameters())
    last = found[found["year"] == YEARS]
    assert last["present_yuan"].tolist() == pytest.approx((last["yuan"] / 1.05**YEARS).tolist())


def test_where_nothing_is_paid_once_that_is_told() -> None:
    assert paid_once(modes(), parameters())
    plain = {"joint": [measure(*small.case(5), small.county(), small.parameters())]}
    assert not paid_once(plain, small.parameters())
