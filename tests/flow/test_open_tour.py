"""Open tours: boarding in the order of runs, room that parcels aboard take up, news told a stop ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.clock import HOUR, NEVER
from sim.flow.instant import Clock, Late
from sim.flow.loading import NOTHING
from sim.flow.lot import EMPTY
from sim.flow.model import Model
from sim.flow.open_tour import Boardings
from sim.flow.space import Space
from sim.plan.departure import Threshold
from sim.plan.level import Level
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


TWO = Threshold(depot=0, parcels=1, wait=HOUR, start=at("09:00"), end=at("12:00"))
"""Two runs, which leave when there is something to carry."""


def test_boarding_is_certain_until_another_run_may_be_there() -> None:
    """A run that has not left is at the near village 25 minutes after its time at the soonest, at the far one 50; one that has, by when it left. Who
    comes at the same instant boards in the order of the runs."""
    plan = county(rule=TWO, slots=2)
    model = Model(plan, plans.draws(plan, plans.parcels([]), offers=plans.offers([8 * HOUR])))
    line = next(of for of in model.network.lines if plan.places[plan.lines[of.number].base].level == Level.TOWNSHIP)
    tours, (first, second) = line._open_tours, np.flatnonzero(plan.timetable.line == line.number).tolist()
    assert tours is not None
    model.journal.depart(first, at("09:00"), NOTHING, 0)
    assert tours.latest(first).tolist() == [at("09:25"), at("09:50")]
    model.journal.depart(second, at("09:30"), NOTHING, 0)
    assert tours.latest(first).tolist() == [NEVER, NEVER]
    for run, leaves in ((first, "09:20"), (second, "09:30")):
        tours.start(run, at(leaves), Space(9, 10**6, 10**6), EMPTY, lambda _: None)
    assert tours.latest(first).tolist() == [at("09:55"), at("10:20")]
    assert tours.latest(second).tolist() == [at("09:45") - 1, at("10:10") - 1]
    for tour in list(tours._open):
        tours.home_again(tour)
    assert tours.latest(second).tolist() == [NEVER, NEVER]
