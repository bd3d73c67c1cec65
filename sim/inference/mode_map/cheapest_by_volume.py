"""Which mode is cheapest at how many parcels a visit, and where that changes: break-evens of the villages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.inference.mode_map.break_even import break_evens

BINS, LEAST = 8, 5
"""Steps of volume, and villages that each needs in every mode."""

COLUMNS = ["parcels_visit", "cost_parcel", "below", "above"]


def cheapest_by_volume(visits: pd.DataFrame, modes: Sequence[str]) -> pd.DataFrame:
    """Where the cheapest mode changes with volume: columns ``COLUMNS``; ``below`` is cheapest at fewer parcels.

    Medians of the villages in steps of volume are compared where two modes have enough of them, and interpolated in
    1 / parcels between neighbouring steps; a change between two modes that do not share both steps is left out.
    Villages differ in more than volume, so these are break-evens of this county's villages on average.

    Args:
        visits: columns mode, village, parcels_visit, cost_parcel.
    """
    medians = _medians(visits, modes)
    if len(medians) < 2 or medians.shape[1] < 2:
        return pd.DataFrame(columns=COLUMNS)
    best = medians.idxmin(axis=1).tolist()
    rows = []
    for i in range(len(best) - 1):
        below, above = best[i], best[i + 1]
        pair = medians.iloc[[i, i + 1]]
        if below != above and pair[[below, above]].notna().all(axis=None):
            (even,) = break_evens(pair.index.to_list(), (pair[below] - pair[above]).to_numpy()[None, :])
            cost = float(np.interp(even.at, pair.index, pair[below]))
            rows.append((even.at, cost, below, above))
    return pd.DataFrame(rows, columns=COLUMNS)


def _medians(visits: pd.DataFrame, modes: Sequence[str]) -> pd.DataFrame:
    """Median cost by step of volume (index: its geometric middle) and mode (columns), NaN where it has too few
    villages; steps that only one mode has are left out."""
    numbers = visits[["parcels_visit", "cost_parcel"]].to_numpy(float)
    sound = visits[np.isfinite(numbers).all(axis=1) & (visits["parcels_visit"] > 0) & visits["mode"].isin(modes)]
    if sound.empty:
        return pd.DataFrame()
    log = np.log(sound["parcels_visit"].to_numpy(float))
    edges = np.linspace(log.min(), log.max() + 1e-9, BINS + 1)
    middle = np.exp((edges[:-1] + edges[1:]) / 2)
    step = middle[np.clip(np.searchsorted(edges, log, side="right") - 1, 0, BINS - 1)]
    grouped = sound.assign(step=step).groupby(["step", "mode"])["cost_parcel"]
    table = grouped.median().where(grouped.size() >= LEAST).unstack("mode")
    found: pd.DataFrame = table.reindex(columns=list(modes)).dropna(axis=1, how="all")
    return found[found.notna().sum(axis=1) > 1]
