"""Line-haul into the county 进县干线 whose trucks have a size: what does not fit waits for the brand's next truck."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.clock import DAY, clock_ms
from sim.demand.attributes import Attributes
from sim.demand.forward import Entries
from sim.demand.outlook import Size
from sim.demand.walk import walk
from sim.parameters.demand import Demand
from sim.parameters.truck import limits_of

WEEKS = 8
"""Mean weeks after which trucks that bring all of a week's parcels bring the same in each of the next."""


class Room(NamedTuple):
    """What one truck takes: parcels, grams, ml."""

    parcels: int
    grams: int
    ml: int


def room_of(demand: Demand) -> Room | None:
    """What a truck takes; None where it takes all."""
    limits, most = limits_of(demand.truck), np.iinfo(np.int64).max
    if all(limit is None for limit in limits):
        return None
    return Room(*(most if limit is None else limit for limit in limits))


def hauled(rules: Attributes, came: Entries, trucks: Ints) -> tuple[Entries, Ints]:
    """Parcels as their brands' trucks bring them, in order of time, and how much later than its own truck each comes,
    ms.

    A brand's trucks are loaded in the order of their timetable. One takes first what an earlier one left, then its own
    wave, each in its order of loading, by the rule of every loading (``loading.skip``). What no truck has taken by the
    horizon's end enters then, and is never handled; ``wave`` and ``day`` stay those of a parcel's own truck.

    Args:
        came: entries in order of time, those of one truck in the order of loading.
        trucks: arrivals, ms, shape (days, waves, brands).
    """
    p = rules.parameters
    room = room_of(p.demand)
    if room is None:
        return came, np.broadcast_to(np.int64(0), len(came.code))
    sizes = (column.astype(np.int64) for column in (rules.grams(came.code), rules.ml(came.code)))
    loading = _Loading(room, p.loading.skip, *sizes)
    time, by_plan = came.time.copy(), _order(p.demand, trucks.shape[0])
    own = np.argsort(by_plan)[came.day.astype(np.int64) * trucks.shape[1] + came.wave]
    for brand in range(trucks.shape[2]):
        rows = np.flatnonzero((came.brand == brand) & (came.wave >= 0))
        rows = rows[np.argsort(own[rows], kind="stable")]
        taken = loading.by_truck(rows, own[rows], len(by_plan))
        arrivals = np.append(trucks[:, :, brand].ravel()[by_plan], p.horizon.days * DAY)
        time[rows] = np.where(taken < len(by_plan), arrivals[taken], np.maximum(time[rows], arrivals[-1]))
    return _in_order(came, time)


def brought(demand: Demand, shares: Floats, parcels: Floats, weekday: Floats) -> Floats:
    """What each wave brings of a mean day's parcels where trucks have a size: in a week of mean parcels like those
    before it, what a brand's truck leaves comes with its next one. Where trucks never bring all, shares are of what
    they bring.

    Args:
        shares: by wave, of a day's parcels that are due with it.
        parcels: by brand, mean a day. weekday: the factor of each weekday.
    """
    room = room_of(demand)
    if room is None:
        return shares
    most = Size(demand.weight_mean_kg, demand.volume_mean_l).fitting(room)
    came, waiting = np.zeros(len(shares)), np.zeros(len(parcels))
    for _ in range(WEEKS):
        came[:] = 0
        for factor in weekday.tolist():
            for wave in _of_day(demand).tolist():
                waiting += parcels * factor * shares[wave]
                takes = np.minimum(waiting, most)
                waiting -= takes
                came[wave] += takes.sum()
    return came * (shares.sum() / came.sum()) if came.any() else shares


def _in_order(came: Entries, time: Ints) -> tuple[Entries, Ints]:
    """Entries in the order of the times at which they come, and how much later that is than they would have."""
    order = np.argsort(time, kind="stable")
    columns = {name: column[order] for name, column in {**vars(came), "time": time}.items()}
    return Entries(**columns), np.maximum(time - came.time, 0)[order]


def _order(demand: Demand, days: int) -> Ints:
    """The numbers of a brand's trucks, day by day and wave by wave, in the order of the timetable."""
    return np.asarray((np.arange(days)[:, None] * len(demand.waves) + _of_day(demand)).ravel())


def _of_day(demand: Demand) -> Ints:
    """The waves of a day in the order of the timetable."""
    planned = np.array([clock_ms(wave.time) for wave in demand.waves], np.int64)
    return np.argsort(planned, kind="stable")


@dataclass(frozen=True, eq=False)
class _Loading:
    """How one brand's trucks are loaded, one after the other; grams and ml are by parcel."""

    room: Room
    skip: int
    grams: Ints
    ml: Ints

    def by_truck(self, rows: Ints, due: Ints, trucks: int) -> Ints:
        """Which truck takes each of some parcels, ``trucks`` for none; ``due``: their own truck, ascending."""
        fits = (self.grams[rows] <= self.room.grams) & (self.ml[rows] <= self.room.ml)
        taken, waiting = np.full(len(rows), trucks, np.int64), np.zeros(0, np.int64)
        first = np.searchsorted(due, np.arange(trucks + 1))
        for truck in range(trucks):
            own = np.arange(first[truck], first[truck + 1])
            queue = np.concatenate([waiting, own[fits[own]]])
            takes = self._takes(rows[queue])
            taken[queue[takes]], waiting = truck, queue[~takes]
        return taken

    def _takes(self, rows: Ints) -> Bools:
        """Which of a queue a truck takes."""
        grams, ml = self.grams[rows], self.ml[rows]
        n = min(len(rows), self.room.parcels)
        takes = np.arange(len(rows)) < n
        if grams[:n].sum() <= self.room.grams and ml[:n].sum() <= self.room.ml:
            return takes
        queue = zip(range(len(rows)), grams.tolist(), ml.tolist(), repeat(0), repeat(0))
        takes[:] = False
        takes[walk(queue, len(rows), self.room, self.skip, [len(rows)]).taken] = True
        return takes
