"""Which of several modes costs least, and whether that can be told."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.inference.estimate import SAME
from sim.inference.selection.best import BEST, NONE, ONLY, best_of

NOISE = np.random.default_rng(1).normal(0, 0.1, 20)


def test_the_mode_of_least_mean_cost_with_its_distance_from_the_second() -> None:
    found = best_of({"a": 5 + NOISE, "b": 4 + NOISE, "c": 9 + NOISE})
    assert (found.mode, found.second, found.verdict, found.n) == ("b", "a", BEST, 20)
    assert found.margin == pytest.approx(1)
    assert found.low <= found.margin <= found.high
    assert found.ties == ("b",)


def test_what_noise_hides_is_a_tie() -> None:
    found = best_of({"a": 5 + NOISE, "b": 5.001 - NOISE})
    assert found.verdict == SAME
    assert set(found.ties) == {"a", "b"}


def test_alone_or_with_nothing_there_is_no_second() -> None:
    alone = best_of({"a": np.array([1.0, 2.0])})
    assert (alone.verdict, alone.second, alone.cost) == (ONLY, "", 1.5)
    assert math.isnan(alone.margin)
    for nothing in ({}, {"a": np.array([])}, {"a": np.array([np.nan])}, {"a": np.array([np.inf, 1.0])}):
        assert best_of(nothing).verdict == NONE


def test_replications_of_which_no_mode_knows_tell_nothing_and_a_mode_that_never_ends_is_left_out() -> None:
    found = best_of({"a": np.array([1.0, np.nan, 3.0]), "b": np.array([2.0, np.nan, 4.0]), "c": np.array([0.1, 0.1, np.inf])})
    assert found.n == 0 or found.mode == "a"
    gap = best_of({"a": np.array([1.0, np.nan, 1.1]), "b": np.array([2.0, np.nan, 2.1])})
    assert (gap.mode, gap.n) == ("a", 2)
