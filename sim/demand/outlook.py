"""What is known of demand before anything is drawn: the ground on which fleets and crews are sized.

Whatever a plan needs to know of parcels stands here, so that a table of real parcels replaces all of it: what the table
gives comes from the table (``recorded``), the rest from the parameters (``expected``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.arrays import Floats
from sim.clock import HOUR
from sim.parameters.resident import Resident

QUANTILES = 60
"""Points by which a distribution of dwells is known; all of them are equally likely."""


@dataclass(frozen=True)
class Size:
    """What a parcel weighs and takes up, mean of some parcels."""

    kg: float
    litres: float

    def fitting(self, room: tuple[float, float, float]) -> float:
        """How many fit into a room for so many parcels, grams and ml: the first of the three to run out."""
        parcels, grams, ml = room
        return float(min(parcels, grams / (1000 * self.kg), ml / (1000 * self.litres)))


@dataclass(frozen=True)
class Arrival:
    """Parcels that come to the hub at one time of day, ms: their share of the day's."""

    time: int
    share: float


@dataclass(frozen=True, eq=False)
class Expected:
    """Mean demand.

    Attributes:
        daily: shape (brands, villages), mean inbound parcels a day over the week.
        weekday: factor of each weekday, Monday first; mean 1.
        brands, villages: keys and codes that number the two axes.
        kg, litres: shape (brands, villages), of a parcel, mean.
        arrivals: by time; shares sum to 1 (none where the parameters have no wave).
        delay: mean delay of an arrival, ms (exponential).
        dwell_point, dwell_township: ``QUANTILES`` equally likely times from notice to going for a parcel, ms,
            ascending.
        to_door: share of parcels that need delivery to the door.
        households: by village.
        offered: shape (3, villages), mean parcels a day that go out, their kg and litres; None where nothing does.
    """

    daily: Floats
    weekday: Floats
    brands: tuple[str, ...]
    villages: tuple[str, ...]
    kg: Floats
    litres: Floats
    arrivals: tuple[Arrival, ...]
    delay: float
    dwell_point: NDArray[np.int64]
    dwell_township: NDArray[np.int64]
    to_door: float
    households: NDArray[np.int64]
    offered: Floats | None = None

    @cached_property
    def going(self) -> Floats:
        """What is ``offered``, spread over the brands as what comes in: shape (3, brands, villages)."""
        if self.offered is None:
            return np.zeros((3, *self.daily.shape))
        total = self.daily.sum(axis=0)
        share = np.divide(self.daily, total, out=np.full(self.daily.shape, 1 / len(self.brands)), where=total > 0)
        going: Floats = self.offered[:, None, :] * share
        return going

    @property
    def peak(self) -> float:
        """The factor of the heaviest weekday."""
        return float(self.weekday.max())

    @property
    def total(self) -> float:
        """Mean parcels of the county a day."""
        return float(self.daily.sum())

    @cached_property
    def mean(self) -> Size:
        """The county's mean parcel."""
        return self.size(np.ones(self.daily.shape, np.bool_))

    @cached_property
    def alike(self) -> bool:
        """Whether parcels are of one size everywhere."""
        return bool((self.kg == self.kg.flat[0]).all() and (self.litres == self.litres.flat[0]).all())

    def size(self, cells: Any) -> Size:
        """The mean parcel of some cells (an index into ``daily``); the county's where they have no parcels."""
        if self.alike:
            return Size(float(self.kg.flat[0]), float(self.litres.flat[0]))
        weights = self.daily[cells]
        total = float(weights.sum())
        if total <= 0:
            return self.mean if self.total > 0 else Size(float(self.kg.mean()), float(self.litres.mean()))
        return Size(
            float((weights * self.kg[cells]).sum() / total), float((weights * self.litres[cells]).sum() / total)
        )


def dwell_quantiles(resident: Resident, median_h: float, number: int = QUANTILES) -> NDArray[np.int64]:
    """Equally likely dwells of the log-normal law of the parameters, ms, ascending."""
    at = (np.arange(number) + 0.5) / max(number, 1)
    dwells: NDArray[np.int64] = np.rint(median_h * HOUR * np.exp(resident.dwell_sd_log * ndtri(at))).astype(np.int64)
    return dwells
