"""Halls: a crew that does several stages takes what has come to them one after another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import HOUR, MINUTE, NEVER
from sim.flow.hall import Hall, Halls
from sim.flow.inbox import Inbox
from sim.flow.lot import EMPTY
from sim.flow.stage import live_stage
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from tests import plans
from tests.flow import small
from tests.flow.parts import lot, world
from tests.plans import crew, daily

ONE = crew(*daily(8, 12, 1, 3), key="one")
UNLOAD, SORT = Stage(name="unload", work=10 * MINUTE, crew=ONE), Stage(name="sort", work=5 * MINUTE, crew=ONE)


class Row:
    """Stages of a hall in a row."""

    def __init__(self, *stages: Stage, factor: int = 1000) -> None:
        self.world = world(small.plan(), work=[factor] * 30)
        self.inboxes = [Inbox(self.world.rows.rank) for _ in range(len(stages) + 1)]
        self.hall = Hall(self.world)
        self.desks = self.hall.desks(stages, self.inboxes)

    def finished(self) -> list[tuple[int, int]]:
        """Numbers and times of all that is finished."""
        found = self.inboxes[-1].take(NEVER) or EMPTY
        return list(zip(found.number.tolist(), found.time.tolist(), strict=True))


def test_who_has_come_first_goes_first_whichever_stage_it_comes_to() -> None:
    """Both are unloaded before the first is sorted, as it comes to be sorted after the second has come."""
    row = Row(UNLOAD, SORT)
    row.inboxes[0].push(lot([0, 1], [8 * HOUR, 8 * HOUR]))
    row.hall.catch_up(9 * HOUR)
    assert row.finished() == [(0, 8 * HOUR + 25 * MINUTE), (1, 8 * HOUR + 30 * MINUTE)]
    assert [desk.book.rows(desk.work_done).T[0].tolist() for desk in row.desks] == [[20 * MINUTE, 0, 2, 0], [10 * MINUTE, 0, 2, 0]]


@pytest.mark.parametrize("discipline", ["pooled", "servers"])
@given(st.lists(st.integers(0, 60 * 24 * 2), min_size=1, max_size=25), st.integers(1, 3), st.sampled_from(["pause", "finish"]))
def test_a_stage_alone_is_worked_as_elsewhere(discipline: str, minutes: list[int], people: int, shift_end: str) -> None:
    of = Stage(name="sort", work=17 * MINUTE, crew=crew(*daily(8, 10, people, 3), discipline=discipline, shift_end=shift_end))
    times, row = np.sort(np.array(minutes)) * MINUTE, Row(of, factor=700)
    row.inboxes[0].push(lot(list(range(len(times))), times.tolist()))
    row.hall.catch_up(row.world.horizon - 1)
    alone = live_stage(of, row.world.curves.of(of.crew))
    done = alone.finish(times, np.full(len(times), 17 * MINUTE * 700 // 1000))
    assert sorted(row.finished()) == [(n, t) for n, t in enumerate(done.tolist()) if t < row.world.horizon]
    assert row.desks[0].work_done == alone.work_done


def test_asking_often_changes_nothing() -> None:
    found = []
    for asked in ([11 * HOUR], [8 * HOUR + m * MINUTE for m in range(0, 180, 7)]):
        row = Row(UNLOAD, SORT)
        row.inboxes[0].push(lot([0, 1, 2, 3], [7 * HOUR, 8 * HOUR, 8 * HOUR, 9 * HOUR]))
        for now in asked:
            row.hall.catch_up(now)
            row.hall.catch_up(now - 1)
        found.append(row.finished())
    assert found[0] == found[1]
    assert len(found[0]) == 4


def halls(plan: ServicePlan) -> Halls:
    return Halls(world(plan, village=[0]))


def test_halls_hold_what_shares_a_crew_and_what_works_in_a_row_with_it() -> None:
    """The hub's crew unloads and sorts; the township's shelves at both points too; who works alone is in no hall."""
    alone, both, keeper = (plans.stage(MINUTE, *daily(8, 12, 1, 3), name=name) for name in ("alone", "both", "keeper"))
    base = small.plan(villages=2)
    apart = replace(base, handlings=(replace(base.handlings[0], stages=(alone,)), *base.handlings[1:]))
    assert not halls(apart).of_handling
    hub = replace(base.handlings[0], stages=(both, replace(alone, name="load"), replace(both, name="sort")))
    points = tuple(replace(point, shelve=keeper) for point in base.points)
    made = halls(replace(base, handlings=(hub, *base.handlings[1:]), points=points))
    assert (list(made.of_handling), list(made.of_point)) == ([0], [0, 1])
    assert made.of_point[0] is made.of_point[1] is not made.of_handling[0]
