"""The order of modes under two assumptions."""

from __future__ import annotations

import numpy as np

from sim.proposal.flips import flip


def test_a_flip_needs_more_than_noise():
    steady = np.array([1.0, 1.01, 0.99, 1.0])
    found = flip("cost.host_basis", {"a": steady, "b": steady + 1}, {"a": steady + 2, "b": steady + 1})
    assert found.pairs == (("a", "b"),)
    assert (found.before, found.after) == (("a", "b"), ("b", "a"))
    noise = np.array([1.0, 5, -3, 2])
    assert flip("cost.host_basis", {"a": steady, "b": noise}, {"a": steady + 0.5, "b": noise}).pairs == ()
    assert flip("cost.host_basis", {"a": steady, "b": steady + 1}, {"a": steady, "b": steady + 2}).pairs == ()
