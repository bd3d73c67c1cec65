"""Which of several modes costs least, by how much, and whether that can be told."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.inference.against_best import against_best
from sim.inference.estimate import SAME

BEST, ONLY, NONE = "best", "only one", "none"


@dataclass(frozen=True)
class Best:
    """The mode of least mean cost and its distance from the second.

    Attributes:
        mode, second: empty where there is none.
        cost: mean of ``mode``. ``margin``: mean cost of the second less that of the best; ``low`` to ``high``: its
            paired interval, adjusted over the family as the verdict is; NaN without a second.
        n: replications that could be compared.
        verdict: ``best``, ``not distinguishable``, ``only one`` (no other to compare with) or ``none``.
        ties: every mode that cannot be told from the best, the best first.
    """

    mode: str
    second: str
    cost: float
    margin: float
    low: float
    high: float
    n: int
    verdict: str
    ties: tuple[str, ...]


def best_of(values: Mapping[str, NDArray[Any]], alpha: float = 0.05) -> Best:
    """The mode of least mean cost.

    Differences are paired by replication and adjusted for the best being picked from the same data
    (``sim.inference.against_best``). A replication in which no mode has a value (there was nothing to deliver) tells
    nothing and is passed over; a mode with another value that is not finite (it delivered nothing of what there was, or
    never ends) is left out.

    Args:
        values: cost by mode, one a replication, all of the same length and order.
    """
    known = {mode: np.asarray(v, dtype=np.float64) for mode, v in values.items() if len(v)}
    there = ~np.isnan(np.stack(list(known.values()))).all(axis=0) if known else np.empty(0, dtype=bool)
    sound = {mode: v[there] for mode, v in known.items() if there.any() and np.isfinite(v[there]).all()}
    if not sound:
        return Best("", "", math.nan, math.nan, math.nan, math.nan, 0, NONE, ())
    ranked = sorted(sound, key=lambda mode: float(sound[mode].mean()))
    first, cost, n = ranked[0], float(sound[ranked[0]].mean()), len(sound[ranked[0]])
    if len(ranked) == 1:
        return Best(first, "", cost, math.nan, math.nan, math.nan, n, ONLY, (first,))
    found = {c.a: c for c in against_best(sound, alpha=alpha, leader=first)}
    ties = (first, *(mode for mode in ranked[1:] if found[mode].verdict == SAME))
    c = found[ranked[1]]
    return Best(
        first, ranked[1], cost, c.difference, c.joint_low, c.joint_high, c.n, SAME if ranked[1] in ties else BEST, ties
    )
