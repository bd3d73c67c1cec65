"""A plan's parts name each other by their index, and every index is of something."""

from __future__ import annotations

import numpy as np

from sim.demand.offers import Direction
from sim.plan.plan import ServicePlan
from tests.plan.small import plans


def test_indexes_are_of_something() -> None:
    for plan in plans():
        parts_are_there(plan)


def parts_are_there(plan: ServicePlan) -> None:
    places, lines = len(plan.places), len(plan.lines)
    assert all(0 <= h.place < places for h in plan.handlings)
    assert all(0 <= d.base < places for d in plan.depots)
    assert all(0 <= of.base < places and all(0 <= s.place < places for s in of.stops) for of in plan.lines)
    assert all(0 <= p.place < places for p in plan.points)
    assert ((plan.timetable.line >= 0) & (plan.timetable.line < lines)).all()
    assert all(0 <= i.point < len(plan.points) for i in plan.ways)


def test_each_brand_and_village_has_a_way_or_none() -> None:
    for plan in plans():
        assert plan.inbound.shape == (len(plan.brands), len(plan.villages))
        assert np.unique(plan.inbound[plan.inbound >= 0]).tolist() == list(range(len(plan.ways)))


def test_without_anything_to_go_out_there_are_ways_in_alone() -> None:
    for plan in plans():
        assert plan.way.shape[0] == 1
        assert (plan.way[Direction.INBOUND] == plan.inbound).all()


def test_fees_are_of_modes_that_carry_parcels() -> None:
    for plan in plans():
        assert set(plan.fees) <= {i.mode for i in plan.ways}


def test_shares_that_hosts_would_carry_are_shares() -> None:
    assert all(0 <= share <= 1 for plan in plans() for shares in plan.host_share.values() for share in shares)


def test_runs_lie_in_the_horizon() -> None:
    assert all(plan.timetable.scheduled.min() >= 0 and plan.timetable.scheduled.max() < plan.horizon for plan in plans())
