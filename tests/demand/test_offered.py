"""What is drawn to go out, beside what comes in."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from sim.clock import DAY, HOUR
from sim.county.county import County
from sim.demand.offered import offers_of
from sim.demand.offers import Direction, Offers
from sim.demand.source import parcels_of
from sim.parameters import Parameters

DAYS = {"warmup_days": 0, "measured_days": 7, "drain_days": 0}


def parameters(**outbound: object) -> Parameters:
    return Parameters.model_validate({"horizon": {**DAYS, "start_date": "2026-05-18"}, "demand": {"outbound": outbound}})


def offers(county: County, replication: int = 0, **outbound: object) -> Offers:
    p = parameters(**outbound)
    return parcels_of(county, p, 3, replication).offers


def test_nothing_goes_out_by_default(county: County) -> None:
    assert len(offers(county)) == 0


def test_inbound_parcels_are_the_same_with_and_without_outbound(county: County) -> None:
    without, beside = (parcels_of(county, parameters(**given), 3, 0).parcels for given in ({}, {"share": 0.4, "harvest": True}))
    assert all(np.array_equal(getattr(without, f.name), getattr(beside, f.name)) for f in fields(without))


def test_ordinary_ones_are_a_share_of_what_came(county: County) -> None:
    p = parameters(share=0.5)
    parcels, _, out = parcels_of(county, p, 3, 0)
    mean = 0.5 * np.count_nonzero(parcels.day < 7)
    assert abs(len(out) - mean) < 5 * np.sqrt(mean)
    assert set(out.direction.tolist()) == {Direction.OUTBOUND}
    assert (np.diff(out.offered) >= 0).all()
    assert out.offered.min() % DAY >= 8 * HOUR
    assert ((out.offered % DAY) <= 18 * HOUR).all()


def test_a_product_has_its_size_and_its_villages(county: County) -> None:
    village = county.villages[1].code
    grown = {"cherries": {"first": "05-15", "last": "06-15", "kg": 2.5, "litres": 8.0, "fresh": True, "villages": [village], "parcels_day": 200}}
    out = offers(county, harvest=True, products=grown)
    assert set(out.village.tolist()) == {1}
    assert set(out.direction.tolist()) == {Direction.FRESH}
    assert len(out) == pytest.approx(1400, abs=5 * np.sqrt(1400))
    assert out.grams.mean() == pytest.approx(2500, rel=0.03)
    assert out.ml.mean() == pytest.approx(8000, rel=0.03)


def test_the_same_replication_is_the_same_and_another_is_not(county: County) -> None:
    first, again, other = (offers(county, r, share=0.3) for r in (1, 1, 2))
    assert all(np.array_equal(getattr(first, f.name), getattr(again, f.name)) for f in fields(Offers))
    assert first.offered.tolist() != other.offered.tolist()


def test_a_product_more_moves_no_other(county: County) -> None:
    p, more = parameters(share=0.3), parameters(share=0.3, harvest=True)
    parcels = parcels_of(county, p, 3, 0).parcels
    without, beside = (offers_of(county, of, parcels, 3, 0) for of in (p, more))
    ordinary, all_of_them = (set(zip(of.village.tolist(), of.offered.tolist(), of.grams.tolist(), strict=True)) for of in (without, beside))
    assert ordinary < all_of_them
