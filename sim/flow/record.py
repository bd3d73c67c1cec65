"""What the moving clock notes down, and the milestones made of it once the clock has stopped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.draws import PPM, Draws
from sim.flow.lot import CHUNK, Lot, Numbers, Times, join
from sim.flow.outcome import Milestones, Runs, Stops
from sim.flow.queue import Space
from sim.flow.rows import Rows
from sim.plan.plan import ServicePlan

RIDES = 1 << 16
"""Rides written down at once."""


class Tables(NamedTuple):
    """By stop of a run, its run, the run's departure, and arrival at and departure from the stop; at the end a stop that is none."""

    run: Numbers
    departed: Times
    arrived: Times
    left: Times


class Record:
    """Columns by run and by stop of a run, and who rode on which run.

    ``duration``, by run, is the time from departure to being back at the base, unloading parcel by parcel apart; ``space`` is
    what hosts leave free. ``off`` and ``ready``, by hop and parcel, are the stop of a run where that hop of its way ends (-1: none
    yet) and when the parcel was ready for it. Rides are noted as they begin and written down many at a time.
    """

    def __init__(self, plan: ServicePlan, draws: Draws, rows: Rows) -> None:
        timetable, lines = plan.timetable, plan.lines
        n, parcels = len(timetable.line), len(rows.parcels)
        self.plan, self._rows = plan, rows
        self.departed, self.returned, self.unit = [NEVER] * n, [NEVER] * n, [-1] * n
        self.loaded, self.left_behind, self.passed_over, self.cancelled = [0] * n, [0] * n, [0] * n, [False] * n
        capacity = [[line.capacity_parcels, line.capacity_grams, line.capacity_ml] for line in lines]
        own = np.array([draws.host_parcels, draws.host_grams, draws.host_ml], np.int64)
        self._free: NDArray[np.int64] = np.maximum(np.array(capacity, np.int64).reshape(-1, 3)[timetable.line].T - own, 0)
        self._free[0] = np.minimum(self._free[0], np.array([line.most_parcels for line in lines], np.int64)[timetable.line])
        self._drawn = draws.cancelled
        self.space = [Space._make(free) for free in self._free.T.tolist()]
        self._stops = np.array([len(line.stops) for line in lines], np.int64)[timetable.line]
        self._first_stop = np.cumsum(self._stops) - self._stops
        self._planned: Times = np.zeros(int(self._stops.sum()), np.int64)
        self._service, self._each = np.zeros_like(self._planned), np.zeros_like(self._planned)
        self._dropped: Numbers = np.zeros(len(self._planned), np.int32)
        self._weights: NDArray[np.int64] = np.zeros((2, n), np.int64)
        self.duration = self._tours(draws).tolist()
        hops = int(rows.legs.hop.max(initial=0)) + 1
        self._hop_of_leg = rows.legs.hop * np.int64(parcels)
        self._off: Numbers = np.full(hops * parcels, -1, np.int32)
        self._ready: Times = np.full(hops * parcels, NEVER, np.int64)
        self._riding: list[tuple[int, Lot]] = []
        self._many = 0

    def most_free(self, line: int) -> list[Space]:
        """What is free on the emptiest runs of a line: the empty vehicle of ours, what a host leaves when its own load is least.

        Where of two runs one has more kilograms free and the other more litres, both stand there.
        """
        plan = self.plan.lines[line]
        runs = np.flatnonzero((self.plan.timetable.line == line) & ~self._drawn)
        if not plan.host or not len(runs):
            return [Space(plan.capacity_parcels, plan.capacity_grams, plan.capacity_ml)]
        most: list[Space] = []
        for space in sorted({self.space[run] for run in runs.tolist() if self.space[run].parcels}, key=lambda s: (-s.grams, -s.ml)):
            if not most or space.ml > most[-1].ml:
                most.append(space)
        return most

    def _tours(self, draws: Draws) -> NDArray[np.int64]:
        """By run, its duration; fills in the columns by stop: planned departures counted from the run's, and service."""
        lines, table = self.plan.lines, self.plan.timetable.line
        duration = np.zeros(len(table), np.int64)
        order = table.argsort(kind="stable")
        used, first = np.unique(table[order], return_index=True)
        for line, (start, end) in zip(used.tolist(), pairwise([*first.tolist(), len(order)]), strict=True):
            runs, stops = order[start:end], lines[line].stops
            slots = self._first_stop[runs, None] + np.arange(len(stops))
            drive = np.array([s.drive for s in stops] + [lines[line].back_drive], np.int64)
            drives = np.maximum((drive * draws.travel_ppm[runs, None] + PPM // 2) // PPM, 1)
            self._service[slots] = [s.service for s in stops]
            self._each[slots] = [s.service_parcel for s in stops]
            left = np.cumsum(drives[:, :-1] + self._service[slots], axis=1)
            self._planned[slots] = left
            duration[runs] = left[:, -1] + drives[:, -1]
        return duration

    def planned(self, run: int) -> Times:
        """By stop of a run, its planned departure counted from the run's, unloading parcel by parcel apart."""
        first = int(self._first_stop[run])
        return self._planned[first : first + int(self._stops[run])]

    def ride(self, run: int, lot: Lot) -> None:
        """Parcels depart with a run."""
        size = len(lot.time)
        self.loaded[run] = size
        self._riding.append((run, lot))
        self._many += size
        if self._many >= RIDES:
            self._write()

    def _write(self) -> None:
        """Write down the rides noted since the last time."""
        if not self._riding:
            return
        runs = np.array([run for run, _ in self._riding], np.int32)
        sizes = np.array([len(lot.time) for _, lot in self._riding], np.int64)
        lot = join([lot for _, lot in self._riding])
        self._riding, self._many = [], 0
        numbers, first = lot.number.astype(np.intp), np.cumsum(sizes) - sizes
        for weights, column in zip(self._weights, (self._rows.parcels.grams, self._rows.parcels.ml), strict=True):
            weights[runs] = np.add.reduceat(column.take(numbers).astype(np.int64), first)
        slots = np.repeat(self._first_stop.take(runs), sizes)
        slots += self._rows.legs.stop.take(lot.leg)
        where = self._hop_of_leg.take(lot.leg)
        where += numbers
        self._off[where] = slots
        self._ready[where] = lot.time
        least = int(self._first_stop.take(runs).min())
        slots -= least
        counts = np.bincount(slots)
        self._dropped[least : least + len(counts)] += counts.astype(np.int32)

    def close(self) -> tuple[Times, Times, Stops]:
        """Arrival at and departure from every stop of a run (``NEVER`` where not before the horizon's end), and the stops made."""
        self._write()
        horizon, dropped = self.plan.horizon, self._dropped
        departed = np.repeat(np.array(self.departed, np.int64), self._stops)
        unloading = dropped * self._each
        spent = np.cumsum(unloading)
        spent -= np.repeat((spent - unloading)[self._first_stop], self._stops)
        left = departed + self._planned + spent
        left[departed == NEVER] = NEVER
        arrived = left - self._service - unloading
        arrived[(arrived >= horizon) | (left == NEVER)] = NEVER
        left[left >= horizon] = NEVER
        dropped[left == NEVER] = 0
        made = np.flatnonzero(arrived < NEVER)
        run = np.repeat(np.arange(len(self._stops), dtype=np.int32), self._stops)[made]
        sequence = (made - self._first_stop[run]).astype(np.int16)
        return arrived, left, Stops(run, sequence, arrived[made], left[made], dropped[made])

    def runs(self) -> Runs:
        """The columns by run."""
        return Runs(
            np.array(self.departed, np.int64), np.array(self.returned, np.int64), np.array(self.unit, np.int32),
            np.array(self.loaded, np.int32), self._weights[0], self._weights[1],
            np.array(self.left_behind, np.int32), np.array(self.passed_over, np.int32), np.array(self.cancelled, np.bool_), *self._free,
        )  # fmt: skip

    def milestones(self, arrived: Times, left: Times, never_left: Iterable[Lot]) -> Milestones:
        """Everything up to the drop at the point; the rest is left for the points to fill in. ``never_left`` were ready and stayed."""
        rows = self._rows
        for lot in never_left:
            self._ready[self._hop_of_leg.take(lot.leg) + lot.number] = lot.time
        n = len(rows.parcels)

        def times() -> Times:
            return np.empty(n, np.int64)

        def numbers() -> Numbers:
            return np.empty(n, np.int32)

        made = Milestones(
            left_hub=times(), entered_township=times(), left_township=times(), dropped=times(), shelved=times(), at_point=times(),
            in_hand=times(), returned=times(), handling=times(), waiting=times(), travel=times(),
            hub_run=numbers(), village_run=numbers(), oversize=rows.oversize, trip=numbers(),
        )  # fmt: skip
        tables = self._tables(arrived, left)
        for start in range(0, n, CHUNK):
            some = slice(start, start + CHUNK)
            came = rows.parcels.entered_hub[some]
            for time in (made.entered_township, made.left_township, made.dropped):
                time[some] = NEVER
            made.village_run[some] = -1
            for hop in range(len(self._off) // max(n, 1)):
                came = self._one_hop(made, tables, some, hop, came)
        del self._off, self._ready  # all is said, and the points need memory
        return made

    def _tables(self, arrived: Times, left: Times) -> Tables:
        run = np.repeat(np.arange(len(self._stops), dtype=np.int32), self._stops)
        departed = np.array(self.departed, np.int64).take(run)
        return Tables(np.append(run, np.int32(-1)), *(np.append(column, NEVER) for column in (departed, arrived, left)))

    def _one_hop(self, made: Milestones, tables: Tables, some: slice, hop: int, came: Times) -> Times:
        """Fill in one hop of some parcels that came to where it begins at ``came``; returns when they came off at its end."""
        legs, parcels = self._rows.legs, len(self._rows.parcels)
        off = self._off.reshape(-1, parcels)[hop][some].astype(np.intp)
        ready = self._ready.reshape(-1, parcels)[hop][some]
        run, departed = tables.run.take(off), tables.departed.take(off)
        left: Times = tables.left.take(off)
        for total, since, until in ((made.handling, came, ready), (made.waiting, ready, departed), (made.travel, departed, left)):
            _add(total[some], since, until, hop == 0)
        if hop == 0:
            made.left_hub[some], made.hub_run[some] = departed, run
        kinds = [i for i, kind in enumerate(legs.kinds) if kind.hop == hop]
        alike = len(kinds) == 1 and (hop == 0 or bool((run >= 0).all()))
        kind_of = None if alike else legs.kind.take(np.minimum(self._rows.leg[some] + np.int32(hop), len(legs.hop) - 1))
        for i in kinds:
            kind, mine = legs.kinds[i], None if kind_of is None else (run >= 0) & (kind_of == i)
            if kind.base == "township":
                _set(made.left_township[some], departed, mine)
            if kind.end == "township":
                _set(made.entered_township[some], tables.arrived.take(off), mine)
            if kind.last:
                _set(made.dropped[some], left, mine)
                if kind.end == "village" or kind.base != "hub":
                    _set(made.village_run[some], run, mine)
        return left


def _add(total: Times, since: Times, until: Times, first: bool) -> None:
    """Add the time between two events where both happened, to nothing at first."""
    happened = int(until.max(initial=0)) < NEVER
    if first:
        np.subtract(until, since, out=total)
        if not happened:
            total[until == NEVER] = 0
    elif happened:
        total += until
        total -= since
    else:
        np.add(total, until - since, out=total, where=until < NEVER)


def _set(column: NDArray[np.integer], values: NDArray[np.integer], mine: NDArray[np.bool_] | None) -> None:
    """Write the values of some parcels, or of all."""
    np.copyto(column, values, where=True if mine is None else mine)
