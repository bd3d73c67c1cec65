"""Told from the best: wrong in at most 5 % of tables with equal means, and still able to find what is really worse."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from sim.inference.estimate import A_LOWER, B_LOWER, SAME, compare
from sim.inference.selection.against_best import against_best, best_mean
from sim.inference.selection.best import best_of

Floats = np.ndarray

SHAPES: dict[str, Callable[[np.random.Generator, tuple[int, ...]], Floats]] = {
    "normal": lambda rng, size: rng.normal(0, 1, size),
    "skewed": lambda rng, size: rng.lognormal(0, 1, size),
}


def table(rng: np.random.Generator, k: int, n: int, shape: str, shared: float) -> dict[str, Floats]:
    """k scenarios of equal means in n replications; ``shared``: standard deviation of what a replication does to all of them."""
    common = shared * SHAPES[shape](rng, (n, 1))
    return {f"s{i}": column for i, column in enumerate((common + SHAPES[shape](rng, (n, k))).T)}


def wrong(rng: np.random.Generator, trials: int, k: int, n: int, shape: str, shared: float, test: Callable[..., list] = against_best) -> float:
    """Share of tables of equal means in which anything is told from the best."""
    return float(np.mean([any(c.verdict != SAME for c in test(table(rng, k, n, shape, shared))) for _ in range(trials)]))


CASES = [(k, n, shape, shared) for k in (10, 50, 100) for n in (5, 10) for shape in SHAPES for shared in (0.0, 5.0)]


@pytest.mark.parametrize(("k", "n", "shape", "shared"), [(10, 5, "skewed", 0.0), (10, 10, "normal", 5.0)])
def test_equal_means_are_seldom_told_apart(k: int, n: int, shape: str, shared: float) -> None:
    """Nominal 5 %: with 5 % in truth 200 tables have more than 8 % in one of fifty tries."""
    assert wrong(np.random.default_rng([k, n, int(shared), len(shape)]), 200, k, n, shape, shared) <= 0.06


@pytest.mark.slow
@pytest.mark.parametrize(("k", "n", "shape", "shared"), CASES)
def test_equal_means_are_seldom_told_apart_in_many_tables(k: int, n: int, shape: str, shared: float) -> None:
    assert wrong(np.random.default_rng([k, n, int(shared), len(shape), 1]), max(200, 10_000 // k), k, n, shape, shared) <= 0.06


@pytest.mark.parametrize("worse", [2.0, *(pytest.param(by, marks=pytest.mark.slow) for by in (0.0, 1.0, 4.0))])
def test_what_is_truly_best_is_seldom_rejected_beside_worse_ones(worse: float) -> None:
    """Ten equal best of thirty, the others worse by so many standard deviations, with variances from 0.3 to 3: stepping down keeps the level."""
    rng, missed = np.random.default_rng([31, int(worse)]), 0
    spread = np.tile([0.3, 1.0, 3.0], 10)
    for _ in range(150):
        values = (rng.normal(0, 1, (10, 30)) * spread + np.where(np.arange(30) < 10, 0.0, worse) + rng.normal(0, 5, (10, 1))).T
        missed += any(c.verdict == B_LOWER and int(c.a) < 10 for c in against_best({str(i): v for i, v in enumerate(values)}))
    assert missed / 150 <= 0.05


def test_it_steps_down_to_find_more_than_all_pairs_do() -> None:
    """Fifteen clearly worse, five worse by two standard deviations of the paired difference: after the clear ones fewer are left to test."""
    rng, found, pairs = np.random.default_rng(32), 0, 0
    for _ in range(30):
        level = np.concatenate([[0.0], np.full(5, 2.0 * np.sqrt(2)), np.full(15, 50.0)])
        values = {str(i): v for i, v in enumerate((rng.normal(0, 1, (10, 21)) + level).T)}
        found += sum(c.verdict == B_LOWER for c in against_best(values) if 1 <= int(c.a) <= 5)
        pairs += sum(c.verdict != SAME for c in compare(values) if c.a == "0" and 1 <= int(c.b) <= 5)
    assert found > pairs
    assert found / 150 > 0.5


def test_by_hand() -> None:
    """Three scenarios: one-sided t-tests against the leader, times two tests, times three and then two hypotheses."""
    rng = np.random.default_rng(33)
    values = {"a": rng.normal(0, 1, 8), "b": rng.normal(2, 1, 8), "c": rng.normal(1, 1, 8)}
    p = {name: stats.ttest_rel(values[name], values["a"], alternative="greater").pvalue for name in "bc"}
    first, second = sorted(p, key=lambda name: p[name])
    found = {c.a: c for c in against_best(values)}
    assert found[first].p == pytest.approx(min(1, 6 * p[first]))
    assert found[second].p == pytest.approx(min(1, max(6 * p[first], 4 * p[second])))
    theirs = stats.ttest_1samp(values["b"] - values["a"], 0).confidence_interval(1 - 0.05 / 3)
    assert (found["b"].joint_low, found["b"].joint_high) == pytest.approx((max(theirs.low, 0) if found["b"].verdict == B_LOWER else theirs.low, theirs.high))


def test_a_scenario_that_never_differs_counts_once() -> None:
    rng = np.random.default_rng(34)
    values = {"a": rng.normal(0, 1, 8), "b": rng.normal(1.5, 1, 8)}
    many = {**values, **{f"a{i}": values["a"].copy() for i in range(20)}, **{f"b{i}": values["b"].copy() for i in range(20)}}
    alone, among = against_best(values)[0], {c.a: c for c in against_best(many)}
    assert among["b"].p == among["b7"].p == pytest.approx(alone.p)
    assert among["a5"].verdict == SAME


def test_the_highest_may_be_best_and_missing_values_are_left_out() -> None:
    x = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    values = {"low": x, "high": x + 100 + np.array([0.1, 0, 0.1, 0, 0]), "none": np.full(5, np.nan), "endless": np.full(5, -np.inf)}
    assert best_mean(values, low=False) == "high"
    found = {c.a: c for c in against_best(values, low=False)}
    assert found["low"].verdict == A_LOWER
    assert found["none"].verdict == SAME
    assert found["low"].b == "high"
    with pytest.raises(ValueError, match="at least one"):
        best_mean({})


def test_the_best_mode_of_a_map_is_judged_alike() -> None:
    rng, told = np.random.default_rng(35), 0
    for _ in range(150):
        told += len(best_of(table(rng, 6, 5, "normal", 3.0)).ties) < 6
    assert told / 150 <= 0.05
