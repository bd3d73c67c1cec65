"""The order of many rows is numpy's, and that of few."""

from __future__ import annotations

import numpy as np
import pytest

from sim.flow.order import FEW, distinct, grouped, ordered


@pytest.mark.parametrize("rows", [0, 1, FEW, FEW + 1])
def test_as_numpy_sorts(rows: int) -> None:
    rng = np.random.default_rng(rows)
    place, time, number = rng.integers(-3, 3, rows).astype(np.int32), rng.integers(0, 2**40, rows), rng.integers(5, 9, rows)
    assert np.array_equal(ordered(place, number, time), np.lexsort((time, number, place)))
    assert np.array_equal(ordered(place), place.argsort(kind="stable"))


def test_each_number_below_the_count_has_its_places() -> None:
    assert [g.tolist() for g in grouped(np.array([2, 0, 2]), 4)] == [[1], [], [0, 2], []]
    assert grouped(np.zeros(0, np.int64), 0) == []


def test_beside_each_number_stands_what_is_there_once() -> None:
    found = distinct(np.array([2, 0, 2, 2, 3]), np.array([7, 5, 0, 7, 0], np.int32), 5)
    assert [g.tolist() for g in found] == [[5], [], [0, 7], [0], []]
    assert distinct(np.zeros(0, np.int64), np.zeros(0, np.int64), 0) == []
