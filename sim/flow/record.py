"""What the moving clock notes down, and the milestones made of it once the clock has stopped."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.draws import PPM, Draws
from sim.flow.lot import GRAMS, Lot, Numbers, Times
from sim.flow.outcome import Milestones, Runs, Stops
from sim.flow.queue import Space
from sim.flow.rows import Rows
from sim.service.plan import ServicePlan

CHUNK = 1 << 16
"""Parcels worked out at once: as many as a processor's cache holds."""


class Tables(NamedTuple):
    """What became of every run and stop, for parcels to look up: see ``Record._tables``."""

    departed: Times
    first_stop: NDArray[np.int64]
    arrived: Times
    left: Times


class Record:
    """Columns by run and by stop of a run, and who rode on which run.

    ``left``, by stop of a run (those of run ``i`` from ``first_stop[i]`` on), is the time from the run's departure to
    the stop's as far as known before the start, and becomes the time of departure when the run leaves. ``back`` is the
    time from the last stop to the base, ``space`` what hosts leave free. ``rode`` and ``ready``, by hop and parcel, are
    the run of that hop of its way (-1: none yet) and when the parcel was ready for it.
    """

    def __init__(self, plan: ServicePlan, draws: Draws, rows: Rows) -> None:
        timetable, lines = plan.timetable, plan.lines
        n = len(timetable.line)
        self.plan, self._rows = plan, rows
        self.departed, self.returned, self.unit = [NEVER] * n, [NEVER] * n, [-1] * n
        self.loaded, self.grams, self.ml = [0] * n, [0] * n, [0] * n
        self.left_behind, self.passed_over, self.cancelled = [0] * n, [0] * n, [False] * n
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
        hops = int(rows.legs.hop.max(initial=0)) + 1
        self.rode: Numbers = np.full((hops, len(rows.parcels)), -1, np.int32)
        self.ready: Times = np.full((hops, len(rows.parcels)), NEVER, np.int64)
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

    def ride(self, run: int, lot: Lot, hop: int | None) -> None:
        """Parcels depart with a run, all on their hop number ``hop`` (None: they differ)."""
        numbers = lot.number.astype(np.intp)
        self.grams[run], self.ml[run] = lot.rows[GRAMS:].sum(axis=1, dtype=np.int64).tolist()
        if hop is None:
            hops = self._rows.legs.hop.take(lot.leg)
            self.rode[hops, numbers], self.ready[hops, numbers] = run, lot.time
        else:
            self.rode[hop][numbers], self.ready[hop][numbers] = run, lot.time

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
        return Runs(
            np.array(self.departed, np.int64), np.array(self.returned, np.int64), np.array(self.unit, np.int32),
            np.array(self.loaded, np.int32), np.array(self.grams, np.int64), np.array(self.ml, np.int64),
            np.array(self.left_behind, np.int32), np.array(self.passed_over, np.int32), np.array(self.cancelled, np.bool_), *self._free,
        )  # fmt: skip

    def milestones(self, arrived: Times, never_left: Iterable[Lot]) -> Milestones:
        """Everything up to the drop at the point; the points fill in the rest. ``never_left`` were ready and stayed."""
        rows = self._rows
        for lot in never_left:
            self.ready[rows.legs.hop.take(lot.leg), lot.number] = lot.time
        n = len(rows.parcels)
        never, none = functools.partial(np.full, n, NEVER, np.int64), functools.partial(np.full, n, -1, np.int32)
        made = Milestones(
            left_hub=never(), entered_township=never(), left_township=never(), dropped=never(), shelved=never(), at_point=never(),
            in_hand=never(), returned=never(), handling=np.zeros(n, np.int64), waiting=np.zeros(n, np.int64),
            travel=np.zeros(n, np.int64), hub_run=none(), village_run=none(), oversize=rows.oversize, trip=none(),
        )  # fmt: skip
        tables = self._tables(arrived)
        for start in range(0, n, CHUNK):
            some = slice(start, start + CHUNK)
            came = rows.parcels.entered_hub[some]
            for hop in range(len(self.rode)):
                came = self._rode(made, tables, some, hop, came)
        return made

    def _tables(self, arrived: Times) -> Tables:
        """By run and by stop of a run, with an end at which run -1 finds that nothing happened."""
        nowhere = np.full(max((len(line.stops) for line in self.plan.lines), default=0), NEVER, np.int64)
        departed = np.array([*self.departed, NEVER], np.int64)
        first_stop = np.append(self._first_stop, len(arrived))
        return Tables(departed, first_stop, np.concatenate([arrived, nowhere]), np.concatenate([self.left, nowhere]))

    def _rode(self, made: Milestones, tables: Tables, some: slice, hop: int, came: Times) -> Times:
        """Fill in one hop of some parcels that came to where it begins at ``came``; returns when they came off at its end."""
        legs, rows = self._rows.legs, self._rows
        leg = np.minimum(rows.leg[some] + np.int32(hop), len(legs.hop) - 1)
        run, ready = self.rode[hop][some], self.ready[hop][some]
        departed = tables.departed.take(run)
        slot = tables.first_stop.take(run) + legs.stop.take(leg)
        left: Times = tables.left.take(slot)
        for total, since, until in ((made.handling, came, ready), (made.waiting, ready, departed), (made.travel, departed, left)):
            _add(total[some], since, until)
        kinds = [i for i, kind in enumerate(legs.kinds) if kind.hop == hop]
        rides = run >= 0
        for i in kinds:
            kind, mine = legs.kinds[i], rides if len(kinds) == 1 else rides & (legs.kind.take(leg) == i)
            if kind.base == "hub":
                np.copyto(made.left_hub[some], departed, where=mine)
                np.copyto(made.hub_run[some], run, where=mine)
            elif kind.base == "township":
                np.copyto(made.left_township[some], departed, where=mine)
            if kind.end == "township":
                entered = tables.arrived.take(slot)
                np.copyto(made.entered_township[some], entered, where=mine & (entered < NEVER))
            if kind.last:
                np.copyto(made.dropped[some], left, where=mine)
                if kind.end == "village":
                    np.copyto(made.village_run[some], run, where=mine)
        return left


def _add(total: Times, since: Times, until: Times) -> None:
    """Add the time between two events where both happened."""
    if int(until.max(initial=0)) < NEVER:
        total += until
        total -= since
    else:
        np.add(total, until - since, out=total, where=until < NEVER)
