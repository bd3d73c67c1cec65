"""The benchmark workload: one hub, 12 township centres, 600 villages, parcels by a fixed recipe of numpy's generator.

The order of the generator's calls is part of the recipe: two programs that follow it simulate the same parcels. Factors:
``k`` scales parcels (rates and capacities times k, work of a parcel divided by k), ``v`` villages (the same parcels in v times
as many villages). All times are whole milliseconds since midnight of day 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, HOUR

SEED = 20240611
DAYS, WARMUP = 35, 7
TOWNSHIPS = 12
TRUCKS = (5 * HOUR, 10 * HOUR, 15 * HOUR)
DWELL = 20 * HOUR


@dataclass(frozen=True, eq=False)
class Load:
    """The parcels of the workload in the order of entry; kg and dwell (ms) as drawn, not rounded."""

    villages: int
    village: NDArray[np.int64]
    arrived: NDArray[np.float64]
    kg: NDArray[np.float64]
    dwell: NDArray[np.float64]


def draw(k: float = 1, v: int = 1, days: int = DAYS) -> Load:
    """Draws the parcels; of ``days`` days (the first days of the whole are not those of a shorter draw)."""
    rng = np.random.default_rng(SEED)
    villages = 600 * v
    j = np.arange(villages)
    mean = 20_000 * k / villages * (0.5 + (j % 10) / 9)
    counts = rng.poisson(mean, (days, villages))
    n = int(counts.sum())
    day = np.repeat(np.arange(days), counts.sum(axis=1))
    village = np.repeat(np.tile(j, days), counts.ravel())
    u = rng.random(n)
    truck = (u >= 0.5).astype(np.int64) + (u >= 0.8)
    kg = np.exp(0.2 + 0.02 * (village % 25) + 0.8 * rng.standard_normal(n))
    dwell = DWELL * rng.standard_exponential(n)
    order = np.argsort(rng.random(n) + 3 * day + truck)
    arrived = (day * DAY + np.array(TRUCKS)[truck]).astype(np.float64)
    return Load(villages, village[order], arrived[order], kg[order], dwell[order])


def percentiles(village: NDArray[np.int64], ms: NDArray[np.int64], villages: int) -> NDArray[np.float64]:
    """Mean, p50 and p90 (linear interpolation) of each village in hours, shape (3, villages), by one sort; NaN where it has no parcel."""
    key = (village << 42) | ms
    key.sort()
    value, count = (key & ((1 << 42) - 1)) / HOUR, np.bincount(village, minlength=villages)
    full = count > 0
    first = (np.cumsum(count) - count)[full]
    rows = np.full((3, villages), np.nan)
    rows[0, full] = np.add.reduceat(value, first) / count[full]
    for row, q in ((1, 0.5), (2, 0.9)):
        at = q * (count[full] - 1)
        low = np.floor(at).astype(np.int64)
        high = np.minimum(low + 1, count[full] - 1)
        rows[row, full] = value[first + low] + (at - low) * (value[first + high] - value[first + low])
    return rows


def floor(k: float = 1, v: int = 1) -> NDArray[np.float64]:
    """What no program can leave out: the draw, sorted by time, and percentiles by village (of the dwell here), without a simulation."""
    load = draw(k, v)
    return percentiles(load.village, load.dwell.astype(np.int64), load.villages)
