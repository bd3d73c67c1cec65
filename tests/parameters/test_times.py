"""Clock times of parameters are quoted texts; a bare 14:00, which YAML reads as 840, is refused with advice."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from sim.parameters.times import ALIKE, ByMonth, ClockTime, ClockTimes


@pytest.mark.parametrize("value", ["08:30", "8:30", "24:00"])
def test_a_clock_time_stays_the_text_it_is(value: str) -> None:
    assert TypeAdapter(ClockTime).validate_python(value) == value


@pytest.mark.parametrize("value", [840, 8.5, None, "24:30", "half past eight", ["08:30"]])
def test_what_is_none_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match=r"08:30|HH:MM"):
        TypeAdapter(ClockTime).validate_python(value)


def test_one_time_alone_is_a_list_of_one() -> None:
    times = TypeAdapter(ClockTimes)
    assert times.validate_python("08:30") == times.validate_python(["08:30"]) == ("08:30",)
    assert times.validate_python([]) == ()
    with pytest.raises(ValidationError):
        times.validate_python(["08:30", 840])


@pytest.mark.parametrize("value", [[1.0] * 11, [1.0] * 11 + [-0.1], [1.0] * 11 + [10.1], 1.0])
def test_twelve_months_have_a_factor_each(value: object) -> None:
    months = TypeAdapter(ByMonth)
    assert months.validate_python(list(ALIKE)) == ALIKE
    with pytest.raises(ValidationError):
        months.validate_python(value)
