"""Outbound parcels as columns."""

from __future__ import annotations

from dataclasses import fields

from sim.demand.offers import NO_OFFERS, Offers
from tests import plans


def test_nobody_offers_anything_unless_told() -> None:
    assert len(NO_OFFERS) == 0
    made = plans.offers([5, 7], village=[1, 0])
    assert len(made) == 2
    kinds = {f.name: getattr(NO_OFFERS, f.name).dtype for f in fields(Offers)}
    assert {name: getattr(made, name).dtype for name in kinds} == kinds
