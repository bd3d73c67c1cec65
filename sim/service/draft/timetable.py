"""On which days lines run, what accumulates between visits, and every run of the horizon 时刻表."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, clock_ms, weekday
from sim.plan.departure import Slotted
from sim.plan.line import Line, Timetable

_PATTERNS: dict[int, tuple[tuple[int, ...], ...]] = {
    7: (tuple(range(7)),),
    6: (tuple(range(6)),),
    5: (tuple(range(5)),),
    4: ((0, 1, 3, 4),),
    3: ((0, 2, 4), (1, 3, 5)),
    2: ((0, 3), (1, 4), (2, 5)),
    1: ((0,), (1,), (2,), (3,), (4,), (5,)),
}


@dataclass(frozen=True)
class Service:
    """When one line leaves: weekdays (Monday 0) and times of day in ms, both in order.

    Attributes:
        instants: ms of the horizon at which it leaves instead, in order, where its timetable is dated; weekdays and
            times are then those of its usual day.
        cycle: days from one day of service to the next, where these are no days of the week; 0: they are.
    """

    weekdays: tuple[int, ...]
    times: tuple[int, ...]
    instants: tuple[int, ...] | None = None
    cycle: int = 0

    def on(self, days: Sequence[int], cycle: int) -> Service:
        """The same times on given days of the horizon, which may be any of the week."""
        instants = tuple(day * DAY + time for day in days for time in self.times)
        return Service(tuple(range(7)), self.times, instants, cycle)

    def heaviest(self, factors: NDArray[np.float64]) -> float:
        """Largest load of a service day in mean days, from the factors of the week's days."""
        return heaviest_stretch(self.cycle, factors) if self.cycle else accumulated(self.weekdays, factors)

    def together(self, vehicles: int) -> Service:
        """The same service by so many vehicles, which leave together."""
        times = tuple(time for time in self.times for _ in range(vehicles))
        instants = self.instants and tuple(instant for instant in self.instants for _ in range(vehicles))
        return Service(self.weekdays, times, instants, self.cycle)


@dataclass(frozen=True)
class Served:
    """A line, and when it leaves."""

    line: Line
    service: Service

    @property
    def runs_day(self) -> float:
        """Mean runs a day."""
        service = self.service
        return len(service.times) / service.cycle if service.cycle else len(service.weekdays) * len(service.times) / 7

    @property
    def fixed(self) -> tuple[int, ...]:
        """The times of day at which it leaves, ready or not; none where it waits for enough."""
        return () if isinstance(self.line.departure, Slotted) else self.service.times

    def within(self, longest: float, duty_end: int) -> bool:
        """Whether every run, loading included, takes no longer than ``longest`` ms and is back before duty ends (ms of the day)."""
        fast = self.line.cycle <= longest
        return fast and max(self.service.times) + self.line.planned < duty_end


def patterns(days_per_week: int) -> tuple[tuple[int, ...], ...]:
    """Weekday patterns for so many days of service a week; lines take them in turn, so that few vehicles serve many lines.

    7 every day, 6 Monday to Saturday, 5 Monday to Friday, 4 Mon Tue Thu Fri, 3 Mon Wed Fri / Tue Thu Sat,
    2 Mon Thu / Tue Fri / Wed Sat, 1 each of Monday to Saturday.
    """
    return _PATTERNS[days_per_week]


def accumulated(weekdays: Sequence[int], factors: NDArray[np.float64]) -> float:
    """Largest load of a service day in mean days: the weekday factors since the service day before, that one not counted."""
    served = sorted(set(weekdays))
    loads = []
    for here, day in enumerate(served):
        gap = (day - served[here - 1]) % 7 or 7
        loads.append(sum(float(factors[(day - back) % 7]) for back in range(gap)))
    return max(loads)


def heaviest_stretch(days: int, factors: NDArray[np.float64]) -> float:
    """Largest load of so many days in a row, in mean days."""
    return max(float(factors[np.arange(first, first + days) % 7].sum()) for first in range(7))


def peak_days(days_per_week: int, factors: NDArray[np.float64]) -> float:
    """Largest accumulated load over all patterns of a frequency, in mean days."""
    return max(accumulated(pattern, factors) for pattern in patterns(days_per_week))


def services(count: int, days_per_week: int, times: Sequence[int], visits: int | None, first: int = 0) -> list[Service]:
    """The services of ``count`` lines, numbered from ``first``: times and weekday patterns are dealt out in turn.

    ``visits``: departures of one line on a service day; None: every time.
    """
    shapes = patterns(days_per_week)
    n = len(times)
    found = []
    for i in range(first, first + count):
        own = sorted({times[(i + j * n // visits) % n] for j in range(visits)}) if visits and visits < n else sorted(times)
        turn = i // n if visits and visits < n else i
        found.append(Service(shapes[turn % len(shapes)], tuple(own)))
    return found


def usable(times: tuple[int, ...], needed: int, duty_end: int) -> tuple[int, ...]:
    """The departure times from which a round of ``needed`` ms is back before the end of duty; at least the first."""
    return tuple(t for t in times if t + needed < duty_end) or times[:1]


def visits_of(visits: int | None, times: Sequence[int]) -> int:
    """Departures of a line on a service day."""
    return min(visits or len(times), len(times))


def round_limit(times: Sequence[int], visits: int | None, loading: int, longest: int, duty_end: int, needed: int) -> int:
    """Longest planned round in ms, without loading.

    Bounded by the longest round (loading included) and by the end of duty after the last departure. Where lines are spread
    over several departure times a vehicle is to run at each of them, so the round also fits between two of them, unless
    half of that does not even reach the farthest stop and back (``needed``).
    """
    limit = min(longest - loading, duty_end - max(times) - 1)
    if visits_of(visits, times) < len(times):
        ordered = sorted(times)
        gap = min(b - a for a, b in pairwise(ordered)) - loading
        if gap >= 2 * needed:
            limit = min(limit, gap)
    return max(limit, 1)


def clock_times(texts: Sequence[str]) -> tuple[int, ...]:
    """Times of day in ms, in order."""
    return tuple(sorted(clock_ms(text) for text in texts))


def every_day(days: int, intervals: Sequence[tuple[int, int]], start_date: dt.date, days_per_week: int = 7) -> tuple[tuple[int, int], ...]:
    """Daily intervals (ms of the day) laid out over the horizon, on the first ``days_per_week`` days of the week from Monday."""
    open_days = (d for d in range(days) if weekday(start_date, d) < days_per_week)
    return tuple((d * DAY + start, d * DAY + end) for d in open_days for start, end in sorted(intervals))


def build_timetable(lines: Sequence[Service], days: int, start_date: dt.date) -> Timetable:
    """Every run of the horizon, sorted by (scheduled, line); ``lines`` in the order of the plan's lines."""
    of_week = [weekday(start_date, d) for d in range(days)]
    runs = [(i, *run) for i, service in enumerate(lines) for run in _runs(service, of_week)]
    columns = np.array(runs, np.int64).reshape(-1, 4).T
    return Timetable.of(*columns)


def _runs(service: Service, of_week: Sequence[int]) -> list[tuple[int, int, int]]:
    """Day, number on the day and instant of each run of a line."""
    if service.instants is None:
        days = [d for d, day in enumerate(of_week) if day in service.weekdays]
        return [(d, k, d * DAY + time) for d in days for k, time in enumerate(service.times)]
    first: dict[int, int] = {}
    for k, instant in enumerate(service.instants):
        first.setdefault(instant // DAY, k)
    return [(t // DAY, k - first[t // DAY], t) for k, t in enumerate(service.instants)]
