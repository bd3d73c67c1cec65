"""Households of the villages, and their trips to market."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, NEVER
from sim.county.county import County
from sim.demand.calendar import calendar_of
from sim.demand.markets import market_days, townships_of
from sim.demand.parcels import MarketTrips
from sim.demand.streams import CHUNK, Codes, Stream, combine, entity_codes
from sim.parameters.tree import Parameters

AT_KM, AT_PARCELS = 5.0, 0.05
"""Distance from the township and parcels a resident and day for which ``resident.households_together`` is stated."""

MARKET_OPENS = 9 * HOUR
MARKET_SPREAD = 3 * HOUR
"""Arrivals in the township on a market day are uniform over this time from ``MARKET_OPENS``."""


@dataclass(frozen=True, eq=False)
class Households:
    """Numbered households: those of village v are ``first[v]`` to ``first[v + 1]`` - 1.

    ``code`` names each for the random streams, ``township`` is the index of its township, ``together`` how many
    households of the county it stands for.
    """

    first: NDArray[np.int64]
    code: Codes
    township: NDArray[np.int32]
    together: NDArray[np.float64]

    @property
    def count(self) -> NDArray[np.int64]:
        """Households of each village, at least one."""
        return np.diff(self.first)


def circle(together: float, rate: float) -> float:
    """Households that fetch for one another ``AT_KM`` from the township, at ``rate`` parcels a resident and day;
    ``together`` at ``AT_PARCELS``.

    Neighbours who fetch for one another save trips and hand parcels round to each other. With a trip of cost K, q
    parcels a trip and an effort c a parcel for each household of the circle, a parcel costs K / q + c n, where q grows
    with n and with the parcels that a household gets: n goes by the square root of K over them, as an economic lot does
    (Harris 1913), and K by the kilometres.
    """
    return together / math.sqrt(rate / AT_PARCELS) if rate > 0 else math.inf


def usual_circle(parameters: Parameters) -> float:
    """``circle`` at the county's usual parcels a resident, whatever the scale of demand."""
    return circle(parameters.resident.households_together, parameters.demand.parcels_per_resident_day)


def households(county: County, together: float) -> Households:
    """The households of a county that fetch for themselves: as many as there are circles of households, rounded, at
    least one a village.

    Args:
        together: households of a circle ``AT_KM`` from the township (``circle``); elsewhere by the square root of the
            distance, at least 1.
    """
    population = np.array([v.population for v in county.villages], np.float64)
    size = np.maximum(1.0, together * np.sqrt(_town_km(county) / AT_KM))
    count = np.maximum(1, np.rint(population / (county.household_size * size))).astype(np.int64)
    first = np.concatenate(([0], np.cumsum(count)))
    number = np.arange(first[-1]) - np.repeat(first[:-1], count)
    code = combine(np.repeat(entity_codes(v.code for v in county.villages), count), number)
    township = np.repeat(np.array([v.township for v in county.villages], np.int32), count)
    return Households(first, code, township, np.repeat(population / county.household_size / count, count))


def _town_km(county: County) -> NDArray[np.float64]:
    """By village, km from its homes to the township."""
    town = np.array([county.township_place(v.township) for v in county.villages], np.int64)
    home = np.array([county.village_place(v) for v in county.villages], np.int64)
    return np.where(home == town, county.point_km, county.road_km[home, town])


def market_trips(homes: Households, county: County, parameters: Parameters, seed: int, replication: int) -> MarketTrips:
    """Who goes to market when: on each market day of its township each of the households that fetch together goes with
    the probability ``market_share``; where the calendar has more or fewer residents at home, as many more or fewer."""
    stays = 1.0 - parameters.resident.market_share
    at_home = calendar_of(parameters.demand, parameters.horizon).residents
    day_of = _market_days(homes, county, parameters)
    goes, arrives = Stream(seed, replication, "market"), Stream(seed, replication, "market_time")
    time = np.full((len(homes.code), day_of.shape[1]), NEVER, np.int64, order="F")  # read a market day at a time
    for column in range(day_of.shape[1]):
        for lo in range(0, len(homes.code), CHUNK):
            day = day_of[homes.township[lo : lo + CHUNK], column]
            code = combine(homes.code[lo : lo + CHUNK], day)
            share = 1.0 - stays ** (homes.together[lo : lo + CHUNK] * at_home[day])
            going = np.flatnonzero((goes.uniform(code) < share) & (day >= 0))
            late = (MARKET_SPREAD * arrives.uniform(code[going])).astype(np.int64)
            time[lo + going, column] = day[going] * DAY + MARKET_OPENS + late
    return MarketTrips(time)


def _market_days(homes: Households, county: County, parameters: Parameters) -> NDArray[np.int64]:
    """The market days of each township that has households, a row each, -1 where it has fewer than others; none where
    nobody goes."""
    resident, horizon = parameters.resident, parameters.horizon
    townships = int(homes.township.max()) + 1 if homes.township.size else 0
    towns = townships_of(county)[:townships]
    by_township = [m.days for m in market_days(towns, resident, horizon.start_date, horizon.days)]
    columns = max(map(len, by_township), default=0) if resident.market_share > 0 else 0
    day_of = np.full((townships, columns), -1, np.int64)
    for t, its_days in enumerate(by_township):
        day_of[t, : len(its_days)] = its_days[:columns]
    return day_of
