"""Days of a year as people write them: ``"MM-DD"`` of every year, a date, or so many days from the Spring Festival."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from sim.parameters.once import once
from sim.problems import RefusedError, phrase

NEW_YEARS = {
    dt.date.fromisoformat(text).year: dt.date.fromisoformat(text)
    for text in (
        "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
        "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31",
        "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24", "2040-02-12",
    )
}  # fmt: skip
"""New Year's Day of the lunar calendar 正月初一, by year; what is counted from it happens in no other year."""

_COUNTED = re.compile(r"NY([+-][0-9]{1,2})")
_LEAP = 2024
"""A year that has every day."""


def _of_year(text: str, year: int) -> dt.date | None:
    """The date of a day ``MM-DD`` in a year, None where it has none."""
    try:
        return dt.date.fromisoformat(f"{year:04}-{text}") if len(text) == 5 else None
    except ValueError:
        return None


def in_year(day: str, year: int) -> dt.date | None:
    """The date that a ``CalendarDay`` has in a year; None where it has none: 29 February, a date of another year, the
    Spring Festival of a year that ``NEW_YEARS`` lacks."""
    counted = _COUNTED.fullmatch(day)
    if counted:
        new_year = NEW_YEARS.get(year)
        return new_year + dt.timedelta(days=int(counted[1])) if new_year else None
    if len(day) == 5:
        return _of_year(day, year)
    date = dt.date.fromisoformat(day)
    return date if date.year == year else None


def _day_of_year(value: object) -> str:
    if not isinstance(value, str) or _of_year(value, _LEAP) is None:
        raise RefusedError(phrase("config.not_a_day_of_year"))
    return value


def _calendar_day(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    text = value if isinstance(value, str) else ""
    if _COUNTED.fullmatch(text) or _of_year(text, _LEAP):
        return text
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise RefusedError(phrase("config.not_a_calendar_day")) from None


def _weekdays(days: tuple[int, ...]) -> tuple[int, ...]:
    if not all(1 <= day <= 7 for day in days):
        raise RefusedError(phrase("config.weekday_numbers"))
    return once(days)


def _listed(value: object) -> object:
    return (value,) if isinstance(value, (str, dt.date)) else value


DayOfYear = Annotated[str, BeforeValidator(_day_of_year)]
"""A day of any year, ``"MM-DD"``."""

CalendarDay = Annotated[str, BeforeValidator(_calendar_day)]
"""``"MM-DD"``, a date, or ``"NY-7"`` and ``"NY+6"``: days before and after New Year's Day of the lunar calendar."""

Dates = Annotated[tuple[dt.date, ...], BeforeValidator(_listed), AfterValidator(once)]
"""Dates, each once; one alone needs no list."""

Weekday = Annotated[int, Field(ge=1, le=7)]
"""1 for Monday to 7 for Sunday."""

Weekdays = Annotated[tuple[int, ...], AfterValidator(_weekdays)]
"""Days of the week, each once, 1 for Monday to 7 for Sunday."""
