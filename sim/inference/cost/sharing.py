"""Cost sharing among brands 成本分摊: by volume, by stand-alone cost, by the Shapley value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.inference.cost.coalitions import Group, by_weight, shapley
from sim.inference.cost.parties import account_cents, in_cents
from sim.inference.estimate import interval
from sim.measure.measure import Measures
from sim.measure.support import DAYS_YEAR
from sim.plan.actor import Actor

SHARING = [
    "mode", "pool", "brand", "parcels_year", "alone_year", "by_volume_year", "by_alone_year", "shapley_year",
    "shapley_low", "shapley_high", "shapley_parcel", "saving_year", "n",
]  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class PoolCosts:
    """What the groups of a pool's brands cost in a mode.

    Attributes:
        parcels: expected ones a year, by brand of the pool.
        cents: by replication, what each group pays in ``days`` measured days where the others stay away.
    """

    mode: str
    pool: str
    parcels: Mapping[str, float]
    cents: Sequence[Mapping[Group, int]]
    days: int


def pool_cents(measures: Measures, pool: str, brands: Collection[str]) -> int:
    """What a pool and its brands pay in the measured days: resources that they use up, and fees less what they get."""
    theirs = {Actor.pool(pool), *map(Actor.brand, brands)}
    return sum(amount for account, amount in account_cents(measures).items() if account.actor in theirs)


def sharing(pools: Sequence[PoolCosts]) -> pd.DataFrame:
    """Columns ``SHARING``, a row a brand, in yuan a year, mean over replications; each of the three rules shares the
    cost of the whole pool to the cent. ``saving_year``: the stand-alone cost less the Shapley value."""
    tables = [_of_pool(costs) for costs in pools]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=SHARING)


def _of_pool(costs: PoolCosts) -> pd.DataFrame:
    brands, n = list(costs.parcels), len(costs.cents)
    parts = [shapley(brands, cents) for cents in costs.cents]
    total = Fraction(sum(cents[frozenset(brands)] for cents in costs.cents), n)
    alone = {brand: Fraction(sum(cents[frozenset({brand})] for cents in costs.cents), n) for brand in brands}
    by_value = {brand: sum((part[brand] for part in parts), Fraction(0)) / n for brand in brands}

    def yuan(shares: Mapping[str, Fraction]) -> Floats:
        return np.array([float(shares[brand]) for brand in brands]) / 100 * DAYS_YEAR / costs.days

    _, low, high, _ = interval(np.stack([yuan(part) for part in parts]))
    shapley_year, alone_year = in_cents(yuan(by_value)), in_cents(yuan(alone))
    parcels = np.array([*costs.parcels.values()])
    return pd.DataFrame({
        "mode": costs.mode, "pool": costs.pool, "brand": brands, "parcels_year": parcels, "alone_year": alone_year,
        "by_volume_year": in_cents(yuan(by_weight(total, costs.parcels))),
        "by_alone_year": in_cents(yuan(by_weight(total, alone))),
        "shapley_year": shapley_year, "shapley_low": low, "shapley_high": high,
        "shapley_parcel": np.divide(shapley_year, parcels, out=np.full(len(brands), np.nan), where=parcels > 0),
        "saving_year": np.round(alone_year - shapley_year, 2), "n": n,
    })[SHARING]  # fmt: skip
