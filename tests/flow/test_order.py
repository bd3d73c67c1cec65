"""The order of many rows is numpy's, and that of few."""

from __future__ import annotations

import numpy as np
import pytest

from sim.flow.order import FEW, ordered


@pytest.mark.parametrize("rows", [0, 1, FEW, FEW + 1])
def test_as_numpy_sorts(rows: int) -> None:
    rng = np.random.default_rng(rows)
    place, time, number = rng.integers(-3, 3, rows).astype(np.int32), rng.integers(0, 2**40, rows), rng.integers(5, 9, rows)
    assert np.array_equal(ordered(place, number, time), np.lexsort((time, number, place)))
    assert np.array_equal(ordered(place), place.argsort(kind="stable"))
