"""Open tours: boarding in the order of runs, room that parcels aboard take up, news told a stop ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.clock import HOUR, NEVER
from sim.flow.instant import Clock, Late
from sim.flow.model import Model
from sim.flow.open_tour import Boardings
from tests import plans
from tests.oracles.test_both_ways_by_hand import county
from tests.plans import at


def test_runs_of_one_instant_board_in_their_order_after_all_departures() -> None:
    clock, seen = Clock(), []
    boardings = Boardings(clock)
    boardings.at(5, 7, lambda: seen.append(7))
    boardings.at(5, 3, lambda: seen.append(3))
    boardings.at(4, 9, lambda: seen.append(9))
    leaves = Late(clock, 5)
    assert leaves.callbacks is not None
    leaves.callbacks.append(lambda _: seen.append("departure"))
    clock.run(until=10)
    assert seen == [9, "departure", 3, 7]


def test_an_instant_may_come_again_after_it_was_used() -> None:
    clock, seen = Clock(), []
    boardings = Boardings(clock)
    boardings.at(5, 1, lambda: boardings.at(6, 1, lambda: seen.append("next")))
    clock.run(until=10)
    assert seen == ["next"]


@pytest.mark.parametrize(
    ("horizon", "left", "back"),
    [("09:26", NEVER, NEVER), ("09:28", "09:27", NEVER), ("24:00", "09:27", "10:12")],
)
def test_a_tour_ends_with_the_horizon(horizon: str, left: Any, back: Any) -> None:
    """Two board near at 09:25, a minute each; nobody far."""
    plan = replace(county(), horizon=at(horizon))
    draws = plans.draws(plan, plans.parcels([]), offers=plans.offers([7 * HOUR, 7 * HOUR]))
    outcome = Model(plan, draws).run()
    assert np.unique(outcome.sent.left_village).tolist() == [left if left == NEVER else at(left)]
    assert outcome.runs.returned[1] == (back if back == NEVER else at(back))
    assert outcome.pick_ups.picked_up[0] == 0, "the truck finds nothing yet"
