"""Archives with made-up replications in them."""

from __future__ import annotations

import hashlib

import numpy as np

from sim.measure.registry import keys
from sim.store.archive import Archive, Row

POINTS, EACH = 30, 5


def key(point: int) -> str:
    return hashlib.sha256(str(point).encode()).hexdigest()


def row(point: int, number: int) -> Row:
    values = np.random.default_rng((point, number)).normal(size=len(keys()))
    values[:3] = np.nan, np.inf, -0.0
    return Row(number, hashlib.sha256(values.tobytes()).hexdigest(), values, (0.5, 0.0, 1.25, float(number)))


def fill(archive: Archive, points: range = range(POINTS)) -> None:
    for point in points:
        archive.add(key(point), f"mode{point}", [row(point, n) for n in range(EACH)], [("乡镇 1.4", "township 1.4")] if point % 2 else [])


def saved(archive: Archive) -> int:
    """Replications that are there; each must be just what was put in."""
    count = 0
    for point in range(POINTS):
        for got in archive.rows(key(point)):
            want = row(point, got.number)
            assert (got.digest, got.seconds) == (want.digest, want.seconds)
            np.testing.assert_array_equal(got.values, want.values)
            count += 1
    return count
