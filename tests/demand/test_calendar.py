"""Weekdays and market days of the horizon."""

from __future__ import annotations

import datetime as dt

import pytest

from sim.demand.calendar import day_factors, market_days, weekday_factors
from sim.parameters.demand import Demand, Horizon
from sim.problems import InputError


def test_factors_have_a_mean_of_one() -> None:
    factors = weekday_factors(Demand(weekday=(2, 2, 2, 2, 2, 2, 0)))
    assert factors.mean() == pytest.approx(1)
    assert factors[0] / factors[1] == 1
    assert factors[6] == 0


@pytest.mark.parametrize("factors", [(0,) * 7, (-1, 1, 1, 1, 1, 1, 1)])
def test_factors_without_weight_are_refused(factors: tuple[float, ...]) -> None:
    with pytest.raises(InputError):
        weekday_factors(Demand.model_validate({"weekday": factors}))


def test_days_follow_the_weekday_on_which_the_horizon_begins() -> None:
    demand = Demand(weekday=(7, 0, 0, 0, 0, 0, 0))
    days = day_factors(demand, Horizon(start_date=dt.date(2026, 3, 7), warmup_days=0, measured_days=14, drain_days=0))
    assert [i for i, f in enumerate(days) if f] == [2, 9]
    assert len(days) == 14


def test_market_days_go_round_the_townships() -> None:
    assert market_days(0, 5, 12) == [0, 5, 10]
    assert market_days(1, 5, 12) == [4, 9]
    assert market_days(7, 5, 12) == market_days(2, 5, 12)
    assert market_days(3, 1, 3) == [0, 1, 2]
    assert market_days(0, 5, 0) == []
