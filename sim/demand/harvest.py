"""The harvest as a part of the calendar: which villages grow a product, on which days of the horizon it goes out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.county.county import County
from sim.demand.streams import Stream, entity_codes
from sim.parameters.demand import Demand, Horizon
from sim.parameters.outbound import Outbound, Product
from sim.problems import Problem, did_you_mean, phrase


def growers(county: County, key: str, product: Product) -> NDArray[np.bool_]:
    """By village, whether it grows a product; where none are listed, a share of them, the same in every replication.

    Names and codes that no township and no village has are told by ``grower_faults``.
    """
    villages = county.villages
    if not product.villages:
        codes = entity_codes(f"{key}/{v.code}" for v in villages)
        return (Stream(0, 0, "growers").uniform(codes) < product.villages_share) & ~county.urban
    named = set(product.villages)
    towns = {i for i, town in enumerate(county.townships) if not named.isdisjoint((town.code, town.name))}
    return np.array([v.township in towns or not named.isdisjoint((v.code, v.name)) for v in villages], np.bool_)


def grower_faults(county: County, outbound: Outbound) -> Iterator[Problem]:
    """A problem for each place of a product that no township with a village and no village is called."""
    towns = {village.township for village in county.villages}
    known = {word for i, town in enumerate(county.townships) if i in towns for word in (town.code, town.name)}
    known |= {word for village in county.villages for word in (village.code, village.name)}
    for key, product in outbound.products.items():
        yield from (_unknown(county, key, name) for name in product.villages if name not in known)


def _unknown(county: County, key: str, name: str) -> Problem:
    where = f"demand.outbound.products.{key}.villages"
    known = [town.name for town in county.townships] + [village.name for village in county.villages]
    return Problem(
        "demand.unknown_grower",
        where,
        name,
        phrase("demand.unknown_grower"),
        did_you_mean(name, known),
    )


def in_season(product: Product, horizon: Horizon) -> NDArray[np.bool_]:
    """By day of the horizon, whether it lies in the product's season."""
    return np.array([product.in_season(day) for day in horizon.dates], np.bool_)


def harvests(county: County, outbound: Outbound, horizon: Horizon) -> Iterator[tuple[int, Product, Floats]]:
    """Number of each product that is grown here in the horizon, the product, and its mean parcels, shape (days,
    villages)."""
    if not outbound.harvest:
        return
    for number, (key, product) in enumerate(outbound.products.items()):
        grown = np.outer(in_season(product, horizon), growers(county, key, product))
        mean = (grown * product.parcels_day).astype(np.float64)
        if mean.any():
            yield number, product, mean


def expected_offers(county: County, demand: Demand, horizon: Horizon, inbound: Floats) -> Floats:
    """What is expected to be offered to go out a day, beside so many parcels of each village that come in: of a product
    on the days of its season.

    Returns:
        Shape (3, villages): parcels, kg, litres.
    """
    offered = np.outer((1.0, demand.weight_mean_kg, demand.volume_mean_l), inbound * demand.outbound.share)
    for _, product, mean in harvests(county, demand.outbound, horizon):
        offered += np.outer((1.0, product.kg, product.litres), mean.max(axis=0))
    return offered
