"""The ledger by rule: how many qualify, what they get, once and a year."""

from __future__ import annotations

from functools import cache

import pytest

from sim.inference.cost.support_tables import investment, subsidies
from sim.measure.measure import Measures, measure
from sim.measure.support import annuity
from sim.parameters import Parameters
from sim.parameters.support import Investment, Subsidy
from tests.measure import small


def parameters() -> Parameters:
    rules = {"subsidy": {"post": Subsidy(yuan=500), "town": Subsidy(yuan=20_000, every="once", of="township", payee="operator"), "none": Subsidy(yuan=1, from_parcels_year=1e9)}}
    bought = {"investment": {"station": Investment(yuan=3000, public_share=0.5)}}
    return small.parameters().model_copy(update={**rules, **bought})


@cache
def modes() -> dict[str, list[Measures]]:
    return {"joint": [measure(*small.case(seed), small.county(), parameters()) for seed in (5, 6)]}


def test_a_rule_has_a_row_for_each_that_it_pays() -> None:
    found = subsidies(modes(), parameters()).set_index(["rule", "payee"])
    assert found.loc[("subsidy.post", "keeper"), ["qualifies", "yuan_once", "yuan_year"]].tolist() == pytest.approx([3, 0, 18_000], abs=0.6)
    towns = found.loc["subsidy.town"]
    assert set(towns.index) == {"pool:ab", "brand:c"}
    assert (towns["qualifies"].sum(), towns["yuan_once"].sum()) == pytest.approx((2, 40_000), abs=300)
    assert found.loc[("subsidy.none", "keeper"), "qualifies"] == 0
    assert found.loc["investment.station"].index.tolist() == ["pool:ab"]


def test_what_is_bought_is_told_once_and_by_the_year() -> None:
    (row,) = investment(modes(), parameters()).itertuples(index=False)
    assert (row.bought, row.payer, row.places, row.yuan_once) == ("station", "pool:ab", 3.0, 9000)
    assert row.yuan_year == pytest.approx(3 * annuity(3000, 5, 0.05), abs=0.6)


def test_where_nobody_is_asked_there_is_no_row() -> None:
    plain = {"joint": [measure(*small.case(5), small.county(), small.parameters())]}
    assert len(subsidies(plain, small.parameters())) == len(investment(plain, small.parameters())) == 0
