"""Departure rules: when a line's runs leave, and with whose vehicles. A type a rule."""

from __future__ import annotations

from dataclasses import dataclass

from sim.plan.units import UNLIMITED


@dataclass(frozen=True, kw_only=True)
class Timetabled:
    """Runs of our own at the instants of the timetable, each with a unit of a depot.

    Attributes:
        depot: index of the depot that provides the vehicles.
        max_delay: a run that has no unit by scheduled + max_delay is cancelled; leaving at exactly that time is allowed. ms.
        turnaround: time after the return before the unit may leave again, ms.
    """

    depot: int
    max_delay: int
    turnaround: int = 0

    @property
    def window(self) -> int:
        """How long after it was scheduled a run may still leave, ms."""
        return self.max_delay


@dataclass(frozen=True, kw_only=True)
class Hosted:
    """Runs that a host makes anyway, on the host's timetable and in the host's vehicles: parcels get what its own load leaves free.

    Attributes:
        most_parcels: the most of our parcels that the host takes along on a run, whatever room there is.
        by_run: the same of each run of the line, in the order in which they leave, where it is not the same on all;
            ``most_parcels`` is then what they take along on average.
    """

    most_parcels: int = UNLIMITED
    by_run: tuple[int, ...] = ()

    @property
    def window(self) -> int:
        """How long after it was scheduled a run may still leave, ms: it leaves on the minute."""
        return 0


@dataclass(frozen=True, kw_only=True)
class Slotted:
    """Runs of our own that have hours to leave in, and no time of their own; what they wait for, a subclass says.

    A line with such a rule leaves at the first instant of its daily hours ``[start, end)`` (ms of the day) at which a unit may start and
    the rule holds. Its runs of a day in the timetable are slots, all scheduled for the start of the hours, which wait and are used one
    after another; those not used by the end of the hours stay unused.

    Attributes:
        depot: index of the depot that provides the vehicles.
        turnaround: time after the return before the unit may leave again, ms.
    """

    depot: int
    start: int
    end: int
    turnaround: int = 0

    @property
    def window(self) -> int:
        """How long after it was scheduled a run may still leave, ms: until its hours end."""
        return self.end - self.start - 1


@dataclass(frozen=True, kw_only=True)
class Threshold(Slotted):
    """Slots that are used as soon as ``parcels`` are ready at the line's base, or one of them since ``wait`` ms.

    What waits for a full shelf is ready too; what no run can hold is not, and is set aside as it becomes ready.
    """

    parcels: int
    wait: int


Departure = Timetabled | Hosted | Threshold
"""The rules that there are; ``sim/flow/departure.py`` has each at work."""
