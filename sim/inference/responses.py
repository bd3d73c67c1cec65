"""What a study's points gave: every KPI of every replication, and what became of the points that gave nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

REFUSED = "refused"
"""State of a point that is faulty as an input: its values contradict each other, or no plan can be made of them."""


@dataclass(frozen=True, eq=False)
class Responses:
    """What a list of points gave.

    Attributes:
        values: (points, replications, KPIs); NaN where a point has none.
        state: ``ok``, ``refused``, or what the engine says; ``message`` why.
        overloads: what each plan is asked for beyond what it can do, Chinese and English.
    """

    values: NDArray[np.float64]
    state: tuple[str, ...]
    message: tuple[str, ...]
    overloads: tuple[tuple[tuple[str, str], ...], ...]

    def laid_over(self, rows: Sequence[int], others: Responses) -> Responses:
        """These with those of the rows replaced."""
        values, at = self.values.copy(), {row: i for i, row in enumerate(rows)}
        values[list(rows)] = others.values
        every = range(len(self.state))
        return Responses(
            values,
            tuple(others.state[at[i]] if i in at else self.state[i] for i in every),
            tuple(others.message[at[i]] if i in at else self.message[i] for i in every),
            tuple(others.overloads[at[i]] if i in at else self.overloads[i] for i in every),
        )
