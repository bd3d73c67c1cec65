"""What a sensitivity study found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.studies.sensitivity.one_at_a_time import OneAtATime
from experiments.studies.sensitivity.ranges import Factor
from experiments.studies.sensitivity.responses import Responses
from sim.measure.indices import Design, Indices


@dataclass(frozen=True, eq=False)
class Found:
    """What a study found.

    Attributes:
        turned: each key alone.
        factors: the keys of the indices, the same for every mode.
        design: their points; None where no key moves anything.
        responses: by mode and point, row mode x points + point.
        indices: by mode and KPI.
        between: share of the variance between modes with its interval, by KPI; empty for one mode.
    """

    numbers: tuple[int, ...]
    turned: OneAtATime
    factors: tuple[Factor, ...]
    design: Design | None
    responses: Responses
    indices: dict[tuple[str, str], Indices]
    between: dict[str, tuple[float, float, float]]

    def values(self, mode: int, kpi: int) -> NDArray[np.float64]:
        """One KPI in one mode: (replications, points)."""
        points = 0 if self.design is None else len(self.design.unit)
        out: NDArray[np.float64] = self.responses.values[mode * points : (mode + 1) * points, :, kpi].T
        return out
