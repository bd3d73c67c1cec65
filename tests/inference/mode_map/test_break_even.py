"""Break-evens and the best mode against costs whose answer is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.inference.estimate import SAME
from sim.inference.mode_map.break_even import break_evens
from sim.inference.selection.best import BEST, NONE, ONLY, best_of

GRID = np.array([2.0, 5.0, 10.0, 20.0, 50.0, 100.0])


def test_a_fixed_sum_against_a_fee_breaks_even_where_arithmetic_says() -> None:
    own = 147.0 / 8 / GRID + 0.4
    (found,) = break_evens(GRID, np.tile(own - 0.8, (4, 1)))
    assert found.at == pytest.approx(147.0 / 8 / 0.4, rel=1e-12)
    assert (found.low, found.high) == pytest.approx((found.at, found.at))
    assert found.between == (20.0, 50.0)
    assert found.above == -1


def test_its_interval_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(3)
    truth, hits, trials = 147.0 / 8 / 0.4, 0, 600
    for _ in range(trials):
        noise = rng.normal(0, 0.08, (6, 1)) + rng.normal(0, 0.05, (6, len(GRID)))
        found = break_evens(GRID, 147.0 / 8 / GRID - 0.4 + noise)
        nearest = min(found, key=lambda b: abs(b.at - truth))
        hits += nearest.low <= truth <= nearest.high
    assert 0.92 <= hits / trials <= 0.99  # 95 % less three standard errors of the share, and a little for the interpolated noise


def test_curves_that_do_not_cross_have_none() -> None:
    assert break_evens(GRID, np.ones((3, 6))) == []
    assert break_evens(GRID, np.zeros((3, 6))) == []


def test_every_crossing_is_found_with_its_direction() -> None:
    found = break_evens(GRID, np.tile([1.0, -1.0, -1.0, 0.0, 1.0, 1.0], (3, 1)))
    assert [(round(b.at, 3), b.above) for b in found] == [(round(1 / ((1 / 2 + 1 / 5) / 2), 3), -1), (20.0, 1)]


def test_an_interval_may_be_open_and_gaps_break_the_curve() -> None:
    rng = np.random.default_rng(1)
    noisy = np.array([0.5, 0.2, 0.1, 0.05, -0.01, -0.02]) + rng.normal(0, 1.0, (5, 1))
    noisy -= noisy.mean(axis=0) - np.array([0.5, 0.2, 0.1, 0.05, -0.01, -0.02])
    (open_ended,) = break_evens(GRID, noisy)
    assert (open_ended.low, open_ended.high) == (0.0, math.inf)
    broken = np.tile([1.0, 1.0, math.nan, -1.0, -1.0, -1.0], (3, 1))
    assert break_evens(GRID, broken) == []


def test_two_replications_give_no_interval_and_bad_volumes_are_refused() -> None:
    (found,) = break_evens([1.0, 2.0], np.array([[1.0, -1.0], [2.0, -1.0]]))
    assert math.isnan(found.low)
    with pytest.raises(ValueError, match="rise"):
        break_evens([2.0, 1.0], np.zeros((3, 2)))


def test_the_best_is_told_from_the_second_or_not() -> None:
    rng = np.random.default_rng(2)
    base = rng.normal(5, 1, 10)
    clear = best_of({"a": base + 1 + rng.normal(0, 0.01, 10), "b": base, "c": base + 2 + rng.normal(0, 0.01, 10)})
    assert (clear.mode, clear.second, clear.verdict, clear.ties) == ("b", "a", BEST, ("b",))
    assert clear.low < clear.margin < clear.high
    assert clear.margin == pytest.approx(1, abs=0.05)
    close = best_of({"a": base + rng.normal(0, 1, 10), "b": base + rng.normal(0, 1, 10), "c": base + 9})
    assert close.verdict == SAME
    assert set(close.ties) == {"a", "b"}


def test_what_is_not_finite_is_no_candidate() -> None:
    assert best_of({"a": np.array([1.0, math.inf]), "b": np.array([2.0, 2.0])}).verdict == ONLY
    assert best_of({"a": np.array([math.nan])}).verdict == NONE
    assert best_of({}).mode == ""


def test_a_replication_with_nothing_to_deliver_is_passed_over() -> None:
    nan = math.nan
    found = best_of({"a": np.array([1.0, nan, 1.1, 1.2]), "b": np.array([2.0, nan, 2.2, 2.1])})
    assert (found.mode, found.second, found.n) == ("a", "b", 3)
    lame = best_of({"a": np.array([1.0, nan, 1.1, nan]), "b": np.array([2.0, nan, 2.2, 2.1])})
    assert (lame.mode, lame.verdict, lame.n) == ("b", ONLY, 3)  # a delivered nothing of what there was
    assert best_of({"a": np.array([nan]), "b": np.array([nan])}).verdict == NONE


def test_the_margins_interval_never_contradicts_the_verdict() -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        found = best_of({name: rng.normal(mean, 0.6, 4) for name, mean in (("a", 5.0), ("b", 5.5), ("c", 6.0), ("d", 6.5))})
        assert (found.low >= 0) == (found.verdict == BEST)
