"""Weekdays, months and occasions of the horizon."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.clock import weekday
from sim.parameters.dates import in_year
from sim.parameters.demand import Demand, Horizon
from sim.parameters.occasions import Occasion, times_of, usual_days
from sim.problems import InputError, Problem, phrase


@dataclass(frozen=True, eq=False)
class Calendar:
    """What the occasions of a horizon make of its days.

    Attributes:
        parcels: by day, parcels that a resident gets, times normal.
        residents: by day, residents at home, times normal.
    """

    parcels: Floats
    residents: Floats

    @cached_property
    def factor(self) -> Floats:
        """By day, parcels that come in, times normal."""
        return self.parcels * self.residents

    @property
    def sized_for(self) -> float:
        """The factor of the heaviest day, at least 1: vehicles and crews for it do for all others."""
        return max(1.0, float(self.factor.max()))


def calendar_of(demand: Demand, horizon: Horizon) -> Calendar:
    """The occasions that ``demand.calendar`` names, over the days of a horizon; where several meet, their factors are
    multiplied."""
    parcels, residents = np.ones(horizon.days), np.ones(horizon.days)
    for name in demand.calendar:
        its_parcels, its_residents = _days_of(demand.occasions[name], horizon)
        parcels, residents = parcels * its_parcels, residents * its_residents
    return Calendar(parcels, residents)


def _days_of(occasion: Occasion, horizon: Horizon) -> tuple[Floats, Floats]:
    """By day of the horizon, the factors of an occasion on parcels a resident and on residents."""
    start = horizon.start_date.toordinal()
    parcels, residents = np.ones(horizon.days), np.ones(horizon.days)
    for first, last in times_of(occasion, horizon.start_date, horizon.last_date):
        days = last.toordinal() - first.toordinal() + 1
        factors = _factors(occasion, days, _peak(occasion, first.year, first.toordinal(), days))
        begin, end = max(first.toordinal() - start, 0), min(last.toordinal() - start + 1, horizon.days)
        parcels[begin:end] = factors[begin + start - first.toordinal() : end + start - first.toordinal()]
        residents[begin:end] = occasion.residents
    return parcels, residents


def _peak(occasion: Occasion, year: int, first: int, days: int) -> int | None:
    """Which of the days of an occasion that begins on the ordinal ``first`` of a year is its peak day."""
    dates = [in_year(occasion.peak_day, y) for y in (year, year + 1)] if occasion.peak_day else []
    numbers = [date.toordinal() - first for date in dates if date]
    return next((n for n in numbers if 0 <= n < days), None)


def _factors(occasion: Occasion, days: int, peak: int | None) -> Floats:
    """Factors of the days of an occasion: all alike, or a peak and the others such that their mean is its factor."""
    if peak is None:
        return np.full(days, occasion.factor)
    others = usual_days(occasion, days)
    factors = np.full(days, occasion.peak if others is None else others)
    factors[peak] = occasion.peak
    return factors


def weekday_factors(demand: Demand) -> Floats:
    """The seven factors of demand, Monday first, normed to a mean of 1.

    Raises:
        InputError: a factor is negative, or all are zero.
    """
    factors = np.array(demand.weekday, np.float64)
    if (factors < 0).any() or factors.sum() <= 0:
        raise InputError(
            [Problem("demand.weekday", "demand.weekday", str(list(demand.weekday)), phrase("demand.weekday"))]
        )
    normed: Floats = factors / factors.mean()
    return normed


def day_factors(demand: Demand, horizon: Horizon) -> Floats:
    """The factor of each day of the horizon: its weekday's, and its occasions'."""
    by_weekday = weekday_factors(demand)[[weekday(horizon.start_date, day) for day in range(horizon.days)]]
    return by_weekday * calendar_of(demand, horizon).factor if demand.calendar else by_weekday


def month_of_days(start: dt.date, days: int) -> NDArray[np.int64]:
    """The month of each of so many days from ``start`` on, January 0."""
    dates = np.datetime64(start, "D") + np.arange(days)
    return dates.astype("datetime64[M]").astype(np.int64) % 12
