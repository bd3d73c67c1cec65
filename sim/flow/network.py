"""Stations, platforms and lines of a plan, joined: who feeds whom."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.flow.alighting import Alighting
from sim.flow.foreseen import Foresight
from sim.flow.hall import Halls
from sim.flow.instant import Clock
from sim.flow.journal import Journal
from sim.flow.known import KnownQueue
from sim.flow.legs import Legs
from sim.flow.line import LiveLine
from sim.flow.loading import Platform
from sim.flow.lot import Lot
from sim.flow.open_tour import Boardings, OpenTours, Outsets
from sim.flow.order import distinct, grouped
from sim.flow.queue import Queue
from sim.flow.shelf import Shelves
from sim.flow.shelving import Shelving
from sim.flow.space import Space
from sim.flow.station import Station
from sim.flow.world import World
from sim.plan.way import BASE


class Network:
    """Everything that parcels pass between the feed and the points.

    Attributes:
        stations: by handling of the plan.
        lines: by line of the plan.
        by_senders: by handling, whether only senders bring parcels to it, and its crew does nothing else: all that it does is known before the clock starts.
        known: by handling, whether that is so of all that feed the same queues: then all is known of those who wait there.
    """

    def __init__(self, world: World, clock: Clock, journal: Journal, halls: Halls, shelving: Shelving, shelves: Shelves) -> None:
        self._world, self._journal, self._shelving, self._shelves = world, journal, shelving, shelves
        self._boardings, self._foresight = Boardings(clock), Foresight(world)
        self._outsets = Outsets(world, clock, self._foresight)
        plan, legs = world.plan, world.legs
        self.stations = [Station(world, handling, halls.of_handling.get(number)) for number, handling in enumerate(plan.handlings)]
        self._line_of_queue, self._board_of_queue, self._queue_of_leg = _queue_keys(legs)
        self.by_senders = _by_senders(legs, len(plan.handlings), list(halls.of_handling))
        self.known = _known_beforehand(legs, self._queue_of_leg, self.by_senders)
        self._queues = self._make_queues()
        self._feed()
        mine, platforms = grouped(legs.line, len(plan.lines)), self._platforms()
        watched = shelves.watched(legs.point) & legs.last
        self.lines = [self._line(i, mine[i], platforms[i], watched) for i in range(len(plan.lines))]

    def _make_queues(self) -> list[Queue]:
        """A queue a line, boarding stop and priority; the one of the highest priority first."""
        feeders = distinct(self._queue_of_leg, self._world.legs.handling, len(self._line_of_queue))
        most = [self._world.space.most(line) for line in range(len(self._world.plan.lines))]
        return [self._queue(most[line], of) for line, of in zip(self._line_of_queue.tolist(), feeders, strict=True)]

    def _queue(self, most: list[Space], feeders: NDArray[np.int64]) -> Queue:
        if self.known[feeders].all():
            return KnownQueue(most, self._world.rows)
        return Queue(most, self._world.rows, merge=len(feeders) > 1)

    def _feed(self) -> None:
        """Tell every station which queues its parcels join."""
        handling, queues = self._world.legs.handling, len(self._queues)
        key, number = np.unique(handling * np.int64(queues) + self._queue_of_leg, return_inverse=True)
        first = key.searchsorted(np.arange(len(self.stations) + 1) * queues)
        slot = number.ravel() - first.take(handling)
        slots = {kind: slot.astype(kind) for kind in {np.min_scalar_type(n) for n in np.diff(first).tolist()}}
        for station, (start, end) in zip(self.stations, pairwise(first.tolist()), strict=True):
            station.feed([self._queues[i] for i in (key[start:end] % queues).tolist()], slots[np.min_scalar_type(end - start)])

    def _platforms(self) -> list[dict[int, Platform]]:
        """By line, where its parcels board: the base, and stops in order. Joined for all lines at once, as there may be thousands of stops."""
        legs, lines = self._world.legs, self._world.plan.lines
        width = max((len(line.stops) for line in lines), default=0) + 1
        of_leg, of_queue = legs.line * width + legs.board - BASE, self._line_of_queue * width + self._board_of_queue - BASE
        places = np.unique(np.append(np.arange(len(lines)) * width, of_leg))
        leg_at, count = places.searchsorted(of_leg), len(places)
        handlings, queues = distinct(leg_at, legs.handling, count), grouped(places.searchsorted(of_queue), count)
        bounded = np.bincount(leg_at, legs.shelf >= 0, count) > 0
        found: list[dict[int, Platform]] = [{} for _ in lines]
        for place, *joined in zip(places.tolist(), handlings, queues, bounded.tolist(), strict=True):
            line, stop = divmod(place, width)
            found[line][stop + BASE] = self._platform(*joined)
        return found

    def _platform(self, handlings: NDArray[np.int64], queues: NDArray[np.intp], bounded: bool) -> Platform:
        """One that handlings feed and where queues wait; ``bounded``: for points that may be full."""
        feeders = [self.stations[i] for i in handlings[~self.known[handlings]].tolist()]
        waiting = [self._queues[i] for i in queues.tolist()]
        return Platform(self._world.rows, waiting, feeders, self._shelves if bounded else None, self._world.plan.skip)

    def _line(self, index: int, mine: NDArray[np.intp], platforms: dict[int, Platform], watched: NDArray[np.bool_]) -> LiveLine:
        base = platforms.pop(BASE)
        alighting = Alighting(self._world, mine, self.stations, self._shelving.drops, self._shelves if watched[mine].any() else None)
        open_tours = self._open_tours(index, mine, platforms, alighting) if self._world.plan.lines[index].picks_up else None
        return LiveLine(self._world, index, base, alighting, self._journal, open_tours)

    def _open_tours(self, index: int, mine: NDArray[np.intp], platforms: dict[int, Platform], alighting: Alighting) -> OpenTours:
        """The tours of a line that picks up."""
        legs = self._world.legs
        ends = np.unique(legs.alight[mine[legs.board.take(mine) != BASE]])
        home = int(ends[0]) if len(ends) == 1 else -1
        self._foresight.see(index, self._known_at(index, platforms))
        return OpenTours(self._world, index, platforms, alighting, self._boardings, self._outsets, self._journal, home)

    def _known_at(self, index: int, platforms: dict[int, Platform]) -> list[list[KnownQueue] | None]:
        """The queues at a line's stops; None where not all is known before the clock starts."""
        queues: list[list[KnownQueue] | None] = [[] for _ in self._world.plan.lines[index].stops]
        for stop, platform in platforms.items():
            known = [queue for queue in platform.queues if isinstance(queue, KnownQueue)]
            queues[stop] = None if platform.feeders or len(known) < len(platform.queues) else known
        return queues

    def close(self) -> None:
        """The clock has ended: everything up to the horizon's end happens."""
        for station in self.stations:
            station.catch_up(self._world.horizon - 1)
        for line in self.lines:
            line.close()

    def waiting(self) -> list[Lot]:
        """Parcels ready and never loaded, oversize ones too."""
        return [lot for queue in self._queues for lot in queue.left()]

    def oversize(self) -> NDArray[np.bool_]:
        """By parcel, whether it was set aside as too big for every run of its line."""
        oversize = np.zeros(len(self._world.rows), np.bool_)
        for queue in self._queues:
            for lot in queue.set_aside:
                oversize[lot.number] = True
        return oversize


