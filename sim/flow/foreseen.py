"""Tours foreseen: a run that picks up is settled as it leaves, where all who will board on its way are known by then and find room.

A fast path beside open tours, which would do the same one stop after another: six stops take a fifth of the time.
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


class Foresight:
    """What will become of a run of one line that picks up, if that is certain as it leaves; ``queues`` are those at each stop, the most urgent first.

    It is not where a run before it has not left yet or is on an open tour, or one after it might overtake it: they would board in another order.
    """

    def __init__(self, line: Line, runs: Sequence[int], scheduled: Sequence[int], queues: list[list[KnownQueue]], rows: Rows, tours: Tours, settled: Callable[[int], bool]) -> None:
        self._line, self._queues, self._rows, self._tours, self._has_left = line, queues, rows, tours, settled
        self._runs, self._scheduled = runs, scheduled
        self._place = {run: place for place, run in enumerate(runs)}
        self._settled = 0
        self._service = [stop.service for stop in line.stops]
        self._each = np.array([stop.service_parcel for stop in line.stops], np.int64)

    def course(self, run: int, space: Space, loaded: Lot, now: int) -> Course | None:
        """The tour of a run that leaves now, as it will be; None if that is not certain. Nobody is taken off a queue yet."""
        if not self._all_before_have_left(run) or not all(queue.certain for stop in self._queues for queue in stop):
            return None
        course = self._foreseen(run, space, loaded, now)
        return course if course is not None and self._none_overtakes(run, course) else None

    def _all_before_have_left(self, run: int) -> bool:
        place = self._place[run]
        while self._settled < place and self._has_left(self._runs[self._settled]):
            self._settled += 1
        return self._settled == place

    def _foreseen(self, run: int, space: Space, loaded: Lot, now: int) -> Course | None:
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
        stops = zip(self._tours.planned(run).tolist(), self._service, alight.tolist(), self._unloading(alight), self._queues, strict=False)
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

    def _none_overtakes(self, run: int, course: Course) -> bool:
        """Whether no later run can be at a stop before this one: not even if it leaves on time and nothing boards or comes off."""
        for later in range(self._place[run] + 1, len(self._runs)):
            if self._scheduled[later] >= course.back:
                break
            soonest = self._tours.planned(self._runs[later])[: len(course.off)] + self._scheduled[later]
            if bool((soonest < course.off).any()):
                return False
        return True
