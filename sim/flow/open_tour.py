"""Open tours: a run that picks parcels up goes from stop to stop, as nobody knows before who will be ready there.

At a stop what alights comes off together when service and unloading end; then, at the same instant, what is ready boards, one parcel after
another. Nothing is told to a station or a shelf later than a stop before it happens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import simpy
from numpy.typing import NDArray
from simpy.events import EventPriority

from sim.flow.alighting import Alighting
from sim.flow.journal import Journal
from sim.flow.loading import NOTHING, Load, Platform
from sim.flow.lot import Lot, join
from sim.flow.rows import Rows
from sim.flow.space import Space
from sim.flow.station import Station
from sim.flow.tour import Tours
from sim.plan.line import Line
from sim.plan.way import BASE

AFTER_DEPARTURES = EventPriority(3)
"""Parcels board at stops after everything else of an instant, the departures from bases too."""

Does = Callable[[], None]


class Boardings:
    """Runs at their stops: those of one instant board in the order of their numbers."""

    def __init__(self, clock: simpy.Environment) -> None:
        self._clock = clock
        self._at: dict[int, list[tuple[int, Does]]] = {}

    def at(self, time: int, run: int, does: Does) -> None:
        """Something that a run does at a time ahead."""
        if time not in self._at:
            self._at[time] = []
            event = simpy.Event(self._clock)
            event._ok, event._value = True, None
            event.callbacks = [lambda _: self._board(time)]
            self._clock.schedule(event, AFTER_DEPARTURES, time - int(self._clock.now))
        self._at[time].append((run, does))

    def _board(self, time: int) -> None:
        for _, does in sorted(self._at.pop(time), key=lambda waits: waits[0]):
            does()


class Stands:
    """Where parcels of a line board on its way: by stop the stations that feed it, and its platform."""

    def __init__(self, stands: dict[int, tuple[list[Station], Platform]]) -> None:
        self._stands = stands

    def __contains__(self, stop: int) -> bool:
        return stop in self._stands

    def load(self, stop: int, space: Space, now: int) -> Load:
        """What boards now, beside what is aboard."""
        feeders, platform = self._stands[stop]
        for station in feeders:
            station.catch_up(now)
        return platform.load(space, now)


class OpenTours:
    """The runs of one line that picks up."""

    def __init__(
        self, line: Line, rows: Rows, stands: Stands, alighting: Alighting, boardings: Boardings, tours: Tours, journal: Journal, horizon: int
    ) -> None:
        self.line, self.rows, self.stands, self.alighting = line, rows, stands, alighting
        self.boardings, self.tours, self.journal, self.horizon = boardings, tours, journal, horizon

    def start(self, run: int, space: Space, aboard: Lot, now: int, back: Callable[[int], None]) -> None:
        """A run leaves the base now; ``back`` is told when it will be back, as soon as that is known."""
        OpenTour(self, run, space, aboard, back).go_on(BASE, now)


class OpenTour:
    """One run under way, with the parcels aboard."""

    def __init__(self, of: OpenTours, run: int, space: Space, aboard: Lot, back: Callable[[int], None]) -> None:
        self._of, self._run, self._space, self._aboard, self._back = of, run, space, aboard, back

    def go_on(self, stop: int, leaves: int) -> None:
        """The run leaves a stop (or the base) and goes on to the next at which somebody may board, or home."""
        of, line = self._of, self._of.line
        for after in range(stop + 1, line.end):
            to = line.stops[after]
            arrives = leaves + of.tours.drive(self._run, to.drive)
            off = self._alighting_at(after)
            time = arrives + to.service + to.service_parcel * off.size
            self._come_off(after, arrives, time, off)
            if time >= of.horizon:
                return
            if after in of.stands:
                of.boardings.at(time, self._run, partial(self._board, after, time))
                return
            of.journal.pick_up(self._run, after, time, NOTHING)
            of.journal.leave(self._run, after, time)
            leaves = time
        self._return(leaves + of.tours.drive(self._run, line.back_drive))

    def _alighting_at(self, stop: int) -> Lot:
        """Who comes off at a stop; the others stay aboard."""
        here = self._of.rows.legs.alight.take(self._aboard.leg) == stop
        off = self._aboard.pick(np.flatnonzero(here))
        self._aboard = self._aboard.pick(np.flatnonzero(~here))
        return off

    def _come_off(self, stop: int, arrives: int, time: int, off: Lot) -> None:
        """Parcels come off at a stop, all at one time."""
        of = self._of
        of.journal.call(self._run, stop, arrives, time)
        if off.size and not of.alighting.silent:
            of.alighting.tell(off, self._everywhere(time))

    def _everywhere(self, time: int) -> NDArray[np.int64]:
        return np.full(self._of.line.end + 1, time, np.int64)

    def _board(self, stop: int, now: int) -> None:
        """What is ready boards, within what is free now."""
        of = self._of
        load = of.stands.load(stop, self._free(), now)
        of.journal.pick_up(self._run, stop, now, load)
        leaves = now + of.line.boarding * load.lot.size
        of.journal.leave(self._run, stop, leaves)
        self._aboard = join([lot for lot in (self._aboard, load.lot) if lot.size])
        if leaves < of.horizon:
            self.go_on(stop, leaves)

    def _free(self) -> Space:
        """What is free beside those aboard."""
        numbers, rows, space = self._aboard.number, self._of.rows, self._space
        grams, ml = (int(column.take(numbers).sum(dtype=np.int64)) for column in (rows.grams, rows.ml))
        return Space(space.parcels - len(numbers), space.grams - grams, space.ml - ml)

    def _return(self, back: int) -> None:
        """The run comes home; what is left aboard comes off there."""
        self._back(back)
        if back < self._of.horizon:
            self._come_off(self._of.line.end, back, back, self._aboard)
