"""Households that fetch together, and who goes to market when."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

import numpy as np
import pytest

from sim.clock import DAY, NEVER
from sim.county.county import County
from sim.demand.households import AT_KM, AT_PARCELS, MARKET_OPENS, MARKET_SPREAD, circle, households, market_trips, usual_circle
from sim.parameters import Parameters


def parameters(**resident: float) -> Parameters:
    return Parameters.model_validate({"resident": resident, "horizon": {"warmup_days": 0, "measured_days": 14, "drain_days": 0}})


def test_a_circle_is_as_stated_at_its_rate_and_smaller_with_more_parcels() -> None:
    assert circle(3.0, AT_PARCELS) == 3.0
    assert circle(3.0, 4 * AT_PARCELS) == 1.5
    assert circle(3.0, 0.0) == math.inf
    assert usual_circle(parameters(households_together=3.0)) == pytest.approx(circle(3.0, Parameters().demand.parcels_per_resident_day))


def test_households_stand_for_all_and_each_village_has_one(build: Callable[..., County]) -> None:
    county = build(villages=5, population=260)
    homes = households(county, 1.0)
    size = max(1.0, math.sqrt(1.0 / AT_KM))  # every point lies a km from its township
    assert homes.count.tolist() == [round(100 / size)] * 5
    assert homes.together.sum() == pytest.approx(5 * 100)
    assert len(np.unique(homes.code)) == len(homes.code) == homes.first[-1]
    assert households(county, math.inf).count.tolist() == [1] * 5


def test_a_village_keeps_its_households_when_another_joins(build: Callable[..., County]) -> None:
    few, more = households(build(villages=5), 2.0), households(build(villages=6), 2.0)
    assert (few.code == more.code[: len(few.code)]).all()


def test_who_goes_to_market_arrives_on_a_market_day_of_the_township(build: Callable[..., County]) -> None:
    county = build(villages=8)
    homes = households(county, 1.0)
    trips = market_trips(homes, county, parameters(market_share=1.0, market_cycle_days=5), 1, 0)
    for township in range(4):
        time = trips.time[homes.township == township]
        going = time[time != NEVER]
        assert set((going // DAY + township) % 5) == {0}
        assert ((going % DAY >= MARKET_OPENS) & (going % DAY < MARKET_OPENS + MARKET_SPREAD)).all()
    ordered = np.where(trips.time == NEVER, NEVER, trips.time)
    assert (np.diff(ordered, axis=1) >= 0).all()


def test_with_no_share_nobody_goes(build: Callable[..., County]) -> None:
    county = build(villages=2)
    assert market_trips(households(county, 1.0), county, parameters(market_share=0.0), 1, 0).time.shape[1] == 0


def test_more_go_to_market_where_migrants_are_home(build: Callable[..., County]) -> None:
    county, p = build(villages=40), parameters(market_share=0.3, market_cycle_days=1)
    homes = households(county, 1.0)
    february = p.model_copy(update={"horizon": p.horizon.model_copy(update={"start_date": dt.date(2027, 2, 1), "warmup_days": 0, "measured_days": 7, "drain_days": 0})})
    home = february.model_copy(update={"demand": february.demand.model_copy(update={"calendar": ("migrants_home",)})})
    usual, more = ((market_trips(homes, county, q, 1, 0).time < NEVER).mean() for q in (february, home))
    assert usual == pytest.approx(0.3, abs=0.02)
    assert more == pytest.approx(1 - 0.7**1.3, abs=0.02)
