"""Vehicles with their drivers that belong to a base, and when they are on duty."""

from __future__ import annotations

from dataclasses import dataclass

from sim.clock import DAY
from sim.plan.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Depot:
    """Vehicles with their drivers, one unit each, that belong to a base and run its lines in turn.

    A run starts only at a time inside the daily duty window ``[duty_start, duty_end)`` (ms of the day) and only where its planned
    return lies inside the same window.
    """

    key: str
    operator: Actor
    base: int
    vehicle: str
    count: int
    duty_start: int
    duty_end: int

    @property
    def duty(self) -> int:
        """Length of the duty window, ms."""
        return self.duty_end - self.duty_start

    def may_start(self, time: int, planned: int) -> bool:
        """Whether a run that takes ``planned`` ms may start at a time."""
        return (time - self.duty_start) % DAY + planned < self.duty

    def next_duty(self, time: int) -> int:
        """The next time after ``time`` at which a duty window opens."""
        return ((time - self.duty_start) // DAY + 1) * DAY + self.duty_start