def _queue_keys(legs: Legs) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.intp]]:
    """By queue, its line and the stop of it where its parcels board; by leg, its queue. Each line has one a boarding stop and priority."""
    keys, queue_of_leg = np.unique(np.stack([legs.line, legs.board, legs.priority]), axis=1, return_inverse=True)
    return keys[0].astype(np.int64), keys[1].astype(np.int64), queue_of_leg.ravel()


def _by_senders(legs: Legs, handlings: int, shared: list[int]) -> NDArray[np.bool_]:
    """By handling, whether only senders bring parcels to it.

    Args:
        shared: handlings whose crews do other work, which nobody knows of before the clock starts.
    """
    by_senders = (legs.hop == 0) & (legs.kind < 0)
    only = np.zeros(handlings, np.bool_)
    only[legs.handling[by_senders]] = True
    only[legs.handling[~by_senders]] = False
    only[shared] = False
    return only


def _known_beforehand(legs: Legs, queue_of_leg: NDArray[np.intp], by_senders: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """By handling, whether only senders bring parcels to it, and to all that feed the same queues."""
    handling, known = legs.handling, by_senders.copy()
    while True:
        mixed = np.isin(queue_of_leg, queue_of_leg[~known[handling]]) & known[handling]
        if not mixed.any():
            return known
        known[handling[mixed]] = False
