"""The space that a host's run leaves free for parcels, on average over its runs: what its vehicle holds, less its own load of the run."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from sim.parameters.hosts import Host

_LOADS = ndtri((np.arange(400) + 0.5) / 400)
"""Equally likely standard normal deviates of the own load, as ``sim.flow.draws`` draws it."""


def mean_free(host: Host, vehicle: tuple[float, float, float], most: int, market_cycle_days: int) -> tuple[float, float, float]:
    """Mean free parcels, grams and ml of a run whose empty vehicle holds ``vehicle``: of parcels ``most`` at most.

    One day in ``market_cycle_days`` is a market day, on which the own load is ``host.market_load`` times as large.
    """
    parcels, grams, ml = vehicle
    found = np.zeros(3)
    for busier, days in ((1.0, market_cycle_days - 1), (host.market_load, 1)):
        free = 1 - np.clip(host.load_share * busier * (1 + host.load_sd * _LOADS), 0.0, 1.0)
        found += days * np.array([np.minimum(parcels * free, most).mean(), grams * free.mean(), ml * free.mean()])
    mean = (found / market_cycle_days).tolist()
    return mean[0], mean[1], mean[2]
