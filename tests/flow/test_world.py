"""The world of a simulation: the plan as it is manned, and what follows from plan and draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR
from sim.flow.disrupted import Disrupted
from sim.flow.space import Space
from sim.flow.world import World
from tests import plans
from tests.flow import small


def test_who_is_absent_is_in_no_part_of_it() -> None:
    plan = small.plan(days=1, hub=(plans.stage(1, *plans.daily(8, 12, 3, 1)),))
    of = World.of(plan, plans.draws(plan, small.parcels([1.0]), disrupted=Disrupted(absent=np.array([[0, 0, 2]]))))
    assert of.curves.of(of.plan.handlings[0].stages[0].crew).people == [1]
    assert plan.crews[0].shifts[0].people == 3


def test_parcels_tours_and_space_are_those_of_plan_and_draws() -> None:
    plan = small.plan(days=1, van={"capacity_parcels": 7, "capacity_grams": 8, "capacity_ml": 9})
    of = World.of(plan, plans.draws(plan, small.parcels([1.0, 2.0])))
    assert (len(of.rows), of.legs is of.rows.legs, of.horizon) == (2, True, plan.horizon)
    assert of.space.of[0] == Space(7, 8, 9)
    assert of.tours.duration[0] == 2 * HOUR


def test_a_parcel_without_a_way_is_refused() -> None:
    plan = replace(small.plan(), way=np.full_like(small.plan().way, -1))
    with pytest.raises(ValueError, match="have no way"):
        World.of(plan, plans.draws(plan, small.parcels([1.0])))
