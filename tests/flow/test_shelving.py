"""Shelving at many points at once is shelving at each alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import MINUTE, NEVER
from sim.flow.hall import Halls
from sim.flow.shelving import Shelving
from sim.flow.stage import live_stage
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small
from tests.flow.parts import world
from tests.plans import daily, stage

APART = Halls(world(small.plan(), village=[0]))
"""Nobody shelves beside other work."""

KEEPER = stage(10 * MINUTE, *daily(8, 12, 1, 3), name="shelve")


def plan(*shelve: object) -> ServicePlan:
    made = small.plan(villages=len(shelve))
    return replace(made, points=tuple(replace(p, shelve=s and plans.apart([s], p.place, p.code)[0]) for p, s in zip(made.points, shelve, strict=True)))


def test_without_a_keeper_nothing_is_shelved_anywhere() -> None:
    assert Shelving(world(plan(None, None), village=[0]), APART).idle
    assert not Shelving(world(plan(None, KEEPER), village=[0]), APART).idle


@pytest.mark.parametrize("other", [KEEPER, stage(3 * MINUTE, *daily(9, 11, 2, 3)), stage(10 * MINUTE, *daily(8, 12, 1, 3), discipline="servers"), stage(10 * MINUTE, *daily(8, 12, 1, 3), shift_end="finish")])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 47)), min_size=1, max_size=20))
def test_each_point_shelves_as_if_it_were_alone(other: object, drops: list[tuple[int, int]]) -> None:
    made = plan(KEEPER, other, KEEPER)
    points, hours = np.array([p for p, _ in drops], np.int32), np.array([h for _, h in drops])
    in_it = world(made, village=points.tolist())
    of = in_it.rows
    dropped = np.sort(hours * 30 * MINUTE)
    numbers = np.arange(len(drops), dtype=np.int32)
    found = Shelving(in_it, APART).finish(points, numbers, of.leg, dropped)
    for point in np.unique(points).tolist():
        mine = points == point
        shelve = made.points[point].shelve
        assert shelve is not None
        alone = live_stage(shelve, in_it.curves.of(shelve.crew)).finish(dropped[mine], of.work(numbers[mine], shelve.work))
        assert found[mine].tolist() == alone.tolist()


def test_what_comes_later_waits_for_what_came_before() -> None:
    in_it = world(plan(KEEPER), village=[0, 0])
    of, shelving = in_it.rows, Shelving(in_it, APART)
    first = shelving.finish(np.zeros(1, np.int32), np.zeros(1, np.int32), of.leg[:1], np.array([8 * 60 * MINUTE]))
    second = shelving.finish(np.zeros(1, np.int32), np.ones(1, np.int32), of.leg[1:], np.array([8 * 60 * MINUTE]))
    assert (second - first).tolist() == [10 * MINUTE]
    assert first[0] < NEVER
