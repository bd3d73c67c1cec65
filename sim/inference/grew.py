"""Whether a scenario's queues grew, from the KPI that each replication has of it; ``sim.measure.growth`` says how it is found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

KPI = "growing_share.all"

TOLD = ("仿真中积压逐周增长", "backlog grew in the simulation")
"""Where a scenario is overloaded whose plan does not say so, in Chinese and English."""


def grew(shares: NDArray[np.float64]) -> bool:
    """Whether backlogs grew beyond doubt in most replications, from ``KPI`` of each."""
    known = shares[np.isfinite(shares)]
    return bool(len(known)) and float(np.median(known)) > 0
