"""Clock times and days: whole milliseconds, there and back."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE, NEVER, SECOND, clock_ms, clock_text, span_kind, weekday


@pytest.mark.parametrize(("text", "ms"), [("00:00", 0), ("8:05", 8 * HOUR + 5 * MINUTE), ("23:59", DAY - MINUTE), ("24:00", DAY)])
def test_a_clock_time_is_milliseconds_after_midnight(text: str, ms: int) -> None:
    assert clock_ms(text) == ms


@pytest.mark.parametrize("text", ["", "24:01", "25:00", "8:60", "8", "8:5", "08:05:00", " 08:05", "-1:00", "08：05"])
def test_anything_else_is_no_clock_time(text: str) -> None:
    with pytest.raises(ValueError, match="HH:MM"):
        clock_ms(text)


def test_texts_of_clock_times_come_back_on_any_day() -> None:
    for minute in range(0, 24 * 60, 7):
        text = clock_text(3 * DAY + minute * MINUTE + 59 * SECOND)
        assert clock_ms(text) == minute * MINUTE


def test_weekdays_go_round_from_the_first_day() -> None:
    monday = dt.date(2026, 3, 2)
    assert [weekday(monday, d) for d in range(8)] == [0, 1, 2, 3, 4, 5, 6, 0]
    assert weekday(dt.date(2026, 3, 8), 1) == 0


def test_what_is_not_reached_leaves_room_for_a_week() -> None:
    assert np.int64(NEVER) + np.int64(7 * DAY) > NEVER > 100 * 366 * DAY


def test_durations_take_four_bytes_as_long_as_the_horizon_lets_them() -> None:
    assert span_kind(49 * DAY) is np.uint32
    assert span_kind(50 * DAY) is np.int64
