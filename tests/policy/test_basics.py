"""The county in figures, and a year of each column."""

from __future__ import annotations

import pytest

from sim.policy.basics import basics, budget
from tests.policy.plan_made import plan_case


def test_villages_points_people_and_parcels_a_day_and_a_year() -> None:
    case = plan_case()
    found = dict(basics(case)[["item", "value"]].itertuples(index=False))
    assert found["villages"] == len(case.county.rural)
    assert found["people"] == sum(v.population for v in case.county.rural)
    assert found["parcels_day"] == case.prepared.expected.total
    assert found["parcels_year"] == round(365 * case.prepared.expected.total)


def test_operators_public_and_residents_add_up_to_the_system() -> None:
    for _, rows in budget(plan_case()).groupby("mode"):
        of = rows.set_index("line")
        for column in ("yuan_parcel", "wan_yuan_year"):
            parts = of.loc[["operators", "public", "residents"], column].sum()
            assert parts == pytest.approx(of.loc["system", column], abs=0.001)
        ratio = of["wan_yuan_year"] / of["yuan_parcel"]
        assert ratio["system"] == pytest.approx(ratio["operators"], rel=1e-3)
