"""The journal: every run noted once, made into calls as the clock ends."""

from __future__ import annotations

from sim.clock import HOUR, NEVER
from sim.flow.journal import Journal
from sim.flow.loading import Load
from tests.flow import small
from tests.flow.parts import lot, world


def journal() -> Journal:
    return Journal(world(small.plan(days=1), grams=[100, 200, 300, 400], village=[0, 1, 0, 1]))


def test_a_run_is_what_was_noted_of_it() -> None:
    of = journal()
    of.depart(0, 9 * HOUR, Load(lot([0, 3], [HOUR, HOUR]), 2, 1), unit=5)
    of.back(0, 11 * HOUR)
    of.cancel(1)
    of.close([])
    runs = of.runs()
    assert runs.departed.tolist() == [9 * HOUR, NEVER]
    assert runs.returned.tolist() == [11 * HOUR, NEVER]
    assert (runs.unit.tolist(), runs.cancelled.tolist()) == ([5, -1], [False, True])
    assert (runs.loaded.tolist(), runs.left_behind.tolist(), runs.passed_over.tolist()) == ([2, 0], [2, 0], [1, 0])
    assert runs.loaded_grams.tolist() == [500, 0]


def test_a_ride_has_its_call_and_the_time_at_which_it_was_ready() -> None:
    of = journal()
    of.depart(0, 9 * HOUR, Load(lot([0], [HOUR]), 0, 0), -1)
    of.depart(1, 12 * HOUR, Load(lot([0], [10 * HOUR], leg=1), 0, 0), -1)
    rides, calls, stops = of.close([lot([2], [3 * HOUR])])
    assert rides.call[:, 0].tolist() == [0, 1]
    assert rides.ready[:, 0].tolist() == [HOUR, 10 * HOUR]
    assert rides.call[:, 2].tolist() == [-1, -1]
    assert rides.ready[0, 2] == 3 * HOUR, "who waits in vain was ready all the same"
    assert calls.left[0] == 10 * HOUR
    assert (stops.run.tolist(), stops.dropped.tolist()) == ([0, 1, 1], [1, 1, 0])
