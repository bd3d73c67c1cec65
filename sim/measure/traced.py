"""What a trace (``sim.measure.trace``) tells of villages and days: tables that figures are drawn of."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.measure.times import COMPONENTS

DAY_MIN = 1440.0


def one_replication(table: pd.DataFrame, mode: str) -> pd.DataFrame:
    """The rows of a trace table of one mode, of the first replication that was traced."""
    mine: pd.DataFrame = table[table["mode"] == mode] if len(table) else table
    return mine[mine["replication"] == mine["replication"].min()] if len(mine) else mine


def pooled_inbound(parcels: pd.DataFrame, villages: Collection[str]) -> pd.DataFrame:
    """The inbound parcels of some villages: those of the pool, of all brands where there is no pool."""
    inbound = parcels[(parcels["direction"] == "inbound") & parcels["village"].astype(str).isin(villages)]
    pool = inbound[inbound["pool"].fillna("").astype(str) != ""]
    return pool if len(pool) else inbound


def village_times(parcels: pd.DataFrame) -> pd.DataFrame:
    """Mean hours of each of ``COMPONENTS`` by village, over its parcels of measured days that are in hand.

    Args:
        parcels: of the trace, inbound.

    Returns:
        Columns village, parcels, ``COMPONENTS`` and total, which is their sum; slowest first.
    """
    done = parcels[parcels["in_hand"].notna() & parcels["measured"]]
    each = (done[[*COMPONENTS]] / 60.0).assign(village=done["village"].astype(str))
    found = each.groupby("village").mean()
    found = found.assign(total=found.sum(axis=1), parcels=each.groupby("village").size())
    return found.sort_values("total", ascending=False).reset_index()[["village", "parcels", *COMPONENTS, "total"]]


def village_backlog(parcels: pd.DataFrame) -> pd.DataFrame:
    """Parcels of each village that are in the county and not yet at their point, at the end of each day.

    Args:
        parcels: of the trace, inbound.

    Returns:
        A row a village, a column a day (from 0); the village with the greatest backlog first.
    """
    came = np.floor(parcels["entered_hub"].to_numpy(float) / DAY_MIN).astype(int)
    days = int(came.max(initial=0)) + 1
    gone = np.ceil(parcels["at_point"].fillna(np.inf).to_numpy(float) / DAY_MIN)
    until = np.clip(np.where(np.isfinite(gone), gone - 1, days), 0, days).astype(int)
    villages, number = np.unique(parcels["village"].astype(str), return_inverse=True)
    change: NDArray[np.int64] = np.zeros((len(villages), days + 1), dtype=np.int64)
    np.add.at(change, (number, came), 1)
    np.add.at(change, (number, np.maximum(until, came)), -1)
    waiting = pd.DataFrame(np.cumsum(change, axis=1)[:, :days], index=villages)
    return waiting.loc[waiting.max(axis=1).sort_values(ascending=False, kind="stable").index]


def busiest_day(runs: pd.DataFrame) -> int:
    """The day on which most parcels were loaded; 0 where nothing was."""
    left = runs[runs["departed"].notna()]
    loaded = left["loaded_parcels"].groupby(np.floor(left["departed"] / DAY_MIN).astype(int)).sum()
    return int(loaded.index[int(np.argmax(loaded.to_numpy()))]) if len(loaded) else 0


def of_day(runs: pd.DataFrame, day: int) -> pd.DataFrame:
    """The runs that left on a day."""
    return runs[runs["departed"].between(day * DAY_MIN, (day + 1) * DAY_MIN, inclusive="left")]
