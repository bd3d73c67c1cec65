"""Indices against functions whose indices are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.measure.indices import (
    EFFECT,
    INSUFFICIENT,
    NOISE,
    NONE,
    UNKNOWN,
    analyse,
    between_share,
    elementary_effects,
    morris_design,
    sobol_design,
    unshared_noise,
)

SLOPES = np.array([3.0, -1.0, 0.0])


def test_morris_on_a_linear_function_is_exact() -> None:
    design = morris_design(3, 6, 4, seed=1)
    assert design.unit.shape == (24, 3)
    found = analyse(design, np.tile(5 + design.unit @ SLOPES, (2, 1)))
    assert found.value["mu_star"] == pytest.approx(np.abs(SLOPES))
    assert found.value["mu"] == pytest.approx(SLOPES)
    assert found.value["sigma"] == pytest.approx(np.zeros(3), abs=1e-12)
    for name in ("mu_star", "mu"):
        assert found.low[name] == pytest.approx(found.value[name])
        assert found.high[name] == pytest.approx(found.value[name])
    assert found.verdict == (EFFECT, EFFECT, NONE)
    assert found.blocks == 6


def test_our_elementary_effects_are_those_of_salib() -> None:
    design = morris_design(4, 8, 6, seed=3)
    y = np.exp(design.unit @ np.array([1.0, 0.5, 0.2, 0.0])) * (1 + design.unit[:, 0])
    found, effects = analyse(design, y[None]), elementary_effects(design.unit, y[None], design.size)[0]
    assert found.value["mu"] == pytest.approx(effects.mean(axis=0))
    assert found.value["mu_star"] == pytest.approx(np.abs(effects).mean(axis=0))
    assert found.value["sigma"] == pytest.approx(effects.std(axis=0, ddof=1))
    assert (found.low["mu_star"] < found.value["mu_star"])[:3].all()


def test_one_replication_leaves_the_noise_unknown() -> None:
    design = morris_design(3, 4, 4, seed=1)
    found = analyse(design, (design.unit @ SLOPES)[None])
    assert found.verdict == (UNKNOWN, UNKNOWN, NONE)
    assert np.isnan(found.floor).all()


def test_a_block_with_a_hole_is_left_out_as_a_whole() -> None:
    design = morris_design(3, 6, 4, seed=1)
    y = np.tile(design.unit @ SLOPES, (2, 1))
    y[0, 5] = np.nan
    y[1, 14] = np.inf
    found = analyse(design, y)
    assert found.blocks == 4
    assert found.value["mu_star"] == pytest.approx(np.abs(SLOPES))
    y[:, ::4] = np.nan
    assert analyse(design, y).verdict == (INSUFFICIENT,) * 3


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_noise_alone_is_rarely_taken_for_an_effect(method: str) -> None:
    """At a 5 % level; 200 trials of two inputs: 99.9 % of the binomial lies below 40."""
    rng = np.random.default_rng(8)
    design = morris_design(3, 10, 4, seed=1) if method == "morris" else sobol_design(3, 64, seed=1)
    taken = 0
    for _ in range(200 if method == "morris" else 60):
        y = 20 * design.unit[:, 0] + rng.normal(size=(5, 1)) + rng.normal(size=(5, len(design.unit)))
        verdict = analyse(design, y).verdict
        assert verdict[0] == EFFECT
        taken += sum(v == EFFECT for v in verdict[1:])
    assert taken <= (40 if method == "morris" else 15)


def test_noise_that_all_points_share_is_none() -> None:
    rng = np.random.default_rng(1)
    design = morris_design(2, 4, 4, seed=1)
    y = design.unit[:, 0] + 100 * rng.normal(size=(3, 1))
    assert unshared_noise(y) == pytest.approx(0, abs=1e-20)
    assert analyse(design, y).verdict == (EFFECT, NONE)
    noisy = design.unit[:, 1] * 0.01 + rng.normal(size=(3, len(design.unit)))
    assert set(analyse(design, noisy).verdict) <= {NOISE, EFFECT}


def test_sobol_of_a_constant_is_zero() -> None:
    design = sobol_design(2, 16, seed=1)
    found = analyse(design, np.full((2, len(design.unit)), 0.1))
    assert found.verdict == (NONE, NONE)
    assert (found.value["ST"] == 0).all()


def test_share_between_categories() -> None:
    """Means 0 and 2 apart by sd 1, on top of a variance of 1/12 that both have: 1 / (1 + 1/12)."""
    design = morris_design(1, 400, 100, seed=2)
    share, low, high = between_share(design, np.stack([design.unit[:, 0], design.unit[:, 0] + 2]))
    assert low <= share <= high
    assert share == pytest.approx(1 / (1 + 1 / 12), abs=0.01)
    assert low < 1 / (1 + 1 / 12) < high
    assert between_share(design, np.stack([design.unit[:, 0]] * 2))[0] == pytest.approx(0, abs=1e-12)
    assert math.isnan(between_share(design, np.full((2, len(design.unit)), np.nan))[0])
