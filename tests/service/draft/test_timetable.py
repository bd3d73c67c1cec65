from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE, clock_ms
from sim.service.draft.timetable import Service, accumulated, build_timetable, every_day, patterns, peak_days, round_limit, services, usable

FACTORS = np.array([1.10, 1.05, 1.02, 1.00, 0.98, 0.95, 0.90])
MONDAY = dt.date(2026, 3, 2)
TWO = (clock_ms("10:45"), clock_ms("14:00"))


@pytest.mark.parametrize("days", range(1, 8))
def test_each_line_has_its_days_a_week(days: int) -> None:
    assert all(len(set(pattern)) == days for pattern in patterns(days))


def test_few_days_alternate_so_that_vehicles_rest_on_none() -> None:
    assert {day for pattern in patterns(3) for day in pattern} == set(range(6))
    assert {day for pattern in patterns(2) for day in pattern} == set(range(6))


def test_loads_accumulate_between_visits() -> None:
    assert accumulated(range(7), FACTORS) == pytest.approx(1.10)
    assert accumulated((0, 1, 2, 3, 4, 5), FACTORS) == pytest.approx(0.90 + 1.10)
    assert accumulated((0, 2, 4), FACTORS) == pytest.approx(0.95 + 0.90 + 1.10)
    assert accumulated((3,), FACTORS) == pytest.approx(7.0)
    assert peak_days(3, FACTORS) == pytest.approx(max(accumulated((0, 2, 4), FACTORS), accumulated((1, 3, 5), FACTORS)))


def test_a_service_on_market_days_carries_what_came_since_the_last() -> None:
    found = Service((0, 2, 4), TWO[:1]).on([1, 6, 11], 5)
    assert found.instants == tuple(day * DAY + TWO[0] for day in (1, 6, 11))
    assert found.heaviest(FACTORS) == pytest.approx(1.10 + 1.05 + 1.02 + 1.00 + 0.98)
    assert build_timetable([found], 14, MONDAY).day.tolist() == [1, 6, 11]
    assert found.together(2).instants == tuple(t for day in (1, 6, 11) for t in 2 * [day * DAY + TWO[0]])


def test_lines_are_spread_over_departure_times_and_patterns() -> None:
    found = services(4, 3, TWO, 1)
    assert found == [Service((0, 2, 4), TWO[:1]), Service((0, 2, 4), TWO[1:]), Service((1, 3, 5), TWO[:1]), Service((1, 3, 5), TWO[1:])]
    assert services(1, 7, TWO, None) == [Service(tuple(range(7)), TWO)]


def test_spread_rounds_fit_between_departures_unless_that_reaches_nobody() -> None:
    half = 30 * MINUTE
    assert round_limit(TWO, 1, half, 8 * HOUR, 20 * HOUR, HOUR) == 3 * HOUR + 15 * MINUTE - half
    assert round_limit(TWO, 1, half, 8 * HOUR, 20 * HOUR, 2 * HOUR) == 6 * HOUR - 1
    assert round_limit(TWO[:1], 1, half, 8 * HOUR, 20 * HOUR, 2 * HOUR) == 8 * HOUR - half


def test_departures_that_would_come_back_after_duty_are_not_usable() -> None:
    assert usable(TWO, 6 * HOUR - 1, 20 * HOUR) == TWO
    assert usable(TWO, 6 * HOUR, 20 * HOUR) == TWO[:1]
    assert usable(TWO, 12 * HOUR, 20 * HOUR) == TWO[:1]


def test_the_timetable_has_every_run_in_order() -> None:
    table = build_timetable([Service((0, 2), TWO), Service(tuple(range(7)), TWO[:1])], 7, MONDAY)
    rows = list(zip(table.line.tolist(), table.day.tolist(), table.number.tolist(), table.scheduled.tolist(), strict=True))
    assert rows[:4] == [(0, 0, 0, TWO[0]), (1, 0, 0, TWO[0]), (0, 0, 1, TWO[1]), (1, 1, 0, DAY + TWO[0])]
    assert len(rows) == 4 + 7
    assert np.all(np.diff(table.scheduled) >= 0)


def test_weekdays_follow_the_date() -> None:
    wednesday = MONDAY + dt.timedelta(days=2)
    assert build_timetable([Service((2,), TWO[:1])], 8, wednesday).day.tolist() == [0, 7]
    assert [a // DAY for a, _ in every_day(7, [(0, HOUR)], wednesday, 5)] == [0, 1, 2, 5, 6]
