"""Points whose shelf is bounded or that have a locker: who finds a place there at loading.

A place is taken from loading to the parcel's leaving. Finding out who has left takes work, so the places known to be free
are a lower bound, brought up to now only where somebody might find a point full, and there once an instant.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR, Times
from sim.flow.counter import Counter, GivenOut
from sim.flow.lot import EMPTY, Lot, Numbers, join
from sim.flow.racks import Candidates, Racks
from sim.flow.shelving import Shelving
from sim.flow.world import World

STALE = HOUR
"""When somebody asks in vain for a place, other shelves that fill up are brought up to now as well, unless that was done within this time: so a
shelf that stays full costs little."""


class Shelves:
    """All bounded shelves, and the points beside them, whose parcels a household collects on the same trip.

    ``_room`` counts by rack the places known to be free, exact at ``_exact``. A shelf with less room than ``_soon`` fills up; see ``STALE``.

    Parcels for watched points stand in three lists, one after another: in ``_riding`` with the times at which their run leaves its stops, in
    ``_coming`` with the time at which they come off, in ``_stored`` (by number) with the time from which they can be asked for, until they
    are known to have gone.
    """

    def __init__(self, world: World, counter: Counter, shelving: Shelving, racks: Racks) -> None:
        self._racks, self._room = racks, racks.places.copy()
        plan, self._rows, legs = world.plan, world.rows, world.legs
        self._exact = np.full(len(self._room), -1, np.int64)
        self._soon = self._room // 2
        self._legs, self._counter, self._shelving = legs, counter, shelving
        self._beside = np.zeros(len(plan.places), np.bool_)
        self._beside[[p.place for p in plan.points if p.bounded]] = True
        self._last = self.watched(legs.point) & legs.last
        self._horizon = plan.horizon
        self._riding: list[tuple[Lot, Times]] = []
        self._coming, self._stored = EMPTY, EMPTY
        self._shelved: list[tuple[Numbers, Times]] = []
        self._gone: GivenOut | None = None

    def watched(self, points: Numbers) -> NDArray[np.bool_]:
        """Whether drops at these points must be announced."""
        beside: NDArray[np.bool_] = self._beside.take(self._counter.place.take(points))
        return beside

    def drop(self, lot: Lot, left: Times) -> None:
        """Parcels of one line will come off at their stops of a run that leaves these at ``left``; none before now."""
        self._riding.append((lot, left))

    def book(self, lot: Lot, number: int, now: int) -> bool:
        """Take for each of the first ``number`` parcels a place on the rack that it asks for first. False, and nothing is taken, if one of them,
        or the parcel after them, finds no place there."""
        racks = self._racks.asked(lot.number[: number + 1], lot.leg[: number + 1])
        asked = np.bincount(racks, minlength=len(self._room))
        if (asked > self._room).any():
            self._make_room(asked, now)
            if (asked > self._room).any():
                return False
        if len(racks) > number:
            asked[racks[number]] -= 1
        self._room -= asked
        self._racks.take(lot.number[:number], racks[:number])
        return True

    def room(self, lot: Lot, now: int) -> tuple[Candidates, NDArray[np.int64]]:
        """The racks that each parcel asks for, and by rack how many of them find a place there."""
        asked = Candidates(self._racks.asked(lot.number, lot.leg), self._racks.last(lot.leg))
        self._make_room(np.bincount(asked.first, minlength=len(self._room)), now)
        return asked, self._room

    def take(self, numbers: Numbers, racks: NDArray[np.int64]) -> None:
        """Take a place for each of these parcels, on its rack."""
        self._room -= np.bincount(racks, minlength=len(self._room))
        self._racks.take(numbers, racks)

    def close(self) -> list[tuple[Numbers, Times]]:
        """The clock has ended: parcels dropped at watched points, by number, and when each was shelved, ms. They are the caller's, who needs
        twelve bytes a parcel the less as soon as they are written down."""
        self._shelve(self._horizon - 1)
        shelved, self._shelved = self._shelved, []
        self._stored = EMPTY
        return shelved

    def gone(self) -> GivenOut:
        """What became of those known to have gone, by number of all parcels; after the clock has stopped its columns are the caller's."""
        if self._gone is None:
            self._gone = GivenOut.nobody(len(self._rows.parcels))
        return self._gone

    def _make_room(self, asked: NDArray[np.int64], now: int) -> None:
        """Find out who has left by ``now`` where more is asked for than is known to be free."""
        short = (asked > self._room) & (self._exact < now)
        if short.any():
            low = (self._room < self._soon) & (self._exact < now - STALE)
            self._look(np.unique(self._racks.point[short | low]), now)

    def _look(self, points: NDArray[np.intp], now: int) -> None:
        """Bring what is known of some points up to now, with what lies at others that stand where they stand."""
        self._shelve(now)
        there = self._lying(points, now)
        lot = self._stored.pick(there)
        point = self._legs.point.take(lot.leg)
        out = self._counter.give_out(lot.number, point, lot.time)
        gone = np.flatnonzero(np.minimum(out.in_hand, out.returned) <= now)
        self._room += np.bincount(self._racks.of(lot.number[gone], point[gone]), minlength=len(self._room))
        self.gone().note(lot.number[gone], out.pick(gone))
        self._exact[np.isin(self._racks.point, points)] = now
        stays = np.ones(self._stored.size, np.bool_)
        stays[there[gone]] = False
        self._stored = self._stored.pick(np.flatnonzero(stays))

    def _lying(self, points: NDArray[np.intp], now: int) -> NDArray[np.intp]:
        """Where in ``_stored`` those are that can be asked for now where some points stand."""
        place = self._counter.place
        here = np.zeros(len(self._beside), np.bool_)
        here[place.take(points)] = True
        asked = here.take(place).take(self._legs.point.take(self._stored.leg))
        return np.flatnonzero(asked & (self._stored.time <= now))

    def _shelve(self, now: int) -> None:
        """Shelve what has come off by ``now``."""
        self._alight()
        come = self._coming.time <= now
        came = self._coming.pick(np.flatnonzero(come))
        if not came.size:
            return
        self._coming = self._coming.pick(np.flatnonzero(~come))
        lot = self._rows.found(came)
        if lot.size < came.size:
            self._give_up(np.setdiff1d(came.number, lot.number), came)
        point = self._legs.point.take(lot.leg)
        shelved = self._shelving.finish(point, lot.number, lot.leg, lot.time)
        self._shelved.append((lot.number, shelved))
        stored = join([self._stored, Lot(lot.number, lot.leg, self._counter.asked_from(lot.number, point, shelved))])
        self._stored = stored.pick(stored.number.argsort(kind="stable"))

    def _give_up(self, lost: Numbers, came: Lot) -> None:
        """Parcels that should have come off, and were lost, leave their places to others."""
        gone = came.pick(np.flatnonzero(np.isin(came.number, lost)))
        self._room += np.bincount(self._racks.of(gone.number, self._legs.point.take(gone.leg)), minlength=len(self._room))

    def _alight(self) -> None:
        """When those who ride to watched points come off."""
        if not self._riding:
            return
        lots, lefts = zip(*self._riding, strict=True)
        self._riding = []
        stops = np.array([len(left) for left in lefts])
        first = np.repeat(np.cumsum(stops) - stops, [lot.size for lot in lots])
        lot = join(lots)
        lot = Lot(lot.number, lot.leg, np.concatenate(lefts).take(first + self._legs.alight.take(lot.leg)))
        self._coming = join([self._coming, lot.pick(np.flatnonzero(self._last.take(lot.leg)))])
