"""Clock times in parameters: quoted ``"HH:MM"``, since a bare 14:00 is 840 in YAML."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from sim.clock import clock_ms
from sim.problems import RefusedError, phrase


def _clock(value: object) -> str:
    if not isinstance(value, str):
        raise RefusedError(phrase("config.not_a_clock"))
    try:
        clock_ms(value)
    except ValueError:
        raise RefusedError(phrase("config.not_a_clock")) from None
    return value


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


ClockTime = Annotated[str, BeforeValidator(_clock)]

ClockTimes = Annotated[tuple[ClockTime, ...], BeforeValidator(_listed)]
"""Clock times of a day; one alone needs no list."""
