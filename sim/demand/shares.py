"""Shares of the brands, and of anything else, normed to a sum of 1; shares of parcels to the door by village."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.county.county import County
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


def door_shares(county: County, demand: Demand) -> NDArray[np.float64]:
    """By village, the share of its parcels that need delivery to the door: its own, else the county's."""
    own = (village.to_door_share for village in county.villages)
    return np.array([demand.to_door_share if share is None else share for share in own], np.float64)


def door_share(county: County, demand: Demand, daily: NDArray[np.float64]) -> float:
    """The share of all parcels that need delivery to the door; ``daily`` are parcels by village."""
    if not daily.sum() or all(village.to_door_share is None for village in county.villages):
        return demand.to_door_share
    return float(np.average(door_shares(county, demand), weights=daily))


def brand_shares(demand: Demand) -> NDArray[np.float64]:
    """Share of each brand in the parcels, summing to 1."""
    return normed_shares([brand.share for brand in demand.brands.values()], "demand.brands")
