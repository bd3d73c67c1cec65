"""The reference's clock with its phases, and its stage: a crew that steps from event to event with exact remaining work.

An instant has *phases*, so that ties are decided by position and not by the order in which processes were made: SimPy's
clock runs in ticks, ``PHASES`` to a millisecond, and whatever happens at millisecond t happens in a phase of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import simpy

from sim.clock import NEVER
from sim.plan.stage import Stage

PHASES = 1 << 12
ARRIVE = 0  # entries, stops, drops, units free again
STAGE = 1  # stage number k of a place acts in phase STAGE + k, after all that the stages before it send on
OPEN = 50  # parcels on the shelf of an open point
COLLECT = 51
RETURN = 52
WAIT = 59  # runs that are due join those that wait
DEPART = 60
BOARD = 64  # runs at their stops board in phase BOARD + number of the run, after all departures

Process = Generator[simpy.Event, Any, None]


class Clock:
    """SimPy's environment, read in milliseconds and phases."""

    def __init__(self) -> None:
        self.env = simpy.Environment()

    @property
    def now(self) -> int:
        """The current millisecond."""
        return int(self.env.now) // PHASES

    def until(self, time: int, phase: int) -> simpy.Event:
        """The event of reaching a phase of a millisecond."""
        return self.env.timeout(time * PHASES + phase - int(self.env.now))


@dataclass
class Job:
    """A parcel at a stage: its place in the order, the work still to do, and what to tell when it is done."""

    arrived: int
    priority: int
    parcel: int
    remaining: int
    done: simpy.Event
    finished: int = NEVER
    worked: bool = False

    @property
    def order(self) -> tuple[int, int, int]:
        return self.arrived, self.priority, self.parcel


class CrewedStage:
    """A stage with its crew. ``act`` is called whenever anything may change; calling it too often does no harm."""

    def __init__(self, clock: Clock, stage: Stage, phase: int, horizon: int) -> None:
        self.clock, self.stage, self.phase, self.horizon = clock, stage, phase, horizon
        self.manned = [s for s in stage.crew.shifts if s.people > 0]
        self.changes = sorted({t for s in self.manned for t in (s.start, s.end)})
        self.jobs: list[Job] = []
        self.log: list[Job] = []
        self.work_done: dict[int, int] = {}
        self.last = 0
        self.calls: set[int] = set()
        for t in self.changes:
            self.call_at(t)

    def enter(self, parcel: int, priority: int, permille: int) -> simpy.Event:
        """A parcel arrives now; the event happens when it is finished."""
        work = (self.stage.work * permille + 500) // 1000
        job = Job(self.clock.now, priority, parcel, work, self.clock.env.event())
        self.jobs.append(job)
        self.log.append(job)
        self.jobs.sort(key=lambda j: j.order)
        self.call_at(job.arrived)
        return job.done

    def call_at(self, time: int) -> None:
        """Arranges for ``act`` to be called at a time, once."""
        if time not in self.calls:
            self.calls.add(time)
            self.clock.env.process(self.wake(time))

    def wake(self, time: int) -> Process:
        """Acts at a time."""
        yield self.clock.until(time, self.phase)
        self.act()

    def rostered(self, time: int) -> int:
        """Crew of the shifts that contain a time."""
        return sum(s.people for s in self.manned if s.start <= time < s.end)

    def gap_since(self, time: int) -> int | None:
        """Start of the gap between shifts that a time lies in; None inside shifts and before the first."""
        ends = [s.end for s in self.manned if s.end <= time]
        return max(ends) if ends and self.rostered(time) == 0 else None

    def at_work(self, time: int) -> tuple[int, list[Job]]:
        """How many work from ``time`` to the next change, and the parcels that they may work on, in order."""
        crew = self.rostered(time)
        jobs = [j for j in self.jobs if j.arrived <= time]
        if crew > 0 or self.stage.crew.shift_end == "pause":
            return crew, jobs
        gap = self.gap_since(time)
        if gap is None:
            return 0, []
        return self.rostered(gap - 1), [j for j in jobs if j.arrived < gap]

    def act(self) -> None:
        """Does the work since the last call, sends on what is finished, and arranges to be called at the next finish."""
        now = self.clock.now
        self.advance(now)
        self.finish(now)
        crew, jobs = self.at_work(now)
        if crew == 0 or not jobs:
            return
        pooled = self.stage.crew.discipline == "pooled"
        wait = -(-jobs[0].remaining // crew) if pooled else min(j.remaining for j in jobs[:crew])
        self.call_at(now + wait)

    def advance(self, now: int) -> None:
        """Work over ``[last, now)``, in which neither the crew nor the parcels present changed."""
        elapsed = now - self.last
        if elapsed > 0:
            crew, jobs = self.at_work(self.last)
            budget = crew * elapsed
            for job in jobs if self.stage.crew.discipline == "pooled" else jobs[:crew]:
                part = min(job.remaining, budget if self.stage.crew.discipline == "pooled" else elapsed)
                job.remaining -= part
                budget -= part
                self.note_work(part)
                job.worked = job.worked or part > 0
        self.last = now

    def note_work(self, work: int) -> None:
        """Work is written down by the piece of time between two changes in which it was done."""
        piece = bisect_right(self.changes, self.last) - 1
        self.work_done[piece] = self.work_done.get(piece, 0) + work

    def finish(self, now: int) -> None:
        """Parcels whose work has just ended go on, and those without work in a worker's hands, as long as that brings up others."""
        while True:
            crew, jobs = self.at_work(now)
            if self.stage.crew.discipline == "pooled":
                done = jobs[:1] if jobs and jobs[0].remaining == 0 else []
            else:
                done = [j for i, j in enumerate(jobs) if j.remaining == 0 and (i < crew or j.worked)]
            if not done:
                return
            for job in done:
                self.jobs.remove(job)
                job.finished = now
                job.done.succeed()

    def close(self) -> None:
        """Work up to the horizon's end, where nothing can finish any more."""
        self.advance(self.horizon)

    def shift_rows(self) -> list[tuple[int, int, int, int, int, int, int]]:
        """By shift: start, end, crew, busy, overtime, handled, backlog at its end."""
        shifts = self.stage.crew.shifts
        busy, overtime = [0] * len(shifts), [0] * len(shifts)
        for piece, work in self.work_done.items():
            if work == 0:
                continue
            start = self.changes[piece]
            inside = [i for i, s in enumerate(shifts) if s.people > 0 and s.start <= start < s.end]
            outgoing = [i for i, s in enumerate(shifts) if s.people > 0 and s.end == start]
            book, crews = (busy, inside) if inside else (overtime, outgoing)
            total, before = sum(shifts[i].people for i in crews), 0
            for i in crews:
                after = before + shifts[i].people
                book[i] += work * after // total - work * before // total
                before = after
        rows = []
        for i, s in enumerate(shifts):
            until = shifts[i + 1].start if i + 1 < len(shifts) else self.horizon
            handled = sum(s.start <= j.finished < until for j in self.log)
            backlog = sum(j.arrived < s.end < j.finished for j in self.log)
            rows.append((s.start, s.end, s.people, busy[i], overtime[i], handled, backlog))
        return rows
