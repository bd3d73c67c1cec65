"""A line at work: it loads, leaves, and comes back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.clock import NEVER
from sim.flow.alighting import Alighting
from sim.flow.disrupted import NOWHERE
from sim.flow.journal import Journal
from sim.flow.loading import Platform
from sim.flow.lot import EMPTY, Lot
from sim.flow.open_tour import OpenTours
from sim.flow.tour import Unloading
from sim.flow.world import World
from sim.plan.departure import Slotted


class LiveLine:
    """One line and what it touches: the platform at its base, and who must know what comes off."""

    def __init__(
        self, world: World, number: int, platform: Platform, alighting: Alighting, journal: Journal, open_tours: OpenTours | None
    ) -> None:
        self.number, self.plan, self._horizon = number, world.plan.lines[number], world.horizon
        self._tours, self._space, self._unloading = world.tours, world.space, Unloading(self.plan, world.legs.alight)
        self._platform, self._alighting, self._journal, self._open_tours = platform, alighting, journal, open_tours

    def ready(self, now: int) -> int:
        """How many parcels are ready for the line now, as a rule may ask before it lets a run leave; see ``Platform.ready``."""
        return self._platform.ready(now)

    @property
    def oldest(self) -> int:
        """Since when the parcel that is ready for longest has been ready; ``NEVER`` if none is."""
        return self._platform.oldest()

    def soonest(self, number: int) -> int:
        """A time before which no ``number`` more parcels can be ready, by what is known now; ``NEVER`` if so many are not known of."""
        come = [station.coming(self.number) for station in self._platform.feeders]
        times = np.sort(np.concatenate(come)) if come else EMPTY.time
        return int(times[number - 1]) if number <= len(times) else NEVER

    def close(self) -> None:
        """The clock has ended. A line whose runs have slots has seen everything that was ready."""
        if isinstance(self.plan.departure, Slotted):
            self._platform.ready(self._horizon - 1)

    def watch(self, told: Callable[[int], None]) -> None:
        """Have somebody told of the time of the first arrival whenever more parcels are announced to a station that feeds the line."""
        for station in self._platform.feeders:
            station.watchers.append(told)

    def depart(self, run: int, now: int, unit: int = -1, back: Callable[[int], None] = lambda at: None) -> None:
        """A run leaves now, with a vehicle of its depot or a host's (-1); ``back`` is told when it will be back, as
        soon as that is known."""
        closed = self._space.closed.get(run, NOWHERE)
        load = self._platform.load(self._space.of[run], now, closed)
        self._journal.depart(run, now, load, unit)
        if self._open_tours is None:
            self._back(run, self._tour(run, load.lot, now), back)
        else:
            self._open_tours.start(run, now, self._space.of[run], load.lot, lambda at: self._back(run, at, back), closed)

    def _tour(self, run: int, lot: Lot, now: int) -> int:
        """Settles all of a tour on which nobody boards; the time at which the run will be back."""
        at_base: int = now + self._tours.duration[run]
        if lot.size:
            at_base += self._unloading.total(lot.leg)
            if not self._alighting.silent:
                self._alighting.tell(lot, self._tours.planned(run) + now + self._unloading.until(lot.leg))
        return at_base

    def _back(self, run: int, at: int, back: Callable[[int], None]) -> None:
        if at < self._horizon:
            self._journal.back(run, at)
        back(at)
