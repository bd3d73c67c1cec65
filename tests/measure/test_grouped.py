"""Durations by group: means of what is finished, quantiles that know what is not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.clock import HOUR
from sim.measure.grouped import ENDLESS, PARTS, Grouped, grouped


def test_groups_are_counted_with_and_without_the_unfinished() -> None:
    of = grouped(np.array([2, 0, 2, 2]), np.zeros(4, np.int8), np.array([3, 1, 2, ENDLESS]) * 1, 4)
    assert of.count.tolist() == [1, 0, 3, 0]
    assert of.finite.tolist() == [1, 0, 2, 0]
    assert of.ms[of.start[2] : of.start[3]].tolist() == [2, 3, ENDLESS]


def test_the_mean_is_of_the_finished_and_none_is_nan() -> None:
    hours = np.array([1, 3, 0, 2])
    of = grouped(np.array([0, 0, 1, 3]), np.zeros(4, np.int8), np.where(hours == 0, ENDLESS, hours * HOUR), 4)
    assert of.mean_h()[[0, 3]].tolist() == [2, 2]
    assert np.isnan(of.mean_h()[[1, 2]]).all()


@pytest.mark.parametrize(("q", "hours"), [(0.0, 1.0), (0.5, 3.0), (0.25, 2.0), (1.0, math.inf), (0.9, math.inf)])
def test_a_quantile_that_meets_what_never_ends_is_without_end(q: float, hours: float) -> None:
    of = grouped(np.zeros(5, np.int64), np.zeros(5, np.int8), np.array([HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, ENDLESS]), 2)
    assert of.quantile_h(q)[0] == hours
    assert np.isnan(of.quantile_h(q)[1])


def test_what_is_longer_than_endless_is_endless() -> None:
    assert grouped(np.array([0]), np.array([3]), np.array([2**62]), 1).finite.tolist() == [0]
    assert ENDLESS > 200 * 365 * 24 * HOUR


def made(rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Group, part and duration of 500 rows, some unfinished, many alike."""
    ms = np.where(rng.random(500) < 0.1, ENDLESS, rng.integers(0, 50, 500))
    return rng.integers(0, 7, 500), rng.integers(0, PARTS, 500), ms


def same(a: Grouped, b: Grouped) -> bool:
    return all(np.array_equal(getattr(a, name), getattr(b, name)) for name in ("ms", "part", "start", "finite"))


def test_merging_groups_is_the_same_as_grouping_anew() -> None:
    group, part, ms = made(np.random.default_rng(1))
    into = np.array([2, 0, 0, 2, 4, 0, 2])
    assert same(grouped(group, part, ms, 8).merged(np.append(into, 1), 5), grouped(into[group], part, ms, 5))


@pytest.mark.parametrize("parts", [(1,), (0, 3), tuple(range(PARTS))])
def test_some_parts_are_the_same_as_grouping_only_them(parts: tuple[int, ...]) -> None:
    group, part, ms = made(np.random.default_rng(2))
    mine = np.isin(part, parts)
    assert same(grouped(group, part, ms, 8).only(parts), grouped(group[mine], part[mine], ms[mine], 8))
