"""Public money that no plan asks for is not nought: it is not in the plan."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.inference.estimate import NOT_IN_PLAN, Estimates
from sim.measure.measure import Measures

PUBLIC_KPI = "cost_public_parcel"


def untouched(key: str, found: Iterable[Measures]) -> bool:
    """Whether a KPI with its suffix is of public money, and none of the plans measured asks for any."""
    return key.startswith(PUBLIC_KPI) and not any(measures.public_asked for measures in found)


def left_out(e: Estimates) -> Estimates:
    """Estimates of what is not in the plan: no number, and the state that says so."""
    none = np.full(e.mean.shape, np.nan)
    return Estimates(none, none, none, e.n, np.full(e.mean.shape, NOT_IN_PLAN))
