"""Whether a scenario's queues grew over its replications; ``sim.measure.growth`` says how it is found in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.measure.growth import grown
from sim.measure.measure import Measures
from sim.service.prepared import Prepared, Scenario

KPI = "growing_share.all"

TOLD = ("仿真中积压逐周增长", "backlog grew in the simulation")
"""Where a scenario is overloaded whose plan does not say so, in Chinese and English."""


def grew(shares: NDArray[np.float64]) -> bool:
    """Whether backlogs grew beyond doubt in most replications, from ``KPI`` of each."""
    known = shares[np.isfinite(shares)]
    return bool(len(known)) and float(np.median(known)) > 0


def with_growth(prepared: Prepared, measures: Mapping[str, Sequence[Measures]]) -> Prepared:
    """The same, each scenario with a load for every place whose backlog grew over its replications and that its plan
    does not call overloaded.

    Args:
        measures: of each replication, by scenario.
    """

    def seen(s: Scenario) -> Scenario:
        found = grown(s.plan, [m.growth for m in measures[s.name]], [x.key for x in s.overloads])
        return replace(s, loads=(*s.loads, *found)) if found else s

    return replace(prepared, scenarios=tuple(seen(s) for s in prepared.scenarios))
