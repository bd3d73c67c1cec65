"""The counter of a point: who goes to the door, who waits for whom to fetch it, and what goes back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.hours import HoursOfPoints
from sim.flow.lot import Numbers
from sim.flow.racks import Racks
from sim.flow.trips import Access, collect
from sim.flow.world import World

NOBODY: NDArray[np.intp] = np.zeros(0, np.intp)


class GivenOut(NamedTuple):
    """When parcels leave a point, and the lowest number of those that the same trip fetches (-1: none does), by parcel as asked."""

    in_hand: Times
    returned: Times
    lead: Numbers

    @staticmethod
    def nobody(count: int) -> GivenOut:
        """Columns for so many parcels of which none has left."""
        return GivenOut(np.full(count, NEVER, np.int64), np.full(count, NEVER, np.int64), np.full(count, -1, np.int32))

    def note(self, where: slice | Numbers, out: GivenOut) -> None:
        """Write down what became of some, whose rows stand ``where``."""
        self.in_hand[where], self.returned[where], self.lead[where] = out.in_hand, out.returned, out.lead

    def pick(self, which: NDArray[np.intp]) -> GivenOut:
        """The same of some parcels, by their rows here."""
        return GivenOut(self.in_hand[which], self.returned[which], self.lead[which])


class Counter:
    """The rules by which points give parcels out, for all points of a plan.

    Attributes:
        hours: when each point is open. place: where each stands, by number of the place.
    """

    def __init__(self, world: World, racks: Racks) -> None:
        self._parcels, self._market, self._horizon = world.draws.parcels, world.draws.market.time, world.horizon
        points, self._door, self._racks = world.plan.points, world.door_rounds, racks
        self.hours = HoursOfPoints(points, world.horizon)
        self.place: Numbers = np.array([p.place for p in points], np.int32)
        self._remote = np.array([p.remote for p in points], np.bool_)
        self._patience = np.array([p.return_after for p in points], np.int64)

    def asked_from(self, numbers: Numbers, points: Numbers, times: Times) -> Times:
        """When parcels can be asked for next, from a time each on: at any hour out of a compartment, else as the point is open."""
        instants = self.hours.next_open(times, points)
        if self._racks.lockers:
            locked = np.flatnonzero(self._racks.in_locker(numbers) & (times < self._horizon))
            instants[locked] = times[locked]
        return instants

    def give_out(self, numbers: Numbers, points: Numbers, at: Times, *, alone: bool = False) -> GivenOut:
        """What becomes of parcels at points, if no others come: taken to the door, fetched, or returned.

        Args:
            at: when each can be asked for; all before the horizon's end.
            alone: no household has two of them, so nobody's trip brings another's parcel.
        """
        limit = self._patience.take(points)
        limit += at
        door = np.flatnonzero(self._door.take(numbers, points)) if self._door.any else NOBODY
        due = self._due(numbers, points, at)
        if len(door):
            due[door] = self._door.next(points[door], at[door])
        due[due > limit] = NEVER
        lead = np.where(due < NEVER, numbers, np.int32(-1))
        lead[door] = -1
        if not alone:  # left out where it holds for all: most of the work of giving out
            home = np.delete(np.arange(len(numbers)), door)
            due[home], lead[home] = self._fetched(numbers[home], points[home], at[home], due[home], limit[home])
        limit[(due < NEVER) | (limit >= self._horizon)] = NEVER
        return GivenOut(due, limit, lead)

    def _fetched(self, numbers: Numbers, points: Numbers, at: Times, due: Times, limit: Times) -> tuple[Times, Numbers]:
        """Trips of households that may bring several parcels; see ``collect``."""
        due[(due == NEVER) & (limit >= self._horizon)] = self._horizon  # fetched, for all we know, after the end
        household = self._parcels.household.take(numbers)
        locked = self._racks.in_locker(numbers) if self._racks.lockers else None
        access = None if locked is None or not locked.any() else Access(locked, self.hours, points)
        return collect(numbers, self.place.take(points), household, at, due, limit, self._horizon, access)

    def _due(self, numbers: Numbers, points: Numbers, at: Times) -> Times:
        """When each parcel's household would come, were none older waiting: after its patience, or on its next way to
        market, when the point is open."""
        wish = at + self._parcels.dwell_point.take(numbers)
        remote = np.flatnonzero(self._remote.take(points)) if self._remote.any() else ()
        if len(remote):
            far, since = numbers[remote], at[remote]
            own = since + self._parcels.dwell_township.take(far)
            household = self._parcels.household.take(far)
            for trips in self._market.T:
                trip = trips.take(household)
                np.minimum(own, trip, out=own, where=trip >= since)
            wish[remote] = own
        return self.asked_from(numbers, points, wish)
