"""A slow reference of line-haul into the county: one SimPy process a parcel, one a truck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import simpy


@dataclass
class Prefecture:
    """Where a brand's parcels wait for its trucks.

    Attributes:
        due: by parcel, in the order in which they are loaded, the number of its own truck. size: its grams and ml.
        room: what a truck takes: parcels, grams, ml. skip: how many that do not fit are stepped over at most.
        came: by parcel, the number of the truck that took it; -1: none did.
    """

    due: Sequence[int]
    size: Sequence[tuple[int, int]]
    room: tuple[int, int, int]
    skip: int
    env: simpy.Environment = field(default_factory=simpy.Environment)

    def __post_init__(self) -> None:
        self.queue: list[int] = []
        self.came = [-1] * len(self.due)

    def run(self, trucks: int) -> list[int]:
        """Which truck each parcel came with, of so many."""
        for parcel in range(len(self.due)):
            self.env.process(self.parcel(parcel))
        for truck in range(trucks):
            self.env.process(self.truck(truck))
        self.env.run()
        return self.came

    def parcel(self, number: int) -> simpy.events.ProcessGenerator:
        """It joins the queue for its own truck, unless no empty truck holds it."""
        yield self.env.timeout(self.due[number])
        grams, ml = self.size[number]
        if grams <= self.room[1] and ml <= self.room[2]:
            self.queue.append(number)

    def truck(self, number: int) -> simpy.events.ProcessGenerator:
        """It takes what fits, in the order of the queue, and leaves the rest for the next."""
        yield self.env.timeout(number + 0.5)
        parcels, most_grams, most_ml = self.room
        stepped_over = 0
        for waits in list(self.queue):
            grams, ml = self.size[waits]
            fits = grams <= most_grams and ml <= most_ml
            if not parcels or (not fits and stepped_over == self.skip):
                break
            if not fits:
                stepped_over += 1
                continue
            parcels, most_grams, most_ml = parcels - 1, most_grams - grams, most_ml - ml
            self.queue.remove(waits)
            self.came[waits] = number
