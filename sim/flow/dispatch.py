"""Who leaves when: the timetable, and vehicles that have to come back first."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from itertools import pairwise

import numpy as np
import simpy

from sim.flow.departure import Cancel, Leave, LiveDeparture, SlottedDeparture, Wait, live_departure
from sim.flow.depot import LiveDepot
from sim.flow.instant import Clock, Late, then
from sim.flow.journal import Journal
from sim.flow.line import LiveLine
from sim.flow.world import World


class Dispatcher:
    """Sends runs off. Runs are numbered by (scheduled, line), so those that wait for a unit of a depot are tried in
    order of their numbers."""

    def __init__(self, world: World, clock: Clock, journal: Journal, lines: list[LiveLine]) -> None:
        self._clock, self._horizon, self._journal, self._lines = clock, world.horizon, journal, lines
        plan, draws = world.plan, world.draws
        depots = [LiveDepot(depot, draws.disrupted.out_of(i)) for i, depot in enumerate(plan.depots)]
        self._rules: list[LiveDeparture] = [live_departure(line, depots) for line in lines]
        self._scheduled: list[int] = plan.timetable.scheduled.tolist()
        self._line: list[int] = plan.timetable.line.tolist()
        self._drawn: list[bool] = draws.cancelled.tolist()
        self._waiting: dict[LiveDepot, list[int]] = {depot: [] for depot in depots}
        self._wakes: set[tuple[LiveDepot, int]] = set()
        for line, rule in zip(lines, self._rules, strict=True):
            if isinstance(rule, SlottedDeparture):
                line.watch(partial(self._look_at, depots[line.plan.depot]))

    def timetable(self) -> Generator[simpy.Event, None, None]:
        """Process: wakes at every instant of the timetable."""
        instants, first = np.unique(self._scheduled, return_index=True)
        for instant, (start, end) in zip(instants.tolist(), pairwise([*first.tolist(), len(self._scheduled)]), strict=True):
            yield Late(self._clock, instant - int(self._clock.now))
            for run in range(start, end):
                self._due(run)

    def _due(self, run: int) -> None:
        """A run's time has come; those that wait for a unit of its depot were there before it."""
        depot = self._rules[self._line[run]].depot
        if self._drawn[run]:
            self._journal.cancel(run)
        elif depot is None:
            self._settled(run)
        elif self._waiting[depot]:
            self._waiting[depot].append(run)
            self._try(depot)
        elif not self._settled(run):
            self._waiting[depot].append(run)

    def _try(self, depot: LiveDepot) -> None:
        """Try the runs that wait for a unit of a depot."""
        runs, self._waiting[depot] = self._waiting[depot], []
        self._waiting[depot] += [run for run in runs if not self._settled(run)]

    def _settled(self, run: int) -> bool:
        """Send the run off if it may leave, or give it up; False if it waits on."""
        now, rule = int(self._clock.now), self._rules[self._line[run]]
        verdict = rule.verdict(self._scheduled[run], now)
        if isinstance(verdict, Leave):
            self._send(run, now, rule, verdict.unit)
        elif isinstance(verdict, Cancel):
            self._journal.cancel(run)
        elif isinstance(verdict, Wait):
            assert rule.depot is not None, "who needs no unit does not wait"
            self._wake_at(rule.depot, verdict.until)
        return not isinstance(verdict, Wait)

    def _send(self, run: int, now: int, rule: LiveDeparture, unit: int) -> None:
        """The run leaves."""
        line, depot = self._lines[self._line[run]], rule.depot
        if depot is None:
            line.depart(run, now, unit)
        else:
            line.depart(run, now, unit, partial(self._comes_back, depot, unit, line.plan.turnaround))

    def _comes_back(self, depot: LiveDepot, unit: int, turnaround: int, at: int) -> None:
        """A vehicle of ours will be back at a time, and is in when it has turned round."""
        then(simpy.Timeout(self._clock, at + turnaround - int(self._clock.now)), lambda _: self._home(depot, unit))

    def _home(self, depot: LiveDepot, unit: int) -> None:
        """A vehicle is in; when everything of this instant has happened, who waits may take it."""
        depot.put(unit)
        if self._waiting[depot]:
            then(Late(self._clock, 0), lambda _: self._try(depot))

    def _look_at(self, depot: LiveDepot, time: int) -> None:
        """Something will happen that those who wait at a depot may wait for."""
        if self._waiting[depot]:
            self._wake_at(depot, time)

    def _wake_at(self, depot: LiveDepot, time: int) -> None:
        """The runs that wait for a unit of a depot are to be tried again at a time."""
        if time < self._horizon and (depot, time) not in self._wakes:
            self._wakes.add((depot, time))
            then(Late(self._clock, time - int(self._clock.now)), lambda _: self._wake(depot, time))

    def _wake(self, depot: LiveDepot, time: int) -> None:
        self._wakes.remove((depot, time))
        self._try(depot)

    def close(self) -> None:
        """The clock has ended: who waited too long is cancelled, who might still have left is not."""
        for run in sorted(run for waiting in self._waiting.values() for run in waiting):
            if self._rules[self._line[run]].missed(self._scheduled[run], self._horizon):
                self._journal.cancel(run)
