"""What is known of a target in each village and mode by what was simulated so far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.arrays import Floats, Ints
from sim.inference.mix.mix_target import MixTarget
from sim.measure.measure import Measures

PRIOR = 1.0
"""Replications for which the mean of all villages in a mode stands, where villages are counted: whether one is as asked
in one week says little of the next."""


class MixSeen:
    """The figures of a target, shape (villages, modes), as means over all replications in which a village had a mode.

    Args:
        figures: where the whole county had each mode, of so many ``replications``.
    """

    def __init__(self, target: MixTarget, figures: Floats, replications: int) -> None:
        self._target, self._times = target, np.full(figures.shape, float(replications))
        self._sums = figures * replications

    def add(self, chosen: Ints, rows: Sequence[Measures]) -> None:
        """Take in what a plan gave; ``chosen``: by village, the number of its mode, -1 for none that counts."""
        villages = np.flatnonzero(chosen >= 0)
        at = villages, chosen[villages]
        self._sums[at] += self._target.figures(rows)[villages] * len(rows)
        self._times[at] += len(rows)

    @property
    def figures(self) -> Floats:
        """What is to be expected in each village and mode."""
        if self._target.villages is None:
            return np.asarray(self._sums / self._times)
        counts = list(self._target.villages)
        mean = self._sums[counts].sum(axis=0) / self._times[counts].sum(axis=0)
        return np.asarray((self._sums + PRIOR * mean) / (self._times + PRIOR))
