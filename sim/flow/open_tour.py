"""Open tours: a run that picks parcels up goes from stop to stop, as nobody knows before who will be ready there.

At a stop what alights comes off together when service and unloading end; then, at the same instant, what is ready boards, one parcel after
another. Nothing is told to a station or a shelf after it happens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import simpy

from sim.flow.alighting import Alighting
from sim.flow.disrupted import NOWHERE, StopNumbers
from sim.flow.foreseen import Course, Foresight
from sim.flow.instant import BOARDING, Late, then
from sim.flow.journal import Journal
from sim.flow.loading import NOTHING, Load, Platform
from sim.flow.lot import EMPTY, Lot, join
from sim.flow.rows import Rows
from sim.flow.space import Space
from sim.flow.station import Station
from sim.flow.tour import Tours
from sim.plan.line import Line
from sim.plan.way import BASE

Does = Callable[[], None]


class Boardings:
    """Runs at their stops: those of one instant board in the order of their numbers, after the departures from bases."""

    def __init__(self, clock: simpy.Environment) -> None:
        self._clock = clock
        self._at: dict[int, list[tuple[int, Does]]] = {}

    def at(self, time: int, run: int, does: Does) -> None:
        """Something that a run does at a time ahead."""
        if time not in self._at:
            self._at[time] = []
            then(Late(self._clock, time - int(self._clock.now), BOARDING), lambda _: self._board(time))
        self._at[time].append((run, does))

    def _board(self, time: int) -> None:
        for _, does in sorted(self._at.pop(time), key=lambda waits: waits[0]):
            does()


class Stands:
    """Where parcels of a line board on its way: by stop the stations that feed it, and its platform."""

    def __init__(self, stands: dict[int, tuple[list[Station], Platform]]) -> None:
        self._stands = stands

    def idle_until(self, stop: int, time: int) -> bool:
        """Whether it is certain that nobody will board at a stop up to and including a time."""
        stand = self._stands.get(stop)
        return stand is None or stand[1].idle_until(time)

    def load(self, stop: int, space: Space, now: int, closed: StopNumbers = NOWHERE) -> Load:
        """What boards now, beside what is aboard; see ``Platform.load``."""
        feeders, platform = self._stands[stop]
        for station in feeders:
            station.catch_up(now)
        return platform.load(space, now, closed)


class Aboard:
    """The parcels of one run by the stop where they alight, and what is free beside them; ``home`` is where all alight who board on the way,
    -1 where that differs.

    What was loaded at the base is sorted and weighed once; weighing who alights stop by stop would take as long as all the rest of a stop.
    """

    def __init__(self, rows: Rows, space: Space, loaded: Lot, stops: int, home: int) -> None:
        self._rows, self._home = rows, home
        stop = rows.legs.alight.take(loaded.leg)
        order = stop.argsort(kind="stable")
        self._loaded = loaded.pick(order)
        bounds = stop.take(order).searchsorted(np.arange(stops + 1))
        self._bounds: list[int] = bounds.tolist()
        columns = (rows.grams.take(self._loaded.number), rows.ml.take(self._loaded.number))
        until = [np.concatenate(([0], np.cumsum(column, dtype=np.int64))).take(bounds).tolist() for column in columns]
        self._grams, self._ml = until
        self._free = Space(space.parcels - loaded.size, space.grams - self._grams[-1], space.ml - self._ml[-1])
        self._boarded: dict[int, list[Lot]] = {}

    @property
    def free(self) -> Space:
        """What is free now."""
        return self._free

    def board(self, lot: Lot, free: Space | None = None) -> None:
        """Parcels come aboard at a stop; ``free`` is what is then free, where that is known."""
        if not lot.size:
            return
        self._free = self._beside(lot, -1) if free is None else free
        if self._home >= 0:
            self._boarded.setdefault(self._home, []).append(lot)
            return
        stop = self._rows.legs.alight.take(lot.leg)
        for each in sorted(set(stop.tolist())):
            here = lot if lot.size == 1 else lot.pick(np.flatnonzero(stop == each))
            self._boarded.setdefault(each, []).append(here)

    def alight(self, stop: int) -> Lot:
        """Who alights at a stop, and is not aboard any more."""
        start, end = self._bounds[stop], self._bounds[stop + 1]
        if start == end and stop not in self._boarded:
            return EMPTY
        parcels, grams, ml = self._free
        off = Space(end - start, self._grams[stop + 1] - self._grams[stop], self._ml[stop + 1] - self._ml[stop])
        self._free = Space(parcels + off.parcels, grams + off.grams, ml + off.ml)
        loaded, boarded = self._loaded.cut(start, end), self._boarded.pop(stop, [])
        if not boarded:
            return loaded
        if stop != self._home:  # at home nothing boards any more
            for lot in boarded:
                self._free = self._beside(lot, 1)
        return join([loaded, *boarded] if loaded.size else boarded)

    def _beside(self, lot: Lot, sign: int) -> Space:
        """What is free after parcels have left (1) or come (-1)."""
        parcels, grams, ml = self._free
        heavy, bulky = (int(column.take(lot.number).sum(dtype=np.int64)) for column in (self._rows.grams, self._rows.ml))
        return Space(parcels + sign * lot.size, grams + sign * heavy, ml + sign * bulky)


class OpenTours:
    """The runs of one line that picks up; ``home`` is the stop where all alight who board on its way, -1 where that differs."""

    def __init__(
        self, line: Line, rows: Rows, stands: Stands, alighting: Alighting, boardings: Boardings, tours: Tours, journal: Journal, horizon: int,
        home: int, foresight: Foresight,
    ) -> None:  # fmt: skip
        self.line, self.rows, self.stands, self.alighting = line, rows, stands, alighting
        self.boardings, self.tours, self.journal, self.horizon = boardings, tours, journal, horizon
        self._home, self._foresight, self._open = home, foresight, 0

    def start(
        self, run: int, space: Space, loaded: Lot, now: int, back: Callable[[int], None], closed: StopNumbers = NOWHERE
    ) -> None:
        """A run leaves the base now; ``back`` is told when it will be back, as soon as that is known. ``closed``: stops
        to and from which nobody rides."""
        alone = not self._open and not closed and self._foresight.all_before_have_left(run)
        ahead = self._foresight if alone else None
        course = ahead.course(run, space, loaded, now) if ahead is not None else None
        if course is not None:
            self._settle(run, course, loaded)
            back(course.back)
            return
        self._open += 1
        aboard = Aboard(self.rows, space, loaded, self.line.end + 1, self._home)
        OpenTour(self, run, aboard, back, closed, ahead).go_on(BASE, now)

    def _settle(self, run: int, course: Course, loaded: Lot) -> None:
        """All of a tour that is foreseen happens."""
        boarded = course.take()
        self.journal.foreseen(run, course, boarded)
        if not self.alighting.silent:
            self.alighting.tell(join([lot for lot in (loaded, boarded) if lot.size]), np.array([*course.off, course.back]))

    def home_again(self) -> None:
        """A run on an open tour has passed all its stops."""
        self._open -= 1


class OpenTour:
    """One run under way, with the parcels aboard; without ``foresight`` it waits for the clock wherever somebody may board."""

    def __init__(
        self, of: OpenTours, run: int, aboard: Aboard, back: Callable[[int], None], closed: StopNumbers, foresight: Foresight | None
    ) -> None:
        self._of, self._run, self._aboard, self._back, self._closed, self._foresight = of, run, aboard, back, closed, foresight
        self._off: list[Lot] = []
        self._left = [0] * (of.line.end + 1)

    def go_on(self, stop: int, leaves: int) -> None:
        """The run leaves a stop (or the base) and goes on to the next at which it is not certain who boards, or home.

        Who comes off at the stops between is told of together, so that a station is asked once and not stop by stop.
        """
        self._pass(stop, leaves)
        if self._off and not self._of.alighting.silent:
            self._of.alighting.tell(join(self._off), np.array(self._left))
        self._off = []

    def _pass(self, stop: int, leaves: int) -> None:
        """Pass stops ahead of the clock, as far as it is certain who boards."""
        of, line = self._of, self._of.line
        for after in range(stop + 1, line.end):
            time = self._come_to(after, leaves)
            if time >= of.horizon:
                return
            if of.stands.idle_until(after, time):
                leaves = self._take(after, time, NOTHING)
            elif self._foresight and self._foresight.certain(self._run, after, time):
                leaves = self._board_ahead(self._foresight, after, time)
            else:
                of.boardings.at(time, self._run, partial(self._board, after, time))
                return
            if leaves >= of.horizon:
                return
        self._return(leaves + of.tours.drive(self._run, line.back_drive))

    def _come_to(self, stop: int, left: int) -> int:
        """Drive to the next stop; the time at which those who alight there are off."""
        of, to = self._of, self._of.line.stops[stop]
        arrives = left + of.tours.drive(self._run, to.drive)
        off = self._aboard.alight(stop)
        time = arrives + to.service + to.service_parcel * off.size
        self._come_off(stop, arrives, time, off)
        return time

    def _come_off(self, stop: int, arrives: int, time: int, off: Lot) -> None:
        """Parcels come off at a stop, all at one time."""
        of = self._of
        of.journal.call(self._run, stop, arrives, time)
        if off.size:
            self._off.append(off)
            self._left[stop] = time

    def _board(self, stop: int, now: int) -> None:
        """What is ready boards, within what is free now."""
        leaves = self._take(stop, now, self._of.stands.load(stop, self._aboard.free, now, self._closed))
        if leaves < self._of.horizon:
            self.go_on(stop, leaves)

    def _board_ahead(self, foresight: Foresight, stop: int, time: int) -> int:
        """Who is certain to be waiting boards as far as there is room; the time at which the run goes on. Where all find room nobody is weighed."""
        boarding = foresight.boarding(stop, time, self._aboard.free)
        if boarding is None:
            return self._take(stop, time, self._of.stands.load(stop, self._aboard.free, time))
        return self._take(stop, time, Load(boarding.take(), 0, 0), boarding.free)

    def _take(self, stop: int, now: int, load: Load, free: Space | None = None) -> int:
        """What boards comes aboard, which leaves so much ``free``; the time at which the run goes on."""
        of = self._of
        self._aboard.board(load.lot, free)
        of.journal.pick_up(self._run, stop, now, load)
        leaves: int = now + of.line.boarding * load.lot.size
        of.journal.leave(self._run, stop, leaves)
        return leaves

    def _return(self, back: int) -> None:
        """The run comes home; what is left aboard comes off there."""
        self._of.home_again()
        self._back(back)
        if back < self._of.horizon:
            self._come_off(self._of.line.end, back, back, self._aboard.alight(self._of.line.end))
