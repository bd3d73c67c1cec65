"""Closed roads: seasons, dates, bounds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from sim.parameters import Parameters
from sim.parameters.disruption import Away, Closure, Disruption
from sim.parameters.together import together


def test_a_season_may_pass_new_year() -> None:
    days = [dt.date(2026, *day) for day in ((1, 1), (2, 1), (2, 2), (12, 4), (12, 5))]
    assert [Closure(first="12-05", last="02-01").in_season(day) for day in days] == [True, True, False, False, True]
    assert [Closure(first="01-02", last="12-04").in_season(day) for day in days] == [False, True, True, True, False]


def test_nothing_goes_wrong_by_default_and_one_date_needs_no_list() -> None:
    assert not Disruption().on
    assert Disruption(closures={"snow": Closure(dates=dt.date(2026, 3, 4))}).on  # type: ignore[arg-type]
    assert Disruption(closures={"ice": Closure(share=0.1)}).on
    assert Disruption(away={"wang": Away(weekdays=(2,))}).on
    assert Disruption(crew_absent_share=0.1).on


@pytest.mark.parametrize("given", [{"share": 1.1}, {"road": "track"}, {"first": "13-01"}, {"dates": ["March"]}, {"day": 1}])
def test_bounds(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Closure.model_validate(given)


def test_dates_outside_the_horizon_are_told_one_by_one() -> None:
    dates = ["2026-03-01", "2026-03-02", "2026-04-12", "2026-04-13"]
    given = {"closures": {"snow": {"dates": dates}}, "away": {"wang": {"dates": dates[2:]}}}
    found = together(Parameters.model_validate({"disruption": given}))
    assert [(p.where, p.found) for p in found] == [
        ("disruption.closures.snow.dates", dates[0]), ("disruption.closures.snow.dates", dates[3]), ("disruption.away.wang.dates", dates[3]),
    ]  # fmt: skip
