"""The space that a host's run leaves free for parcels, on average over its runs: what its vehicle holds, less its own load of the run."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.demand.calendar import month_of_days
from sim.parameters import Parameters
from sim.parameters.hosts import Host

_LOADS = ndtri((np.arange(400) + 0.5) / 400)
"""Equally likely standard normal deviates of the own load, as ``sim.flow.draws`` draws it."""


def mean_free(
    host: Host, vehicle: tuple[float, float, float], most: int, parameters: Parameters
) -> tuple[float, float, float]:
    """Mean free parcels, grams and ml of a run whose empty vehicle holds ``vehicle``: of parcels ``most`` at most.

    The days of the horizon count by their months, and one in ``resident.market_cycle_days`` as a market day.
    """
    horizon, cycle = parameters.horizon, parameters.resident.market_cycle_days
    months = month_of_days(horizon.start_date, horizon.days).tolist()
    found = np.zeros(3)
    for busier, days in Counter(host.load_by_month[month] for month in months).items():
        found += days / len(months) * _in_a_month(host, busier, vehicle, most, cycle)
    mean = found.tolist()
    return mean[0], mean[1], mean[2]


def free_by_day(
    host: Host, vehicle: tuple[float, float, float], most: int, parameters: Parameters
) -> NDArray[np.float64]:
    """The same on each day of the horizon, by its month: shape (3, days)."""
    horizon, cycle = parameters.horizon, parameters.resident.market_cycle_days
    busier = [host.load_by_month[month] for month in month_of_days(horizon.start_date, horizon.days).tolist()]
    free = {times: _in_a_month(host, times, vehicle, most, cycle) for times in set(busier)}
    return np.array([free[times] for times in busier]).T


def _in_a_month(
    host: Host, busier: float, vehicle: tuple[float, float, float], most: int, cycle: int
) -> NDArray[np.float64]:
    """The same in a month in which the own load is ``busier`` times as large, with a market day in each ``cycle``."""
    parcels, grams, ml = vehicle
    found = np.zeros(3)
    for market, days in ((1.0, cycle - 1), (host.market_load, 1)):
        free = 1 - np.clip(host.load_share * busier * market * (1 + host.load_sd * _LOADS), 0.0, 1.0)
        found += days * np.array([np.minimum(parcels * free, most).mean(), grams * free.mean(), ml * free.mean()])
    return found / cycle
