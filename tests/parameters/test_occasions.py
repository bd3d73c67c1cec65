"""When occasions happen."""

from __future__ import annotations

import datetime as dt

import pytest

from sim.parameters.occasions import Occasion, times_of, usual_days


def times(first: str, last: str, start: str, end: str) -> list[str]:
    span = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return [f"{a} {b}" for a, b in times_of(Occasion(first=first, last=last), *span)]


def test_an_occasion_happens_every_year_that_the_days_touch() -> None:
    assert times("11-01", "11-11", "2026-10-19", "2026-12-06") == ["2026-11-01 2026-11-11"]
    assert times("11-01", "11-11", "2026-11-11", "2027-11-01") == ["2026-11-01 2026-11-11", "2027-11-01 2027-11-11"]
    assert times("11-01", "11-11", "2026-11-12", "2027-10-31") == []


def test_one_that_ends_before_it_begins_goes_over_the_turn_of_the_year() -> None:
    assert times("12-25", "01-03", "2026-01-01", "2026-12-25") == ["2025-12-25 2026-01-03", "2026-12-25 2027-01-03"]


def test_one_by_date_happens_once_and_one_by_the_spring_festival_moves() -> None:
    assert times("2026-12-30", "2027-01-02", "2026-12-01", "2028-12-31") == ["2026-12-30 2027-01-02"]
    assert times("NY-1", "NY+1", "2026-01-01", "2027-12-31") == ["2026-02-16 2026-02-18", "2027-02-05 2027-02-07"]


def test_the_other_days_make_the_mean() -> None:
    assert usual_days(Occasion(factor=1.4, peak=1.87), 11) == pytest.approx(1.353)
    assert usual_days(Occasion(factor=1.4, peak=1.87), 1) is None
