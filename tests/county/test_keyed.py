"""Random numbers that belong to their key, whatever else is drawn."""

from __future__ import annotations

import numpy as np

from sim.county.keyed import normals, uniforms


def test_a_key_gives_the_same_numbers_and_another_gives_others() -> None:
    assert (uniforms((3, 2), 1, "a") == uniforms((3, 2), 1, "a")).all()
    assert len({float(uniforms((1,), *key)[0]) for key in [(1, "a"), (1, "b"), (2, "a"), ("1a",), ("a", 1)]}) == 5
    assert float(uniforms((1,), 1, "a")[0]) != float(normals((1,), 1, "a")[0])


def test_parts_of_a_key_do_not_run_together() -> None:
    assert uniforms((1,), "ab", "c")[0] != uniforms((1,), "a", "bc")[0]


def test_uniforms_are_above_zero_and_spread() -> None:
    u = uniforms((20_000,), "spread")
    assert 0 < u.min() < u.max() <= 1
    assert abs(u.mean() - 0.5) < 0.01


def test_normals_are_standard_and_finite() -> None:
    z = normals((20_000,), "spread")
    assert np.isfinite(z).all()
    assert abs(z.mean()) < 0.03
    assert abs(z.std() - 1) < 0.03
