"""The whole flow of a day by hand: in, out, and nothing changed that was given."""

from __future__ import annotations

import gc

import numpy as np

from sim.clock import HOUR, NEVER
from sim.flow.laws import check_laws
from sim.flow.model import Model, simulate
from tests import plans
from tests.flow import small


def test_a_parcel_is_in_hand_when_its_household_comes() -> None:
    plan = small.plan(days=1)
    draws = plans.draws(plan, small.parcels([6.0, 10.0], dwell_point=2 * HOUR))
    found = simulate(plan, draws)
    assert small.hours(found.milestones.in_hand[:1]) == [14.5]
    assert found.milestones.in_hand[1] == NEVER
    assert found.hub_arrived[[6, 10]].tolist() == [1, 1]
    check_laws(plan, draws, found)


def test_nothing_comes_and_runs_leave_all_the_same() -> None:
    plan = small.plan(days=1)
    found = simulate(plan, plans.draws(plan, small.parcels([])))
    assert (found.runs.departed < NEVER).all()
    assert (len(found.milestones.in_hand), len(found.trips.time)) == (0, 0)


def test_parts_are_joined_before_the_clock_runs() -> None:
    plan = small.plan(days=1)
    model = Model(plan, plans.draws(plan, small.parcels([6.0])))
    assert (model.clock.now, model.clock.events) == (0, 0)
    assert model.run().events == model.clock.events > 0
    assert np.array_equal(model.world.rows.leg, [0])


def test_garbage_is_looked_for_again_afterwards() -> None:
    plan = small.plan(days=1)
    assert gc.isenabled()
    simulate(plan, plans.draws(plan, small.parcels([6.0])))
    assert gc.isenabled()
