"""At a break-even fee nobody gains: simulated again at that price, what is left is nothing."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from sim.inference.cost.contracts import contracts
from sim.inference.cost.parties import account_cents, party
from sim.measure.measure import Measures, measure
from sim.parameters import Parameters
from tests.measure import small

SEEDS = {"joint": 5, "other": 15, "third": 25}


def modes(parameters: Parameters) -> dict[str, list[Measures]]:
    return {mode: [measure(*small.case(seed, mode=mode), small.county(), parameters)] for mode, seed in SEEDS.items()}


@cache
def table(today: str = "other") -> pd.DataFrame:
    plans = {mode: small.plan(mode) for mode in SEEDS}
    found = contracts(modes(small.parameters()), plans, small.parameters(), today)
    return found.set_index(["mode", "fee", "payer", "payee"])


def spent(who: str, mode: str, **tariff: float) -> float:
    """Yuan that a party spends in the measured days at other prices."""
    (of,) = modes(small.parameters(tariff=tariff))[mode]
    return sum(cents for account, cents in account_cents(of).items() if party(account.actor) == who) / 100


def test_at_the_least_price_the_payee_is_left_with_nothing() -> None:
    for fee, payee in (("post", "host:post"), ("commission", "keeper")):
        least = table()["least"]["joint", fee, "brands", payee]
        assert spent(payee, "joint", **{f"{fee}_yuan": least}) == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize(("fee", "payee", "column", "others"), [("post", "host:post", "most_today", ["other"]), ("commission", "keeper", "most_other", ["other", "third"])])
def test_at_the_most_the_brands_spend_as_much_as_in_the_other_mode(fee: str, payee: str, column: str, others: list[str]) -> None:
    """What brands spend is linear in a price, so that a yuan more tells where that is, be it below nought."""
    row = table("other" if column == "most_today" else "").loc["joint", fee, "brands", payee]
    now, other = spent("brands", "joint"), min(spent("brands", mode) for mode in others)
    a_yuan = spent("brands", "joint", **{f"{fee}_yuan": row["price"] + 1}) - now
    assert row[column] == pytest.approx(row["price"] + (other - now) / a_yuan, abs=0.01)


def test_a_row_has_what_is_paid_and_gained() -> None:
    row = table().loc["joint", "post", "brands", "host:post"]
    assert row["price"] == small.parameters().tariff.post_yuan
    assert row["payee_gain_year"] == pytest.approx(-spent("host:post", "joint") * 365 / 7, abs=0.6)
    assert row["paid_fee_year"] > row["payee_gain_year"]
    assert pd.isna(row["least_low"])


def test_without_a_today_there_is_no_price_against_it() -> None:
    assert table("")["most_today"].isna().all()
    assert table("other").loc["other"]["most_today"].isna().all()
