"""Market days of the townships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sim.county.county import County
from sim.demand.markets import market_days, market_faults, townships_of
from sim.parameters.resident import Resident

NAMES = [(f"t{i}", f"Town {i}") for i in range(8)]


def days(**resident: Any) -> list[list[int]]:
    return [list(m.days) for m in market_days(NAMES, Resident.model_validate(resident), dt.date(2026, 3, 2), 14)]


def test_market_days_go_round_the_townships() -> None:
    found = days(market_cycle_days=5)
    assert found[:2] == [[0, 5, 10], [4, 9]]
    assert found[7] == found[2]
    assert days(market_cycle_days=1)[3] == list(range(14))


def test_a_township_may_have_days_of_its_own() -> None:
    """Monday 2 March; by code or name, by a date before or after, by weekdays."""
    found = days(markets={"t0": {"date": "2026-03-04"}, "Town 1": {"date": "2026-01-01", "cycle_days": 10}, "t2": {"weekdays": [3, 6]}, "t3": {"cycle_days": 7}})
    assert found[:4] == [[2, 7, 12], [0, 10], [2, 5, 9, 12], [4, 11]]
    assert found[4] == days()[4]


def test_a_market_of_no_township_is_told(build: Callable[..., County]) -> None:
    county = build(villages=4)
    named = townships_of(county)[0]
    assert list(market_faults(county, Resident.model_validate({"markets": {name: {"weekdays": [6]} for name in named}}))) == []
    wrong = Resident.model_validate({"markets": {named[0] + "x": {"weekdays": [6]}, "nowhere": {"weekdays": [6]}}})
    assert [p.where for p in market_faults(county, wrong)] == [f"resident.markets.{named[0]}x", "resident.markets.nowhere"]


def test_the_most_days_between_two_markets() -> None:
    own = {"t0": {"weekdays": [3, 6]}, "t1": {"weekdays": [6]}, "t2": {"cycle_days": 10}}
    found = market_days(NAMES, Resident.model_validate({"markets": own}), dt.date(2026, 3, 2), 3)
    assert [m.gap for m in found[:4]] == [4, 7, 10, 5]
