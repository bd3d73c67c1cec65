"""Tours foreseen: a run that picks up is settled as it leaves, where all who will board on its way are known by then and find room.

A fast path beside open tours, which would do the same one stop after another: six stops take a fifth of the time. Where only some stops are
certain, or some have more waiting than find room, the run goes on past these without waiting for the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from sim.flow.lot import Lot, Times, join
from sim.flow.queue import KnownQueue
from sim.flow.rows import Rows
from sim.flow.space import Space
from sim.flow.tour import Tours
from sim.plan.line import Line


class Course(NamedTuple):
    """A tour as it will be. By stop: when the run has ``arrived``, parcels that alight are ``off``, it has ``gone`` on, and how many ``board``.

    ``until`` says of each queue how far it is then taken; ``back`` when the run is at the base.
    """

    arrived: list[int]
    off: list[int]
    gone: list[int]
    board: list[int]
    until: list[tuple[KnownQueue, int]]
    back: int

    def take(self) -> Lot:
        """Those who board, taken off their queues; in the order of the stops."""
        return join([queue.take_until(end) for queue, end in self.until])


class Boarding(NamedTuple):
    """Who will board at a stop: ``until`` says of each queue how far it is then taken; ``free`` is what is free beside them."""

    until: list[tuple[KnownQueue, int]]
    free: Space

    def take(self) -> Lot:
        """Those who board, taken off their queues."""
        return join([queue.take_until(end) for queue, end in self.until])


class Foresight:
    """What will become of a run of one line that picks up, if that is certain as it leaves. ``queues`` are those at each stop, the most urgent
    first; None at a stop where parcels wait of which nobody knows before they come.

    It is not where a run before it has not left yet or is on an open tour, or one after it might overtake it: they would board in another order.
    Nor is the whole tour where who boards on the way comes off at several stops (``one_end`` is False).
    """

    def __init__(
        self, line: Line, runs: Sequence[int], scheduled: Sequence[int], queues: list[list[KnownQueue] | None], rows: Rows, tours: Tours,
        settled: Callable[[int], bool], one_end: bool = True,
    ) -> None:  # fmt: skip
        self._line, self._queues, self._rows, self._tours, self._has_left = line, queues, rows, tours, settled
        known = [stop for stop in queues if stop is not None]
        self._all_known = known if one_end and len(known) == len(queues) else None
        self._runs, self._scheduled = runs, scheduled
        self._place = {run: place for place, run in enumerate(runs)}
        self._settled = 0
        self._service = [stop.service for stop in line.stops]
        self._each = np.array([stop.service_parcel for stop in line.stops], np.int64)
        self._boarded = np.flatnonzero([stop is None or len(stop) > 0 for stop in queues])

    def course(self, run: int, space: Space, loaded: Lot, now: int) -> Course | None:
        """The tour of a run that leaves now, all before which have left, as it will be; None if that is not certain. Nobody is taken off a queue yet."""
        if self._all_known is None or not all(queue.certain for stop in self._all_known for queue in stop):
            return None
        course = self._foreseen(self._all_known, run, space, loaded, now)
        return course if course is not None and self._none_overtakes(run, course) else None

    def certain(self, run: int, stop: int, time: int) -> bool:
        """Whether it is certain who will be waiting at a stop when the run will be there, at a time: then they can board ahead of the clock."""
        return self._queues[stop] is not None and not self._may_be_overtaken(run, stop, time)

    def boarding(self, stop: int, time: int, free: Space) -> Boarding | None:
        """All who will be waiting at a stop of which that is certain, where they find room; None where somebody was left behind, or will be."""
        queues = self._queues[stop]
        assert queues is not None, "nobody knows who will be waiting there"
        if not all(queue.certain for queue in queues):
            return None
        until = [(queue, queue.ready_by(time)) for queue in queues if not queue.idle_until(time)]
        parcels, grams, ml = free
        for queue, end in until:
            more = queue.ahead(end)
            parcels, grams, ml = parcels - more.parcels, grams - more.grams, ml - more.ml
        return None if parcels < 0 or grams < 0 or ml < 0 else Boarding(until, Space(parcels, grams, ml))

    def all_before_have_left(self, run: int) -> bool:
        """Whether no earlier run of the line will still leave."""
        place = self._place[run]
        while self._settled < place and self._has_left(self._runs[self._settled]):
            self._settled += 1
        return self._settled == place

    def _foreseen(self, known: list[list[KnownQueue]], run: int, space: Space, loaded: Lot, now: int) -> Course | None:
        """The tour, if everybody fits; by weight and volume room is counted that there is from the base on, whatever comes off."""
        alight = np.bincount(self._rows.legs.alight.take(loaded.leg), minlength=self._line.end + 1)
        arrived: list[int] = []
        off: list[int] = []
        gone: list[int] = []
        board: list[int] = []
        until: list[tuple[KnownQueue, int]] = []
        parcels = space.parcels - loaded.size
        grams, ml = (most - int(column.take(loaded.number).sum(dtype=np.int64)) for most, column in ((space.grams, self._rows.grams), (space.ml, self._rows.ml)))
        late = now
        stops = zip(self._tours.planned(run).tolist(), self._service, alight.tolist(), self._unloading(alight), known, strict=False)
        for planned, service, leave, unloading, queues in stops:
            late += unloading
            time = planned + late
            number = 0
            for queue in queues:
                if queue.idle_until(time):
                    continue
                end = queue.ready_by(time)
                more = queue.ahead(end)
                number, grams, ml = number + more.parcels, grams - more.grams, ml - more.ml
                until.append((queue, end))
            parcels += leave - number
            if parcels < 0 or grams < 0 or ml < 0:
                return None
            late += self._line.boarding * number
            arrived.append(time - unloading - service)
            off.append(time)
            gone.append(planned + late)
            board.append(number)
        back = self._tours.duration[run] + late
        return Course(arrived, off, gone, board, until, back) if back < self._tours.horizon else None

    def _unloading(self, alight: Times) -> list[int]:
        """Ms by stop that parcels take to come off one by one."""
        unloading: list[int] = (alight[:-1] * self._each).tolist()
        return unloading

    def _may_be_overtaken(self, run: int, stop: int, time: int) -> bool:
        """Whether a later run may be at a stop before a time, if it leaves on time and nothing boards or comes off."""
        for later in range(self._place[run] + 1, len(self._runs)):
            if self._scheduled[later] >= time:
                break
            if self._scheduled[later] + int(self._tours.planned(self._runs[later])[stop]) < time:
                return True
        return False

    def _none_overtakes(self, run: int, course: Course) -> bool:
        """Whether no later run can be before this one at a stop where anybody boards: not even if it leaves on time and nothing boards or comes off."""
        off = np.array(course.off)[self._boarded]
        for later in range(self._place[run] + 1, len(self._runs)):
            if self._scheduled[later] >= course.back:
                break
            soonest = self._tours.planned(self._runs[later])[self._boarded] + self._scheduled[later]
            if bool((soonest < off).any()):
                return False
        return True
