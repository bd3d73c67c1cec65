"""The columns of a table of parcels: no heading means two, and bounds lie inside the clock."""

from __future__ import annotations

import pytest

from sim.demand.columns import DURATION, SHEET, TIMES, TYPICAL
from sim.table.heading import heading
from sim.table.units import factor_of


def test_no_heading_means_two_columns() -> None:
    names = [(heading(n).words, c.key) for c in SHEET.columns for n in {c.key, c.zh, *c.names}]
    assert len(dict(names)) == len(set(names))


@pytest.mark.parametrize(("words", "key"), [("到件时间", "time"), ("快递公司", "brand"), ("运单编号", "waybill"), ("手机号", "other"), ("enteredhub", "time_min")])
def test_headings_of_real_tables_are_known(words: str, key: str) -> None:
    assert SHEET.known[words].key == key


def test_nothing_is_required_since_each_is_drawn_or_asked_for_with_words_of_its_own() -> None:
    assert not any(c.required for c in SHEET.columns)


def test_what_is_typical_lies_inside_the_bounds() -> None:
    for key, (low, high) in TYPICAL.items():
        column = SHEET.column(key)
        assert column.low is not None
        assert column.high is not None
        assert column.low < low < high < column.high


def test_times_reach_no_further_than_the_clock() -> None:
    ends = {key: SHEET.column(key).high for key in TIMES if SHEET.column(key).high}
    assert set(ends) == {"time_ms", "time_min", "time_h"}
    assert all(end * ms <= 2**52 for end, ms in ((ends["time_ms"], 1), (ends["time_min"], 60_000), (ends["time_h"], 3_600_000)) if end)


@pytest.mark.parametrize(("unit", "hours"), [("小时", 1), ("天", 24), ("分钟", 1 / 60), ("kg", None)])
def test_durations_are_hours(unit: str, hours: float | None) -> None:
    assert factor_of(unit, DURATION) == hours
