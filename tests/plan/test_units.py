"""A capacity that never binds leaves room for arithmetic on it."""

from __future__ import annotations

import numpy as np

from sim.plan.units import UNLIMITED


def test_no_load_reaches_it_and_sums_of_a_million_do_not_overflow() -> None:
    assert UNLIMITED > 10**7 * 30_000
    assert int(np.full(1_000_000, UNLIMITED, np.int64).sum()) == 1_000_000 * UNLIMITED
