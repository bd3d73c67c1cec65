"""Times are read by one rule for the whole column: what is sure is read, what is not is refused with its rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.clock import DAY, HOUR, MINUTE
from sim.demand.times.moments import HeadingHints, Moments, heading_of, moments
from sim.demand.times.texts import NONE

MONDAY = 20_514 * DAY
"""2026-03-02 00:00."""

SIX = MONDAY + 6 * HOUR


def column(*texts: str, dates: tuple[str, ...] | None = None, heading: HeadingHints | None = None) -> Moments:
    return moments(pd.Series(texts, dtype=object), None if dates is None else pd.Series(dates, dtype=object), heading or HeadingHints())


def told(found: Moments) -> list[tuple[str, list[int] | None]]:
    return [(f.code, None if f.rows is None else np.flatnonzero(f.rows).tolist()) for f in (*found.faults, *found.date_faults)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02 06:00", "2026-3-2 6:00", "2026/03/02 06:00:00", "2026.3.2 6:00", "2026-03-02T06:00:00.000", "2026-03-02 06:00:00.0",
        "2026-03-01T22:00:00Z", "2026-03-02T06:00:00+08:00", "2026-03-02 06:00:00 +0800", "2026-03-02 07:00+09", "2026-03-01 22:00 UTC", "2026-03-02 06:00 UTC+8",
        "2026-03-02T06:00+08:00[Asia/Shanghai]", "2026-03-02 06:00 北京时间",
        "20260302060000", "202603020600", "20260302T060000", "20260302 06:00", "20260302_060000",
        "2026年3月2日 6时", "2026年03月02日06:00", "2026年3月2日 6点00分", "2026年3月2日 6时00分00秒", "2026年3月2日 星期一 6:00", "2026-03-02(周一) 06:00",
        "2026-03-02 上午6:00", "2026/3/2 上午 06:00:00", "2026-03-02 6:00 AM", "2026-03-02 6:00:00 a.m.", "2026-03-02 06:00am", "2026-03-02 6am", "2026年3月2日上午6点",
        "２０２６－０３－０２　０６：００", "2026-03-02 06∶00", "2026–03–02 06:00", "2026-03-02\u200b 06:00", "2-Mar-2026 06:00", "March 2, 2026 6:00 AM", "2026-03-02，06:00",
        "46083.25",
    ],
)  # fmt: skip
def test_one_instant_in_many_ways(text: str) -> None:
    found = column(text)
    assert told(found) == []
    assert found.ms.tolist() == [SIX]


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("2026-03-02 下午2:05", MONDAY + 14 * HOUR + 5 * MINUTE), ("2026-03-02 下午14:05", MONDAY + 14 * HOUR + 5 * MINUTE), ("2026-03-02 12:30 AM", MONDAY + 30 * MINUTE),
        ("2026-03-02 12:30 PM", MONDAY + 12 * HOUR + 30 * MINUTE), ("2026-03-02 24:00", MONDAY + DAY), ("2026-03-02 06:00:30.1234567", SIX + 30_123),
        ("2024-02-29 00:01", 19_782 * DAY + MINUTE), ("46083.25069444445", SIX + MINUTE),
    ],
)  # fmt: skip
def test_halves_of_the_day_and_parts_of_a_second(text: str, ms: int) -> None:
    assert column(text).ms.tolist() == [ms]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "time"), ("now", "time"), ("NaT", "time"), ("nan", "time"), ("today", "time"), ("inf", "time"), ("-1", "time"), ("12/31", "time"), ("3月2日 6:00", "time"),
        ("26/3/2 06:00", "time"), ("2/3/26 06:00", "time"), ("2026-02-30 06:00", "time"), ("2026-13-45 06:00", "time"), ("2026-03-02 25:00", "time"),
        ("2026-03-02 06:60", "time"), ("2026-03-02 24:01", "time"), ("2026-03-02 13:00 AM", "time"), ("0000-00-00 00:00", "time"), ("9999-12-31 06:00", "time"),
        ("1899-12-31 06:00", "time"), ("99999999999999", "time"), ("1772402400", "time"), ("1e400", "time"), ("2.02603E+13", "time"), ("2026-03-02 06:00 CST", "time"),
        ("31/31/2026 06:00", "time"), ("2026-03-02 06:00 or so", "time"), ("x" * 500, "time"),
        ("8am", "time_without_date"), ("14:00", "time_without_date"), ("6时05分", "time_without_date"),
        ("2026-03-02", "time_without_hour"), ("9999-12-31", "time_without_hour"), ("2026年3月2日", "time_without_hour"), ("20260302", "time_without_hour"),
        ("46083.25", "time_serial"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_told_with_its_row(text: str, code: str) -> None:
    found = column("2026-03-02 06:00", text, "2026-03-02 06:01")
    assert told(found) == [(f"parcels.{code}", [1])]
    assert (found.ms == NONE).tolist() == [False, True, False]


def test_day_and_month_are_in_one_order_for_the_column() -> None:
    by_day, by_month = column("02/03/2026 06:00", "22/03/2026 06:00"), column("03/02/2026 06:00", "03/22/2026 06:00")
    assert by_day.ms.tolist() == by_month.ms.tolist() == [SIX, SIX + 20 * DAY]
    assert (by_day.order, by_month.order) == ("day_first", "month_first")
    assert told(column("02/03/2026 06:00", "03/04/2026 06:00")) == [("parcels.time_order", None)]
    assert told(column("22-03-2026 06:00", "23.03.2026 06:00", "03/22/2026 06:00")) == [("parcels.time_order", [2])]
    assert told(column("03/03/2026 06:00")) == []  # the same in both orders
    assert column("02/03/2026 06:00", heading=HeadingHints(order="day_first")).ms.tolist() == [SIX]
    assert column("02/03/2026 06:00", "2026-03-22 06:00", "13/03/2026 06:00").ms.tolist() == [SIX, SIX + 20 * DAY, SIX + 11 * DAY]


def test_zones_are_converted_or_refused() -> None:
    mixed = column("2026-03-02T06:00:00+08:00", "2026-03-02 06:01")
    assert mixed.ms.tolist() == [SIX, SIX + MINUTE]
    assert told(column("2026-03-01T22:00:00Z", "2026-03-02 06:01", "")) == [("parcels.time", [2]), ("parcels.time_zone", [1])]
    assert column("2026-03-01T22:00:00Z", "2026-03-02T06:00+08:00", "2026-03-02T04:00+06:00").ms.tolist() == [SIX] * 3
    assert column("2026-03-01 22:00", heading=HeadingHints(zone=0)).ms.tolist() == [SIX]
    assert column("2026-03-01 22:00Z").converted == 1


def test_hours_alone_take_their_day_from_a_column_of_dates() -> None:
    assert column("06:00", "下午1:42", dates=("2026-03-02", "2026年3月3日")).ms.tolist() == [SIX, MONDAY + DAY + 13 * HOUR + 42 * MINUTE]
    assert column("06:00:00", "06:00:00", dates=("2026-03-02 00:00:00", "2026-03-02")).ms.tolist() == [SIX, SIX]
    assert column("0.25", "0.5", dates=("46083", "46084")).ms.tolist() == [SIX, MONDAY + DAY + 12 * HOUR]
    assert column("2026-03-02 06:00", "06:00", dates=("2020-01-01", "2026-03-02")).ms.tolist() == [SIX, SIX]
    assert column("06:00", "06:00", dates=("02/03/2026", "22/03/2026")).ms.tolist() == [SIX, SIX + 20 * DAY]
    assert told(column("06:00", "06:00", dates=("2026-03-02", ""))) == [("parcels.date", [1])]
    assert told(column("06:00", "", dates=("2026-03-02", "2026-03-02"))) == [("parcels.time", [1])]
    assert told(column("06:00", "06:00", dates=("02/03/2026", "03/03/2026"))) == [("parcels.time_order", None)]


def test_a_column_of_one_kind_is_one_fault() -> None:
    assert told(column("06:00", "13:42")) == [("parcels.time_without_date", None)]
    assert told(column("2026-03-02", "2026-03-03", "")) == [("parcels.time", [2]), ("parcels.time_without_hour", None)]
    assert told(column("2026-03-02 00:00", "2026-03-03 00:00:00")) == [("parcels.time_without_hour", None)]
    assert told(column("46083", "46084")) == [("parcels.time_without_hour", None)]


def test_serial_numbers_are_read_where_the_whole_column_is_of_them() -> None:
    found = column("46083.25", "46084", "46083.2506944444")
    assert found.ms.tolist() == [SIX, MONDAY + DAY, SIX + MINUTE]
    assert found.serials == 3
    assert told(column("46083.25", "7.5")) == [("parcels.time_serial", [0]), ("parcels.time", [1])]


@pytest.mark.parametrize(
    ("aside", "heading"),
    [
        ("UTC", HeadingHints(zone=0)), ("GMT+8", HeadingHints(zone=480)), ("utc+06:00", HeadingHints(zone=360)), ("北京时间", HeadingHints()), ("日/月/年", HeadingHints(order="day_first")),
        ("MM/DD/YYYY HH:MM", HeadingHints(order="month_first")), ("yyyy-mm-dd hh:mm", HeadingHints()), ("New York", None), ("东京时间", None),
    ],
)  # fmt: skip
def test_a_heading_may_say_how_times_are_read(aside: str, heading: HeadingHints | None) -> None:
    assert heading_of(aside) == heading


def test_many_different_times_keep_their_order() -> None:
    stamps = np.datetime_as_string(np.datetime64("2026-03-02T00:00:01") + np.arange(100_000), unit="s")
    found = moments(pd.Series(stamps.astype(object)))
    assert found.ms.tolist() == (MONDAY + 1000 + np.arange(100_000) * 1000).tolist()
