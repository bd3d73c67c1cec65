"""The clock, and the order of what happens at one of its instants: SimPy's own events first, then departures, then boarding at stops."""

from __future__ import annotations

from collections.abc import Callable

import simpy
from simpy.events import EventPriority

DEPARTURES, BOARDING = EventPriority(2), EventPriority(3)
"""What comes late in an instant, after everything that arrives, becomes ready or comes home."""


class Clock(simpy.Environment):
    """SimPy's clock, which counts the events it processes."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0

    def step(self) -> None:
        """Process the next event."""
        self.events += 1
        super().step()


class Late(simpy.Event):
    """A timeout that comes late in its instant: what becomes ready or free then, catches the departure."""

    def __init__(self, clock: simpy.Environment, delay: int, priority: EventPriority = DEPARTURES) -> None:
        super().__init__(clock)
        self._ok, self._value = True, None
        clock.schedule(self, priority, delay)


def then(event: simpy.Event, does: Callable[[simpy.Event], None]) -> None:
    """Do something when an event that lies ahead happens."""
    assert event.callbacks is not None, "the event has happened"
    event.callbacks.append(does)
