"""What a table of real parcels says of the demand to be expected; what it does not say comes from the parameters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.clock import DAY, HOUR, MINUTE
from sim.county.county import County
from sim.demand.outlook import QUANTILES, Arrival, Expected, dwell_quantiles
from sim.demand.records import Records, read_records
from sim.demand.shares import brand_shares, door_shares
from sim.demand.span import fitting, uncovered
from sim.parameters.demand import Horizon
from sim.parameters.tree import Parameters
from sim.problems import InputError, Problem, Where, phrase

Law = Callable[[int], NDArray[np.int64]]
"""So many equally likely dwells of a law, ms."""


def recorded(path: str | Path, county: County, parameters: Parameters) -> Expected:
    """Mean demand over the days from the table's first to its last.

    Parcels without a brand are spread by the brands' shares; a weekday that the table does not have gets the factor 1.
    Where a parcel has no weight, volume, dwell or way of delivery, the parameters' mean (or law) stands in for it.

    Raises:
        InputError: every fault of the table, each with file, row and column; or measured days that it does not cover.
    """
    demand, resident = parameters.demand, parameters.resident
    records, shares = read_records(path, county, parameters), brand_shares(demand)
    _refuse_idle(records, Path(path).name, parameters.horizon)
    spread = _Spread(records, shares, len(county.villages))
    count = spread.sums(np.ones(len(records.time)))
    days = int(records.time[-1] // DAY) - int(records.time[0] // DAY) + 1
    to_door = np.where(records.to_door < 0, door_shares(county, demand)[records.village], records.to_door)

    def dwells(median_h: float) -> NDArray[np.int64]:
        return _dwells(records.dwell, lambda n: dwell_quantiles(resident, median_h, n))

    return Expected(
        daily=count / days,
        weekday=_weekdays(records, parameters.horizon),
        brands=tuple(demand.brands),
        villages=tuple(v.code for v in county.villages),
        kg=spread.means(records.grams, count, demand.weight_mean_kg),
        litres=spread.means(records.ml, count, demand.volume_mean_l),
        arrivals=_arrivals(records.time),
        delay=0.0,
        dwell_point=dwells(resident.dwell_point_median_h),
        dwell_township=dwells(resident.dwell_township_median_h),
        to_door=float(to_door.mean()),
        households=records.homes.count,
    )


def recorded_offers(path: str | Path, county: County, parameters: Parameters) -> Floats:
    """What goes out a day by a table, mean over the days from its first such parcel to its last: shape (3, villages),
    parcels, kg, litres.

    Raises:
        InputError: every fault of the table; or nothing in it goes out.
    """
    demand, records = parameters.demand, read_records(path, county, parameters, outbound=True)
    days = int(records.time[-1] // DAY) - int(records.time[0] // DAY) + 1
    kg = np.where(records.grams < 0, demand.weight_mean_kg, records.grams / 1000)
    litres = np.where(records.ml < 0, demand.volume_mean_l, records.ml / 1000)
    each = (np.ones(len(kg)), kg, litres)
    return np.array([np.bincount(records.village, of, len(county.villages)) for of in each]) / days


def _refuse_idle(records: Records, file: str, horizon: Horizon) -> None:
    """Refuse measured days of which the table says nothing: the costs of every day would be shared by the parcels of
    some."""
    if days := uncovered(records.spans, horizon):
        first, last = str(records.spans[0].first), str(records.spans[-1].last)
        found = phrase("parcels.idle_days", days=days, measured=horizon.measured_days, first=first, last=last)
        raise InputError([Problem(
            "parcels.idle_days", Where(file=file, key="horizon"), found, phrase("parcels.covered"),
            fitting(records.spans, horizon),
        )])


class _Spread:
    """Sums of amounts of parcels by (brand, village); of parcels without a brand each brand has its share."""

    def __init__(self, records: Records, shares: Floats, villages: int) -> None:
        self._shape = len(shares), villages
        self._shares = shares
        self._named = records.brand >= 0
        self._cell = records.brand[self._named].astype(np.int64) * villages + records.village[self._named]
        self._village = records.village[~self._named]

    def sums(self, amount: Floats) -> Floats:
        """Of an amount of each parcel."""
        found: Floats = np.bincount(
            self._cell, amount[self._named], self._shape[0] * self._shape[1]
        ).reshape(self._shape).astype(float)
        return found + np.outer(self._shares, np.bincount(self._village, amount[~self._named], self._shape[1]))

    def means(self, thousandths: NDArray[np.int32], count: Floats, otherwise: float) -> Floats:
        """Of a quantity in thousandths, negative where the table does not say: ``otherwise`` there; where no parcel is,
        the mean of all."""
        if not (thousandths >= 0).any():
            return np.full(self._shape, otherwise)
        total = self.sums(np.where(thousandths < 0, otherwise, thousandths / 1000))
        found: Floats = np.divide(total, count, out=np.full(self._shape, total.sum() / count.sum()), where=count > 0)
        return found


def _weekdays(records: Records, horizon: Horizon) -> Floats:
    """The table's own weekday factors."""
    day = records.time // DAY
    first, last = int(day[0]), int(day[-1])
    by_day = np.bincount(day - first, minlength=last - first + 1)
    weekdays = (horizon.start_date.weekday() + np.arange(first, last + 1)) % 7
    seen = np.bincount(weekdays, minlength=7)
    mean = np.bincount(weekdays, by_day, minlength=7) / np.maximum(seen, 1)
    factors = np.where(seen > 0, mean / mean[seen > 0].mean(), 1.0)
    normed: Floats = factors / factors.mean()
    return normed


def _arrivals(times: NDArray[np.int64]) -> tuple[Arrival, ...]:
    """Arrivals by hour of the day, each hour's at the whole minute of its mean."""
    of_day = times % DAY
    hour = of_day // HOUR
    number, total = np.bincount(hour, minlength=24), np.bincount(hour, of_day, 24)
    return tuple(
        Arrival(round(total[h] / number[h] / MINUTE) * MINUTE, float(number[h] / len(times)))
        for h in np.flatnonzero(number).tolist()
    )


def _dwells(given: NDArray[np.int64], law: Law) -> NDArray[np.int64]:
    """Quantiles of the dwells given, and of the law for those that are drawn, in proportion."""
    known = given[given >= 0]
    number = round(QUANTILES * len(known) / len(given))
    own = np.quantile(known, (np.arange(number) + 0.5) / number) if number else np.zeros(0)
    return np.sort(np.concatenate([own, law(QUANTILES - number)])).astype(np.int64)
