"""Who serves what: brands that work as one operator in one mode over some villages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.demand.outlook import Expected, Size
from sim.plan.actor import Actor
from sim.service.mode.mode import Mode


@dataclass(frozen=True, eq=False)
class Job:
    """Brands that work as one operator in one mode over some villages.

    Attributes:
        pool: name of the pool the brands belong to, empty outside any.
        operator: the pool, or the brand that works alone.
        brands, villages: indices into the expected demand's axes.
    """

    pool: str
    operator: Actor
    mode: Mode
    brands: tuple[int, ...]
    villages: tuple[int, ...]

    def daily(self, expected: Expected) -> NDArray[np.float64]:
        """Mean parcels a day by village of the county; 0 where the job does not serve."""
        load = np.zeros(expected.daily.shape[1])
        where = list(self.villages)
        load[where] = expected.daily[np.ix_(list(self.brands), where)].sum(axis=0)
        return load

    def size(self, expected: Expected, villages: Sequence[int]) -> Size:
        """The mean of its parcels to some villages."""
        return expected.size(() if expected.alike else np.ix_(list(self.brands), list(villages)))
