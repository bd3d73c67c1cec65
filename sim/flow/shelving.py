"""Shelving at points: the keepers' own stages, worked out for many points at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.crew import CrewCurve
from sim.flow.hall import Hall, Halls
from sim.flow.in_turn import in_turn
from sim.flow.inbox import Inbox
from sim.flow.lot import LegIndices, Lot, Numbers
from sim.flow.order import ordered
from sim.flow.rows import Rows
from sim.flow.stage import LiveStage, Pooled, live_stage
from sim.flow.world import World
from sim.plan.stage import Stage


class Beside:
    """The shelving of a point by people who do other work too: it goes on as the clock does, and is not worked out afterwards."""

    def __init__(self, stage: Stage, hall: Hall, rows: Rows) -> None:
        self._hall, self._coming, self._shelved = hall, Inbox(rows.rank), Inbox(rows.rank)
        hall.desks([stage], [self._coming, self._shelved])
        self._when: dict[int, int] = {}

    def drop(self, lot: Lot) -> None:
        """Parcels will be dropped together at their time."""
        self._coming.push(lot)

    def finish(self, numbers: Numbers, dropped: Times) -> Times:
        """When parcels that were dropped are on the shelf; ``NEVER``: not before the horizon's end."""
        self._hall.catch_up(int(dropped.max()))
        lot = self._shelved.take(NEVER)
        if lot is not None:
            self._when |= dict(zip(lot.number.tolist(), lot.time.tolist(), strict=True))
        return np.array([self._when.pop(number, NEVER) for number in numbers.tolist()], np.int64)


class Alone:
    """The shelving of a point by people who do nothing else, as its stage does it."""

    def __init__(self, stage: Stage, live: LiveStage, rows: Rows) -> None:
        self._live, self._each, self._rows = live, stage.work, rows

    def finish(self, numbers: Numbers, dropped: Times) -> Times:
        """See ``Beside``."""
        return self._live.finish(dropped, self._rows.work(numbers, self._each))


class Shelving:
    """The stages of all points. Points with a pooled stage of the same crew curve and work make a family and go through together.

    Attributes:
        drops: by point at which somebody shelves beside other work: to be told of parcels that will be dropped there.
    """

    def __init__(self, world: World, halls: Halls) -> None:
        plan, self._rows = world.plan, world.rows
        self._by_point: dict[int, Alone | Beside] = {}
        self._families: list[tuple[CrewCurve, int]] = []
        self._family: NDArray[np.int16] = np.full(len(plan.points), -1, np.int16)
        self._level: NDArray[np.int64] = np.zeros(len(plan.points), np.int64)
        for number, point in enumerate(plan.points):
            if point.shelve is not None:
                self._add(number, point.shelve, world.curves.of(point.shelve.crew), halls.of_point.get(number))
        self.drops = {point: beside.drop for point, beside in self._by_point.items() if isinstance(beside, Beside)}

    def _add(self, point: int, stage: Stage, crew: CrewCurve, hall: Hall | None) -> None:
        """Somebody shelves at a point."""
        if hall is not None:
            self._by_point[point] = Beside(stage, hall, self._rows)
        elif not isinstance(live := live_stage(stage, crew), Pooled):
            self._by_point[point] = Alone(stage, live, self._rows)
        else:
            if (crew, stage.work) not in self._families:
                self._families.append((crew, stage.work))
            self._family[point] = self._families.index((crew, stage.work))

    @property
    def idle(self) -> bool:
        """Whether nothing is shelved anywhere: what is dropped is on the shelf."""
        return not self._by_point and not self._families

    def finish(self, points: Numbers, numbers: Numbers, legs: LegIndices, dropped: Times) -> Times:
        """When parcels are on the shelf. A later call brings later drops at each point.

        Args:
            points, numbers, legs, dropped: by parcel, in any order.
        """
        order = ordered(points, dropped, self._rows.rank(numbers, legs))
        points, numbers, times = points[order], numbers[order], dropped[order]
        family = self._family.take(points)
        for i in np.flatnonzero(np.bincount(family[family >= 0])).tolist():
            (crew, each), mine = self._families[i], np.flatnonzero(family == i)
            times[mine] = self._together(crew, points[mine], times[mine], self._rows.work(numbers[mine], each))
        for point, by in self._by_point.items():
            start, end = points.searchsorted([point, point + 1])
            if end > start:
                times[start:end] = by.finish(numbers[start:end], times[start:end])
        shelved = np.empty_like(times)
        shelved[order] = times
        return shelved

    def _together(self, crew: CrewCurve, points: Numbers, dropped: Times, work: Times) -> Times:
        """As ``Pooled.finish`` at each point; all that comes to a point stands together."""
        begins, head = crew.begins(dropped), np.flatnonzero(np.diff(points, prepend=-1))
        level, here = crew.level_anywhere(begins), points[head]
        level[head] = np.maximum(level[head], self._level[here])
        first = np.append(head, len(points))
        level, _ = in_turn(level, work, first)
        self._level[here] = level[first[1:] - 1]
        return crew.done_by(level, begins)
