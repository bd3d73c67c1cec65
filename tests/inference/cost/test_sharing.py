"""A pool's cost shared among its brands by three rules, to the cent."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.inference.cost.coalitions import coalitions
from sim.inference.cost.sharing import SHARING, PoolCosts, pool_cents, sharing
from tests.proposal import made

BRANDS = {"a": 5000.0, "b": 3000.0, "idle": 0.0}
DAYS = 7


def cost(group: frozenset[str]) -> int:
    """A van of 3501 cents for whoever is there, and 2000 or 1000 for a's and b's parcels."""
    return (3501 + 2000 * ("a" in group) + 1000 * ("b" in group)) * bool(group - {"idle"})


def table(replications: int = 3) -> pd.DataFrame:
    cents = [{group: cost(group) + i * bool(group - {"idle"}) for group in coalitions(list(BRANDS))} for i in range(replications)]
    return sharing([PoolCosts(mode="m", pool="p", parcels=BRANDS, cents=cents, days=DAYS)])


def test_every_rule_shares_all_of_it() -> None:
    found, total = table(), round(6502 / 100 * 365 / DAYS, 2)
    for column in ("by_volume_year", "by_alone_year", "shapley_year"):
        assert round(found[column].sum(), 2) == total


def test_each_rule_is_what_it_says() -> None:
    """Shapley: half of the van each, and one's own; of the mean of three replications, 3502 cents of van."""
    found, year = table().set_index("brand"), 365 / DAYS / 100
    assert found["alone_year"].tolist() == pytest.approx(np.array([5502, 4502, 0]) * year, abs=0.01)
    assert found["by_volume_year"].tolist() == pytest.approx(np.array([5 / 8, 3 / 8, 0]) * 6502 * year, abs=0.01)
    assert found["by_alone_year"].tolist() == pytest.approx(np.array([5502, 4502, 0]) / 10_004 * 6502 * year, abs=0.01)
    assert found["shapley_year"].tolist() == pytest.approx(np.array([3751, 2751, 0]) * year, abs=0.01)
    assert found["shapley_parcel"]["a"] == pytest.approx(found["shapley_year"]["a"] / 5000)
    assert found["saving_year"].tolist() == pytest.approx([1751 * year, 1751 * year, 0], abs=0.02)


def test_who_adds_no_cost_pays_none() -> None:
    idle = table().set_index("brand").loc["idle"]
    assert idle[["alone_year", "by_volume_year", "by_alone_year", "shapley_year"]].tolist() == [0, 0, 0, 0]


def test_an_interval_needs_replications() -> None:
    assert (table()["shapley_low"] < table()["shapley_year"])[:2].all()
    assert table(1)["shapley_low"].isna().all()


def test_without_a_pool_there_is_nothing_to_share() -> None:
    assert sharing([]).columns.tolist() == SHARING
    assert not len(sharing([]))


def test_a_pool_pays_what_the_ledger_says_of_it_and_its_brands() -> None:
    of = made.measures()[0]
    brands = of.ledger.cells(lambda a: a.actor.is_brand).sum()
    assert pool_cents(of, "ab", "abc") == brands
    assert 0 < pool_cents(of, "ab", "ab") < brands
