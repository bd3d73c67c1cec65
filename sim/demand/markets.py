"""Market days 集日 of the townships: who goes to market fetches parcels, and buses are fuller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sim.clock import weekday
from sim.county.county import County
from sim.parameters.resident import Market, Resident
from sim.problems import Problem, did_you_mean, one_of

Named = tuple[str, str]
"""Code and name of a township."""


def townships_of(county: County) -> list[Named]:
    """The townships of a county, by index."""
    return [(town.code, town.name) for town in county.townships]


@dataclass(frozen=True)
class MarketDays:
    """The market days of a township: their numbers, in order, and the most days from one to the next."""

    days: tuple[int, ...]
    gap: int


def market_days(townships: Sequence[Named], resident: Resident, start: dt.date, days: int) -> list[MarketDays]:
    """By township, those of so many days from ``start`` on that are its market days.

    Those that ``resident.markets`` does not name have theirs every ``market_cycle_days``, each township a day earlier
    than the one before it.
    """
    usual = Market(cycle_days=resident.market_cycle_days)
    own = [next((resident.markets[n] for n in names if n in resident.markets), usual) for names in townships]
    return [
        _by_weekday(market.weekdays, start, days) if market.weekdays
        else _by_cycle(market, number, market.cycle_days or resident.market_cycle_days, start, days)
        for number, market in enumerate(own)
    ]


def _by_weekday(weekdays: tuple[int, ...], start: dt.date, days: int) -> MarketDays:
    """On some days of the week, 1 Monday to 7 Sunday."""
    of_week = sorted(set(weekdays))
    gap = max(b - a for a, b in pairwise([*of_week, of_week[0] + 7]))
    return MarketDays(tuple(day for day in range(days) if weekday(start, day) + 1 in of_week), gap)


def _by_cycle(market: Market, township: int, cycle: int, start: dt.date, days: int) -> MarketDays:
    """Every ``cycle`` days from the market's date on and before it, else as the number of the township says."""
    since = start.toordinal() - market.date.toordinal() if market.date else township
    return MarketDays(tuple(day for day in range(days) if (day + since) % cycle == 0), cycle)


def market_faults(county: County, resident: Resident) -> Iterator[Problem]:
    """A problem for each market of a township that the county does not have."""
    known = {name for names in townships_of(county) for name in names}
    for name in resident.markets:
        if name not in known:
            allowed = one_of([town.name for town in county.townships])
            yield Problem("plan.unknown_township", f"resident.markets.{name}", name, allowed, did_you_mean(name, known))
