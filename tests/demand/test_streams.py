"""Keyed random numbers: distributions by interval, independence of neighbours and streams, stability under additions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.demand.streams import Stream, combine, entity_codes, poisson_quantile

N = 200_000
BOUND = 4.5 / np.sqrt(N)
"""A correlation of independent columns stays inside this but for about one case in 150,000."""


@pytest.mark.parametrize("entity", [np.arange(N), np.arange(N) * 1024, combine(entity_codes(["v1"]), np.arange(N))])
def test_uniform_is_uniform(entity: np.ndarray) -> None:
    u = Stream(1, 0, "test").uniform(entity)
    assert u.min() > 0
    assert u.max() < 1
    assert stats.kstest(u, "uniform").pvalue > 1e-5
    cells = np.bincount((u * 1000).astype(int), minlength=1000)
    assert stats.chisquare(cells).pvalue > 1e-5


@pytest.mark.parametrize("lag", [1, 2, 7, 446])
def test_neighbours_are_independent(lag: int) -> None:
    u = Stream(1, 0, "test").uniform(np.arange(N))
    assert abs(np.corrcoef(u[:-lag], u[lag:])[0, 1]) < BOUND


def test_neighbours_fill_the_square() -> None:
    u = Stream(7, 3, "pairs").uniform(np.arange(N)).reshape(-1, 2)
    cells = np.bincount((u[:, 0] * 30).astype(int) * 30 + (u[:, 1] * 30).astype(int), minlength=900)
    assert stats.chisquare(cells).pvalue > 1e-5


@pytest.mark.parametrize(("a", "b"), [((1, 0, "x"), (1, 0, "y")), ((1, 0, "x"), (1, 1, "x")), ((1, 0, "x"), (2, 0, "x"))])
def test_streams_seeds_and_replications_are_independent(a: tuple[int, int, str], b: tuple[int, int, str]) -> None:
    u, w = Stream(*a).uniform(np.arange(N)), Stream(*b).uniform(np.arange(N))
    assert abs(np.corrcoef(u, w)[0, 1]) < BOUND
    cells = np.bincount((u * 30).astype(int) * 30 + (w * 30).astype(int), minlength=900)
    assert stats.chisquare(cells).pvalue > 1e-5


def test_every_bit_is_fair() -> None:
    bits = Stream(5, 0, "bits").bits(np.arange(N))
    ones = np.array([((bits >> np.uint64(b)) & np.uint64(1)).mean() for b in range(64)])
    assert np.abs(ones - 0.5).max() < 5 * 0.5 / np.sqrt(N)


def test_value_depends_on_name_and_entity_only() -> None:
    stream = Stream(1, 2, "x")
    all_together = stream.uniform(entity_codes(["a", "b", "c"]))
    assert stream.uniform(entity_codes(["c"]))[0] == all_together[2]
    assert Stream(1, 2, "x").uniform(entity_codes(["new", "b"]))[1] == all_together[1]


def test_combine_nests_and_does_not_collide() -> None:
    v, d, k = entity_codes(["v1", "v2"])[:, None, None], np.arange(50)[None, :, None], np.arange(200)[None, None, :]
    codes = combine(v, d, k)
    assert (combine(combine(v, d), k) == codes).all()
    assert len(np.unique(codes)) == codes.size
    assert combine(entity_codes(["v1"]), 2, 1) != combine(entity_codes(["v1"]), 1, 2)


def test_moments_of_the_distributions() -> None:
    stream, e = Stream(11, 0, "moments"), np.arange(N)
    z = stream.normal(e)
    assert abs(z.mean()) < BOUND
    assert abs(z.var() - 1) < 4.5 * np.sqrt(2 / N)
    x = stream.exponential(e)
    assert abs(x.mean() - 1) < BOUND
    factor = stream.lognormal(0.5, e)
    assert abs(factor.mean() - 1) < 4.5 * np.sqrt((np.exp(0.25) - 1) / N)
    assert np.log(factor).std() == pytest.approx(0.5, rel=0.02)


def test_poisson_is_the_exact_quantile() -> None:
    stream, e = Stream(3, 0, "counts"), np.arange(20_000)
    mean = np.repeat([0.0, 0.01, 0.7, 5.0, 80.0, 2_000.0], len(e) // 6 + 1)[: len(e)]
    u = stream.uniform(e)
    exact = np.where(mean > 0, stats.poisson.ppf(u, np.maximum(mean, 1e-12)), 0)
    assert (poisson_quantile(u, mean) == exact).all()
    assert (stream.poisson(mean, e) == exact).all()
