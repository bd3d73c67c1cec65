"""Tours: as long as they drive at their pace, serve and unload; calls after the end are not made."""

from __future__ import annotations

import numpy as np

from sim.clock import HOUR, MINUTE, NEVER, SECOND
from sim.flow.draws import PPM
from sim.flow.tour import Tours, Unloading
from sim.plan.plan import ServicePlan
from tests import plans
from tests.plans import HUB, TOWNSHIP, VILLAGE, at


def plan(each: int = SECOND) -> ServicePlan:
    """Line 0: an hour to the township. Line 1: two villages, half an hour each, 6 minutes at each and so long for every parcel."""
    stops = [plans.stop(VILLAGE + i, 30 * MINUTE, service=6 * MINUTE, each=each) for i in range(2)]
    lines = (plans.line(HUB, [plans.stop(TOWNSHIP, HOUR)], HOUR), plans.line(TOWNSHIP, stops, 20 * MINUTE))
    ways = [plans.way(plans.hop(0, 0, 0), plans.hop(1, 1, i), point=i) for i in range(2)]
    return plans.plan(
        ways=ways, places=plans.places(1, [0, 0]), handlings=(plans.handling(HUB), plans.handling(TOWNSHIP)), lines=lines, points=(plans.point(VILLAGE), plans.point(VILLAGE + 1)),
        runs=[(at(9), 0), (at(12), 1), (at(22), 1)],
    )  # fmt: skip


def tours(pace: float = 1.0, each: int = SECOND) -> Tours:
    return Tours(plan(each), np.full(3, round(pace * PPM)))


def test_calls_are_numbered_run_after_run() -> None:
    of = tours()
    assert (len(of), of.first.tolist()) == (5, [0, 1, 3])
    assert of.sequence(np.array([0, 1, 2, 4]), np.array([0, 1, 1, 2], np.int32)).tolist() == [0, 0, 1, 1]


def test_a_tour_takes_its_driving_its_service_and_the_way_back() -> None:
    of = tours()
    assert of.duration == [2 * HOUR, 92 * MINUTE, 92 * MINUTE]
    assert of.planned(1).tolist() == [36 * MINUTE, 72 * MINUTE]


def test_a_bad_road_stretches_the_driving_alone() -> None:
    assert tours(2.0).duration[1] == 2 * 80 * MINUTE + 12 * MINUTE
    assert tours(2.0).planned(1).tolist() == [66 * MINUTE, 132 * MINUTE]


def test_no_drive_is_under_a_millisecond() -> None:
    assert tours(1e-9).duration[0] == 2


def test_each_parcel_that_comes_off_takes_time_for_all_that_follow() -> None:
    of = tours()
    calls = of.close(np.array([9 * HOUR, 12 * HOUR, NEVER]), np.array([0, 10, 5, 0, 0], np.int32))
    assert calls.left[:3].tolist() == [10 * HOUR, 12 * HOUR + 36 * MINUTE + 10 * SECOND, 12 * HOUR + 72 * MINUTE + 15 * SECOND]
    assert calls.arrived[2] == calls.left[1] + 30 * MINUTE
    assert calls.run.tolist() == [0, 1, 1, 2, 2, -1]


def test_what_is_not_before_the_end_never_was() -> None:
    calls = tours().close(np.array([9 * HOUR, NEVER, 23 * HOUR]), np.zeros(5, np.int32))
    assert calls.left[1:].tolist() == [NEVER, NEVER, 23 * HOUR + 36 * MINUTE, NEVER, NEVER]
    assert calls.arrived[4] == NEVER
    assert calls.arrived[-1] == NEVER, "the row that stands for none"


def test_unloading_adds_up_by_stop() -> None:
    line, stop = plan().lines[1], np.array([0, 0, 1, 1], np.int32)
    of = Unloading(line, stop)
    legs = np.array([1, 1, 3])
    assert of.total(legs) == 3 * SECOND
    assert np.asarray(of.until(legs)).tolist() == [2 * SECOND, 3 * SECOND]
    assert Unloading(plan(each=0).lines[1], stop).until(legs) == 0
