"""Open tours: a run that picks parcels up goes from stop to stop, as nobody knows before who will be ready there.

At a stop what alights comes off together when service and unloading end; then, at the same instant, what is ready boards, one parcel after
another. Nothing is told to a station or a shelf after it happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import simpy

from sim.clock import Times
from sim.flow.aboard import Aboard, Loaded, aboard
from sim.flow.alighting import Alighting
from sim.flow.disrupted import NOWHERE, StopNumbers
from sim.flow.foreseen import Foresight, Going, Stretch
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


class Outsets:
    """Open tours that leave their bases at one instant, of any lines: what is aboard and what is foreseen is worked out for all of them together, when
    all have left."""

    def __init__(self, world: World, clock: simpy.Environment, foresight: Foresight) -> None:
        self._rows, self._clock, self.foresight = world.rows, clock, foresight
        self._tours: list[OpenTour] = []

    def add(self, tour: OpenTour) -> None:
        """A run leaves now."""
        if not self._tours:
            then(Late(self._clock, 0), lambda _: self._set_out(int(self._clock.now)))
        self._tours.append(tour)

    def _set_out(self, now: int) -> None:
        tours, self._tours = self._tours, []
        for tour, of in zip(tours, aboard(self._rows, [tour.loaded for tour in tours]), strict=True):
            tour.aboard = of
        open_to = [tour for tour in tours if not tour.closed]
        foreseen = dict(zip(open_to, self.foresight.stretches([tour.going(0, now) for tour in open_to]), strict=True))
        for tour in tours:
            tour.go_on(0, now, foreseen.get(tour))


class OpenTours:
    """The runs of one line that picks up; ``platforms`` are by stop where parcels board on its way, ``home`` is the stop where all of them alight, -1
    where that differs."""

    def __init__(
        self, world: World, number: int, platforms: Mapping[int, Platform], alighting: Alighting, boardings: Boardings, outsets: Outsets,
        journal: Journal, home: int,
    ) -> None:  # fmt: skip
        self.number, self.line, self.tours, self.horizon = number, world.plan.lines[number], world.tours, world.horizon
        self.platforms, self.alighting, self.boardings, self.journal = platforms, alighting, boardings, journal
        self.foresight, self._outsets, self._home, self._open = outsets.foresight, outsets, home, list[OpenTour]()
        self._to_leave: list[int] = np.flatnonzero(world.plan.timetable.line == number).tolist()
        self._to_leave.reverse()
        self._runs = len(self._to_leave)

    def start(
        self, run: int, now: int, space: Space, loaded: Lot, back: Callable[[int], None], closed: StopNumbers = NOWHERE
    ) -> None:
        """A run leaves the base now; ``back`` is told when it will be back, as soon as that is known. ``closed``: stops
        to and from which nobody rides."""
        tour = OpenTour(self, run, Loaded(space, loaded, self.line.end + 1, self._home), now, back, closed)
        self._open.append(tour)
        self._outsets.add(tour)

    def latest(self, run: int) -> Times:
        """By stop, until when it is certain that no other run comes there before one: none that has not left, and none that is under way."""
        while self._to_leave and self.journal.settled(self._to_leave[-1]):
            self._to_leave.pop()
        latest = self.foresight.soonest(self.number, self._runs - len(self._to_leave)) - (bool(self._to_leave) and self._to_leave[-1] < run)
        for tour in self._open:
            if tour.run != run:
                stop, soonest = tour.soonest()
                latest[stop:] = np.minimum(latest[stop:], soonest - (tour.run < run))
        return latest

    def home_again(self, tour: OpenTour) -> None:
        """A run on an open tour has passed all its stops."""
        self._open.remove(tour)


class OpenTour:
    """One run under way, with the parcels aboard; where stops are ``closed`` to it, it waits for the clock wherever somebody may board."""

    def __init__(
        self, of: OpenTours, run: int, loaded: Loaded, leaves: int, back: Callable[[int], None], closed: StopNumbers
    ) -> None:
        self._of, self.run, self.loaded, self._back, self.closed = of, run, loaded, back, closed
        self._next, self._since = 0, leaves
        self.aboard: Aboard
        self._left = [0] * (of.line.end + 1)

    def going(self, stop: int, leaves: int) -> Going:
        """The run as it leaves the stop before one, or the base."""
        return Going(self.run, self._of.number, stop, leaves, self.aboard, self._of.latest(self.run))

    def soonest(self) -> tuple[int, Times]:
        """The next stop, and when the run may be there and at those after it: if nothing boards or comes off."""
        planned = self._of.tours.planned(self.run)[self._next : -1]
        return self._next, planned + self._since

    def go_on(self, first: int, leaves: int, foreseen: Stretch | None = None) -> None:
        """The run leaves the stop before one, or the base, and goes on to the next at which it is not certain who boards, or home.

        Who comes off at the stops between is told of together, so that a station is asked once and not stop by stop.
        """
        reached, alighting = self._pass(first, leaves, foreseen), self._of.alighting
        if not alighting.silent:
            alighting.tell_on_the_way(self.aboard, first, reached, self._left)

    def _pass(self, stop: int, leaves: int, foreseen: Stretch | None) -> int:
        """Pass stops from one on ahead of the clock, as far as it is certain who boards; the number of the first that is not reached."""
        of = self._of
        while leaves < of.horizon and stop < of.line.end:
            if foreseen:
                leaves, stop, foreseen = int(foreseen.gone[-1]), self._passed(stop, foreseen), None
                continue
            time = self._come_to(stop, leaves)
            if time < of.horizon:
                load = self._ahead(stop, time)
                if load is None:
                    self._wait(stop, time)
                    return stop + 1
                leaves = self._take(stop, time, load)
            else:
                leaves = time
            stop += 1
            foreseen = self._foresee(stop, leaves)
        if leaves >= of.horizon:
            return stop
        return self._return(leaves + of.tours.drive(self.run, of.line.back_drive))

    def _passed(self, stop: int, stretch: Stretch) -> int:
        """Stops from one on were passed as foreseen; the number of the next."""
        self._of.journal.foreseen(self.run, stop, stretch)
        end = stop + len(stretch.off)
        self._left[stop:end] = stretch.off.tolist()
        return end

    def _come_to(self, stop: int, left: int) -> int:
        """Drive to the next stop; the time at which those who alight there are off."""
        of, to = self._of, self._of.line.stops[stop]
        arrives = left + of.tours.drive(self.run, to.drive)
        time = arrives + to.service + to.service_parcel * int(self.aboard.alighting[stop])
        of.journal.call(self.run, stop, arrives, time)
        self._left[stop] = time
        return time

    def _ahead(self, stop: int, time: int) -> Load | None:
        """What boards at a stop at a time ahead; None if that is not certain."""
        platform = self._of.platforms.get(stop)
        if platform is None or platform.idle_until(time):
            return NOTHING
        if self._knows(stop) and time <= int(self._of.latest(self.run)[stop]):
            return platform.load(self.aboard.free(stop), time)
        return None

    def _knows(self, stop: int) -> bool:
        """Whether all is known ahead of who waits at a stop and may board there."""
        return not self.closed and self._of.foresight.knows(self._of.number, stop)

    def _foresee(self, stop: int, leaves: int) -> Stretch | None:
        """The next stops from one on, as far as all is certain."""
        return self._of.foresight.stretch(self.going(stop, leaves)) if self._knows(stop) else None

    def _wait(self, stop: int, time: int) -> None:
        """The run waits for the clock to board at a stop at a time."""
        self._next, self._since = stop, time - int(self._of.tours.planned(self.run)[stop])
        self._of.boardings.at(time, self.run, partial(self._board, stop, time))

    def _board(self, stop: int, now: int) -> None:
        """What is ready boards, within what is free now."""
        leaves = self._take(stop, now, self._of.platforms[stop].load(self.aboard.free(stop), now, self.closed))
        if leaves < self._of.horizon:
            self.go_on(stop + 1, leaves, self._foresee(stop + 1, leaves))

    def _take(self, stop: int, now: int, load: Load) -> int:
        """What boards comes aboard; the time at which the run goes on."""
        of = self._of
        if load.lot.size:
            self.aboard.board(stop, load.lot)
        of.journal.pick_up(self.run, stop, now, load)
        leaves: int = now + of.line.boarding * load.lot.size
        of.journal.leave(self.run, stop, leaves)
        return leaves

    def _return(self, back: int) -> int:
        """The run comes home, where what is left aboard comes off, if that is before the horizon's end; the number of the first stop not reached."""
        of, end = self._of, self._of.line.end
        of.home_again(self)
        self._back(back)
        if back >= of.horizon:
            return end
        of.journal.call(self.run, end, back, back)
        self._left[end] = back
        return end + 1
