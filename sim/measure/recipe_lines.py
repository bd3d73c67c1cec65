"""The recipe of a cost a parcel 单件成本构成: every line of the ledger behind it, to the cent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from sim.measure.ledger import RESOURCE, Account
from sim.measure.measure import Measures
from sim.measure.recipe import part_of
from sim.plan.actor import KEEPER, PUBLIC, RESIDENT

COSTS: Mapping[str, Callable[[Account], bool]] = {
    "cost_system_parcel": lambda a: a.kind == RESOURCE,
    "cost_operators_parcel": lambda a: a.actor.is_operator,
    "cost_brands_parcel": lambda a: a.actor.is_brand,
    "cost_host_parcel": lambda a: a.actor.is_host,
    "cost_keeper_parcel": lambda a: a.actor == KEEPER,
    "cost_public_parcel": lambda a: a.actor == PUBLIC,
    "cost_residents_parcel": lambda a: a.actor == RESIDENT,
}
"""Costs that have a recipe, and which accounts are theirs."""

LINES = ["actor", "part", "category", "place", "counterparty", "cents", "yuan_parcel"]


def recipe_lines(measures: Measures, kpi: str, village: int | None = None) -> pd.DataFrame:
    """Every line of a cost, the largest first.

    Args:
        kpi: one of ``COSTS``, of the pool's parcels.
        village: its number; None: all villages of the county.

    Returns:
        Columns ``LINES``: ``cents`` of the measured days add up to the cost in cents, ``yuan_parcel`` to the KPI. What
        somebody is paid is negative, and so is his line of what he gets. No rows where no parcel was delivered.
    """
    ledger = measures.ledger
    there = ledger.village < measures.rural if village is None else ledger.village == village
    rows = there & ledger.pool
    cents = np.bincount(ledger.account[rows], ledger.cents[rows].astype(np.float64), len(ledger.accounts))
    kept = [(a, round(x)) for a, x in zip(ledger.accounts, cents.tolist(), strict=True) if COSTS[kpi](a) and x]
    count = _parcels(measures, village)
    lines = [
        (str(a.actor), part_of(a), a.category, a.place, str(a.counterparty), x, x / 100 / count)
        for a, x in sorted(kept, key=lambda it: -abs(it[1])) if count
    ]
    return pd.DataFrame(lines, columns=LINES)


def _parcels(measures: Measures, village: int | None) -> float:
    """The parcels by which the money is divided."""
    ledger = measures.ledger
    cells = ledger.cells(lambda a: a.kind == RESOURCE)[0]
    if village is None:
        total, cost = int(cells[: measures.rural].sum()), measures.county["cost_system_parcel"]
    else:
        total, cost = int(cells[village]), float(measures.villages["cost_system_parcel"][village])
    return round(total / 100 / cost) if np.isfinite(cost) and cost else 0
