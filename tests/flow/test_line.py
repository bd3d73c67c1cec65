"""A line at work: it brings its stations up to date, loads, leaves and says when it is back."""

from __future__ import annotations

from sim.clock import HOUR, MINUTE
from sim.flow.line import LiveLine
from tests import plans
from tests.flow import small
from tests.flow.parts import model


def first_line(entered: list[float]) -> LiveLine:
    of = model(small.plan(), entered)
    of.network.stations[0].arrive(of.world.rows.lot(0, len(entered)))
    return of.network.lines[0]


def test_ready_is_who_is_ready_now() -> None:
    line = first_line([1.0, 2.0, 5.0])
    assert [line.ready(h * HOUR) for h in (0, 1, 2, 5)] == [0, 1, 2, 3]


def test_a_run_is_back_after_its_tour_and_takes_who_is_ready() -> None:
    line = first_line([1.0, 2.0, 12.0])
    backs: list[int] = []
    line.depart(0, 9 * HOUR, back=backs.append)
    assert backs == [11 * HOUR]
    assert line.ready(9 * HOUR) == 0
    assert line.ready(12 * HOUR) == 1


def test_unloading_parcel_by_parcel_makes_it_later() -> None:
    plan = small.plan(van={"stops": (plans.stop(1, HOUR, each=MINUTE, km=30.0),)})
    of = model(plan, [1.0, 1.0])
    of.network.stations[0].arrive(of.world.rows.lot(0, 2))
    backs: list[int] = []
    of.network.lines[0].depart(0, 9 * HOUR, back=backs.append)
    assert backs == [11 * HOUR + 2 * MINUTE]
