"""A line at work: it loads, leaves, and comes back."""

from __future__ import annotations

from collections.abc import Sequence

from sim.flow.alighting import Alighting
from sim.flow.journal import Journal
from sim.flow.loading import Platform
from sim.flow.space import FreeSpace
from sim.flow.station import Station
from sim.flow.tour import Tours, Unloading
from sim.plan.line import Line


class LiveLine:
    """One line and what it touches: the stations that feed it, its platform, and who must know what comes off."""

    def __init__(
        self, plan: Line, feeders: Sequence[Station], platform: Platform, alighting: Alighting, unloading: Unloading,
        tours: Tours, space: FreeSpace, journal: Journal, horizon: int,
    ) -> None:  # fmt: skip
        self.plan, self._horizon = plan, horizon
        self._feeders, self._platform, self._alighting, self._unloading = feeders, platform, alighting, unloading
        self._tours, self._space, self._journal = tours, space, journal

    def ready(self, now: int) -> int:
        """How many parcels are ready for the line now; a rule may ask before it lets a run leave. To ask is to look: who is too big for every run is set aside."""
        for station in self._feeders:
            station.catch_up(now)
        return self._platform.ready()

    def depart(self, run: int, now: int, unit: int = -1) -> int:
        """A run leaves now, with a vehicle of its depot or a host's (-1); returns the time at which it will be back."""
        for station in self._feeders:
            station.catch_up(now)
        load = self._platform.load(self._space.of[run], now)
        self._journal.depart(run, now, load, unit)
        back: int = now + self._tours.duration[run]
        if load.lot.size:
            legs = load.lot.leg
            back += self._unloading.total(legs)
            if not self._alighting.silent:
                self._alighting.tell(load.lot, self._tours.planned(run) + now + self._unloading.until(legs))
        if back < self._horizon:
            self._journal.back(run, back)
        return back
