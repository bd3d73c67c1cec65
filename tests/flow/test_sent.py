"""What became of outbound parcels, from the journal."""

from __future__ import annotations

import numpy as np

from sim.clock import HOUR, MINUTE, NEVER
from sim.flow.model import Model, simulate
from sim.flow.sent import sent
from tests import plans
from tests.oracles.test_both_ways_by_hand import county


def test_durations_fill_the_time_in_the_county_and_beyond() -> None:
    plan = county()
    out = simulate(plan, plans.draws(plan, plans.parcels([]), offers=plans.offers([7 * HOUR]))).sent
    assert int(out.handling[0] + out.waiting[0] + out.travel[0]) == int(out.left_county[0] - out.opened[0]) + HOUR, "an hour to where the line-haul goes"
    assert out.handling.tolist() == [10 * MINUTE]


def test_what_nobody_fetched_has_only_been_accepted() -> None:
    plan = county()
    model = Model(plan, plans.draws(plan, plans.parcels([]), offers=plans.offers([7 * HOUR, 21 * HOUR], village=[0, 1])))
    rides, calls, _ = model.journal.close([])
    oversize = model.network.oversize()
    made = sent(model.world, rides, calls, model.acceptance.opened, oversize, np.full(2, NEVER))
    assert made.opened.tolist() == [8 * HOUR, 32 * HOUR]
    for name in ("accepted", "left_village", "entered_township", "left_township", "entered_hub", "left_county"):
        assert getattr(made, name).tolist() == [NEVER, NEVER]
    assert made.travel.tolist() == [0, 0]
