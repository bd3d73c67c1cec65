"""An operator's handling of parcels at one place, at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR, Times
from sim.flow.crew import CrewCurve
from sim.flow.hall import Desk, Hall, desk_alone
from sim.flow.inbox import Inbox
from sim.flow.lot import EMPTY, Lot
from sim.flow.outcome import Shifts
from sim.flow.queue import Queue
from sim.flow.stage import Pooled
from sim.flow.world import World
from sim.plan.level import Level
from sim.plan.stage import Handling


class Station:
    """Stages in a row, each with what is on its way to it, and at the end the queues of the lines.

    Nothing happens here until somebody asks: a departure calls ``catch_up``, which brings every stage to that instant.
    Arrivals may be announced long before they happen.

    Attributes:
        desks: of its stages.
        watchers: told of the time of the first, whenever arrivals are announced.
        ready_by_hour: inbound parcels by the clock hour of the horizon in which they are ready at a hub; elsewhere nought.
    """

    def __init__(self, world: World, handling: Handling, hall: Hall | None = None) -> None:
        self._rows, self._horizon, self._hourly = world.rows, world.horizon, world.plan.places[handling.place].level == Level.HUB
        self.ready_by_hour: NDArray[np.int64] = np.zeros(-(-world.horizon // HOUR), np.int64)
        self._inboxes = [Inbox(world.rows.rank) for _ in range(len(handling.stages) + 1)]
        self._hall = hall
        if hall is not None:
            self.desks = hall.desks(handling.stages, self._inboxes)
        else:
            ways = zip(handling.stages, pairwise(self._inboxes), strict=True)
            self.desks = [desk_alone(stage, world.curves.of(stage.crew), *boxes) for stage, boxes in ways]
        self._queues: list[Queue] = []
        self._slot: NDArray[np.integer] = np.zeros(0, np.uint8)
        self._slots = self._slot
        self._caught_up = -1
        self.watchers: list[Callable[[int], None]] = []

    def feed(self, queues: list[Queue], slot: NDArray[np.integer]) -> None:
        """Say where ready parcels go: by leg, the index of its queue among ``queues``, in numbers as small as may be,
        which are sorted the faster."""
        self._queues, self._slot, self._slots = queues, slot, np.arange(len(queues) + 1, dtype=slot.dtype)

    def arrive(self, lot: Lot) -> None:
        """Parcels will arrive at their times (ascending, before the horizon's end)."""
        self._inboxes[0].push(lot)
        if lot.size:
            for told in self.watchers:
                told(int(lot.time[0]))

    def coming(self, line: int) -> Times:
        """When parcels for a line come to the stages or queues that are next for them, of all that are known to come, in any order."""
        lots = [lot for inbox in self._inboxes for lot in inbox.lots]
        return np.concatenate([lot.time[self._rows.legs.line.take(lot.leg) == line] for lot in lots]) if lots else EMPTY.time

    def catch_up(self, now: int) -> None:
        """Do everything that happens here up to and including ``now``."""
        if now <= self._caught_up:
            return
        self._caught_up = now
        if self._hall is not None:
            self._hall.catch_up(now)
        else:
            for desk in self.desks:
                self._work(desk, now)
        lot = self._inboxes[-1].take(now)
        if lot is not None:
            self._release(lot)

    def alone(self) -> tuple[CrewCurve, int] | None:
        """The crew curve and the work of its only stage, where that is pooled and the crew does nothing else; else None."""
        if self._hall is not None or len(self.desks) != 1 or not isinstance(self.desks[0].live, Pooled):
            return None
        return self.desks[0].crew, self.desks[0].each

    def worked(self, lot: Lot, *did: list[int]) -> None:
        """All that ever comes to its only stage was worked: the parcels with the times at which they are finished, in order; the work done by piece
        of the crew curve, and what was handled and in backlog by shift."""
        (desk,) = self.desks
        desk.work_done, desk.book.handled, desk.book.backlog = did
        self._inboxes[-1].push(self._before_the_end(lot, ordered=True))

    def _work(self, desk: Desk, now: int) -> None:
        """A crew that does nothing else works what has come to its stage."""
        lot, stage = desk.inbox.take(now), desk.live
        if lot is not None:
            finished = stage.finish(lot.time, self._rows.work(lot.number, desk.each))
            desk.book.note(lot.time, finished, ordered=stage.ordered)
            desk.outbox.push(self._before_the_end(Lot(lot.number, lot.leg, finished), ordered=stage.ordered))

    def _before_the_end(self, lot: Lot, *, ordered: bool) -> Lot:
        """What is finished within the horizon, by time."""
        if not ordered:
            lot = lot.pick(lot.time.argsort(kind="stable"))
        return lot if lot.time[-1] < self._horizon else lot.cut(0, int(lot.time.searchsorted(self._horizon)))

    def _release(self, lot: Lot) -> None:
        """Ready parcels join the queues of their lines."""
        if self._hourly:
            inbound = lot.time[lot.number < len(self._rows.parcels)] if len(self._rows.offers) else lot.time
            first, last = int(lot.time[0]) // HOUR, int(lot.time[-1]) // HOUR
            self.ready_by_hour[first : last + 1] += np.diff(inbound.searchsorted(np.arange(first, last + 2) * HOUR))
        slots = self._slot.take(lot.leg)
        order = slots.argsort(kind="stable")
        lot, bounds = lot.pick(order), slots.take(order).searchsorted(self._slots)
        for queue, (start, end) in zip(self._queues, pairwise(bounds.tolist()), strict=True):
            if end > start:
                queue.join(lot.cut(start, end))


def shifts(stations: Sequence[Station]) -> Shifts:
    """What the shifts of all stations did; see ``outcome.Shifts``."""
    desks = [(i, j, desk) for i, of in enumerate(stations) for j, desk in enumerate(of.desks)]
    where = np.array([(i, j) for i, j, _ in desks], np.int64).reshape(-1, 2)
    where = np.repeat(where, [len(desk.crew.shifts) for _, _, desk in desks], axis=0)
    blocks = [np.concatenate([desk.crew.planned, desk.book.rows(desk.work_done)]) for _, _, desk in desks]
    columns = np.concatenate([where.T, np.concatenate(blocks, axis=1)]) if blocks else np.zeros((9, 0), np.int64)
    kinds = (np.int32, np.int16, np.int64, np.int64, np.int32, np.int64, np.int64, np.int32, np.int32)
    return Shifts(*(column.astype(kind) for column, kind in zip(columns, kinds, strict=True)))
