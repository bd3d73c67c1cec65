"""What a study's points gave: every KPI of every replication, and what became of the points that gave nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

REFUSED = "refused"
"""State of a point that is faulty as an input: its values contradict each other, or no plan can be made of them."""


@dataclass(frozen=True, eq=False)
class PointAnswer:
    """What one point gave.

    Attributes:
        state, message, overloads: see ``Responses``.
        values: (replications, KPIs); None where it has none.
    """

    state: str
    message: str = ""
    overloads: tuple[tuple[str, str], ...] = ()
    values: NDArray[np.float64] | None = None


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

    @staticmethod
    def of(answers: Sequence[PointAnswer], replications: int, kpis: int) -> Responses:
        """The answers of points, in their order."""
        none = np.full((replications, kpis), np.nan)
        values = [none if a.values is None else a.values for a in answers]
        return Responses(
            np.array(values).reshape(len(answers), replications, kpis), tuple(a.state for a in answers),
            tuple(a.message for a in answers), tuple(a.overloads for a in answers),
        )  # fmt: skip

    def with_room(self, replications: int) -> Responses:
        """The same with places for more replications, of which there are no values."""
        points, there, kpis = self.values.shape
        values = np.full((points, replications, kpis), np.nan)
        values[:, :there] = self.values
        return replace(self, values=values)

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
