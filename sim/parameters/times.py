"""Times in parameters: clock times, quoted ``"HH:MM"``, since a bare 14:00 is 840 in YAML; and factors by month."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from sim.clock import clock_ms
from sim.parameters.once import listed
from sim.problems import RefusedError, phrase

MOST_FACTOR = 10
"""Of a month."""


def _clock(value: object) -> str:
    if not isinstance(value, str):
        raise RefusedError(phrase("config.not_a_clock"))
    try:
        clock_ms(value)
    except ValueError:
        raise RefusedError(phrase("config.not_a_clock")) from None
    return value


def _twelve(factors: tuple[float, ...]) -> tuple[float, ...]:
    if len(factors) != 12 or min(factors) < 0 or max(factors) > MOST_FACTOR:
        raise RefusedError(phrase("config.by_month", most=MOST_FACTOR))
    return factors


ClockTime = Annotated[str, BeforeValidator(_clock)]

ClockTimes = Annotated[tuple[ClockTime, ...], BeforeValidator(listed)]
"""Clock times of a day; one alone needs no list."""

ByMonth = Annotated[tuple[float, ...], AfterValidator(_twelve)]
"""A factor for each month, January first."""

ALIKE = (1.0,) * 12
"""The factors of months that are all alike."""


def whole_weeks(days: int) -> int:
    """A number of days that is whole weeks, as it is.

    Raises:
        RefusedError: it is not.
    """
    if days % 7:
        raise RefusedError(phrase("config.whole_weeks"))
    return days
