"""Indices against functions whose indices are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.inference.drivers.indices import (
    EFFECT,
    INSUFFICIENT,
    NONE,
    UNKNOWN,
    analyse,
    between_share,
    morris_design,
    sobol_design,
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
    from SALib.analyze.morris import analyze

    design = morris_design(4, 8, 6, seed=3)
    y = np.exp(design.unit @ np.array([1.0, 0.5, 0.2, 0.0])) * (1 + design.unit[:, 0])
    theirs = analyze({"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}, design.unit, y, num_levels=6, seed=1)
    found = analyse(design, y[None])
    for name in ("mu_star", "mu", "sigma"):
        assert found.value[name] == pytest.approx(np.asarray(theirs[name], dtype=float))
    assert (found.low["mu_star"] < found.value["mu_star"])[:3].all()
    assert found.high["mu_star"] - found.value["mu_star"] == pytest.approx(np.asarray(theirs["mu_star_conf"], dtype=float), rel=0.5, abs=1e-9)


def test_morris_intervals_cover_the_mean_over_all_trajectories() -> None:
    """Ten trajectories, 300 trials: of nominal 95 % at least 85 %, as effects are skewed; normal quantiles of a bootstrap gave less."""

    def f(u: np.ndarray) -> np.ndarray:
        return np.exp(1.5 * u[:, 0]) * (1 + u[:, 1]) + np.sin(6 * u[:, 2])  # type: ignore[no-any-return]

    large = morris_design(3, 3000, 4, seed=99)
    truth = analyse(large, f(large.unit)[None]).value
    held = {"mu_star": np.zeros(3), "mu": np.zeros(3)}
    for seed in range(300):
        design = morris_design(3, 10, 4, seed=seed)
        found = analyse(design, f(design.unit)[None])
        for name in held:
            held[name] += (found.low[name] <= truth[name]) & (truth[name] <= found.high[name])
    for name, count in held.items():
        assert (count > 255).all(), name


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


@pytest.mark.parametrize("common", [0.0, 1.0], ids=["each point's own", "the same wherever"])
@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_noise_alone_is_rarely_taken_for_an_effect(method: str, common: float) -> None:
    """Two inputs whose expected effect is nothing, at a 5 % level: of 2 x trials 16 % is far beyond the binomial's 99.9 %.

    ``common``: a replication's slope along the input, the same at every point.
    """
    rng = np.random.default_rng(8)
    design = morris_design(3, 10, 4, seed=1) if method == "morris" else sobol_design(3, 64, seed=1)
    trials = 200 if method == "morris" else 80
    taken = 0
    for _ in range(trials):
        slopes = common * np.array([0.0, 1.0, 1.0]) * rng.normal(size=(4, 3))
        y = 20 * design.unit[:, 0] + rng.normal(size=(4, 1)) + slopes @ design.unit.T + (1 - common) * rng.normal(size=(4, len(design.unit)))
        verdict = analyse(design, y).verdict
        assert verdict[0] == EFFECT
        taken += sum(v == EFFECT for v in verdict[1:])
    assert taken <= 0.16 * 2 * trials


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_an_effect_well_above_the_noise_is_told(method: str) -> None:
    rng = np.random.default_rng(5)
    design = morris_design(3, 10, 4, seed=1) if method == "morris" else sobol_design(3, 64, seed=1)
    for _ in range(10):
        y = design.unit @ np.array([10.0, 4.0, 0.0]) + rng.normal(size=(3, 1)) + 0.5 * rng.normal(size=(3, len(design.unit)))
        assert analyse(design, y).verdict[:2] == (EFFECT, EFFECT)


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
