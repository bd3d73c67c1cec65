"""The same workload as a plain SimPy program: a process for every parcel, at most eleven events each.

Written the way one would write it first, and without waste: a parcel starts with its truck, waits for the hub's crew, the
van, the township's crew and the run, and is picked up. It stands for what the product is compared with, and checks it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, MINUTE
from tests.benchmarks.recipe import DAYS, TOWNSHIPS, Load
from tests.benchmarks.scenario import HUB_WORK, RUN_PARCELS, TOWNSHIP_WORK, VAN_PARCELS

Process = Generator[simpy.Event, Any, None]
Crew = tuple[tuple[int, int, int], ...]

HUB_CREW: Crew = ((5 * HOUR, 13 * HOUR, 8), (13 * HOUR, 21 * HOUR, 5))
TOWNSHIP_CREW: Crew = ((8 * HOUR, 18 * HOUR, 2),)


def finish(now: int, work: int, crew: Crew) -> int:
    """When work begun now is done: suspended outside the shifts, at the rate of the shift inside; rounded up to whole ms."""
    day = now // DAY * DAY
    while True:
        for start, end, rate in crew:
            begin = max(now, day + start)
            if begin >= day + end:
                continue
            room = (day + end - begin) * rate
            if work <= room:
                return begin + -(-work // rate)
            work -= room
            now = day + end
        day += DAY


class Plain:
    """The program; ``available`` and ``picked_up`` are NaN where not reached before the end."""

    def __init__(self, load: Load, k: float) -> None:
        n = len(load.village)
        self.load, self.env = load, simpy.Environment()
        self.hub = simpy.Resource(self.env)
        self.townships = [simpy.Resource(self.env) for _ in range(TOWNSHIPS)]
        self.hub_work, self.township_work = round(HUB_WORK / k), round(TOWNSHIP_WORK / k)
        self.for_van: list[deque[simpy.Event]] = [deque() for _ in range(TOWNSHIPS)]
        self.for_run: list[deque[simpy.Event]] = [deque() for _ in range(60)]
        self.available, self.picked_up = np.full(n, np.nan), np.full(n, np.nan)
        self.env.process(self.trucks())
        for t in range(TOWNSHIPS):
            for at in (9 * HOUR, 16 * HOUR):
                self.env.process(self.vehicle(at, self.for_van[t], round(VAN_PARCELS * k), self.van_trip))
        for r in range(60):
            self.env.process(self.vehicle(11 * HOUR, self.for_run[r], round(RUN_PARCELS * k), self.run_trip))

    def trucks(self) -> Process:
        arrived = self.load.arrived.astype(np.int64)
        first = 0
        while first < len(arrived):
            yield self.env.timeout(int(arrived[first]) - self.env.now)
            last = int(np.searchsorted(arrived, arrived[first], side="right"))
            for i in range(first, last):
                self.env.process(self.parcel(i, int(self.load.village[i]), int(np.rint(self.load.dwell[i]))))
            first = last

    def parcel(self, number: int, village: int, dwell: int) -> Process:
        env = self.env
        with self.hub.request() as crew:
            yield crew
            yield env.timeout(finish(env.now, self.hub_work, HUB_CREW) - env.now)
        loaded = env.event()
        self.for_van[village // 50].append(loaded)
        unloaded = yield loaded
        yield unloaded
        with self.townships[village // 50].request() as crew:
            yield crew
            yield env.timeout(finish(env.now, self.township_work, TOWNSHIP_CREW) - env.now)
        loaded = env.event()
        self.for_run[village // 10].append(loaded)
        stops = yield loaded
        yield stops[village % 10]
        self.available[number] = env.now
        yield env.timeout(dwell)
        self.picked_up[number] = env.now

    def vehicle(self, at: int, queue: deque[simpy.Event], capacity: int, trip: Callable[[list[simpy.Event]], Process]) -> Process:
        env = self.env
        for day in range(DAYS):
            yield env.timeout(day * DAY + at - env.now)
            yield env.timeout(0)  # after what is finished at this instant
            yield from trip([queue.popleft() for _ in range(min(capacity, len(queue)))])

    def van_trip(self, aboard: list[simpy.Event]) -> Process:
        arrival = self.env.timeout(HOUR)
        for parcel in aboard:
            parcel.succeed(arrival)
        yield self.env.timeout(2 * HOUR)

    def run_trip(self, aboard: list[simpy.Event]) -> Process:
        stops = [self.env.timeout((s + 1) * 14 * MINUTE) for s in range(10)]
        for parcel in aboard:
            parcel.succeed(stops)
        yield self.env.timeout(150 * MINUTE)

    def run(self) -> int:
        """Runs to the end of the workload; gives the number of events processed."""
        self.env.run(until=DAYS * DAY)
        return next(self.env._eid) - len(self.env._queue)


def plain(load: Load, k: float) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """Available and picked up by parcel, and the number of events."""
    program = Plain(load, k)
    events = program.run()
    return program.available, program.picked_up, events
