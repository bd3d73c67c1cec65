"""Parcels of a forward warehouse 前置仓 at the hub: they are there as they are ordered, without a truck."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Ints
from sim.clock import DAY, HOUR, clock_ms
from sim.demand.attributes import Attributes
from sim.demand.outlook import Arrival
from sim.demand.parcels import FORWARD
from sim.demand.streams import Codes
from sim.parameters.demand import Demand


@dataclass(frozen=True, kw_only=True, eq=False)
class Entries:
    """Parcels as they enter the hub, in that order, a row each; see ``Parcels`` for the columns."""

    code: Codes
    village: NDArray[np.int32]
    brand: NDArray[np.int16]
    time: Ints
    wave: NDArray[np.int8]
    day: NDArray[np.int16]

    def by_time(self) -> Entries:
        """The same in order of time."""
        order = np.argsort(self.time, kind="stable")
        return Entries(**{f.name: getattr(self, f.name)[order] for f in fields(self)})


def in_time(rules: Attributes, trucked: Entries) -> Entries:
    """Entries by truck of which a share enters as it is ordered on its day instead, in order of time."""
    demand = rules.parameters.demand
    if not demand.forward_share:
        return trucked
    here = rules.uniform("forward", trucked.code) < demand.forward_share
    ordered = trucked.day.astype(np.int64) * DAY + order_time(demand, rules.uniform("ordered", trucked.code))
    time, wave = np.where(here, ordered, trucked.time), np.where(here, np.int8(FORWARD), trucked.wave)
    return replace(trucked, time=time, wave=wave).by_time()


def order_time(demand: Demand, part: NDArray[np.float64]) -> Ints:
    """The time of day, ms, at a part (0 to 1) of the hours in which orders come."""
    first, last = clock_ms(demand.orders_from), clock_ms(demand.orders_to)
    return np.floor(first + part * (last - first)).astype(np.int64)


def order_arrivals(demand: Demand) -> tuple[Arrival, ...]:
    """The orders of a day as arrivals at the hub, about one an hour; shares sum to ``demand.forward_share``."""
    if not demand.forward_share:
        return ()
    count = max(1, math.ceil((clock_ms(demand.orders_to) - clock_ms(demand.orders_from)) / HOUR))
    times = order_time(demand, (np.arange(count) + 0.5) / count)
    return tuple(Arrival(time, demand.forward_share / count) for time in times.tolist())
