"""Line-haul tells the hub's stations, midnight by midnight, who comes."""

from __future__ import annotations

import pytest
import simpy

from sim.clock import DAY, HOUR
from sim.flow.feed import LineHaul
from sim.flow.lot import Lot
from tests.flow import small
from tests.flow.parts import model


class Listener:
    """A station that only notes what is announced."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, list[int]]] = []
        self.env = simpy.Environment()

    def arrive(self, lot: Lot) -> None:
        self.heard.append((int(self.env.now), lot.number.tolist()))


@pytest.mark.parametrize("days", [3])
def test_every_parcel_is_announced_once_on_its_day(days: int) -> None:
    plan = small.plan(days=days)
    of = model(plan, [1.0, 23.9, 24.0, 60.0, 80.0])
    listener = Listener()
    haul = LineHaul(of.world, [listener, listener])  # type: ignore[list-item]
    listener.env.process(haul.process(listener.env))
    listener.env.run(until=plan.horizon)
    assert [(now, who) for now, who in listener.heard if who] == [(0, [0, 1]), (DAY, [2]), (2 * DAY, [3])], "what comes after the end is not announced"


def test_arrivals_are_counted_by_the_clock_hour() -> None:
    of = model(small.plan(days=1), [0.0, 0.99, 1.0, 23.5])
    counts = of.line_haul.by_hour()
    assert len(counts) == DAY // HOUR
    assert (counts[0], counts[1], counts[23], counts.sum()) == (2, 1, 1, 4)
