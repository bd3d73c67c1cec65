"""Who leaves when: the timetable, and vehicles that have to come back first."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from itertools import pairwise

import numpy as np
import simpy
from simpy.events import EventPriority

from sim.clock import NEVER
from sim.flow.departure import Cancel, Leave, LiveDeparture, live_departure
from sim.flow.depot import LiveDepot
from sim.flow.draws import Draws
from sim.flow.journal import Journal
from sim.flow.line import LiveLine
from sim.plan.plan import ServicePlan


class Clock(simpy.Environment):
    """SimPy's clock, which counts the events it processes."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0

    def step(self) -> None:
        """Process the next event."""
        self.events += 1
        super().step()


class Last(simpy.Event):
    """A timeout that comes after everything else of its instant: what becomes ready or free then, catches the departure."""

    def __init__(self, clock: Clock, delay: int) -> None:
        super().__init__(clock)
        self._ok, self._value = True, None
        clock.schedule(self, EventPriority(2), delay)


class Dispatcher:
    """Sends runs off. Runs are numbered by (scheduled, line), so those that wait are tried in order of their numbers."""

    def __init__(self, clock: Clock, plan: ServicePlan, draws: Draws, lines: list[LiveLine], journal: Journal) -> None:
        self._clock, self._horizon, self._journal, self._lines = clock, plan.horizon, journal, lines
        depots = [LiveDepot(depot) for depot in plan.depots]
        self._rules: list[LiveDeparture] = [live_departure(line, depots) for line in lines]
        self._scheduled: list[int] = plan.timetable.scheduled.tolist()
        self._line: list[int] = plan.timetable.line.tolist()
        self._drawn: list[bool] = draws.cancelled.tolist()
        self._waiting: list[int] = []
        self._wakes: set[int] = set()

    def timetable(self) -> Generator[simpy.Event, None, None]:
        """Process: wakes at every instant of the timetable."""
        instants, first = np.unique(self._scheduled, return_index=True)
        for instant, (start, end) in zip(instants.tolist(), pairwise([*first.tolist(), len(self._scheduled)]), strict=True):
            yield Last(self._clock, instant - int(self._clock.now))
            self._try(range(start, end))

    def _try(self, due: Iterable[int] = ()) -> None:
        """Try the runs that wait and those that are due now."""
        runs, self._waiting = [*self._waiting, *due], []
        for run in runs:
            if self._drawn[run]:
                self._journal.cancel(run)
            elif not self._settled(run):
                self._waiting.append(run)

    def _settled(self, run: int) -> bool:
        """Send the run off if it may leave, or give it up; False if it waits on."""
        now, rule = int(self._clock.now), self._rules[self._line[run]]
        verdict = rule.verdict(self._scheduled[run], now)
        if isinstance(verdict, Leave):
            self._send(run, now, rule, verdict.unit)
            return True
        if isinstance(verdict, Cancel):
            self._journal.cancel(run)
            return True
        if verdict.until < NEVER and verdict.until not in self._wakes:
            self._wakes.add(verdict.until)
            self._clock.process(self._wake(verdict.until))
        return False

    def _send(self, run: int, now: int, rule: LiveDeparture, unit: int) -> None:
        """The run leaves; a vehicle of ours comes home when it is back and has turned round."""
        back, depot = self._lines[self._line[run]].depart(run, now, unit), rule.depot
        if depot is not None:
            _then(simpy.Timeout(self._clock, back + rule.turnaround - now), lambda _: self._home(depot, unit))

    def _home(self, depot: LiveDepot, unit: int) -> None:
        """A vehicle is in; when everything of this instant has happened, who waits may take it."""
        depot.put(unit)
        if self._waiting:
            _then(Last(self._clock, 0), lambda _: self._try())

    def _wake(self, opens: int) -> Generator[simpy.Event, None, None]:
        """Process: some run is to be tried again at a time."""
        yield Last(self._clock, opens - int(self._clock.now))
        self._wakes.remove(opens)
        self._try()

    def close(self) -> None:
        """The clock has ended: who waited too long is cancelled, who might still have left is not."""
        for run in self._waiting:
            if self._rules[self._line[run]].missed(self._scheduled[run], self._horizon):
                self._journal.cancel(run)


def _then(event: simpy.Event, does: Callable[[simpy.Event], None]) -> None:
    """Do something when an event that lies ahead happens."""
    assert event.callbacks is not None, "the event has happened"
    event.callbacks.append(does)
