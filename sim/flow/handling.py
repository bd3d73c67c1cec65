"""An operator's handling of parcels at one place, at work."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR
from sim.flow.crew import ShiftBook
from sim.flow.inbox import Inbox, ascends
from sim.flow.lot import Numbers, Times
from sim.flow.queue import Queue
from sim.flow.rows import Rows
from sim.flow.stage import Crews, live_stage
from sim.service.plan import Handling


class LiveHandling:
    """Stages in a row, each with what is on its way to it, and at the end the queues of the lines.

    Nothing happens here until somebody asks: a departure calls ``catch_up``, which brings every stage to that instant.
    Arrivals may be announced long before they happen.
    """

    def __init__(self, handling: Handling, rows: Rows, crews: Crews, horizon: int) -> None:
        self._rows, self._horizon = rows, horizon
        self._plans = handling.stages
        self.stages = [live_stage(stage, crews.of(stage)) for stage in handling.stages]
        self.books = [ShiftBook(stage.crew) for stage in self.stages]
        self._inboxes = [Inbox(rows.rank) for _ in range(len(self.stages) + 1)]
        self._queues: list[Queue] = []
        self._slot: NDArray[np.int16] = np.zeros(0, np.int16)
        self._caught_up = -1
        self.ready_by_hour: NDArray[np.int64] = np.zeros(-(-horizon // HOUR), np.int64)

    def feed(self, queues: list[Queue], slot: NDArray[np.int16]) -> None:
        """Say where ready parcels go: by leg, the index of its queue among ``queues``."""
        self._queues, self._slot = queues, slot

    def arrive(self, times: Times, numbers: Numbers) -> None:
        """Parcels will arrive at these times (ascending, before the horizon's end)."""
        self._inboxes[0].push(times, numbers)

    def catch_up(self, now: int) -> None:
        """Do everything that happens here up to and including ``now``."""
        if now <= self._caught_up:
            return
        self._caught_up = now
        for inbox, outbox, plan, stage, book in zip(self._inboxes, self._inboxes[1:], self._plans, self.stages, self.books, strict=False):
            come = inbox.take(now)
            if come is None:
                continue
            arrived, numbers = come
            finished = stage.finish(arrived, self._rows.work(numbers, plan.work))
            book.note(arrived, finished)
            self._hand_on(outbox, finished, numbers)
        come = self._inboxes[-1].take(now)
        if come is not None:
            self._release(*come)

    def _hand_on(self, outbox: Inbox, finished: Times, numbers: Numbers) -> None:
        if not ascends(finished):
            order = finished.argsort(kind="stable")
            finished, numbers = finished[order], numbers[order]
        if finished[-1] >= self._horizon:
            cut = int(finished.searchsorted(self._horizon))
            finished, numbers = finished[:cut], numbers[:cut]
        outbox.push(finished, numbers)

    def _release(self, times: Times, numbers: Numbers) -> None:
        """Ready parcels join the queues of their lines."""
        rows = self._rows
        first, last = int(times[0]) // HOUR, int(times[-1]) // HOUR
        self.ready_by_hour[first : last + 1] += np.diff(times.searchsorted(np.arange(first, last + 2) * HOUR))
        legs, bounds = rows.leg.take(numbers), [0, len(numbers)]
        if len(self._queues) > 1:
            slots = self._slot.take(legs)
            order = slots.argsort(kind="stable")
            numbers, legs, times = numbers.take(order), legs.take(order), times.take(order)
            bounds = np.bincount(slots, minlength=len(self._queues)).cumsum().tolist()
            bounds.insert(0, 0)
        lot = rows.lot(numbers, legs, times)
        for queue, (start, end) in zip(self._queues, pairwise(bounds), strict=True):
            if end > start:
                queue.join(lot.cut(start, end))
