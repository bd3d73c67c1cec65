"""Which of several modes costs least, by how much, and whether that can be told."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.inference.estimate import SAME
from sim.inference.selection.against_best import against_best

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
    (``sim.inference.selection.against_best``). A replication in which no mode has a value (there was
    nothing to deliver) tells nothing and is passed over; a mode with another value that is not finite (it delivered
    nothing of what there was, or never ends) is left out.

    Args:
        values: cost by mode, one a replication, all of the same length and order.
    """
    sound = _comparable(values)
    if not sound:
        return Best("", "", math.nan, math.nan, math.nan, math.nan, 0, NONE, ())
    means = {mode: float(v.mean()) for mode, v in sound.items()}
    first, *others = sorted(sound, key=means.__getitem__)
    if not others:
        return Best(first, "", means[first], math.nan, math.nan, math.nan, len(sound[first]), ONLY, (first,))
    found = {c.a: c for c in against_best(sound, alpha=alpha, leader=first)}
    ties = (first, *(mode for mode in others if found[mode].verdict == SAME))
    second, c = others[0], found[others[0]]
    verdict = SAME if second in ties else BEST
    return Best(first, second, means[first], c.difference, c.joint_low, c.joint_high, c.n, verdict, ties)


def _comparable(values: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float64]]:
    """The modes that have a value in every replication in which any has one, and those values."""
    known = {mode: np.asarray(v, dtype=np.float64) for mode, v in values.items() if len(v)}
    if not known:
        return {}
    there = ~np.isnan(np.stack(list(known.values()))).all(axis=0)
    return {mode: v[there] for mode, v in known.items() if there.any() and np.isfinite(v[there]).all()}
