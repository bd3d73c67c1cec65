"""Times of a trace on the page: whole milliseconds from the midnight with which the day shown begins."""

from __future__ import annotations

from sim.clock import DAY, MINUTE

MINUTES = DAY // MINUTE
"""Of a day."""


def moment(minutes: float, day: int) -> int:
    """A time in minutes since 00:00 of day 0 as ms from the midnight of a day: exactly the model's own time."""
    return round(minutes * MINUTE) - day * DAY
