"""Who enters where: line-haul brings parcels to the hub, senders bring theirs to points."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise

import numpy as np
import simpy
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, NEVER, Times
from sim.flow.alike import work_out
from sim.flow.crew import CrewCurve
from sim.flow.hours import HoursOfPoints
from sim.flow.lot import Lot, join
from sim.flow.network import Network
from sim.flow.order import ordered
from sim.flow.station import Station
from sim.flow.world import World


class LineHaul:
    """Parcels from beyond the county, by the time at which they enter the hub."""

    def __init__(self, world: World, stations: Sequence[Station]) -> None:
        self._rows, self._horizon = world.rows, world.horizon
        self._handling = world.legs.handling
        self._first = {i: stations[i] for i in np.unique(self._handling.take(world.rows.first_legs)).tolist()}

    def process(self, env: simpy.Environment) -> Generator[simpy.Event, None, None]:
        """Process: every midnight it tells the hub's stations who will arrive that day."""
        entered, start = self._rows.parcels.entered_hub, 0
        while True:
            end = int(entered.searchsorted(min(int(env.now) + DAY, self._horizon)))
            self._announce(start, end)
            start = end
            yield env.timeout(DAY)

    def _announce(self, start: int, end: int) -> None:
        lot = self._rows.lot(start, end)
        handling = self._handling.take(lot.leg) if len(self._first) > 1 else None
        for i, station in self._first.items():
            station.arrive(lot if handling is None else lot.pick(np.flatnonzero(handling == i)))

    def by_hour(self) -> NDArray[np.int64]:
        """Arrivals by clock hour of the horizon."""
        marks = np.append(np.arange(0, self._horizon, HOUR), self._horizon)
        return np.diff(self._rows.parcels.entered_hub.searchsorted(marks)).astype(np.int64)


class Acceptance:
    """Outbound parcels: each waits for its point to open, and then for the keeper.

    Attributes:
        opened: by outbound parcel, when its point was first open after it was offered (``NEVER``: not before the horizon's end).
    """

    def __init__(self, world: World, hours: HoursOfPoints, network: Network) -> None:
        self._rows, self._stations, self._horizon = world.rows, network.stations, world.horizon
        self._by_senders, self._known = network.by_senders, network.known
        self.opened: Times = hours.next_open(world.draws.offers.offered, world.legs.point.take(world.rows.leg_out))

    def announce(self) -> None:
        """Tell every point's station who comes when, of the whole horizon. Those alike to which only senders come do their work at once; what
        joins queues of which all is known is there at once as well."""
        alike: dict[tuple[CrewCurve, int], list[tuple[Station, Lot]]] = {}
        for handling, lot in self._come():
            station = self._stations[handling]
            if self._by_senders[handling] and (kind := station.alone()) is not None:
                alike.setdefault(kind, []).append((station, lot))
            else:
                station.arrive(lot)
        for (crew, each), who in alike.items():
            self._work(crew, each, who)
        for handling in np.flatnonzero(self._known).tolist():
            self._stations[handling].catch_up(self._horizon - 1)

    def _come(self) -> Iterator[tuple[int, Lot]]:
        """By handling, who comes to it, in order."""
        opens = np.flatnonzero(self.opened < NEVER)
        legs, leg = self._rows.legs, self._rows.leg_out[opens].astype(np.intp)
        order = ordered(legs.handling.take(leg), self.opened[opens], legs.priority.take(leg))
        opens, leg = opens[order], leg[order]
        lot, handling = Lot((opens + len(self._rows.parcels)).astype(np.int32), leg, self.opened[opens]), legs.handling.take(leg)
        for start, end in pairwise([*np.flatnonzero(np.diff(handling, prepend=-1)).tolist(), len(opens)]):
            yield int(handling[start]), lot.cut(start, end)

    def _work(self, crew: CrewCurve, each: int, who: Sequence[tuple[Station, Lot]]) -> None:
        """Stations with crew curves alike, and as much work a parcel, do all that ever comes to them."""
        lot = join([some for _, some in who])
        first = np.cumsum([0, *(some.size for _, some in who)])
        done = work_out(crew, lot.time, self._rows.work(lot.number, each), first)
        lot = Lot(lot.number, lot.leg, done.finished)
        by_stage = zip(done.work.tolist(), done.handled.tolist(), done.backlog.tolist(), strict=True)
        for (station, _), (start, end), did in zip(who, pairwise(first.tolist()), by_stage, strict=True):
            station.worked(lot.cut(start, end), *did)
