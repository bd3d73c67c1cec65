"""Who gains and who pays 谁受益、谁负担: what each party bears a year in each mode, and what that is against today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.inference.cost.parties import Modes, account_cents, all_parcels, by_party, in_cents, parties_of
from sim.inference.estimate import interval
from sim.measure.ledger import RESOURCE, TRANSFER
from sim.measure.measure import Measures
from sim.measure.support import DAYS_YEAR

GAINS = [
    "mode", "actor", "used_year", "paid_year", "outlay_year", "outlay_parcel", "change_year", "change_low",
    "change_high", "change_parcel", "n",
]  # fmt: skip


def gains(modes: Modes, days: int, today: str = "") -> pd.DataFrame:
    """Columns ``GAINS``, a row a mode and party.

    ``used_year`` are the resources that it uses up, ``paid_year`` what it pays less what it is paid (to the cent nought
    over all parties), ``outlay_year`` both, mean over replications. ``change_year`` is its outlay less that of the mode
    ``today``, with an interval paired by replication; NaN where there is no such mode.

    Args:
        days: measured ones.
    """
    names = parties_of(modes)
    kinds = {mode: np.stack([_kinds(of, names) for of in rows]) * DAYS_YEAR / days for mode, rows in modes.items()}
    yearly = {mode: [in_cents(kind) for kind in of.mean(axis=0)] for mode, of in kinds.items()}
    parcel = {mode: sum(yearly[mode]) / _a_year(rows, days) for mode, rows in modes.items()}
    return pd.concat([
        pd.DataFrame({
            "mode": mode, "actor": names, "used_year": used, "paid_year": paid, "outlay_year": np.round(used + paid, 2),
            "outlay_parcel": parcel[mode], "change_parcel": parcel[mode] - parcel.get(today, np.nan),
            **_change(kinds, yearly, mode, today),
        })
        for mode, (used, paid) in yearly.items()
    ], ignore_index=True)[GAINS]  # fmt: skip


def _kinds(measures: Measures, names: Sequence[str]) -> Floats:
    """Yuan of the measured days, shape (2, parties): resources used up, and what is paid less what comes in."""
    accounts = account_cents(measures)
    return np.stack([by_party(accounts, names, kind) for kind in (RESOURCE, TRANSFER)]) / 100.0


def _a_year(rows: Sequence[Measures], days: int) -> float:
    """Parcels delivered a year; NaN where there are none."""
    return float(np.mean([all_parcels(of) for of in rows])) * DAYS_YEAR / days or np.nan


def _change(kinds: Mapping[str, Floats], yearly: Mapping[str, list[Floats]], mode: str, today: str) -> dict[str, Any]:
    """What becomes of each party's outlay against today, with its interval."""
    if today not in kinds:
        return dict.fromkeys(("change_year", "change_low", "change_high"), np.nan) | {"n": len(kinds[mode])}
    _, low, high, n = interval(kinds[mode].sum(axis=1) - kinds[today].sum(axis=1))
    change = np.round(sum(yearly[mode]) - sum(yearly[today]), 2)
    return {"change_year": change, "change_low": low, "change_high": high, "n": n}
