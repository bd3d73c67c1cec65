"""What the moving clock notes down, and the milestones made of it once the clock has stopped."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER
from sim.flow.draws import PPM, Draws
from sim.flow.outcome import Milestones, Runs, Stops
from sim.flow.rows import Numbers, Rows, Times
from sim.service.plan import ServicePlan

CHUNK = 1 << 17


class Record:
    """Columns by run and by stop of a run, and who rode on which run.

    ``left``, by stop of a run (those of run ``i`` from ``first_stop[i]`` on), is the time from the run's departure to
    the stop's as far as known before the start, and becomes the time of departure when the run leaves.
    """

    def __init__(self, plan: ServicePlan, draws: Draws) -> None:
        timetable = plan.timetable
        n = len(timetable.line)
        self.departed: Times = np.full(n, NEVER, np.int64)
        self.returned: Times = np.full(n, NEVER, np.int64)
        self.unit: Numbers = np.full(n, -1, np.int32)
        self.loaded: Numbers = np.zeros(n, np.int32)
        self.grams: Times = np.zeros(n, np.int64)
        self.ml: Times = np.zeros(n, np.int64)
        self.left_behind: Numbers = np.zeros(n, np.int32)
        self.passed_over: Numbers = np.zeros(n, np.int32)
        self.cancelled: NDArray[np.bool_] = np.zeros(n, np.bool_)
        lines = plan.lines
        self.stops = np.array([len(line.stops) for line in lines], np.int64)[timetable.line] if n else np.zeros(0, np.int64)
        self.first_stop = np.cumsum(self.stops) - self.stops
        total = int(self.stops.sum())
        self.left: Times = np.zeros(total, np.int64)
        self.dropped: Numbers = np.zeros(total, np.int32)
        self.back: Times = np.zeros(n, np.int64)
        self._capacity = [np.array([getattr(line, f"capacity_{x}") for line in lines], np.int64) for x in ("parcels", "grams", "ml")]
        own = (draws.host_parcels, draws.host_grams, draws.host_ml)
        self.free = [np.maximum(c[timetable.line] - load, 0) for c, load in zip(self._capacity, own, strict=True)]
        self._rides: dict[int, tuple[list[int], list[Numbers]]] = {}
        for _, runs, slots in self.tours(plan):
            line = lines[int(timetable.line[runs[0]])]
            drive = np.array([s.drive for s in line.stops] + [line.back_drive], np.int64)
            drives = np.maximum((drive * draws.travel_ppm[runs, None] + PPM // 2) // PPM, 1)
            service = np.array([s.service for s in line.stops], np.int64)
            self.left[slots] = np.cumsum(drives[:, :-1] + service, axis=1)
            self.back[runs] = drives[:, -1]

    def tours(self, plan: ServicePlan) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
        """By line that runs: its index, its runs, and their stops as a (runs, stops) matrix of indices."""
        order = plan.timetable.line.argsort(kind="stable")
        used, first = np.unique(plan.timetable.line[order], return_index=True)
        for line, runs in zip(used.tolist(), np.split(order, first[1:]), strict=True):
            yield line, runs, self.first_stop[runs, None] + np.arange(len(plan.lines[line].stops))

    def ride(self, hop: int, run: int, numbers: Numbers) -> None:
        """Parcels depart with a run, on their hop number ``hop``."""
        runs, loads = self._rides.setdefault(hop, ([], []))
        runs.append(run)
        loads.append(numbers)

    def runs(self) -> Runs:
        """The columns by run."""
        return Runs(
            self.departed, self.returned, self.unit, self.loaded, self.grams, self.ml, self.left_behind, self.passed_over,
            self.cancelled, *self.free,
        )  # fmt: skip

    def close(self, plan: ServicePlan) -> tuple[Times, Times]:
        """Arrival and departure by stop of a run, ``NEVER`` where not made before the horizon's end; what did not come off is not counted."""
        self.left[np.repeat(self.departed, self.stops) == NEVER] = NEVER
        arrived = self.left.copy()
        for line, _, slots in self.tours(plan):
            each = np.array([s.service_parcel for s in plan.lines[line].stops], np.int64)
            arrived[slots] -= np.array([s.service for s in plan.lines[line].stops], np.int64) + each * self.dropped[slots]
        arrived[(arrived >= plan.horizon) | (self.left == NEVER)] = NEVER
        self.left[self.left >= plan.horizon] = NEVER
        self.dropped[self.left == NEVER] = 0
        return arrived, self.left

    def stops_made(self, arrived: Times) -> Stops:
        """Stops by (run, sequence)."""
        made = np.flatnonzero(arrived < NEVER)
        run = np.repeat(np.arange(len(self.stops), dtype=np.int32), self.stops)[made]
        sequence = (made - self.first_stop[run]).astype(np.int16)
        return Stops(run, sequence, arrived[made], self.left[made], self.dropped[made])

    def milestones(self, plan: ServicePlan, rows: Rows, arrived: Times) -> Milestones:
        """Everything up to the drop at the point; the points fill in the rest."""
        n = len(rows.parcels)
        never, none = functools.partial(np.full, n, NEVER, np.int64), functools.partial(np.full, n, -1, np.int32)
        made = Milestones(
            left_hub=never(), entered_township=never(), left_township=never(), dropped=never(), shelved=never(), at_point=never(),
            in_hand=never(), returned=never(), handling=rows.handling, waiting=rows.waiting, travel=np.zeros(n, np.int64),
            hub_run=none(), village_run=none(), oversize=rows.oversize, trip=none(),
        )  # fmt: skip
        levels = np.array([("hub", "township", "village").index(p.level) for p in plan.places])
        base = levels[[line.base for line in plan.lines]] if plan.lines else np.zeros(0, np.int64)
        widest = max((len(line.stops) for line in plan.lines), default=0)
        stop = np.array([[levels[s.place] for s in line.stops] + [0] * (widest - len(line.stops)) for line in plan.lines])
        for hop in sorted(self._rides):
            for run, numbers in self._chunks(hop):
                last = rows.leg[numbers]
                leg = last - rows.legs.hop[last] + hop
                stops = rows.legs.stop[leg]
                slot = self.first_stop[run] + stops
                self._depart(made, base[plan.timetable.line[run]], run, numbers)
                rows.waiting[numbers] += self.departed[run]
                level = stop[plan.timetable.line[run], stops]
                into = level == 1
                made.entered_township[numbers[into]] = arrived[slot[into]]
                final = rows.legs.onward[leg] < 0
                home = final & (level == 2)
                made.village_run[numbers[home]] = run[home]
                left = self.left[slot]
                off = left < NEVER
                made.travel[numbers[off]] += left[off] - self.departed[run[off]]
                final &= off
                made.dropped[numbers[final]] = left[final]
        return made

    def _depart(self, made: Milestones, level: NDArray[np.int64], run: Numbers, numbers: Numbers) -> None:
        hub, township = level == 0, level == 1
        made.left_hub[numbers[hub]] = self.departed[run[hub]]
        made.hub_run[numbers[hub]] = run[hub]
        made.left_township[numbers[township]] = self.departed[run[township]]

    def _chunks(self, hop: int) -> Iterator[tuple[Numbers, Numbers]]:
        runs, loads = self._rides[hop]
        start = size = 0
        for i, load in enumerate(loads):
            size += len(load)
            if size >= CHUNK or i + 1 == len(loads):
                part = loads[start : i + 1]
                yield np.repeat(np.array(runs[start : i + 1], np.int32), [len(x) for x in part]), np.concatenate(part)
                start, size = i + 1, 0
