"""Who leaves when: the timetable, and vehicles that have to come back first."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from heapq import heapify, heappop, heappush
from itertools import pairwise

import numpy as np
import simpy
from simpy.events import EventPriority

from sim.clock import DAY
from sim.flow.draws import Draws
from sim.flow.journal import Journal
from sim.flow.line import LiveLine
from sim.plan.plan import ServicePlan
from sim.plan.vehicle import Garage


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


class LiveGarage:
    """The vehicles of a garage that are in, lowest number first."""

    def __init__(self, garage: Garage) -> None:
        self.plan = garage
        self.free = list(range(garage.count))
        heapify(self.free)

    def on_duty(self, now: int, planned: int) -> bool:
        """Whether a run of this planned length may start: it must end in the same duty window."""
        since = (now - self.plan.duty_start) % DAY
        return since + planned < self.plan.duty_end - self.plan.duty_start

    def next_duty(self, now: int) -> int:
        """The next time at which a duty window opens."""
        return ((now - self.plan.duty_start) // DAY + 1) * DAY + self.plan.duty_start


class Dispatcher:
    """Sends runs off. Runs are numbered by (scheduled, line), so those that wait are tried in order of their numbers."""

    def __init__(self, clock: Clock, plan: ServicePlan, draws: Draws, lines: list[LiveLine], journal: Journal) -> None:
        self._clock, self._horizon, self._journal, self._lines = clock, plan.horizon, journal, lines
        self._garages = [LiveGarage(garage) for garage in plan.garages]
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

    def _send(self, garage: LiveGarage, unit: int, back: int) -> None:
        """A vehicle is on its round."""
        _then(simpy.Timeout(self._clock, back - int(self._clock.now)), lambda _: self._home(garage, unit))

    def _home(self, garage: LiveGarage, unit: int) -> None:
        """A vehicle is back; when everything of this instant has happened, who waits may take it."""
        heappush(garage.free, unit)
        if self._waiting:
            _then(Last(self._clock, 0), lambda _: self._try())

    def _duty(self, opens: int) -> Generator[simpy.Event, None, None]:
        """Process: a duty window opens that some run waits for."""
        yield Last(self._clock, opens - int(self._clock.now))
        self._wakes.remove(opens)
        self._try()

    def _try(self, due: Iterable[int] = ()) -> None:
        """Try the runs that wait and those that are due now."""
        runs, self._waiting = [*self._waiting, *due], []
        for run in runs:
            if self._drawn[run]:
                self._journal.cancel(run)
            elif not self._settled(run):
                self._waiting.append(run)

    def _settled(self, run: int) -> bool:
        """Send the run off if it may leave; False if it waits on."""
        now, line = int(self._clock.now), self._lines[self._line[run]]
        if line.plan.host:
            line.depart(run, now)
            return True
        latest = self._scheduled[run] + line.plan.max_delay
        if now > latest:
            self._journal.cancel(run)
            return True
        garage = self._garages[line.plan.garage]
        if not garage.on_duty(now, line.plan.planned):
            opens = garage.next_duty(now)
            if opens <= latest and opens not in self._wakes:
                self._wakes.add(opens)
                self._clock.process(self._duty(opens))
            return False
        if not garage.free:
            return False
        unit = heappop(garage.free)
        back = line.depart(run, now, unit) + line.plan.turnaround
        self._send(garage, unit, back)
        return True

    def close(self) -> None:
        """The clock has ended: who waited too long is cancelled, who might still have left is not."""
        for run in self._waiting:
            if self._scheduled[run] + self._lines[self._line[run]].plan.max_delay < self._horizon:
                self._journal.cancel(run)


def _then(event: simpy.Event, does: Callable[[simpy.Event], None]) -> None:
    """Do something when an event that lies ahead happens."""
    assert event.callbacks is not None, "the event has happened"
    event.callbacks.append(does)
