"""Shares of the brands, and of anything else, normed to a sum of 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.parameters.demand import Demand
from sim.problems import InputError, Problem, phrase


def normed_shares(shares: list[float], where: str) -> NDArray[np.float64]:
    """Shares normed to a sum of 1.

    Raises:
        InputError: there is none, or all are zero.
    """
    values = np.array(shares, np.float64)
    if values.sum() <= 0:
        raise InputError([Problem("demand.shares", where, str(shares), phrase("demand.share"))])
    normed: NDArray[np.float64] = values / values.sum()
    return normed


def brand_shares(demand: Demand) -> NDArray[np.float64]:
    """Share of each brand in the parcels, summing to 1."""
    return normed_shares([brand.share for brand in demand.brands.values()], "demand.brands")
