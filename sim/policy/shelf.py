"""How large the shelf of each point is to be 货架配置, against what it has (the table ``shelves``)."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.policy.case import PlanCase
from sim.policy.facility import GAP, MET, NOT_VERIFIED
from sim.policy.inventory import UNKNOWN, Inventory

COLUMNS = [
    "mode", "place", "name", "township_name", "shelf_need", "shelf_most", "found", "source", "missing", "verdict",
]  # fmt: skip


def shelves(case: PlanCase) -> pd.DataFrame:
    """A row a column after the status quo and point in a village, none of columns that are overloaded.

    Returns:
        Columns ``COLUMNS``: ``shelf_need`` are the places that are enough on 95 % of the measured days
        (``sim.measure.shelves``), mean over replications rounded up; ``shelf_most`` those of the replication that needs
        most; ``found`` is what the county's table says, else what the plan's type of point holds (``source``),
        ``missing`` how many places it is short of, NaN where nobody says what there is.
    """
    later = case.scenarios[1:] if case.document else ()
    rows = [row for s in later if not s.overloads for row in _rows(Inventory(case, s, case.measures[s.name]))]
    return pd.DataFrame(rows, columns=COLUMNS)


def _rows(inventory: Inventory) -> Iterator[tuple[object, ...]]:
    for site in inventory.sites("village"):
        needs = np.array([of.shelf[site.number] for of in inventory.found])
        if np.isnan(needs).all():
            continue
        need, stock = math.ceil(round(float(needs.mean()), 6)), inventory.stock(site, "shelf_parcels")
        known = stock.source != UNKNOWN
        verdict = NOT_VERIFIED if not known else MET if stock.amount >= need else GAP
        short = max(0.0, need - stock.amount) if known else math.nan
        yield (
            inventory.scenario.name, site.code, site.name, site.township, need, int(needs.max()), stock.amount,
            stock.source, short, verdict,
        )
