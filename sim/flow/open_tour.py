"""Open tours: a run that picks parcels up goes from stop to stop, as nobody knows before who will be ready there.

At a stop what alights comes off together when service and unloading end; then, at the same instant, what is ready boards, one parcel after
another. Nothing is told to a station or a shelf after it happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import simpy

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
        alone = [tour for tour in tours if tour.alone]
        foreseen = dict(zip(alone, self.foresight.stretches([tour.going(0, now) for tour in alone]), strict=True))
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
        self.foresight, self._outsets, self._home, self._open = outsets.foresight, outsets, home, 0
        self._to_leave: list[int] = np.flatnonzero(world.plan.timetable.line == number).tolist()
        self._to_leave.reverse()

    def start(
        self, run: int, space: Space, loaded: Lot, back: Callable[[int], None], closed: StopNumbers = NOWHERE
    ) -> None:
        """A run leaves the base now; ``back`` is told when it will be back, as soon as that is known. ``closed``: stops
        to and from which nobody rides."""
        alone = not self._open and not closed and self._all_before_have_left(run)
        self._open += 1
        self._outsets.add(OpenTour(self, run, Loaded(space, loaded, self.line.end + 1, self._home), back, closed, alone))

    def _all_before_have_left(self, run: int) -> bool:
        """Whether no earlier run of the line will still leave."""
        while self._to_leave[-1] != run and self.journal.settled(self._to_leave[-1]):
            self._to_leave.pop()
        return self._to_leave[-1] == run

    def home_again(self) -> None:
        """A run on an open tour has passed all its stops."""
        self._open -= 1


class OpenTour:
    """One run under way, with the parcels aboard; where it is not ``alone`` on its line it waits for the clock wherever somebody may board."""

    def __init__(
        self, of: OpenTours, run: int, loaded: Loaded, back: Callable[[int], None], closed: StopNumbers, alone: bool
    ) -> None:
        self._of, self._run, self.loaded, self._back, self._closed, self.alone = of, run, loaded, back, closed, alone
        self.aboard: Aboard
        self._left = [0] * (of.line.end + 1)

    def going(self, stop: int, leaves: int) -> Going:
        """The run as it leaves the stop before one, or the base."""
        return Going(self._run, self._of.number, stop, leaves, self.aboard)

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
        if foreseen:
            leaves, stop = int(foreseen.gone[-1]), self._passed(stop, foreseen)
        while leaves < of.horizon and stop < of.line.end:
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
        self._left[stop:end] = stretch.off.tolist()
        return end

    def _come_to(self, stop: int, left: int) -> int:
        """Drive to the next stop; the time at which those who alight there are off."""
        of, to = self._of, self._of.line.stops[stop]
        arrives = left + of.tours.drive(self._run, to.drive)
        time = arrives + to.service + to.service_parcel * int(self.aboard.alighting[stop])
        of.journal.call(self._run, stop, arrives, time)
        self._left[stop] = time
        return time

    def _ahead(self, stop: int, time: int) -> Load | None:
        """What boards at a stop at a time ahead; None if that is not certain."""
        platform = self._of.platforms.get(stop)
        if platform is None or platform.idle_until(time):
            return NOTHING
        if self.alone and self._of.foresight.certain(self.going(stop, time), time):
            return platform.load(self.aboard.free(stop), time)
        return None

    def _board(self, stop: int, now: int) -> None:
        """What is ready boards, within what is free now."""
        leaves = self._take(stop, now, self._of.platforms[stop].load(self.aboard.free(stop), now, self._closed))
        if leaves < self._of.horizon:
            self.go_on(stop + 1, leaves)

    def _take(self, stop: int, now: int, load: Load) -> int:
        """What boards comes aboard; the time at which the run goes on."""
        of = self._of
        if load.lot.size:
            self.aboard.board(stop, load.lot)
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
