"""Do the printed intervals cover? ``python -m tests.inference.coverage FOLDER [COUNTY] [REPLICATIONS]`` measures it on a county.

Replications of five modes are simulated once and kept in FOLDER; the mean over all of them is the truth. For each KPI and n, subsets of n
replications are drawn, and of those whose estimate has no state the share is told whose interval holds the truth; likewise for the paired
differences of every two modes.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files
from experiments.settings.schema import PARTNERS
from sim.inference.estimate import OK, RARE, estimates
from sim.inference.kpi_estimates import kpi_estimates
from sim.measure.registry import shape_of
from tests.replicate import replicate

SIZES = (3, 5, 10, 20)


def gathered(folder: Path, county: str, replications: int) -> pd.DataFrame:
    """Every KPI of every replication: columns mode, replication, then the KPIs."""
    file = folder / f"coverage_{county}_{replications}.parquet"
    if not file.exists():
        _, jobs = configs([f"county={county}"], "compare", None, files(None))
        prepared = prepare(next(iter(jobs)), PARTNERS)
        rows = [{"mode": m, "replication": r, **found.county} for r in range(replications) for m, found in replicate(prepared, r).measures.items()]
        folder.mkdir(parents=True, exist_ok=True)
        pd.DataFrame(rows).to_parquet(file)
    return pd.read_parquet(file)


def coverage(values: Mapping[str, np.ndarray], n: int, trials: int, seed: int = 1) -> pd.DataFrame:
    """Of KPIs that vary and are finite: kpi, n, ``plain`` (how often the estimate has no state), ``covered`` (of those, how often the interval
    holds the mean over all values), from subsets of n replications."""
    rng, known = np.random.default_rng(seed), {k: v for k, v in values.items() if np.isfinite(v).all() and np.ptp(v) > 0}
    size = len(next(iter(known.values())))
    chosen = np.stack([rng.choice(size, n, replace=False) for _ in range(trials)], axis=1)
    rows = []
    for key, e in kpi_estimates({k: v[chosen] for k, v in known.items()}).items():
        plain, truth = e.state == OK, known[key].mean()
        holds = (e.low <= truth) & (truth <= e.high)
        rows.append((key, n, plain.mean(), holds[plain].mean() if plain.any() else np.nan, int(plain.sum())))
    return pd.DataFrame(rows, columns=["kpi", "n", "plain", "covered", "intervals"])


def paired(a: Mapping[str, np.ndarray], b: Mapping[str, np.ndarray], n: int, trials: int, seed: int = 1) -> pd.DataFrame:
    """As ``coverage``, of the differences a - b of two modes, replication by replication, with the states that a comparison gives them."""
    rng = np.random.default_rng(seed)
    known = [k for k in a if k in b and np.isfinite(a[k]).all() and np.isfinite(b[k]).all() and np.ptp(a[k] - b[k]) > 0]
    chosen = np.stack([rng.choice(len(a[known[0]]), n, replace=False) for _ in range(trials)], axis=1)
    rows = []
    for key in known:
        x, y, truth = a[key][chosen], b[key][chosen], (a[key] - b[key]).mean()
        e = estimates(x - y, shape_of(key).apart())
        plain = (e.state == OK) & (estimates(x).state != RARE) & (estimates(y).state != RARE)
        holds = (e.low <= truth) & (truth <= e.high)
        rows.append((key, n, plain.mean(), holds[plain].mean() if plain.any() else np.nan, int(plain.sum())))
    return pd.DataFrame(rows, columns=["kpi", "n", "plain", "covered", "intervals"])


def told(found: pd.DataFrame, label: str) -> None:
    """One line on how far the intervals of KPIs cover that get one in at least 2 of 100 trials, then the four that cover least."""
    known = found[found["plain"] >= 0.02].sort_values("covered")
    below = int((known["covered"] < 0.9).sum())
    print(f"{label}: {len(known)} of {len(found)} KPIs with intervals, covered {known['covered'].min():.3f} to {known['covered'].max():.3f}, {below} below .90; least:")
    print(known.head(4).to_string(index=False))


def main(words: list[str]) -> None:
    """Print the KPIs that cover least, by mode and n, and how many have a state."""
    folder, county, replications = Path(words[0]), words[1] if len(words) > 1 else "hoxud", int(words[2]) if len(words) > 2 else 500
    table = gathered(folder, county, replications)
    modes = {str(m): {str(k): rows[k].to_numpy(float) for k in rows.columns if k not in ("mode", "replication")} for m, rows in table.groupby("mode", sort=False)}
    for n in SIZES:
        for mode, values in modes.items():
            told(coverage(values, n, 6000), f"{mode}, n = {n}")
        for a, b in itertools.combinations(modes, 2):
            told(paired(modes[a], modes[b], n, 6000), f"{a} - {b}, n = {n}")


if __name__ == "__main__":
    main(sys.argv[1:])
