"""From the ledger to yuan a parcel: the lines operators, public and residents, and the system's cost on both host
bases."""

from __future__ import annotations

import numpy as np

from sim.arrays import Floats, Ints
from sim.measure.accounts import Accounts
from sim.measure.case import Case, per
from sim.measure.ledger import RESOURCE
from sim.plan.actor import KEEPER, PUBLIC, RESIDENT

DAYS_YEAR = 365


def yuan_cells(case: Case, accounts: Accounts) -> dict[str, Floats]:
    """Numerators of the money KPIs by key: yuan of the measured days, shape (2, villages), the pool's parcels first."""
    ledger = accounts.ledger
    basis = case.parameters.cost.host_basis
    system = ledger.cells(lambda a: a.kind == RESOURCE)
    chosen = accounts.host_marginal if basis == "marginal" else accounts.host_full
    cents = {
        "cost_system_parcel": system,
        "cost_system_marginal_parcel": system - chosen + accounts.host_marginal,
        "cost_system_full_parcel": system - chosen + accounts.host_full,
        "cost_operators_parcel": ledger.cells(lambda a: a.actor.is_operator),
        "cost_brands_parcel": ledger.cells(lambda a: a.actor.is_brand),
        "cost_host_parcel": ledger.cells(lambda a: a.actor.is_host),
        "cost_keeper_parcel": ledger.cells(lambda a: a.actor == KEEPER),
        "cost_public_parcel": ledger.cells(lambda a: a.actor == PUBLIC),
        "cost_residents_parcel": ledger.cells(lambda a: a.actor == RESIDENT),
    }
    out = {key: value / 100.0 for key, value in cents.items()}
    for percent in (25, 50, 100):
        out[f"cost_residents_{percent:03d}_parcel"] = accounts.residents.yuan * (percent / 100)
    return out


def money_kpis(case: Case, cells: dict[str, Floats], pool_only: bool, group: Ints, groups: int) -> dict[str, Floats]:
    """Money KPIs of each group of villages.

    Args:
        cells: from ``yuan_cells``.
        pool_only: of the pool's parcels; else of all.
        group: by village.
        groups: number of groups.
    """
    brands = case.pool if pool_only else np.ones_like(case.pool)

    def summed(by_village: Floats) -> Floats:
        return np.bincount(group, by_village, groups).astype(np.float64)

    def scoped(value: Floats) -> Floats:
        return summed(value[0] if pool_only else value.sum(axis=0))

    parcels = summed(case.delivered[brands].sum(axis=0))
    out = {key: per(scoped(value), parcels) for key, value in cells.items()}
    year = scoped(cells["cost_system_parcel"]) * DAYS_YEAR / case.days
    out["cost_village_year"] = per(year, np.bincount(group, minlength=groups))
    return out
