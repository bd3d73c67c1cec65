"""The space that a host's run leaves free, on average over its runs."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Parameters
from sim.parameters.demand import Horizon
from sim.parameters.hosts import Host
from sim.parameters.resident import Resident
from sim.service.hosts.host_space import free_by_day, mean_free


def market_every(days: int, start: dt.date = dt.date(2026, 3, 2)) -> Parameters:
    """A horizon of 30 days with a market on one in so many."""
    horizon = Horizon(start_date=start, warmup_days=2, measured_days=14, drain_days=14)
    return Parameters(horizon=horizon, resident=Resident(market_cycle_days=days))


@given(st.floats(0, 0.9), st.floats(0, 1), st.floats(1, 3), st.integers(1, 400))
def test_mean_free_space_is_that_of_many_runs(share: float, sd: float, busier: float, most: int) -> None:
    """Against runs drawn one by one: the own load of each, and what it leaves of a vehicle of 200."""
    host = Host(load_share=share, load_sd=sd, market_load=busier)
    rng = np.random.default_rng(1)
    own = np.clip(share * np.where(np.arange(20_000) % 5 == 0, busier, 1.0) * (1 + sd * rng.normal(size=20_000)), 0, 1)
    parcels, grams, _ = mean_free(host, (200.0, 1000.0, 1000.0), most, market_every(5))
    assert parcels == pytest.approx(np.minimum(200 * (1 - own), most).mean(), abs=2)
    assert grams == pytest.approx(1000 * (1 - own).mean(), abs=10)


def test_a_host_without_a_load_of_its_own_leaves_all_but_what_it_will_not_take() -> None:
    assert mean_free(Host(load_share=0, load_sd=0), (200.0, 1000.0, 3000.0), 35, market_every(5)) == pytest.approx((35, 1000, 3000))
    assert mean_free(Host(load_share=0, load_sd=0), (200.0, 1000.0, 3000.0), 500, market_every(5)) == pytest.approx((200, 1000, 3000))


def test_a_full_host_leaves_nothing() -> None:
    assert mean_free(Host(load_share=0.5, load_sd=0, market_load=10), (200.0, 1000.0, 3000.0), 35, market_every(1)) == (0, 0, 0)


def test_market_days_count_as_often_as_they_come() -> None:
    busy = Host(load_share=0.4, load_sd=0, market_load=2.0)
    assert mean_free(busy, (100.0, 100.0, 100.0), 100, market_every(4))[1] == pytest.approx((3 * 60 + 20) / 4)


def test_days_count_by_the_months_that_they_are_in() -> None:
    """Thirty days from 17 March: fifteen each in March and April."""
    inputs = Host(load_share=0.4, load_sd=0, load_by_month=(1, 1, 1.5, 2, *[1] * 8))
    assert mean_free(inputs, (100.0, 100.0, 100.0), 100, market_every(1, dt.date(2026, 3, 17)))[1] == pytest.approx((40 + 20) / 2)
    assert mean_free(inputs, (100.0, 100.0, 100.0), 100, market_every(1, dt.date(2026, 6, 1)))[1] == pytest.approx(60)
    by_day = free_by_day(inputs, (100.0, 100.0, 100.0), 100, market_every(1, dt.date(2026, 3, 17)))
    assert by_day.shape == (3, 30)
    assert by_day[1].tolist() == pytest.approx([40] * 15 + [20] * 15)
