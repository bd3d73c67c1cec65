"""Departure rules at work, a class a rule: whether a run that is due may leave now."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sim.clock import NEVER
from sim.flow.depot import LiveDepot
from sim.flow.line import LiveLine
from sim.plan.departure import Hosted, Threshold, Timetabled


@dataclass(frozen=True)
class Leave:
    """A run leaves, with this unit of its depot (-1: a host's vehicle)."""

    unit: int = -1


@dataclass(frozen=True)
class Wait:
    """A run waits for a unit, or until a time at which it is to be tried again (``NEVER``: none is known)."""

    until: int = NEVER


@dataclass(frozen=True)
class Cancel:
    """A run does not leave any more."""


@dataclass(frozen=True)
class Lapse:
    """A slot stays unused: nobody needed it."""


Verdict = Leave | Wait | Cancel | Lapse


def _until(time: int, latest: int) -> Wait:
    """Wait until a time, if that is not too late."""
    return Wait(time if time <= latest else NEVER)


class LiveDeparture(Protocol):
    """The rule of one line."""

    depot: LiveDepot | None

    def verdict(self, scheduled: int, now: int) -> Verdict:
        """Of a run that was scheduled at a time not after now. A unit that leaves is taken from its depot."""
        ...

    def missed(self, scheduled: int, horizon: int) -> bool:
        """Whether a run that still waits as the clock ends would have been cancelled within the horizon."""
        ...


class HostedDeparture:
    """A host's run leaves on the minute, whatever we do."""

    def __init__(self, line: LiveLine, depots: Sequence[LiveDepot]) -> None:
        self.depot: LiveDepot | None = None

    def verdict(self, scheduled: int, now: int) -> Verdict:
        """See ``LiveDeparture``."""
        return Leave()

    def missed(self, scheduled: int, horizon: int) -> bool:
        """See ``LiveDeparture``."""
        return False


class OwnDeparture:
    """A run of ours needs a unit that is in, and whose planned return lies within duty."""

    def __init__(self, line: LiveLine, depots: Sequence[LiveDepot]) -> None:
        self._depot = depots[line.plan.depot]
        self.depot: LiveDepot | None = self._depot
        self._planned = line.plan.planned

    def _start(self, now: int, latest: int) -> Leave | Wait:
        """Leave with a unit that may start now, else wait until one may, if that is by the latest time."""
        duty = self._depot.plan
        if not duty.may_start(now, self._planned):
            return _until(duty.next_duty(now), latest)
        unit = self._depot.take(now)
        return _until(self._depot.resumes(now), latest) if unit is None else Leave(unit)


class TimetabledDeparture(OwnDeparture):
    """A run waits for a unit up to the longest delay."""

    def __init__(self, line: LiveLine, depots: Sequence[LiveDepot]) -> None:
        super().__init__(line, depots)
        self._patience = line.plan.max_delay

    def verdict(self, scheduled: int, now: int) -> Verdict:
        """See ``LiveDeparture``."""
        latest = scheduled + self._patience
        return self._start(now, latest) if now <= latest else Cancel()

    def missed(self, scheduled: int, horizon: int) -> bool:
        """See ``LiveDeparture``."""
        return scheduled + self._patience < horizon


class SlottedDeparture(OwnDeparture, ABC):
    """A slot of the day is used once what the rule waits for is there (``due``) and a unit may start; else it lapses."""

    def __init__(self, line: LiveLine, depots: Sequence[LiveDepot]) -> None:
        super().__init__(line, depots)
        self._line, self._window = line, line.plan.window

    def verdict(self, scheduled: int, now: int) -> Verdict:
        """See ``LiveDeparture``."""
        if now > scheduled + self._window:
            return Lapse()
        due = self.due(scheduled, now)
        return Wait(due) if due > now else self._start(now, NEVER)

    @abstractmethod
    def due(self, scheduled: int, now: int) -> int:
        """When what the slot waits for will be there, as far as is known now, and not after now if it is; it is asked
        again as more is announced."""

    def missed(self, scheduled: int, horizon: int) -> bool:
        """See ``LiveDeparture``."""
        return False


class ThresholdDeparture(SlottedDeparture):
    """A slot waits until enough is ready for the line, or something for long enough."""

    def __init__(self, line: LiveLine, depots: Sequence[LiveDepot]) -> None:
        super().__init__(line, depots)
        rule = line.plan.departure
        assert isinstance(rule, Threshold)
        self._parcels, self._wait = rule.parcels, rule.wait

    def due(self, scheduled: int, now: int) -> int:
        """See ``SlottedDeparture``."""
        ready, oldest = self._line.ready(now), self._line.oldest
        if ready >= self._parcels:
            return now
        waited = (oldest if ready else self._line.soonest(1)) + self._wait
        return min(waited, self._line.soonest(self._parcels - ready))


RULES: Mapping[type, Callable[[LiveLine, Sequence[LiveDepot]], LiveDeparture]] = {
    Timetabled: TimetabledDeparture,
    Hosted: HostedDeparture,
    Threshold: ThresholdDeparture,
}
"""What a rule of a plan is at work."""


def live_departure(line: LiveLine, depots: Sequence[LiveDepot]) -> LiveDeparture:
    """The rule of a line at work."""
    return RULES[type(line.plan.departure)](line, depots)
