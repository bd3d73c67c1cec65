"""Do the printed intervals cover? ``python -m tests.measure.coverage FOLDER [COUNTY] [REPLICATIONS]`` measures it on a county.

Replications of five modes are simulated once and kept in FOLDER; the mean over all of them is the truth. For each KPI and n, subsets of n
replications are drawn, and of those whose estimate has no state the share is told whose interval holds the truth.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.scenarios.prepare import prepare
from experiments.scenarios.replicate import replicate
from experiments.settings.compose import configs, files
from experiments.settings.schema import FIVE
from sim.measure.estimate import OK
from sim.measure.kpi_estimates import kpi_estimates

SIZES = (3, 5, 10, 20)


def gathered(folder: Path, county: str, replications: int) -> pd.DataFrame:
    """Every KPI of every replication: columns mode, replication, then the KPIs."""
    file = folder / f"coverage_{county}_{replications}.parquet"
    if not file.exists():
        _, jobs = configs([f"county={county}"], "compare", None, files(None))
        prepared = prepare(next(iter(jobs)), FIVE)
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


def main(words: list[str]) -> None:
    """Print the KPIs that cover least, by mode and n, and how many have a state."""
    folder, county, replications = Path(words[0]), words[1] if len(words) > 1 else "hoxud", int(words[2]) if len(words) > 2 else 500
    table = gathered(folder, county, replications)
    for mode, rows in table.groupby("mode", sort=False):
        values = {str(k): rows[k].to_numpy(float) for k in rows.columns if k not in ("mode", "replication")}
        for n in SIZES:
            found = coverage(values, n, 1500)
            told = found[found["intervals"] >= 30].sort_values("covered")
            print(f"{mode}, n = {n}: {len(told)} of {len(found)} KPIs with intervals, covered {told['covered'].min():.3f} to {told['covered'].max():.3f}; least:")
            print(told.head(4).to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1:])
