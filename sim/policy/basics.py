"""What a county is, in figures (table ``basics`` 县情), and what a year of each column costs (``budget`` 年度收支)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.county.county import County
from sim.demand.outlook import Expected
from sim.measure.kpi import ALL
from sim.measure.measure import Measures
from sim.measure.recipe import parcels
from sim.policy.case import PlanCase

DAYS_YEAR = 365
WAN = 10_000.0
"""万: money of a year is told in ten thousands of yuan."""

LINES = ("system", "operators", "brands", "host", "keeper", "public", "residents")
"""Whose cost a row of the budget is; operators are brands, hosts and keepers together."""


def basics(case: PlanCase) -> pd.DataFrame:
    """Columns item, value, unit: places, people, and the parcels that are asked for, a day and a year."""
    return county_basics(case.county, case.prepared.expected)


def county_basics(county: County, asked: Expected) -> pd.DataFrame:
    """The same of a county and what is asked for there."""
    return pd.DataFrame(list(_items(county, asked)), columns=["item", "value", "unit"])


def _items(county: County, asked: Expected) -> Iterator[tuple[str, float, str]]:
    rural = county.rural
    yield "townships", len({v.township for v in rural}), "-"
    yield "villages", len(rural), "-"
    yield "points", len({v.point for v in rural if v.point >= 0}), "-"
    yield "villages_in_town", sum(v.point < 0 for v in rural), "-"
    yield "people", sum(v.population for v in rural), "people"
    if county.urban.any():
        yield "communities", int(county.urban.sum()), "-"
        yield "people_town", sum(v.population for v in county.villages if v.township == county.town), "people"
    flows = {"parcels": asked.daily[:, ~county.urban], "parcels_out": asked.going[0][:, ~county.urban]}
    flows["parcels_town"] = asked.daily[:, county.urban]
    for item, daily in flows.items():
        if (total := float(daily.sum())) > 0:
            yield f"{item}_day", round(total, 1), "parcels/day"
            yield f"{item}_year", round(total * DAYS_YEAR), "parcels/year"


def budget(case: PlanCase) -> pd.DataFrame:
    """A row a column and line of cost, of all parcels of the villages: columns mode, line, yuan_parcel, wan_yuan_year.

    A year has 365 measured days; what one line pays another is in both, so that operators, public and residents add up
    to the system. Public money is empty where no column asks for any. A column that is overloaded is left out: its
    figures depend on when the clock stops.
    """
    over = {s.name for s in case.scenarios if s.overloads}
    rows = [
        (mode, line, *_mean([_line(m, line, case) for m in found]))
        for mode, found in case.measures.items() if mode not in over for line in LINES
    ]
    made = pd.DataFrame(rows, columns=["mode", "line", "yuan_parcel", "wan_yuan_year"])
    if not any(m.public_asked for found in case.measures.values() for m in found):
        made.loc[made["line"] == "public", ["yuan_parcel", "wan_yuan_year"]] = np.nan
    return made


def _line(m: Measures, line: str, case: PlanCase) -> tuple[float, float]:
    """Yuan a parcel, and ten thousands of yuan a year, of one replication."""
    each = m.county[f"cost_{line}_parcel{ALL}"]
    return each, each * parcels(m, ALL) * DAYS_YEAR / case.parameters.horizon.measured_days / WAN


def _mean(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    each, year = np.array(pairs).mean(axis=0).tolist()
    return round(each, 4), round(year, 4)
