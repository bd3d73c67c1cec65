"""Halls: stages that share crews, and so are worked in one order.

Elsewhere a stage is worked out a batch at a time. Where one crew does several stages, a parcel that it has finished at one of them comes back to
it at the next, in one queue with all others: so a hall takes parcel after parcel, in the order in which they come to any of its stages. That
takes some 2 microseconds a parcel and stage (of 20,000 parcels through two stages, pooled or by servers).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

import numpy as np

from sim.flow.crew import CrewCurve, ShiftBook
from sim.flow.inbox import Inbox
from sim.flow.lot import Lot
from sim.flow.stage import LiveStage, live_stage
from sim.flow.world import World
from sim.plan.crew import Crew
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage

Entry = tuple[int, int, int, int, int, int]
"""A parcel that has come to a stage: when, its rank, the number of the hall's desk, its own number, its leg, its work factor."""

Done = tuple[int, int, int, int]
"""A parcel that a stage has worked: its number, its leg, when it came, and when it is finished."""


@dataclass(eq=False)
class Desk:
    """A stage at its place: what is on its way to it, and what is told of it.

    Attributes:
        each: worker-ms of a parcel of factor 1.
        inbox: what will come; ``outbox``: of finished parcels, what does not come to the next desk of a hall at once.
        work_done: by piece of the crew curve, as of ``LiveStage``.
        onward: number of the desk of its hall to which finished parcels go; -1: none.
        done: by its hall, and not sent on yet.
    """

    each: int
    live: LiveStage
    inbox: Inbox
    outbox: Inbox
    work_done: list[int]
    book: ShiftBook
    onward: int = -1
    done: list[Done] = field(default_factory=list)

    @property
    def crew(self) -> CrewCurve:
        """The curve of the crew that works here."""
        return self.live.crew


def desk_alone(stage: Stage, crew: CrewCurve, inbox: Inbox, outbox: Inbox) -> Desk:
    """A stage whose crew does nothing else."""
    live = live_stage(stage, crew)
    return Desk(stage.work, live, inbox, outbox, live.work_done, ShiftBook(crew))


class Hall:
    """Desks with crews that they share among them and with nobody else."""

    def __init__(self, world: World) -> None:
        self._rows, self._curves, self._horizon = world.rows, world.curves, world.horizon
        self._desks: list[Desk] = []
        self._live: dict[Crew, LiveStage] = {}
        self._caught_up = -1

    def desks(self, stages: Iterable[Stage], inboxes: list[Inbox]) -> list[Desk]:
        """Desks for stages in a row; ``inboxes`` of each, and of what comes after the last."""
        return [self._desk(stage, inboxes[k], inboxes[k + 1], k + 2 < len(inboxes)) for k, stage in enumerate(stages)]

    def _desk(self, stage: Stage, inbox: Inbox, outbox: Inbox, goes_on: bool) -> Desk:
        curve = self._curves.of(stage.crew)
        live = self._live.setdefault(stage.crew, live_stage(stage, curve))
        onward = len(self._desks) + 1 if goes_on else -1
        desk = Desk(stage.work, live, inbox, outbox, [0] * (len(curve.start) + 1), ShiftBook(curve), onward)
        self._desks.append(desk)
        return desk

    def catch_up(self, now: int) -> None:
        """Do everything that happens here up to and including ``now``."""
        if now <= self._caught_up:
            return
        self._caught_up = now
        come = [entry for number, desk in enumerate(self._desks) for entry in self._entries(number, desk, now)]
        heapify(come)
        while come:
            entry = heappop(come)
            finished = self._worked(*entry)
            onward = self._desks[entry[2]].onward
            if onward >= 0 and finished <= now:
                heappush(come, (finished, entry[1], onward, *entry[3:]))
        for desk in self._desks:
            if desk.done:
                self._send_on(desk, now)

    def _entries(self, number: int, desk: Desk, now: int) -> Iterator[Entry]:
        """What has come to a desk by ``now``."""
        lot = desk.inbox.take(now)
        if lot is None:
            return iter(())
        ranks, factors = self._rows.rank(lot.number, lot.leg).tolist(), self._rows.factors(lot.number).tolist()
        desks = [number] * lot.size
        return zip(lot.time.tolist(), ranks, desks, lot.number.tolist(), lot.leg.tolist(), factors, strict=True)

    def _worked(self, time: int, _rank: int, number: int, parcel: int, leg: int, factor: int) -> int:
        """When a parcel that has come to a desk is finished there."""
        desk = self._desks[number]
        finished = desk.live.step(time, (desk.each * factor + 500) // 1000, desk.work_done)
        desk.done.append((parcel, leg, time, finished))
        return finished

    def _send_on(self, desk: Desk, now: int) -> None:
        """Write down what a desk has done, and tell where it goes what has not come there yet."""
        parcel, leg, came, finished = np.array(desk.done, np.int64).T
        desk.done.clear()
        desk.book.note(came, finished, ordered=desk.live.ordered)
        order = finished.argsort(kind="stable")
        first = int(finished.searchsorted(now, side="right", sorter=order)) if desk.onward >= 0 else 0
        rest = order[first : int(finished.searchsorted(self._horizon, sorter=order))]
        desk.outbox.push(Lot(parcel[rest].astype(np.int32), leg[rest], finished[rest]))


class Halls:
    """The halls of a plan: none where every stage has a crew of its own.

    Attributes:
        of_handling, of_point: by the number of a handling, or of a point that shelves, its hall.
    """

    def __init__(self, world: World) -> None:
        plan = world.plan
        self.of_handling: dict[int, Hall] = {}
        self.of_point: dict[int, Hall] = {}
        self._hall_of: dict[Crew, Hall] = {}
        for crews in _together(plan):
            hall = Hall(world)
            self._hall_of |= dict.fromkeys(crews, hall)
        for number, handling in enumerate(plan.handlings):
            if handling.stages and handling.stages[0].crew in self._hall_of:
                self.of_handling[number] = self._hall_of[handling.stages[0].crew]
        for number, point in enumerate(plan.points):
            if point.shelve is not None and point.shelve.crew in self._hall_of:
                self.of_point[number] = self._hall_of[point.shelve.crew]


def _together(plan: ServicePlan) -> list[set[Crew]]:
    """Sets of crews that need a hall: a crew that does several stages, and all crews of the handlings in which it works."""
    rows = [[stage.crew for stage in handling.stages] for handling in plan.handlings]
    rows += [[point.shelve.crew] for point in plan.points if point.shelve is not None]
    shared = {crew for crew, stages in Counter(crew for row in rows for crew in row).items() if stages > 1}
    found: list[set[Crew]] = []
    for row in rows:
        if shared.intersection(row):
            met = [crews for crews in found if not crews.isdisjoint(row)]
            found = [crews for crews in found if crews.isdisjoint(row)]
            found.append(set(row).union(*met))
    return found
