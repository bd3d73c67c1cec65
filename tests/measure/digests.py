"""Did a number move? ``python -m tests.measure.digests FILE [--against OLD] [--county SLUG ...] [--mode KEY ...]`` writes the digests of the shipped plans.

A row a county, mode and replication: the digest of the outcome, of the KPIs and of the ledger. With ``--against`` rows that differ are listed,
and the exit code is 1. A column ``KEY`` of two files is the same exactly where the program computes the same.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files, groups
from sim.measure.kpi import URBAN
from sim.measure.measure import Measures
from sim.measure.registry import BACKLOG, DISRUPTIONS, INCIDENTS, LINE_HAUL, LOCKERS, LOSSES, OUTBOUND
from sim.problems import InputError
from sim.service.prepared import Prepared
from tests.replicate import replicate

KEYS = ["county", "mode", "replication"]


def main() -> int:
    """Compute, write, compare."""
    words = argparse.ArgumentParser(prog="python -m tests.measure.digests")
    words.add_argument("file", type=Path)
    words.add_argument("--against", type=Path)
    words.add_argument("--county", nargs="*", default=[])
    words.add_argument("--mode", nargs="*", default=[])
    words.add_argument("--replications", type=int, default=2)
    args = words.parse_args()
    known = groups(None)
    counties = args.county or sorted(slug for slug in known["county"] if slug not in ("own", "stylised"))
    modes = args.mode or sorted(known["mode"])
    found = pd.DataFrame()
    for county in counties:
        found = pd.concat([found, digests(county, modes, args.replications)])
        found.to_csv(args.file, index=False)
        print(county, flush=True)
    return 0 if args.against is None or same(found, pd.read_csv(args.against)) else 1


def digests(county: str, modes: Sequence[str], replications: int) -> pd.DataFrame:
    """Of one county: columns county, mode, replication, outcome, kpis, ledger; outcome is ``no plan`` where the mode has none there."""
    rows: list[tuple[object, ...]] = []
    for mode in modes:
        prepared = _prepared(county, mode)
        if prepared is None:
            rows.append((county, mode, 0, "no plan", "", ""))
            continue
        rows += [(county, mode, number, *row) for number in range(replications) for row in _of(prepared, number)]
    return pd.DataFrame(rows, columns=[*KEYS, "outcome", "kpis", "ledger"])


def _prepared(county: str, mode: str) -> Prepared | None:
    _, jobs = configs([f"county={county}"], "compare", None, files(None))
    try:
        return prepare(next(iter(jobs)), (mode,))
    except InputError:
        return None


def _of(prepared: Prepared, number: int) -> Iterator[tuple[str, str, str]]:
    done = replicate(prepared, number)
    for name, measures in done.measures.items():
        yield done.digests[name][:16], _kpis(measures), _ledger(measures)


def _kpis(measures: Measures) -> str:
    """Of the county's and the villages' KPIs to ten digits: sums of floats may be taken in another order; without those of what goes out, or
    goes wrong at points, lies in lockers, or waits after a peak, where nothing does, of communities where none is served, without the time of
    the whole chain, which is the time in hand and a constant where nothing comes from a forward warehouse, and without driver hours, which the
    ledger has."""
    empty = {key for key, value in measures.county.items() if np.isnan(value)}
    none = {key for key in empty if key.partition(".")[0] in (*OUTBOUND, *INCIDENTS, *LOSSES, *LINE_HAUL, *LOCKERS, *BACKLOG, *DISRUPTIONS) or key.endswith(URBAN)}
    none |= {key for key in measures.county if key.startswith(("whole_chain_mean_h", "driver_h_year"))}
    told = [f"{key} {value:.10g}" for key, value in sorted(measures.county.items()) if key not in none]
    told += [f"{key} {np.array2string(np.nansum(values, keepdims=True), precision=8)}" for key, values in sorted(measures.villages.items()) if key not in none]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _ledger(measures: Measures) -> str:
    ledger = measures.ledger
    named = [" ".join(str(getattr(account, field.name)) for field in fields(account)) for account in ledger.accounts]
    lines = pd.DataFrame({"account": [named[a] for a in ledger.account], "village": ledger.village, "pool": ledger.pool, "cents": ledger.cents})
    total = lines.groupby(["account", "village", "pool"], sort=True)["cents"].sum()
    return hashlib.sha256(total.to_csv().encode()).hexdigest()[:16]


def same(new: pd.DataFrame, old: pd.DataFrame) -> bool:
    """Whether all rows that both have are equal; says which are not."""
    both = new.merge(old, on=KEYS, suffixes=("", "_old"))
    wrong = both[(both[["outcome", "kpis", "ledger"]].fillna("").to_numpy() != both[["outcome_old", "kpis_old", "ledger_old"]].fillna("").to_numpy()).any(axis=1)]
    if len(wrong):
        print(wrong[[*KEYS, "outcome", "outcome_old", "kpis", "kpis_old", "ledger", "ledger_old"]].to_string(index=False))
    print(f"{len(both)} rows compared, {len(wrong)} differ")
    return wrong.empty and len(both) > 0


if __name__ == "__main__":
    raise SystemExit(main())
