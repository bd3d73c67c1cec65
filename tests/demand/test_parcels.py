"""Parcels stand in the order of their entry into the hub, with columns of one length."""

from __future__ import annotations

import dataclasses

import numpy as np

from sim.clock import NEVER
from sim.county.county import County
from sim.demand.draw import draw_parcels
from sim.demand.parcels import MarketTrips, Parcels
from sim.parameters import Parameters

SHORT = Parameters.model_validate({"horizon": {"warmup_days": 0, "measured_days": 7, "drain_days": 0}})


def test_columns_are_of_one_length_and_times_ascend(county: County) -> None:
    parcels, trips = draw_parcels(county, SHORT, 1, 0)
    assert {len(getattr(parcels, f.name)) for f in dataclasses.fields(Parcels)} == {len(parcels)}
    assert (np.diff(parcels.entered_hub) >= 0).all()
    assert isinstance(trips, MarketTrips)
    assert parcels.household.max() < len(trips.time)


def test_market_days_of_a_household_ascend_and_staying_is_never(county: County) -> None:
    time = draw_parcels(county, SHORT, 1, 0)[1].time
    assert ((time == NEVER) | (time < SHORT.horizon.days * 86_400_000)).all()
