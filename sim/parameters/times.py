"""Clock times in parameters: quoted ``"HH:MM"``, since a bare 14:00 is 840 in YAML."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from sim.clock import clock_ms


def _clock(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a clock time; write it quoted, as '08:30'")
    clock_ms(value)
    return value


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


ClockTime = Annotated[str, BeforeValidator(_clock)]

ClockTimes = Annotated[tuple[ClockTime, ...], BeforeValidator(_listed)]
"""Clock times of a day; one alone needs no list."""
