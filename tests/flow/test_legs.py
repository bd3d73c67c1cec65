"""Ways as columns: a row a hop, so that a parcel's way is a number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.flow.legs import Kind, legs_of
from tests.flow import small


def test_hops_stand_in_order_one_way_after_another() -> None:
    legs = legs_of(small.plan(villages=2))
    assert legs.first.tolist() == [0, 2]
    assert legs.hop.tolist() == [0, 1, 0, 1]
    assert legs.line.tolist() == [0, 1, 0, 1]
    assert legs.alight.tolist() == [0, 0, 0, 1]
    assert legs.onward.tolist() == [1, -1, 1, -1]
    assert legs.point.tolist() == [0, 0, 1, 1]


def test_only_the_last_hop_to_a_bounded_shelf_has_one() -> None:
    plan = small.plan(villages=2)
    bounded = replace(plan, points=(replace(plan.points[0], shelf=5), plan.points[1]))
    assert legs_of(bounded).shelf.tolist() == [-1, 0, -1, -1]
    assert set(legs_of(plan).shelf.tolist()) == {-1}


def test_kinds_say_which_hop_leads_from_which_level_to_which() -> None:
    legs = legs_of(small.plan())
    assert legs.kinds == (Kind(0, "hub", "township", False), Kind(1, "township", "village", True))
    assert legs.kind.tolist() == [0, 1, 0, 1]


def test_a_plan_without_ways_has_no_legs() -> None:
    legs = legs_of(replace(small.plan(), ways=()))
    assert (len(legs.line), legs.kinds) == (0, ())
    assert legs.first.dtype == np.int32
