"""Seasons and growers of what the county's farms send out."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from sim.county.county import County
from sim.demand.harvest import expected_offers, grower_faults, growers, harvests, in_season
from sim.parameters.demand import Demand, Horizon
from sim.parameters.outbound import Outbound, Product


def horizon(start: str) -> Horizon:
    return Horizon(start_date=dt.date.fromisoformat(start), warmup_days=0, measured_days=7, drain_days=0)


@pytest.mark.parametrize(
    ("first", "last", "start", "days"),
    [
        ("05-15", "06-15", "2026-05-11", [4, 5, 6]),
        ("05-15", "06-15", "2026-06-13", [0, 1, 2]),
        ("12-20", "01-03", "2026-12-31", [0, 1, 2, 3]),
        ("05-15", "06-15", "2026-03-02", []),
    ],
)
def test_a_season_has_its_days_and_may_pass_the_year(first: str, last: str, start: str, days: list[int]) -> None:
    assert np.flatnonzero(in_season(Product(first=first, last=last), horizon(start))).tolist() == days


def test_villages_are_named_or_a_share_of_them(county: County) -> None:
    town, village = county.townships[0], county.villages[0]
    assert growers(county, "x", Product(villages=(village.code,))).sum() == 1
    assert growers(county, "x", Product(villages=(town.name,))).tolist() == [v.township == 0 for v in county.villages]
    some = growers(county, "x", Product(villages_share=0.3))
    assert 0 < some.sum() < len(county.villages)
    assert not np.array_equal(some, growers(county, "y", Product(villages_share=0.3))), "another product grows elsewhere"
    more = growers(county, "x", Product(villages_share=0.6))
    assert (more | ~some).all(), "a larger share keeps those of a smaller one"


def test_unknown_growers_are_all_named(county: County) -> None:
    cherries = Product(villages=("nowhere", county.villages[0].name, "neither"))
    faults = grower_faults(county, Outbound(products={"cherries": cherries}))
    assert [(p.where, p.found) for p in faults] == [
        ("demand.outbound.products.cherries.villages", "nowhere"), ("demand.outbound.products.cherries.villages", "neither"),
    ]  # fmt: skip


def test_what_is_expected_is_the_share_and_the_harvest(county: County) -> None:
    inbound = np.full(len(county.villages), 10.0)
    village = county.villages[2].code
    grown = {"pears": Product(first="05-01", last="05-31", villages=(village,), parcels_day=70.0)}
    outbound = Outbound(share=0.2, harvest=True, products=grown)
    demand = Demand(outbound=outbound, weight_mean_kg=3.0)
    parcels, kg, _ = expected_offers(county, demand, horizon("2026-05-28"), inbound)
    assert (parcels[2], kg[2]) == (pytest.approx(72.0), pytest.approx(6.0 + 70.0 * grown["pears"].kg))
    assert np.delete(parcels, 2) == pytest.approx(2.0)
    assert [number for number, _, _ in harvests(county, outbound, horizon("2026-05-28"))] == [0]
    assert list(harvests(county, outbound, horizon("2026-07-01"))) == []
