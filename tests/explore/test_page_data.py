"""What the page knows is what the tables and the trace say, and it is plain data."""

from __future__ import annotations

import datetime as dt
import json
from itertools import accumulate

import pandas as pd

from sim.explore.page_data import EXPLORED, day_name, page_data, place_numbers, township_codes
from sim.measure.registry import kpi_of
from tests.explore.traced import day, shown
from tests.service import small_county as small

KPI = "at_village_mean_h"


def villages(**column: object) -> pd.DataFrame:
    codes = [v.code for v in small.county().villages]
    rows = {"mode": "joint", "village": codes, "parcels_day": 2.5, KPI: [1.0, float("nan"), 4.123456789, *range(9)], f"{KPI}_state": "ok"}
    return pd.DataFrame(rows | column)


def data(table: pd.DataFrame, overloaded: bool = False) -> dict:
    return page_data(small.county(), small.parameters(), table, [shown(overloaded=overloaded)], dt.date(2026, 3, 25))


def test_it_is_json_without_numbers_that_are_none() -> None:
    text = json.dumps(data(villages()), allow_nan=False)
    assert json.loads(text)["county"] == ["小县", "Small"]


def test_values_stand_in_the_countys_order_and_what_is_not_there_is_null() -> None:
    (kpi,) = data(villages().iloc[::-1])["kpis"]
    assert kpi["key"] == KPI
    assert kpi["values"] == [[1.0, None, 4.12346, *range(9)]]


def test_nothing_is_shown_of_an_overloaded_mode() -> None:
    assert data(villages(), overloaded=True)["kpis"] == []
    assert data(villages(**{f"{KPI}_state": "overloaded"}))["kpis"] == []


def test_journeys_and_counts_can_be_read_back() -> None:
    packed = data(villages())["days"][0]
    rides, found = packed["journeys"], day().journeys
    assert rides["first"][-1] == sum(len(j.halts) for j in found) == len(rides["arrived"])
    for number, journey in enumerate(found):
        part = slice(rides["first"][number], rides["first"][number + 1])
        assert rides["arrived"][part] == [h.arrived for h in journey.halts]
        assert packed["lines"][rides["line"][number]] == journey.line
    for (place, before, steps, changes), counted in zip(packed["waiting"], day().waiting, strict=True):
        assert (place, before, tuple(accumulate(steps)), tuple(changes)) == (counted.place, counted.before, counted.minutes, counted.changes)


def test_places_are_numbered_as_the_county_numbers_them() -> None:
    county = small.county()
    numbers, packed = place_numbers(county), data(villages())
    assert [numbers[v.code] if v.code in numbers else county.village_place(v) for v in county.villages] == packed["villages"]["place"]
    assert set(township_codes(county).values()) <= set(numbers)
    assert packed["places"]["kind"] == [0, 1, 1, *[2] * len(county.points)]


def test_communities_are_told_from_villages() -> None:
    assert data(villages())["villages"]["urban"] == [int(urban) for urban in small.county().urban]


def test_each_kpi_that_can_be_chosen_is_one_of_villages() -> None:
    assert all(kpi_of(key).local for key in EXPLORED)


def test_a_day_is_called_by_its_weekday() -> None:
    date = dt.date(2026, 3, 25)
    assert (day_name(date, "zh"), day_name(date, "en")) == ("星期三 2026-03-25", "Wednesday 2026-03-25")
