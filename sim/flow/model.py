"""The flow of parcels through a county: a service plan and its draws in, an outcome out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator

import numpy as np
import simpy
from numpy.typing import NDArray

from sim.clock import DAY, HOUR
from sim.flow.counter import Counter
from sim.flow.dispatch import Clock, Dispatcher
from sim.flow.draws import Draws
from sim.flow.handling import LiveHandling
from sim.flow.journal import Journal
from sim.flow.legs import legs_of
from sim.flow.line import Drop, LiveLine
from sim.flow.milestones import milestones
from sim.flow.outcome import Outcome, Shifts
from sim.flow.point import settle
from sim.flow.queue import Platform, Queue
from sim.flow.rows import Rows
from sim.flow.shelf import Shelves
from sim.flow.shelving import Shelving
from sim.flow.space import FreeSpace
from sim.flow.stage import Crews
from sim.flow.tour import Tours
from sim.plan.plan import ServicePlan


def simulate(plan: ServicePlan, draws: Draws) -> Outcome:
    """Run the plan on one replication's draws. Pure: the same inputs give the same bits, and inputs stay as they are.

    Raises:
        ValueError: a parcel has no itinerary.
    """
    return Model(plan, draws).run()


class Model:
    """Everything alive in one simulation. Processes are the line-haul, the timetable and vehicles; parcels are rows."""

    def __init__(self, plan: ServicePlan, draws: Draws) -> None:
        self.plan, self.draws = plan, draws
        self.clock = Clock()
        self.legs = legs_of(plan)
        self.rows = Rows(plan, draws.parcels, self.legs)
        self.crews = Crews(plan.horizon)
        self.counter = Counter(plan, draws)
        self.shelving = Shelving(plan, self.rows, self.crews)
        self.shelves = Shelves(plan, self.legs, self.counter, self.shelving)
        self.tours, self.space = Tours(plan, draws.travel_ppm), FreeSpace(plan, draws)
        self.journal = Journal(self.rows, self.tours, self.space)
        self._hub_ready: NDArray[np.int64] = np.zeros(-(-plan.horizon // HOUR), np.int64)
        self.handlings = [
            LiveHandling(it, self.rows, self.crews, plan.horizon, self._hub_ready if plan.places[it.place].level == "hub" else None)
            for it in plan.handlings
        ]
        self.queues: list[Queue] = []
        self.lines = self._lines()
        self.dispatcher = Dispatcher(self.clock, plan, draws, self.lines, self.journal)

    def run(self) -> Outcome:
        """Let the clock run, then write everything down."""
        self.clock.process(self._line_haul())
        self.clock.process(self.dispatcher.timetable())
        self.clock.run(until=self.plan.horizon)
        self.dispatcher.close()
        for handling in self.handlings:
            handling.catch_up(self.plan.horizon - 1)
        rides, calls, stops = self.journal.close(lot for queue in self.queues for lot in queue.left())
        made = milestones(self.rows, rides, calls, self._oversize())
        trips = settle(self.plan, self.rows, self.counter, self.shelving, self.shelves, made)
        marks = np.arange(len(self._hub_ready) + 1) * HOUR
        marks[-1] = self.plan.horizon
        hub_arrived = np.diff(self.draws.parcels.entered_hub.searchsorted(marks))
        return Outcome(rides, made, self.journal.runs(), stops, self._shifts(), trips, hub_arrived, self._hub_ready, self.clock.events)

    def _oversize(self) -> NDArray[np.bool_]:
        """Which parcels were set aside."""
        oversize = np.zeros(len(self.rows.parcels), np.bool_)
        for queue in self.queues:
            for lot in queue.set_aside:
                oversize[lot.number] = True
        return oversize

    def _line_haul(self) -> Generator[simpy.Event, None, None]:
        """Process: every midnight it tells the hub's handlings who will arrive that day."""
        entered, start = self.draws.parcels.entered_hub, 0
        here = np.unique(self.legs.handling.take(self.legs.first)).tolist()
        while True:
            end = int(entered.searchsorted(min(int(self.clock.now) + DAY, self.plan.horizon)))
            lot = self.rows.lot(start, end)
            if len(here) == 1:
                self.handlings[here[0]].arrive(lot)
            else:
                handling = self.legs.handling.take(lot.leg)
                for i in here:
                    self.handlings[i].arrive(lot.pick(np.flatnonzero(handling == i)))
            start = end
            yield self.clock.timeout(DAY)

    def _lines(self) -> list[LiveLine]:
        """Lines with their queues, and handlings that know where their parcels go."""
        plan, legs = self.plan, self.legs
        by_line: dict[int, list[int]] = defaultdict(list)
        for leg, line in enumerate(legs.line.tolist()):
            by_line[line].append(leg)
        slot: NDArray[np.int16] = np.zeros(len(legs.line), np.int16)
        drop_of: NDArray[np.int32] = np.full(len(legs.line), -1, np.int32)
        watched: NDArray[np.bool_] = self.shelves.watched(legs.point) & (legs.onward < 0)
        fed: dict[int, list[Queue]] = defaultdict(list)
        lines: list[LiveLine] = []
        for index in range(len(plan.lines)):
            mine = by_line[index]
            feeders = sorted({int(legs.handling[leg]) for leg in mine})
            queues: list[Queue] = []
            for priority in sorted({int(legs.priority[leg]) for leg in mine}):
                ours = [leg for leg in mine if legs.priority[leg] == priority]
                sources = sorted({int(legs.handling[leg]) for leg in ours})
                queues.append(Queue(self.space.most(index), self.rows, merge=len(sources) > 1))
                for source in sources:
                    slot[[leg for leg in ours if legs.handling[leg] == source]] = len(fed[source])
                    fed[source].append(queues[-1])
            self.queues += queues
            platform = Platform(queues, self.rows, self.shelves if (legs.shelf[mine] >= 0).any() else None, plan.skip)
            lines.append(LiveLine(
                index, plan, legs, platform, [self.handlings[i] for i in feeders], self._drops(mine, drop_of), drop_of,
                self.shelves if watched[mine].any() else None, self.tours, self.space, self.journal,
            ))  # fmt: skip
        for i, handling in enumerate(self.handlings):
            handling.feed(fed[i], slot)
        return lines

    def _drops(self, mine: list[int], drop_of: NDArray[np.int32]) -> list[tuple[int, Drop]]:
        """The handlings where a line's parcels come off, by stop; marks their legs in ``drop_of``."""
        legs = self.legs
        drops: dict[tuple[int, int], int] = {}
        for leg in mine:
            stop, onward = int(legs.stop[leg]), int(legs.onward[leg])
            if onward >= 0:
                drop_of[leg] = drops.setdefault((stop, onward), len(drops))
        return [(stop, self._drop_at(onward)) for stop, onward in drops]

    def _drop_at(self, handling: int) -> Drop:
        live = self.handlings[handling]
        return lambda lot: live.arrive(lot.next_leg())

    def _shifts(self) -> Shifts:
        columns: list[list[int]] = [[] for _ in range(9)]
        for i, handling in enumerate(self.handlings):
            for j, (stage, book) in enumerate(zip(handling.stages, handling.books, strict=True)):
                busy, overtime = book.worked(stage.work_done)
                for k, shift in enumerate(stage.crew.shifts):
                    row = (i, j, shift.start, shift.end, shift.crew, busy[k], overtime[k], book.handled[k], book.backlog[k])
                    for column, value in zip(columns, row, strict=True):
                        column.append(value)
        kinds = (np.int32, np.int16, np.int64, np.int64, np.int32, np.int64, np.int64, np.int32, np.int32)
        return Shifts(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))
