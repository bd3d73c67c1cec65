"""What a parcel's cost is made of 成本构成: vehicles, crews, hosts, fees, residents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from sim.measure.kpi import POOL, URBAN
from sim.measure.ledger import RESOURCE, TRANSFER, Account
from sim.measure.measure import Measures
from sim.measure.support import BOUGHT
from sim.plan.actor import Actor

PARTS: dict[str, tuple[str, str]] = {
    "vehicles": ("自有车辆", "own vehicles"),
    "drivers": ("驾驶员与接驳员", "drivers and relay riders"),
    "host": ("承运方运行成本", "hosts' runs"),
    "crews": ("分拣班组", "crews"),
    "outlets": ("乡镇网点人员", "staff of township outlets"),
    "points": ("村级站点经营者", "keepers of points"),
    "rooms": ("场地租金", "rooms"),
    "equipment": ("设备投资", "equipment"),
    "losses": ("丢失赔付", "lost parcels"),
    "residents": ("群众取件", "residents' trips"),
    "passengers": ("乘客延误", "passengers' delay"),
    "fees": ("费用收付", "fees"),
}
"""Parts of a cost, in Chinese and English; together they are all of it. Fees only change hands, so that of the system's
cost they are nought."""

COSTS: dict[str, Callable[[Actor], bool]] = {
    "cost_system_parcel": lambda _: True, "cost_brands_parcel": lambda actor: actor.is_brand
}
"""Costs that have parts, with the actors whose accounts they are."""

_PART_OF = {
    "energy": "vehicles", "vehicle": "vehicles", "driver": "drivers", "driver_overtime": "drivers",
    "host_run": "host", "staff_outlet": "outlets",
    "keeper": "points",
    "rent": "rooms", "travel": "residents", "time": "residents", "delay": "passengers", "loss": "losses",
}  # fmt: skip


def part_of(account: Account) -> str:
    """The part to which an account belongs; staff and overtime of a stage are crews."""
    if account.kind == TRANSFER:
        return "fees"
    return "equipment" if account.category.startswith(BOUGHT) else _PART_OF.get(account.category, "crews")


def parts(measures: Measures, scope: str = POOL, kpi: str = "cost_system_parcel") -> dict[str, float]:
    """Yuan a parcel by part; they sum to the KPI, one of ``COSTS``. NaN where no parcel was delivered."""
    of = dict.fromkeys(PARTS, 0)
    for account, amount in cents(measures, scope):
        if COSTS[kpi](account.actor):
            of[part_of(account)] += amount
    count = parcels(measures, scope)
    return {part: amount / 100 / count if count else float("nan") for part, amount in of.items()}


def cents(measures: Measures, scope: str) -> Iterator[tuple[Account, int]]:
    """Every account with its cents for the parcels of a scope."""
    ledger = measures.ledger
    rows = (ledger.village >= measures.rural) if scope == URBAN else (ledger.village < measures.rural)
    rows &= ledger.pool | (scope != POOL)
    by_account = np.bincount(ledger.account[rows], ledger.cents[rows].astype(np.float64), len(ledger.accounts))
    yield from zip(ledger.accounts, (round(x) for x in by_account.tolist()), strict=True)


def parcels(measures: Measures, scope: str) -> float:
    """The parcels by which money is divided."""
    total, cost = sum(
        x for a, x in cents(measures, scope) if a.kind == RESOURCE
    ), measures.county[f"cost_system_parcel{scope}"]
    return total / 100 / cost if np.isfinite(cost) and cost else 0.0
