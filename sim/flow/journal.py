"""What happens, written down as it happens: what became of each run, and when it was where. Who rode with it stands in ``ride_book``."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.clock import NEVER, Times
from sim.flow.foreseen import Stretch
from sim.flow.loading import Load
from sim.flow.lot import Lot
from sim.flow.outcome import PickUps, Rides, Runs, Stops
from sim.flow.ride_book import RideBook
from sim.flow.tour import Calls
from sim.flow.world import World


class Journal:
    """Runs, with their stops on open tours and their rides. Each is noted once, in any order, and never changed."""

    def __init__(self, world: World) -> None:
        runs = len(world.space.of)
        self._tours, self._space, self._rides = world.tours, world.space, RideBook(world)
        self._departed, self._returned, self._unit = [NEVER] * runs, [NEVER] * runs, [-1] * runs
        self._loaded, self._left_behind, self._passed_over = [0] * runs, [0] * runs, [0] * runs
        self._cancelled = [False] * runs
        self._calls: tuple[list[int], list[int], list[int]] = ([], [], [])
        self._gone: tuple[list[int], list[int]] = ([], [])
        self._pick_ups: tuple[list[int], ...] = ([], [], [], [], [])
        self._stretches: list[tuple[int, int, Stretch]] = []

    def cancel(self, run: int) -> None:
        """A run does not leave."""
        self._cancelled[run] = True

    def depart(self, run: int, now: int, load: Load, unit: int) -> None:
        """A run leaves with its load; ``unit`` is the vehicle of its depot, -1 for a host's."""
        self._departed[run], self._unit[run] = now, unit
        self._left_behind[run], self._passed_over[run] = load.left_behind, load.passed_over
        size = load.lot.size
        if size:
            self._loaded[run] = size
            self._rides.note(run, load.lot, from_base=True)

    def pick_up(self, run: int, stop: int, now: int, load: Load) -> None:
        """Parcels board at a stop of a run on its way."""
        for column, value in zip(self._pick_ups, (run, stop, now, load.lot.size, load.left_behind), strict=True):
            column.append(value)
        if load.lot.size:
            self._rides.note(run, load.lot, from_base=False)

    def call(self, run: int, stop: int, arrived: int, left: int) -> None:
        """A run on an open tour comes to a stop (or back to its base, the last one), and what alights comes off."""
        call, arrivals, offs = self._calls
        call.append(self._call_of(run, stop))
        arrivals.append(arrived)
        offs.append(left)

    def leave(self, run: int, stop: int, now: int) -> None:
        """A run on an open tour leaves a stop."""
        call, gone = self._gone
        call.append(self._call_of(run, stop))
        gone.append(now)

    def foreseen(self, run: int, stop: int, stretch: Stretch) -> None:
        """A run passes stops from one on as foreseen, before it is there."""
        self._stretches.append((run, stop, stretch))
        if stretch.lot.size:
            self._rides.note(run, stretch.lot, from_base=False)

    def settled(self, run: int) -> bool:
        """Whether a run has left, or will not."""
        return self._departed[run] < NEVER or self._cancelled[run]

    def _call_of(self, run: int, stop: int) -> int:
        return int(self._tours.first[run]) + stop

    def back(self, run: int, at: int) -> None:
        """A run will be back at its base, before the horizon's end."""
        self._returned[run] = at

    def close(self, waiting: Iterable[Lot]) -> tuple[Rides, Calls, Stops]:
        """The clock has ended: the rides, when the calls were made, and the stops among them. ``waiting`` were ready and never left."""
        rides, alighting = self._rides.close(waiting)
        calls = self._tours.close(np.array(self._departed, np.int64), alighting)
        self._settle(calls)
        called = np.flatnonzero(calls.arrived[:-1] < NEVER)
        made = self._tours.at_stops(called, calls.run[called])
        run = calls.run[made]
        dropped = np.where(calls.left[made] < NEVER, alighting[made], np.int32(0))
        stops = Stops(run, self._tours.sequence(made, run).astype(np.int16), calls.arrived[made], calls.gone[made], dropped)
        return rides, calls, stops

    def _settle(self, calls: Calls) -> None:
        """Write in what became of the calls of open tours, as far as it was before the horizon's end."""
        call, arrived, left = (np.array(column, np.int64) for column in self._calls)
        calls.arrived[call], calls.left[call] = self._before_the_end(arrived), self._before_the_end(left)
        call, gone = (np.array(column, np.int64) for column in self._gone)
        calls.gone[call] = self._before_the_end(gone)
        run, stop, arrived, left, gone = self._foreseen()[:5]
        call = self._tours.first.take(run) + stop
        for column, times in ((calls.arrived, arrived), (calls.left, left), (calls.gone, gone)):
            column[call] = self._before_the_end(times)

    def _foreseen(self) -> Times:
        """The stops passed as foreseen: a row each for run and stop, and those of ``Stretch``."""
        if not self._stretches:
            return np.zeros((7, 0), np.int64)
        run, first, stretches = zip(*self._stretches, strict=True)
        sizes = np.array([len(stretch.off) for stretch in stretches])
        stop = np.arange(sizes.sum()) + np.repeat(np.array(first) - (sizes.cumsum() - sizes), sizes)
        return np.stack([np.repeat(run, sizes), stop, *(np.concatenate([stretch[i] for stretch in stretches]) for i in range(5))])

    def _before_the_end(self, times: Times) -> Times:
        return np.where(times < self._tours.horizon, times, NEVER)

    def pick_ups(self) -> PickUps:
        """The stops made by runs of lines that pick up."""
        kinds = (np.int32, np.int16, np.int64, np.int32, np.int32)
        foreseen = self._foreseen()[[0, 1, 3, 5, 6]]
        columns = [np.append(column, more).astype(kind) for column, more, kind in zip(self._pick_ups, foreseen, kinds, strict=True)]
        order = np.lexsort((columns[1], columns[0]))
        return PickUps(*(column.take(order) for column in columns))

    def runs(self) -> Runs:
        """What became of every run."""
        return Runs(
            departed=np.array(self._departed, np.int64),
            returned=np.array(self._returned, np.int64),
            unit=np.array(self._unit, np.int32),
            loaded=np.array(self._loaded, np.int32),
            loaded_grams=self._rides.grams,
            loaded_ml=self._rides.ml,
            left_behind=np.array(self._left_behind, np.int32),
            passed_over=np.array(self._passed_over, np.int32),
            cancelled=np.array(self._cancelled, np.bool_),
            free_parcels=self._space.columns[0],
            free_grams=self._space.columns[1],
            free_ml=self._space.columns[2],
        )
