"""What demand is to be expected, before anything is drawn: the ground on which fleets and crews are sized."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.county.county import County
from sim.demand.calendar import weekday_factors
from sim.demand.shares import brand_shares
from sim.parameters.demand import Demand
from sim.parameters.tree import Parameters


@dataclass(frozen=True, eq=False)
class Expected:
    """Mean demand.

    Attributes:
        daily: shape (brands, villages), mean inbound parcels a day over the week.
        weekday: factor of each weekday, Monday first; mean 1.
        brands, villages: keys and codes that number the two axes.
    """

    daily: NDArray[np.float64]
    weekday: NDArray[np.float64]
    brands: tuple[str, ...]
    villages: tuple[str, ...]

    @property
    def peak(self) -> float:
        """The factor of the heaviest weekday."""
        return float(self.weekday.max())

    @property
    def total(self) -> float:
        """Mean parcels of the county a day."""
        return float(self.daily.sum())


def village_means(county: County, demand: Demand) -> NDArray[np.float64]:
    """Mean parcels of each village a day: the village's own figure where the user gave one, else population x rate; x scale."""
    rate = demand.parcels_per_resident_day
    means = [v.population * rate if v.parcels_per_day is None else v.parcels_per_day for v in county.villages]
    return np.array(means, np.float64) * demand.scale


def expected(county: County, parameters: Parameters) -> Expected:
    """Expected demand of a county; of the table of real parcels where ``demand.parcels_file`` names one.

    Raises:
        InputError: shares or weekday factors without weight, or faults of the parcels file.
    """
    demand = parameters.demand
    villages = tuple(v.code for v in county.villages)
    if demand.parcels_file is not None:
        from sim.demand.replay import table_means  # pandas, which a worker without a table never needs

        daily, weekdays = table_means(demand.parcels_file, county, parameters)
        return Expected(daily, weekdays, tuple(demand.brands), villages)
    daily = np.outer(brand_shares(demand), village_means(county, demand))
    return Expected(daily, weekday_factors(demand), tuple(demand.brands), villages)
