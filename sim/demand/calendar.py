"""Weekdays, months and market days 集日 of the horizon."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from sim.clock import weekday
from sim.parameters.demand import Demand, Horizon
from sim.problems import InputError, Problem, phrase


def weekday_factors(demand: Demand) -> NDArray[np.float64]:
    """The seven factors of demand, Monday first, normed to a mean of 1.

    Raises:
        InputError: a factor is negative, or all are zero.
    """
    factors = np.array(demand.weekday, np.float64)
    if (factors < 0).any() or factors.sum() <= 0:
        raise InputError(
            [Problem("demand.weekday", "demand.weekday", str(list(demand.weekday)), phrase("demand.weekday"))]
        )
    normed: NDArray[np.float64] = factors / factors.mean()
    return normed


def day_factors(demand: Demand, horizon: Horizon) -> NDArray[np.float64]:
    """The factor of each day of the horizon."""
    return weekday_factors(demand)[[weekday(horizon.start_date, day) for day in range(horizon.days)]]


def month_of_days(start: dt.date, days: int) -> NDArray[np.int64]:
    """The month of each of so many days from ``start`` on, January 0."""
    dates = np.datetime64(start, "D") + np.arange(days)
    return dates.astype("datetime64[M]").astype(np.int64) % 12


def market_days(township: int, cycle: int, days: int) -> list[int]:
    """Market days of a township among days 0 to ``days`` - 1: every ``cycle`` days, each township a day earlier than
    the one before it."""
    return [day for day in range(days) if (day + township) % cycle == 0]
