"""Every number of a sweep, one by one: a long table that grows a few scenarios at a time, so that thousands of them need no memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.scenarios.archive import Archive
from experiments.studies.sweep.table import Plan
from sim.measure.registry import keys
from sim.plain.whole import whole
from sim.proposal.swept import SweepTable

FILE = "replications.parquet"
TOGETHER = 64
"""So many scenarios are written at once."""

SCHEMA = pa.schema([("scenario", pa.int32()), ("replication", pa.int32()), ("kpi", pa.dictionary(pa.int32(), pa.string())), ("value", pa.float64())])


def write(plan: Plan, found: SweepTable, archive: Archive, folder: Path) -> None:
    """Write ``replications``: scenario (its number in ``sweep``), replication, kpi, value; those that the means of ``sweep`` are of."""
    names = keys()
    with whole(folder / FILE) as part, pq.ParquetWriter(part, SCHEMA, compression="zstd") as out:
        for first in range(0, len(plan.entries), TOGETHER):
            of = range(first, min(first + TOGETHER, len(plan.entries)))
            there = [(i, found.numbers[i]) for i in of if found.numbers[i]]
            if there:
                out.write_table(_rows([(i + 1, n, archive.values(plan.entries[i].key, n, names)) for i, n in there], names))


def _rows(scenarios: Sequence[tuple[int, Sequence[int], np.ndarray[tuple[int, ...], np.dtype[np.float64]]]], names: Sequence[str]) -> pa.Table:
    """The rows of some scenarios: number, replications, values of shape (replications, KPIs)."""
    scenario = np.concatenate([np.full(v.size, number, np.int32) for number, _, v in scenarios])
    replication = np.concatenate([np.repeat(np.asarray(n, np.int32), len(names)) for _, n, _ in scenarios])
    kpi = np.tile(np.arange(len(names), dtype=np.int32), len(scenario) // len(names))
    columns = [scenario, replication, pa.DictionaryArray.from_arrays(kpi, pa.array(names)), np.concatenate([v.ravel() for _, _, v in scenarios])]
    return pa.Table.from_arrays([pa.array(c) if isinstance(c, np.ndarray) else c for c in columns], schema=SCHEMA)
