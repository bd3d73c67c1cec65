"""Closed tours: a run that only drops parcels is settled as it leaves, as then it is known who gets off where.

A *call* is one stop of one run. Calls are numbered run after run, in the order of the line's stops; where a line picks up, the return to
the base is its last call.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.draws import PPM
from sim.flow.lot import LegIndices, Numbers
from sim.flow.order import grouped
from sim.plan.line import Line
from sim.plan.plan import ServicePlan


@dataclass(frozen=True, eq=False)
class Calls:
    """What became of calls, each ``NEVER`` where it is not before the horizon's end. A row more than there are calls: none, at index -1.

    Attributes:
        run: the run (-1 of the last row). ``departed``: when the run left its base.
        arrived: at the call. ``left``: as parcels come off, all together. ``gone``: as the run goes on, later than that where parcels board.
    """

    run: Numbers
    departed: Times
    arrived: Times
    left: Times
    gone: Times


class Tours:
    """All runs' tours as planned: driving at the run's pace, and service; time for each parcel that comes off is on top of it.

    Attributes:
        first: by run, its first call.
        horizon: end of the simulation, ms.
        duration: by run, ms from departure to being back at the base, unloading parcel by parcel apart.
    """

    def __init__(self, plan: ServicePlan, travel_ppm: NDArray[np.int64]) -> None:
        self._line, self.horizon = plan.timetable.line, plan.horizon
        self._size = np.array([len(line.stops) + line.picks_up for line in plan.lines], np.int64)[self._line]
        self._closed = ~np.array([line.picks_up for line in plan.lines], np.bool_)[self._line]
        self._pace = travel_ppm
        self.first: Times = np.cumsum(self._size) - self._size
        self._planned: Times = np.zeros(int(self._size.sum()), np.int64)
        self._service, self._each = np.zeros_like(self._planned), np.zeros_like(self._planned)
        duration = np.zeros(len(self._line), np.int64)
        for line, runs in zip(plan.lines, grouped(self._line, len(plan.lines)), strict=True):
            duration[runs] = self._plan(line, runs, travel_ppm[runs])
        self.duration: list[int] = duration.tolist()

    def __len__(self) -> int:
        """How many calls there are."""
        return len(self._planned)

    def _plan(self, line: Line, runs: NDArray[np.intp], pace: NDArray[np.int64]) -> Times:
        """Fill in the calls of a line's runs; returns the runs' durations."""
        calls = self.first[runs, None] + np.arange(len(line.stops))
        drive = np.array([stop.drive for stop in line.stops] + [line.back_drive], np.int64)
        drives = np.maximum((drive * pace[:, None] + PPM // 2) // PPM, 1)
        self._service[calls] = [stop.service for stop in line.stops]
        self._each[calls] = [stop.service_parcel for stop in line.stops]
        left = np.cumsum(drives[:, :-1] + self._service[calls], axis=1)
        self._planned[calls] = left
        duration: Times = left[:, -1] + drives[:, -1]
        return duration

    def drive(self, run: int, planned: int) -> int:
        """Driving time of a run at its pace, ms; at least one."""
        return max((planned * int(self._pace[run]) + PPM // 2) // PPM, 1)

    def planned(self, run: int) -> Times:
        """By stop of a run, ms from the run's departure to that from the stop, unloading parcel by parcel apart."""
        first = int(self.first[run])
        return self._planned[first : first + int(self._size[run])]

    def planned_at(self, calls: NDArray[np.integer]) -> Times:
        """As ``planned``, of any calls."""
        return self._planned.take(calls)

    def close(self, departed: Times, dropped: Numbers) -> Calls:
        """When calls were made, from the runs' departures and the parcels that came off at each call."""
        number = np.append(np.repeat(np.arange(len(self._size), dtype=np.int32), self._size), np.int32(-1))
        run = number[:-1]
        since = np.where(self._closed, departed, NEVER).take(run)
        unloading = dropped * self._each
        spent = np.cumsum(unloading)
        spent -= np.repeat((spent - unloading)[self.first], self._size)
        left = since + self._planned + spent
        left[since == NEVER] = NEVER
        arrived = left - self._service - unloading
        arrived[(arrived >= self.horizon) | (left == NEVER)] = NEVER
        left[left >= self.horizon] = NEVER
        since, came, off = (np.append(column, NEVER) for column in (departed.take(run), arrived, left))
        return Calls(number, since, came, off, off if self._closed.all() else off.copy())

    def at_stops(self, calls: NDArray[np.integer], runs: Numbers) -> NDArray[np.integer]:
        """Those of the calls that are at stops, and not the return."""
        if self._closed.all():
            return calls
        at: NDArray[np.integer] = calls[self._closed.take(runs) | (self.sequence(calls, runs) < self._size.take(runs) - 1)]
        return at

    def sequence(self, calls: NDArray[np.integer], runs: Numbers) -> NDArray[np.int64]:
        """The stop of its line that each call is at."""
        return calls - self.first.take(runs)


class Unloading:
    """What unloading parcel by parcel adds to a tour of one line; ``stop`` is by leg, the stop where it ends.

    Where a parcel takes as long at all stops, or no time, nobody needs to look where each comes off: that saves
    some 4 % of the benchmark's simulation.
    """

    def __init__(self, line: Line, stop: NDArray[np.int32]) -> None:
        each = [s.service_parcel for s in line.stops]
        self._stop, self._each = stop, np.array(each, np.int64)
        self._alike = each[0] if len(set(each)) == 1 else None

    def total(self, legs: LegIndices) -> int:
        """Ms at all stops together, because parcels with these legs come off."""
        if self._alike is not None:
            return self._alike * len(legs)
        return int(self._each.take(self._stop.take(legs)).sum())

    def until(self, legs: LegIndices) -> Times | int:
        """Ms up to the departure from each stop."""
        if self._alike == 0:
            return 0
        dropped = np.bincount(self._stop.take(legs), minlength=len(self._each))
        return np.cumsum(dropped * self._each)
