"""From rides to milestones: a ride leaves the level where it boards and enters the level where it alights."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import HOUR, MINUTE, NEVER
from sim.flow.milestones import Passed, passed
from tests.flow import small
from tests.flow.parts import model


def passes(entered: list[float]) -> Passed:
    of = model(small.plan(days=1), entered)
    of.clock.process(of.line_haul.process(of.clock))
    of.clock.process(of.dispatcher.timetable())
    of.clock.run(until=of.world.horizon)
    of.dispatcher.close()
    of.network.close()
    rides, calls, _ = of.journal.close(of.network.waiting())
    return passed(of.world, rides, calls)


def test_a_parcel_leaves_the_hub_and_passes_the_township() -> None:
    m = passes([6.0])
    assert small.hours([m.left_hub[0], m.entered_township[0], m.left_township[0], m.dropped[0]]) == [9, 10, 12, 12.5]
    assert (m.hub_run[0], m.village_run[0]) == (0, 1)


def test_its_way_is_handling_waiting_and_travel() -> None:
    m = passes([6.0])
    assert (m.handling[0], m.waiting[0], m.travel[0]) == (0, 3 * HOUR + 2 * HOUR, HOUR + 30 * MINUTE)


def test_who_comes_too_late_has_passed_nothing() -> None:
    m = passes([10.0])
    for column in (m.left_hub, m.entered_township, m.left_township, m.dropped):
        assert column.tolist() == [NEVER]
    assert (m.hub_run[0], m.village_run[0], m.waiting[0]) == (-1, -1, 0)


def test_portions_of_any_size_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    entered = [float(h) for h in range(8)]
    whole = passes(entered)
    monkeypatch.setattr("sim.flow.lot.CHUNK", 3)
    parts = passes(entered)
    for name in ("left_hub", "dropped", "waiting", "hub_run"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))
