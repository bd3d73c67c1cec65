"""What is out of order in one replication, beside the runs that are called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from sim.arrays import Ints
from sim.clock import DAY
from sim.plan.crew import Crew
from sim.plan.plan import ServicePlan
from sim.plan.point import Point

StopNumbers = frozenset[int]

ROADS = ("village", "trunk")
"""Classes of road."""

NOWHERE: StopNumbers = frozenset()
"""No stop is closed."""


def none(columns: int) -> Callable[[], Ints]:
    """No rows of so many columns."""
    return lambda: np.zeros((0, columns), np.int64)


@dataclass(frozen=True, eq=False, kw_only=True)
class Disrupted:
    """Rows of whole numbers, none where all is in order.

    Attributes:
        closed: (run, stop) that the run leaves out because the road is closed: who is to board or to alight there does not ride with it. It
            is driven as planned.
        out: (depot, unit, day) on which the unit starts no run.
        absent: (crew, shift, people) of those who are not there, by the crew's number in ``ServicePlan.crews``.
        shut: (point, day), by the point's number in ``ServicePlan.points``, whose keeper is away: it is closed, nothing is shelved and nobody goes
            round to doors.
        roads: (class of road in ``ROADS``, township, day) of those that are closed.
    """

    closed: Ints = field(default_factory=none(2))
    out: Ints = field(default_factory=none(3))
    absent: Ints = field(default_factory=none(3))
    shut: Ints = field(default_factory=none(2))
    roads: Ints = field(default_factory=none(3))

    @cached_property
    def closed_to(self) -> dict[int, StopNumbers]:
        """The stops closed to each run that has any."""
        found: dict[int, set[int]] = {}
        for run, stop in self.closed.tolist():
            found.setdefault(run, set()).add(stop)
        return {run: frozenset(stops) for run, stops in found.items()}

    def out_of(self, depot: int) -> set[tuple[int, int]]:
        """(unit, day) of a depot on which the unit starts no run."""
        return {(unit, day) for _, unit, day in self.out[self.out[:, 0] == depot].tolist()}

    def manned(self, plan: ServicePlan) -> ServicePlan:
        """The plan with those of its crews and keepers who are there."""
        if not len(self.absent) and not len(self.shut):
            return plan
        days: dict[int, set[int]] = {}
        for number, day in self.shut.tolist():
            days.setdefault(number, set()).add(day)
        points = tuple(_kept(point, days.get(number, set())) for number, point in enumerate(plan.points))
        return replace(plan, points=points).manned_by(self._there(plan, days))

    def _there(self, plan: ServicePlan, days: dict[int, set[int]]) -> Callable[[Crew], Crew]:
        """What is left of each crew; ``days``: by point, those on which its keeper is away."""
        away: dict[Crew, dict[int, int]] = {}
        for number, shift, people in self.absent.tolist():
            away.setdefault(plan.crews[number], {})[shift] = people
        shut: dict[Crew, set[int]] = {}
        for number, its in days.items():
            if (shelve := plan.points[number].shelve) is not None:
                shut.setdefault(shelve.crew, set()).update(its)

        def there(crew: Crew) -> Crew:
            left = _without(crew, away[crew]) if crew in away else crew
            return _idle(left, shut[crew]) if crew in shut else left

        return there


def _without(crew: Crew, away: dict[int, int]) -> Crew:
    """A crew without those who are not there; ``away``: people by shift."""
    shifts = (replace(shift, people=shift.people - away.get(i, 0)) for i, shift in enumerate(crew.shifts))
    return replace(crew, shifts=tuple(shifts))


def _kept(point: Point, shut: set[int]) -> Point:
    """A point without the days on which its keeper is away."""
    if not shut:
        return point
    hours = tuple(part for interval in point.hours for part in _outside(interval, shut))
    rounds = tuple(time for time in point.door_times if time // DAY not in shut)
    return replace(point, hours=hours, door_times=rounds)


def _outside(interval: tuple[int, int], shut: set[int]) -> list[tuple[int, int]]:
    """What is left of an interval ``[start, end)`` without some days."""
    start, end = interval
    days = range(start // DAY, -(-end // DAY))
    if shut.isdisjoint(days):
        return [interval]
    return [(max(start, day * DAY), min(end, (day + 1) * DAY)) for day in days if day not in shut]


def _idle(crew: Crew, shut: set[int]) -> Crew:
    """A crew of whom nobody comes to the shifts that start on some days."""
    return replace(crew, shifts=tuple(replace(s, people=0) if s.start // DAY in shut else s for s in crew.shifts))


NOTHING_DISRUPTED = Disrupted()
