"""What a parcel's cost is made of 成本构成, and what of the gap between two modes is vehicles, crews, hosts or residents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from sim.measure.estimate import Floats, interval
from sim.measure.ledger import RESOURCE, Account
from sim.measure.measure import Measures
from sim.measure.registry import POOL

PARTS: dict[str, tuple[str, str]] = {
    "vehicles": ("自有车辆", "own vehicles"),
    "drivers": ("驾驶员与接驳员", "drivers and relay riders"),
    "host": ("承运方班车", "hosts' runs"),
    "crews": ("分拣班组", "crews"),
    "outlets": ("乡镇网点人员", "staff of township outlets"),
    "points": ("村级站点经营者", "keepers of points"),
    "rooms": ("场地租金", "rooms"),
    "residents": ("群众取件", "residents' trips"),
    "passengers": ("乘客延误", "passengers' delay"),
}
"""Parts of the system's cost, in Chinese and English; together they are all of it."""

_PART_OF = {
    "energy": "vehicles", "vehicle": "vehicles", "driver": "drivers", "host_run": "host", "staff_outlet": "outlets", "keeper": "points",
    "rent": "rooms", "travel": "residents", "time": "residents", "delay": "passengers",
}  # fmt: skip


def part_of(account: Account) -> str:
    """The part to which a resource account belongs; staff and overtime of a stage are crews."""
    return _PART_OF.get(account.category, "crews")


def parts(measures: Measures, scope: str = POOL) -> dict[str, float]:
    """Yuan a parcel by part; they sum to ``cost_system_parcel``. NaN where no parcel was delivered."""
    cents = dict.fromkeys(PARTS, 0)
    for account, amount in _cents(measures, scope):
        if account.kind == RESOURCE:
            cents[part_of(account)] += amount
    count = _parcels(measures, scope)
    return {part: amount / 100 / count if count else float("nan") for part, amount in cents.items()}


def outlays(rows: Sequence[Measures], scope: str = POOL) -> dict[str, float]:
    """Yuan a parcel that each actor is left with, resources less what it is paid, mean over replications; negative is its margin."""
    found: dict[str, list[float]] = {}
    for measures in rows:
        count, of = _parcels(measures, scope), dict[str, int]()
        for account, amount in _cents(measures, scope):
            of[account.actor] = of.get(account.actor, 0) + amount
        for actor, cents in of.items() if count else ():
            found.setdefault(actor, []).append(cents / 100 / count)
    return {actor: sum(values) / len(rows) for actor, values in found.items()}


def _cents(measures: Measures, scope: str) -> Iterator[tuple[Account, int]]:
    """Every account with its cents for the parcels of a scope."""
    ledger = measures.ledger
    rows = ledger.pool if scope == POOL else np.ones_like(ledger.pool)
    by_account = np.bincount(ledger.account[rows], ledger.cents[rows].astype(np.float64), len(ledger.accounts))
    yield from zip(ledger.accounts, (round(x) for x in by_account.tolist()), strict=True)


def _parcels(measures: Measures, scope: str) -> float:
    """The parcels by which money is divided."""
    total, cost = sum(x for a, x in _cents(measures, scope) if a.kind == RESOURCE), measures.county[f"cost_system_parcel{scope}"]
    return total / 100 / cost if np.isfinite(cost) and cost else 0.0


def recipes(modes: Mapping[str, Sequence[Measures]]) -> pd.DataFrame:
    """Columns mode, part, yuan_parcel, ci_low, ci_high, n."""
    rows = [(mode, part, *_estimate(values)) for mode, table in _series(modes).items() for part, values in table.items()]
    return pd.DataFrame(rows, columns=["mode", "part", "yuan_parcel", "ci_low", "ci_high", "n"])


def gaps(modes: Mapping[str, Sequence[Measures]]) -> pd.DataFrame:
    """Columns a, b, part, difference (a - b, paired by replication), ci_low, ci_high, n; the parts of a pair sum to its gap in system cost."""
    series = _series(modes)
    rows = [(a, b, part, *_estimate(series[a][part] - series[b][part])) for a, b in combinations(series, 2) for part in PARTS]
    return pd.DataFrame(rows, columns=["a", "b", "part", "difference", "ci_low", "ci_high", "n"])


def _series(modes: Mapping[str, Sequence[Measures]]) -> dict[str, dict[str, Floats]]:
    """By mode and part, the value of each replication."""
    found = {}
    for mode, rows in modes.items():
        each = [parts(m) for m in rows]
        found[mode] = {part: np.array([of[part] for of in each]) for part in PARTS}
    return found


def _estimate(values: Floats) -> tuple[float, float, float, int]:
    mean, low, high, n = interval(values)
    return float(mean), float(low), float(high), int(n)
