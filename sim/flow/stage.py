"""Stages at work: from arrivals in order to finishing times, for a whole batch at a time.

Finishing times depend on earlier arrivals only, so a batch can be computed as soon as nothing can come before its last
arrival. Both disciplines keep just what the next batch needs to know.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import Protocol

import numpy as np

from sim.clock import NEVER, Times
from sim.flow.crew import CrewCurve
from sim.flow.in_turn import in_turn
from sim.plan.stage import Stage

MARKS = 8
"""Up to so many pieces of a crew curve a loop over the pieces is faster than working out the work in all of them at once."""


class LiveStage(Protocol):
    """A stage that remembers what it has to do. ``work_done[i]`` is the work done in piece ``i`` of its crew, worker-ms.

    ``ordered`` says that who comes first is finished first.
    """

    ordered: bool
    crew: CrewCurve
    work_done: list[int]

    def finish(self, arrived: Times, work: Times) -> Times:
        """Finishing times of the next parcels in order (arrival, priority, number), ``work`` worker-ms each; never empty."""
        ...

    def step(self, arrived: int, work: int, booked: list[int]) -> int:
        """The finishing time of the next parcel alone; its work is booked in ``booked`` as else in ``work_done``."""
        ...


class Pooled:
    """The crew works as one on the head of the line.

    On the scale of the crew's level V, parcel k is done at G_k = max(V(arrival), G_{k-1}) + w_k (``in_turn``), and at the first ms at which V
    reaches G_k.
    """

    ordered = True

    def __init__(self, crew: CrewCurve) -> None:
        self.crew = crew
        self.work_done = [0] * (len(crew.start) + 1)
        self._level = 0

    def finish(self, arrived: Times, work: Times) -> Times:
        """See ``LiveStage``. Times ascend."""
        begins = self.crew.begins(arrived)
        level = self.crew.level_at(begins)
        level[0] = max(int(level[0]), self._level)
        level, done = in_turn(level, work)
        self._level = int(level[-1])
        self._account(level, work, done)
        finished = self.crew.time_at(level)
        np.maximum(finished, begins, out=finished)
        if finished[-1] >= self.crew.horizon:
            finished[finished.searchsorted(self.crew.horizon) :] = NEVER
        return finished

    def step(self, arrived: int, work: int, booked: list[int]) -> int:
        """See ``LiveStage``."""
        begins, marks = self.crew.begin(arrived), self.crew.level
        at = max(self.crew.level_of(begins), self._level)
        self._level = at + work
        piece = bisect_right(marks, at)
        while piece < len(marks) and marks[piece] < self._level:
            booked[piece - 1] += marks[piece] - at
            at = marks[piece]
            piece += 1
        booked[min(piece, len(marks)) - 1] += self._level - at
        finished = max(self.crew.time_of(self._level), begins)
        return finished if finished < self.crew.horizon else NEVER

    def _account(self, level: Times, work: Times, done: Times) -> None:
        """Book the work under the pieces of the crew curve: parcel k is worked on while V runs from G_k - w_k to G_k."""
        marks = self.crew.level
        first, last = bisect_right(marks, int(level[0] - work[0])), bisect_left(marks, int(level[-1]))
        booked = 0
        for piece, reached in enumerate(self._reached(marks[first:last], level, work, done), first - 1):
            self.work_done[piece] += reached - booked
            booked = reached
        self.work_done[min(last, len(marks)) - 1] += int(done[-1]) - booked

    def _reached(self, marks: list[int], level: Times, work: Times, done: Times) -> list[int]:
        """The work done by the time that V has reached each mark; of many at once."""
        if len(marks) > MARKS:
            which = level.searchsorted(marks, side="right")
            before = work.take(which)
            begun = np.array(marks) - (level.take(which) - before)
            found: list[int] = (done.take(which) - before + np.maximum(begun, 0)).tolist()
            return found
        each = [(mark, int(level.searchsorted(mark, side="right"))) for mark in marks]
        return [int(done[k] - work[k]) + max(0, mark - int(level[k] - work[k])) for mark, k in each]


class Servers:
    """A worker a parcel: the first c unfinished parcels present, in order, are worked on.

    So parcel k is worked on while fewer than c of its predecessors are unfinished, that is from the c-th largest of
    their finishing times on; the latest of these, as many as the crew is ever large, are all there is to remember.
    """

    ordered = False

    def __init__(self, crew: CrewCurve) -> None:
        self.crew = crew
        self.work_done = [0] * (len(crew.start) + 1)
        self._latest: list[int] = []
        self._most = max(crew.people, default=1)

    def finish(self, arrived: Times, work: Times) -> Times:
        """See ``LiveStage``. Times need not ascend."""
        return np.array([self.step(a, w, self.work_done) for a, w in zip(arrived.tolist(), work.tolist(), strict=True)], np.int64)

    def step(self, arrived: int, work: int, booked: list[int]) -> int:
        """See ``LiveStage``."""
        crew, latest, finished = self.crew, self._latest, NEVER
        begins = crew.begin(arrived)
        no_sooner = max(begins, latest[0]) if len(latest) == self._most else begins
        for i in range(bisect_right(crew.end, no_sooner), len(crew.start)):
            people, end = crew.people[i], crew.end[i]
            free = latest[-people] if people <= len(latest) else 0
            start = max(begins, crew.start[i], free)
            if start >= end:
                continue
            did = min(work, end - start)
            booked[i] += did
            work -= did
            if work == 0:
                finished = start + did if start + did < crew.horizon else NEVER
                break
        insort(latest, finished)
        del latest[: -self._most]
        return finished


def live_stage(stage: Stage, crew: CrewCurve) -> LiveStage:
    """The stage's discipline over a crew curve made of its shifts."""
    return Pooled(crew) if stage.crew.discipline == "pooled" else Servers(crew)
