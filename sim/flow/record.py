"""What the moving clock notes down, and the milestones made of it once the clock has stopped."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.draws import PPM, Draws
from sim.flow.legs import Kind, Legs
from sim.flow.lot import GRAMS, ML, Lot, Numbers, Times
from sim.flow.outcome import Milestones, Runs, Stops
from sim.flow.queue import Space
from sim.flow.rows import Rows
from sim.service.plan import ServicePlan

CHUNK = 1 << 16
"""Rides worked out at once: as many as a processor's cache holds."""


class Record:
    """Columns by run and by stop of a run, and who rode on which run.

    ``left``, by stop of a run (those of run ``i`` from ``first_stop[i]`` on), is the time from the run's departure to
    the stop's as far as known before the start, and becomes the time of departure when the run leaves. ``back`` is the
    time from the last stop to the base, ``space`` what hosts leave free.
    """

    def __init__(self, plan: ServicePlan, draws: Draws) -> None:
        timetable, lines = plan.timetable, plan.lines
        n = len(timetable.line)
        self.plan = plan
        self.departed, self.returned, self.unit = [NEVER] * n, [NEVER] * n, [-1] * n
        self.loaded, self.left_behind, self.passed_over, self.cancelled = [0] * n, [0] * n, [0] * n, [False] * n
        capacity = [[line.capacity_parcels, line.capacity_grams, line.capacity_ml] for line in lines]
        own = np.array([draws.host_parcels, draws.host_grams, draws.host_ml], np.int64)
        self._free: NDArray[np.int64] = np.maximum(np.array(capacity, np.int64).reshape(-1, 3)[timetable.line].T - own, 0)
        self.space = [Space._make(free) for free in self._free.T.tolist()]
        self._stops = np.array([len(line.stops) for line in lines], np.int64)[timetable.line]
        self._first_stop = np.cumsum(self._stops) - self._stops
        self.first_stop: list[int] = self._first_stop.tolist()
        self.left: Times = np.zeros(int(self._stops.sum()), np.int64)
        self.dropped: Numbers = np.zeros(len(self.left), np.int32)
        back = np.zeros(n, np.int64)
        self._rides: dict[Kind, tuple[list[int], list[Lot]]] = {}
        for line, runs, slots in self._tours():
            drive = np.array([s.drive for s in lines[line].stops] + [lines[line].back_drive], np.int64)
            drives = np.maximum((drive * draws.travel_ppm[runs, None] + PPM // 2) // PPM, 1)
            service = np.array([s.service for s in lines[line].stops], np.int64)
            self.left[slots] = np.cumsum(drives[:, :-1] + service, axis=1)
            back[runs] = drives[:, -1]
        self.back: list[int] = back.tolist()

    def _tours(self) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
        """By line that runs: its index, its runs, and their stops as a (runs, stops) matrix of indices."""
        order = self.plan.timetable.line.argsort(kind="stable")
        used, first = np.unique(self.plan.timetable.line[order], return_index=True)
        for line, (start, end) in zip(used.tolist(), pairwise([*first.tolist(), len(order)]), strict=True):
            runs = order[start:end]
            yield line, runs, self._first_stop[runs, None] + np.arange(len(self.plan.lines[line].stops))

    def ride(self, kind: Kind, run: int, lot: Lot) -> None:
        """Parcels depart with a run on rides of one kind."""
        runs, lots = self._rides.setdefault(kind, ([], []))
        runs.append(run)
        lots.append(lot)

    def close(self) -> tuple[Times, Stops]:
        """Arrival by stop of a run (``NEVER`` where not made before the horizon's end), and the stops made."""
        left, horizon = self.left, self.plan.horizon
        left[np.repeat(np.array(self.departed, np.int64), self._stops) == NEVER] = NEVER
        arrived = left.copy()
        for line, _, slots in self._tours():
            stops = self.plan.lines[line].stops
            each = np.array([s.service_parcel for s in stops], np.int64)
            arrived[slots] -= np.array([s.service for s in stops], np.int64) + each * self.dropped[slots]
        arrived[(arrived >= horizon) | (left == NEVER)] = NEVER
        left[left >= horizon] = NEVER
        self.dropped[left == NEVER] = 0
        made = np.flatnonzero(arrived < NEVER)
        run = np.repeat(np.arange(len(self._stops), dtype=np.int32), self._stops)[made]
        sequence = (made - self._first_stop[run]).astype(np.int16)
        return arrived, Stops(run, sequence, arrived[made], left[made], self.dropped[made])

    def runs(self) -> Runs:
        """The columns by run."""
        grams, ml = np.zeros((2, len(self.departed)), np.int64)
        for runs, lots in self._rides.values():
            np.add.at(grams, runs, [lot.rows[GRAMS].sum(dtype=np.int64) for lot in lots])
            np.add.at(ml, runs, [lot.rows[ML].sum(dtype=np.int64) for lot in lots])
        return Runs(
            np.array(self.departed, np.int64), np.array(self.returned, np.int64), np.array(self.unit, np.int32),
            np.array(self.loaded, np.int32), grams, ml, np.array(self.left_behind, np.int32), np.array(self.passed_over, np.int32),
            np.array(self.cancelled, np.bool_), *self._free,
        )  # fmt: skip

    def milestones(self, rows: Rows, arrived: Times, never_left: Iterable[Lot]) -> Milestones:
        """Everything up to the drop at the point; the points fill in the rest. ``never_left`` were ready and stayed."""
        n = len(rows.parcels)
        never, none = functools.partial(np.full, n, NEVER, np.int64), functools.partial(np.full, n, -1, np.int32)
        made = Milestones(
            left_hub=never(), entered_township=never(), left_township=never(), dropped=never(), shelved=never(), at_point=never(),
            in_hand=never(), returned=never(), handling=np.zeros(n, np.int64), waiting=np.zeros(n, np.int64),
            travel=np.zeros(n, np.int64), hub_run=none(), village_run=none(), oversize=rows.oversize, trip=none(),
        )  # fmt: skip
        since = rows.parcels.entered_hub.copy()
        for kind in sorted(self._rides):
            for runs, lots in self._chunks(kind):
                self._rode(made, rows.legs, kind, runs, lots, arrived, since)
        travel = made.travel
        travel += since
        for other in (rows.parcels.entered_hub, made.handling, made.waiting):
            travel -= other
        for lot in never_left:
            made.handling[lot.number] += lot.time - since.take(lot.number)
        return made

    def _rode(self, made: Milestones, legs: Legs, kind: Kind, runs: list[int], lots: list[Lot], arrived: Times, since: Times) -> None:
        """Rides of one kind: each parcel's departure, times spent, arrival, drop. ``since`` is when it came to where it is."""
        sizes = [lot.size for lot in lots]
        number = np.concatenate([lot.number for lot in lots]).astype(np.intp)
        run = np.repeat(np.array(runs, np.int32), sizes)
        departed = np.repeat([self.departed[run] for run in runs], sizes)
        if kind.base == "hub":
            made.left_hub[number], made.hub_run[number] = departed, run
        elif kind.base == "township":
            made.left_township[number] = departed
        waiting = np.concatenate([lot.time for lot in lots])
        handling = waiting - since.take(number)
        np.subtract(departed, waiting, out=waiting)
        if kind.hop:
            handling += made.handling.take(number)
            waiting += made.waiting.take(number)
        made.handling[number], made.waiting[number] = handling, waiting
        slot = np.concatenate([legs.stop.take(lot.leg) for lot in lots]) + np.repeat(self._first_stop[runs], sizes)
        if kind.end == "township":
            made.entered_township[number] = arrived.take(slot)
        if kind.last and kind.end == "village":
            made.village_run[number] = run
        left = self.left.take(slot)
        if kind.last:
            made.dropped[number] = left
        if int(left.max()) == NEVER:  # the end finds them under way: not travelled, so what `milestones` takes for travel stands still
            away = number[left == NEVER]
            made.travel[away] = departed[left == NEVER] - since.take(away)
            left[left == NEVER] = since.take(away)
        since[number] = left

    def _chunks(self, kind: Kind) -> Iterator[tuple[list[int], list[Lot]]]:
        """Rides of a kind, many at a time: runs and what rode on each."""
        runs, lots = self._rides[kind]
        start = size = 0
        for i, lot in enumerate(lots):
            size += lot.size
            if size >= CHUNK or i + 1 == len(lots):
                yield runs[start : i + 1], lots[start : i + 1]
                start, size = i + 1, 0
