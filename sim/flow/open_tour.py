"""Open tours: a run that picks parcels up goes from stop to stop, as nobody knows before who will be ready there.

At a stop what alights comes off together when service and unloading end; then, at the same instant, what is ready boards, one parcel after
another. Nothing is told to a station or a shelf after it happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import simpy

from sim.flow.aboard import Aboard
from sim.flow.alighting import Alighting
from sim.flow.disrupted import NOWHERE, StopNumbers
from sim.flow.foreseen import Foresight, Stretch
from sim.flow.instant import BOARDING, Late, then
from sim.flow.journal import Journal
from sim.flow.loading import NOTHING, Load, Platform
from sim.flow.lot import Lot
from sim.flow.space import Space
from sim.flow.world import World

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


class OpenTours:
    """The runs of one line that picks up; ``platforms`` are by stop where parcels board on its way, ``home`` is the stop where all of them alight, -1
    where that differs."""

    def __init__(
        self, world: World, number: int, platforms: Mapping[int, Platform], alighting: Alighting, boardings: Boardings, journal: Journal, home: int,
        foresight: Foresight,
    ) -> None:  # fmt: skip
        self.line, self.rows, self.tours, self.horizon = world.plan.lines[number], world.rows, world.tours, world.horizon
        self.platforms, self.alighting, self.boardings, self.journal = platforms, alighting, boardings, journal
        self._home, self._foresight, self._open = home, foresight, 0

    def start(
        self, run: int, space: Space, loaded: Lot, now: int, back: Callable[[int], None], closed: StopNumbers = NOWHERE
    ) -> None:
        """A run leaves the base now; ``back`` is told when it will be back, as soon as that is known. ``closed``: stops
        to and from which nobody rides."""
        alone = not self._open and not closed and self._foresight.all_before_have_left(run)
        self._open += 1
        aboard = Aboard(self.rows, space, loaded, self.line.end + 1, self._home)
        OpenTour(self, run, aboard, back, closed, self._foresight if alone else None).go_on(0, now)

    def home_again(self) -> None:
        """A run on an open tour has passed all its stops."""
        self._open -= 1


class OpenTour:
    """One run under way, with the parcels aboard; without ``foresight`` it waits for the clock wherever somebody may board."""

    def __init__(
        self, of: OpenTours, run: int, aboard: Aboard, back: Callable[[int], None], closed: StopNumbers, foresight: Foresight | None
    ) -> None:
        self._of, self._run, self._aboard, self._back, self._closed, self._foresight = of, run, aboard, back, closed, foresight
        self._left = [0] * (of.line.end + 1)

    def go_on(self, first: int, leaves: int) -> None:
        """The run leaves the stop before one, or the base, and goes on to the next at which it is not certain who boards, or home.

        Who comes off at the stops between is told of together, so that a station is asked once and not stop by stop.
        """
        reached, alighting, aboard = self._pass(first, leaves), self._of.alighting, self._aboard
        if alighting.silent:
            return
        off, left = aboard.off(first, reached), np.array(self._left)
        if off.size:
            alighting.tell(off, left)
        if aboard.for_home and reached > aboard.home:
            alighting.tell_at(aboard.home, aboard.for_home, left)

    def _pass(self, stop: int, leaves: int) -> int:
        """Pass stops from one on ahead of the clock, as far as it is certain who boards; the number of the first that is not reached."""
        of = self._of
        while leaves < of.horizon and stop < of.line.end:
            if self._foresight:
                stretch = self._foresight.stretch(self._run, stop, leaves, self._aboard)
                if stretch.gone:
                    leaves, stop = stretch.gone[-1], self._passed(stop, stretch)
                    continue
            time = self._come_to(stop, leaves)
            if time < of.horizon:
                load = self._ahead(stop, time)
                if load is None:
                    of.boardings.at(time, self._run, partial(self._board, stop, time))
                    return stop + 1
                leaves = self._take(stop, time, load)
            else:
                leaves = time
            stop += 1
        if leaves >= of.horizon:
            return stop
        return self._return(leaves + of.tours.drive(self._run, of.line.back_drive))

    def _passed(self, stop: int, stretch: Stretch) -> int:
        """Stops from one on were passed as foreseen; the number of the next."""
        self._of.journal.foreseen(self._run, stop, stretch)
        end = stop + len(stretch.off)
        self._left[stop:end] = stretch.off
        return end

    def _come_to(self, stop: int, left: int) -> int:
        """Drive to the next stop; the time at which those who alight there are off."""
        of, to = self._of, self._of.line.stops[stop]
        arrives = left + of.tours.drive(self._run, to.drive)
        time = arrives + to.service + to.service_parcel * self._aboard.leave(stop)
        of.journal.call(self._run, stop, arrives, time)
        self._left[stop] = time
        return time

    def _ahead(self, stop: int, time: int) -> Load | None:
        """What boards at a stop at a time ahead; None if that is not certain."""
        platform = self._of.platforms.get(stop)
        if platform is None or platform.idle_until(time):
            return NOTHING
        if self._foresight and self._foresight.certain(self._run, stop, time):
            return platform.load(self._aboard.free, time)
        return None

    def _board(self, stop: int, now: int) -> None:
        """What is ready boards, within what is free now."""
        leaves = self._take(stop, now, self._of.platforms[stop].load(self._aboard.free, now, self._closed))
        if leaves < self._of.horizon:
            self.go_on(stop + 1, leaves)

    def _take(self, stop: int, now: int, load: Load) -> int:
        """What boards comes aboard; the time at which the run goes on."""
        of = self._of
        if load.lot.size:
            self._aboard.board([load.lot])
        of.journal.pick_up(self._run, stop, now, load)
        leaves: int = now + of.line.boarding * load.lot.size
        of.journal.leave(self._run, stop, leaves)
        return leaves

    def _return(self, back: int) -> int:
        """The run comes home, where what is left aboard comes off, if that is before the horizon's end; the number of the first stop not reached."""
        of, end = self._of, self._of.line.end
        of.home_again()
        self._back(back)
        if back >= of.horizon:
            return end
        of.journal.call(self._run, end, back, back)
        self._left[end] = back
        return end + 1
