"""What was missed, why, and by whom first."""

from __future__ import annotations

import numpy as np

from sim.clock import DAY, HOUR
from sim.flow.disrupted import Disrupted
from sim.measure.missed import HOST_OFF, ROAD, VEHICLE, WHOLE, Missed, misses
from tests.measure.test_disruptions import ON, case

OFF = [False, True, *[False] * 18]
"""The first day's round is called off."""


def test_each_miss_has_its_cause_and_time() -> None:
    """A round called off, a stop left out on the next day, and a van out of order on the third."""
    gone = Disrupted(closed=np.array([[3, 1]]), out=np.array([[0, 0, 2]]), roads=np.array([[0, 0, 1]]))
    rows = misses(case(ON, cancelled=OFF, disrupted=gone))
    found = list(zip(rows.run.tolist(), rows.stop.tolist(), rows.cause.tolist(), rows.time.tolist(), strict=True))
    assert found == [(1, WHOLE, HOST_OFF, 12 * HOUR), (4, WHOLE, VEHICLE, 2 * DAY + 9 * HOUR), (3, 1, ROAD, DAY + 12 * HOUR)]


def test_parcels_miss_the_first_after_they_are_ready() -> None:
    missed = Missed(case(ON, cancelled=OFF))
    _, trunk, _ = missed.hop(0)
    _, round_, left = missed.hop(1)
    assert trunk.tolist() == [-1] * 4
    assert round_.tolist() == [0, 0, -1, -1]
    assert left[:2].tolist() == [DAY + 12 * HOUR] * 2
