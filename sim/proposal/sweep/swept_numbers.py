"""Every number of a sweep, one by one: a long table that grows a few scenarios at a time, so that thousands of them
need no memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.arrays import Floats
from sim.measure.registry import keys
from sim.plain.whole import whole

TOGETHER = 64
"""So many scenarios are written at once."""

SCHEMA = pa.schema(
    [
        ("scenario", pa.int32()),
        ("replication", pa.int32()),
        ("kpi", pa.dictionary(pa.int32(), pa.string())),
        ("value", pa.float64()),
    ]
)


def write_rows(file: Path, counted: Sequence[Sequence[int]], values: Callable[[int, Sequence[int]], Floats]) -> None:
    """Write scenario (its number in the sweep, 1 first), replication, kpi, value.

    Args:
        counted: numbers of the replications of each scenario.
        values: every KPI of some replications of a scenario, by its number; shape (replications, KPIs).
    """
    there = [(number, of) for number, of in enumerate(counted, start=1) if of]
    with whole(file) as part, pq.ParquetWriter(part, SCHEMA, compression="zstd") as out:
        for first in range(0, len(there), TOGETHER):
            out.write_table(_rows([(n, of, values(n, of)) for n, of in there[first : first + TOGETHER]]))


def _rows(scenarios: Sequence[tuple[int, Sequence[int], Floats]]) -> pa.Table:
    """The rows of some scenarios: number, replications, values of shape (replications, KPIs)."""
    names = keys()
    scenario = np.concatenate([np.full(v.size, number, np.int32) for number, _, v in scenarios])
    replication = np.concatenate([np.repeat(np.asarray(n, np.int32), len(names)) for _, n, _ in scenarios])
    codes = pa.array(np.tile(np.arange(len(names), dtype=np.int32), len(scenario) // len(names)))
    kpi = pa.DictionaryArray.from_arrays(codes, pa.array(names))
    value = np.concatenate([v.ravel() for _, _, v in scenarios])
    return pa.Table.from_arrays([pa.array(scenario), pa.array(replication), kpi, pa.array(value)], schema=SCHEMA)
