"""A day of the small county, simulated, for tests of the page."""

from __future__ import annotations

from functools import cache

import pandas as pd

from sim.demand.source import parcels_of
from sim.explore.page_data import ShownMode, place_numbers, township_codes
from sim.explore.replay_day import ReplayDay, replay_day
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.measure.trace import trace_tables
from sim.parameters import Parameters
from tests.service import small_county

DAY = 2


@cache
def parameters() -> Parameters:
    """A day of warm-up, a week, and a day to follow it."""
    return small_county.parameters(horizon__warmup_days=1, horizon__measured_days=7, horizon__drain_days=1)


@cache
def trace() -> dict[str, pd.DataFrame]:
    """The tables of one replication."""
    p, plan = parameters(), small_county.build("courier_courier", parameters())
    drawn = draw(plan, *parcels_of(small_county.county(), p, 1, 0), p, 1, 0)
    return trace_tables(plan, drawn, simulate(plan, drawn), range(1, 8))


@cache
def day() -> ReplayDay:
    """One of its days."""
    county = small_county.county()
    return replay_day(trace(), place_numbers(county), township_codes(county), DAY)


def shown(key: str = "joint", overloaded: bool = False) -> ShownMode:
    """A mode of the page with that day."""
    return ShownMode(key=key, names=("快快合作", "joint delivery"), overloaded=overloaded, day=day())
