"""How much of what points show is noise of their replications."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.inference.drivers.indices import EFFECT, NOISE, NONE, analyse, morris_design
from sim.inference.drivers.noise import noise_share, unshared_noise


def test_noise_that_all_points_share_is_none() -> None:
    rng = np.random.default_rng(1)
    design = morris_design(2, 4, 4, seed=1)
    y = design.unit[:, 0] + 100 * rng.normal(size=(3, 1))
    assert unshared_noise(y) == pytest.approx(0, abs=1e-20)
    assert analyse(design, y).verdict == (EFFECT, NONE)
    noisy = design.unit[:, 1] * 0.01 + rng.normal(size=(3, len(design.unit)))
    assert set(analyse(design, noisy).verdict) <= {NOISE, EFFECT}


def test_share_of_replication_noise() -> None:
    """Points differ by variance 4, replications by 1, and what is neither's by 1: a third is noise, in a single replication."""
    rng = np.random.default_rng(2)
    y = 2 * rng.normal(size=400) + rng.normal(size=(200, 1)) + rng.normal(size=(200, 400))
    assert noise_share(y) == pytest.approx(1 / 3, abs=0.06)
    assert noise_share(np.tile(rng.normal(size=(50, 1)), (1, 30))) == pytest.approx(1.0)
    assert noise_share(np.tile(rng.normal(size=30), (5, 1))) == pytest.approx(0.0, abs=1e-12)
    assert math.isnan(noise_share(y[:1]))
