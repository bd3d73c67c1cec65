"""Whether a scenario's queues grew: beyond doubt in most replications."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.inference.grew import KPI, grew
from sim.measure.registry import keys


@pytest.mark.parametrize(("shares", "told"), [([], False), ([math.nan], False), ([0, 0, 0.5], False), ([0, 0.1, 0.5], True), ([math.nan, 0.2], True), ([0, 0.1], True), ([0, 0], False)])
def test_most_replications_must_show_it(shares: list[float], told: bool) -> None:
    assert grew(np.array(shares, float)) is told


def test_it_is_told_from_a_kpi_that_there_is() -> None:
    assert KPI in keys()
