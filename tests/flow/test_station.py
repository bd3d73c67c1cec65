"""A station: stages one after another, then the queues of the lines; nothing happens until somebody asks."""

from __future__ import annotations

import numpy as np

from sim.clock import HOUR, MINUTE, NEVER
from sim.flow.queue import Queue
from sim.flow.space import Space
from sim.flow.station import Station, shifts
from sim.plan.stage import Stage
from tests import plans
from tests.flow import small
from tests.flow.parts import lot, world
from tests.plans import HUB, TOWNSHIP, daily


def station(*stages: Stage, queues: int = 1, place: int = HUB) -> tuple[Station, list[Queue]]:
    of = world(small.plan(), work=[1000] * 10)
    made = Station(of, plans.handling(place, *stages))
    lines = [Queue([Space(100, 10**9, 10**9)], of.rows, merge=False) for _ in range(queues)]
    made.feed(lines, np.arange(4, dtype=np.int16) % queues)
    return made, lines


def ready(queue: Queue) -> list[tuple[int, int]]:
    queue.see(NEVER)
    return [(int(n), int(t)) for of in queue.front(99) for n, t in zip(of.number, of.time, strict=True)]


def test_without_a_stage_a_parcel_is_ready_as_it_arrives() -> None:
    made, (queue,) = station()
    made.arrive(lot([0, 1], [5, HOUR]))
    made.catch_up(5)
    assert ready(queue) == [(0, 5)]
    made.catch_up(HOUR)
    assert ready(queue) == [(0, 5), (1, HOUR)]


def test_a_crew_works_one_after_another_and_two_stages_follow_each_other() -> None:
    made, (queue,) = station(plans.stage(10 * MINUTE, *daily(8, 10, 1, 3)), plans.stage(5 * MINUTE, *daily(8, 10, 1, 3), name="load"))
    made.arrive(lot([0, 1], [7 * HOUR, 7 * HOUR]))
    made.catch_up(9 * HOUR)
    assert ready(queue) == [(0, 8 * HOUR + 15 * MINUTE), (1, 8 * HOUR + 25 * MINUTE)]


def test_asking_often_changes_nothing() -> None:
    stages = plans.stage(10 * MINUTE, *daily(8, 10, 2, 3)), plans.stage(7 * MINUTE, *daily(8, 10, 1, 3), discipline="servers")
    found = []
    for asked in ([11 * HOUR], [8 * HOUR + m * MINUTE for m in range(0, 180, 7)]):
        made, (queue,) = station(*stages)
        made.arrive(lot([0, 1, 2, 3], [7 * HOUR, 8 * HOUR, 8 * HOUR, 9 * HOUR]))
        for now in asked:
            made.catch_up(now)
            made.catch_up(now - 1)
        found.append(ready(queue))
    assert found[0] == found[1]
    assert len(found[0]) == 4


def test_parcels_part_by_their_leg() -> None:
    made, (one, other) = station(queues=2)
    made.arrive(lot([0], [1], leg=0))
    made.arrive(lot([1], [2], leg=1))
    made.catch_up(9)
    assert (ready(one), ready(other)) == ([(0, 1)], [(1, 2)])


def test_what_is_not_done_before_the_end_is_never_ready() -> None:
    made, (queue,) = station(plans.stage(10 * HOUR, *daily(8, 10, 1, 3)))
    made.arrive(lot([0], [7 * HOUR]))
    made.catch_up(NEVER - 1)
    assert ready(queue) == []
    done = shifts([made])
    assert (done.handled.tolist(), done.busy.tolist(), done.backlog_at_end.tolist()) == ([0, 0, 0], [2 * HOUR] * 3, [1, 1, 1])


def test_the_hub_counts_by_the_hour() -> None:
    made, _ = station()
    made.arrive(lot([0, 1, 2], [0, HOUR - 1, HOUR]))
    made.catch_up(2 * HOUR)
    assert made.ready_by_hour[:3].tolist() == [2, 1, 0]
    assert not station(place=TOWNSHIP)[0].ready_by_hour.any()


def test_shifts_have_a_row_each_by_handling_and_stage() -> None:
    made, _ = station(plans.stage(1, *daily(8, 10, 3, 2)), plans.stage(1, *daily(9, 10, 1, 1)))
    done = shifts([made, made])
    assert done.handling.tolist() == [0, 0, 0, 1, 1, 1]
    assert done.stage.tolist() == [0, 0, 1] * 2
    assert done.crew.tolist() == [3, 3, 1] * 2
    assert len(shifts([]).start) == 0
