"""Days of a year as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import TypeAdapter, ValidationError

from sim.parameters.dates import NEW_YEARS, CalendarDay, in_year

DAY = TypeAdapter[str](CalendarDay)


@pytest.mark.parametrize(
    ("day", "year", "date"),
    [
        ("11-11", 2026, "2026-11-11"), ("02-29", 2026, None), ("02-29", 2028, "2028-02-29"), ("2026-11-11", 2026, "2026-11-11"), ("2026-11-11", 2027, None),
        ("NY+0", 2026, "2026-02-17"), ("NY-20", 2028, "2028-01-06"), ("NY+6", 2050, None),
    ],
)  # fmt: skip
def test_a_day_has_a_date_in_a_year_or_none(day: str, year: int, date: str | None) -> None:
    found = in_year(DAY.validate_python(day), year)
    assert (str(found) if found else None) == date


@pytest.mark.parametrize("day", ["11-31", "NY6", "NY+100", "tomorrow", "", 1111, None, "2026-13-01"])
def test_what_is_no_day_is_refused(day: object) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python(day)


def test_a_date_that_yaml_has_read_is_a_day() -> None:
    assert DAY.validate_python(dt.date(2026, 11, 11)) == "2026-11-11"


def test_new_year_lies_between_the_twenty_first_of_january_and_of_february() -> None:
    assert all("01-21" <= f"{day:%m-%d}" <= "02-21" for day in NEW_YEARS.values())
    gaps = {(NEW_YEARS[y + 1] - NEW_YEARS[y]).days for y in NEW_YEARS if y + 1 in NEW_YEARS}
    assert gaps <= {353, 354, 355, 383, 384, 385}
