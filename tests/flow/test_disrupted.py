"""What is out of order in a replication, by run."""

from __future__ import annotations

import numpy as np

from sim.flow.disrupted import NOTHING_DISRUPTED, Disrupted


def test_stops_closed_to_a_run() -> None:
    assert Disrupted(closed=np.array([[4, 1], [4, 0], [9, 2]])).closed_to == {4: {0, 1}, 9: {2}}
    assert NOTHING_DISRUPTED.closed_to == {}
