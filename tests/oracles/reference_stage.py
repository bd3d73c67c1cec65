"""The reference's clock with its phases, its crews, which step from event to event with exact remaining work, and the stages that share them.

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
from sim.plan.crew import Crew
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

    stage: CrewedStage
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


class WorkingCrew:
    """A crew with what has come to all of its stages. ``act`` is called whenever anything may change; calling it too often does no harm."""

    def __init__(self, clock: Clock, crew: Crew, horizon: int) -> None:
        self.clock, self.crew, self.horizon = clock, crew, horizon
        self.phase = PHASES
        self.manned = [s for s in crew.shifts if s.people > 0]
        self.changes = sorted({t for s in self.manned for t in (s.start, s.end)})
        self.jobs: list[Job] = []
        self.last = 0
        self.calls: set[tuple[int, int]] = set()

    def serves(self, phase: int) -> None:
        """Works at a stage whose turn at an instant is in this phase, too: what it finishes goes on as early as that of the first of its stages."""
        self.phase = min(self.phase, phase)
        for t in self.changes:
            self.call_at(t, self.phase)

    def add(self, job: Job, phase: int) -> None:
        """A parcel arrives now at a stage whose turn is in this phase."""
        self.jobs.append(job)
        self.jobs.sort(key=lambda j: j.order)
        self.call_at(job.arrived, phase)

    def call_at(self, time: int, phase: int) -> None:
        """Arranges for ``act`` to be called in a phase of a time, once."""
        if (time, phase) not in self.calls:
            self.calls.add((time, phase))
            self.clock.env.process(self.wake(time, phase))

    def wake(self, time: int, phase: int) -> Process:
        """Acts at a time."""
        yield self.clock.until(time, phase)
        self.act()

    def rostered(self, time: int) -> int:
        """People of the shifts that contain a time."""
        return sum(s.people for s in self.manned if s.start <= time < s.end)

    def gap_since(self, time: int) -> int | None:
        """Start of the gap between shifts that a time lies in; None inside shifts and before the first."""
        ends = [s.end for s in self.manned if s.end <= time]
        return max(ends) if ends and self.rostered(time) == 0 else None

    def at_work(self, time: int) -> tuple[int, list[Job]]:
        """How many work from ``time`` to the next change, and the parcels that they may work on, in order."""
        people = self.rostered(time)
        jobs = [j for j in self.jobs if j.arrived <= time]
        if people > 0 or self.crew.shift_end == "pause":
            return people, jobs
        gap = self.gap_since(time)
        if gap is None:
            return 0, []
        return self.rostered(gap - 1), [j for j in jobs if j.arrived < gap]

    def act(self) -> None:
        """Does the work since the last call, sends on what is finished, and arranges to be called at the next finish."""
        now = self.clock.now
        self.advance(now)
        self.finish(now)
        people, jobs = self.at_work(now)
        if people == 0 or not jobs:
            return
        pooled = self.crew.discipline == "pooled"
        wait = -(-jobs[0].remaining // people) if pooled else min(j.remaining for j in jobs[:people])
        self.call_at(now + wait, self.phase)

    def advance(self, now: int) -> None:
        """Work over ``[last, now)``, in which neither the crew nor the parcels present changed."""
        elapsed = now - self.last
        if elapsed > 0:
            people, jobs = self.at_work(self.last)
            budget = people * elapsed
            piece = bisect_right(self.changes, self.last) - 1
            for job in jobs if self.crew.discipline == "pooled" else jobs[:people]:
                part = min(job.remaining, budget if self.crew.discipline == "pooled" else elapsed)
                job.remaining -= part
                budget -= part
                job.stage.note_work(piece, part)
                job.worked = job.worked or part > 0
        self.last = now

    def finish(self, now: int) -> None:
        """Parcels whose work has just ended go on, and those without work in a worker's hands, as long as that brings up others."""
        while True:
            people, jobs = self.at_work(now)
            if self.crew.discipline == "pooled":
                done = jobs[:1] if jobs and jobs[0].remaining == 0 else []
            else:
                done = [j for i, j in enumerate(jobs) if j.remaining == 0 and (i < people or j.worked)]
            if not done:
                return
            for job in done:
                self.jobs.remove(job)
                job.finished = now
                job.done.succeed()

    def close(self) -> None:
        """Work up to the horizon's end, where nothing can finish any more."""
        self.advance(self.horizon)


class CrewedStage:
    """A stage, done by a crew that may do others too. Its parcels and the work at it are written down by the crew's shifts."""

    def __init__(self, stage: Stage, crew: WorkingCrew, phase: int) -> None:
        self.stage, self.crew, self.phase = stage, crew, phase
        self.log: list[Job] = []
        self.work_done: dict[int, int] = {}
        crew.serves(phase)

    def enter(self, parcel: int, priority: int, permille: int) -> simpy.Event:
        """A parcel arrives now; the event happens when it is finished."""
        work = (self.stage.work * permille + 500) // 1000
        job = Job(self, self.crew.clock.now, priority, parcel, work, self.crew.clock.env.event())
        self.log.append(job)
        self.crew.add(job, self.phase)
        return job.done

    def note_work(self, piece: int, work: int) -> None:
        """Work is written down by the piece of time between two changes in which it was done."""
        self.work_done[piece] = self.work_done.get(piece, 0) + work

    def shift_rows(self) -> list[tuple[int, int, int, int, int, int, int]]:
        """By shift: start, end, people, busy, overtime, handled, backlog at its end."""
        shifts = self.crew.crew.shifts
        busy, overtime = [0] * len(shifts), [0] * len(shifts)
        for piece, work in self.work_done.items():
            if work == 0:
                continue
            start = self.crew.changes[piece]
            inside = [i for i, s in enumerate(shifts) if s.people > 0 and s.start <= start < s.end]
            outgoing = [i for i, s in enumerate(shifts) if s.people > 0 and s.end == start]
            book, at_work = (busy, inside) if inside else (overtime, outgoing)
            total, before = sum(shifts[i].people for i in at_work), 0
            for i in at_work:
                after = before + shifts[i].people
                book[i] += work * after // total - work * before // total
                before = after
        rows = []
        for i, s in enumerate(shifts):
            until = shifts[i + 1].start if i + 1 < len(shifts) else self.crew.horizon
            handled = sum(s.start <= j.finished < until for j in self.log)
            backlog = sum(j.arrived < s.end < j.finished for j in self.log)
            rows.append((s.start, s.end, s.people, busy[i], overtime[i], handled, backlog))
        return rows
