"""Keepers who are away: by village and day, dated or drawn, with all that they would have done."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.clock import DAY, HOUR
from sim.flow.disrupted import Disrupted
from sim.flow.keepers import keepers_away, undone
from sim.parameters import Parameters
from tests import plans
from tests.flow import small

DAYS = 200
SORT = plans.stage(HOUR, *(plans.shift(d * DAY, d * DAY + HOUR, 5) for d in range(3)))
NOBODY = np.zeros((0, 3), np.int64)


def wrong(**given: Any) -> Parameters:
    return Parameters.model_validate({"disruption": given, "horizon": {"start_date": "2026-03-02"}})


def test_nobody_is_away_by_default() -> None:
    assert keepers_away(small.plan(), Parameters(), 3, 0).shape == (0, 2)


def test_a_share_of_the_days_of_each_village() -> None:
    plan = small.plan(days=DAYS)
    shut = keepers_away(plan, wrong(keeper_absent_share=0.1), 3, 0)
    assert {plan.places[place].level for place in shut[:, 0]} == {"village"}
    villages = len(np.unique(shut[:, 0]))
    assert abs(len(shut) / (villages * DAYS) - 0.1) < 4 * np.sqrt(0.09 / (villages * DAYS))


def test_on_known_days_in_the_villages_named() -> None:
    plan = small.plan(days=9)
    place = next(point.place for point in plan.points if plan.places[point.place].level == "village")
    dated = {"x": {"who": "keeper", "places": [plan.places[place].code], "dates": ["2026-03-03", "2026-03-05"]}}
    assert keepers_away(plan, wrong(away=dated), 3, 0).tolist() == [[place, 1], [place, 3]]
    assert not len(keepers_away(plan, wrong(away={"x": {"who": "driver", "weekdays": [1]}}), 3, 0))


def test_nobody_hands_out_or_shelves_then() -> None:
    plan = small.plan(days=4, point={"hours": ((0, 3 * DAY), (3 * DAY + HOUR, 3 * DAY + 2 * HOUR)), "door_times": (DAY + HOUR, 2 * DAY + HOUR)})
    shut = keepers_away(plan, wrong(away={"x": {"who": "keeper", "dates": ["2026-03-03"]}}), 3, 0)
    there = Disrupted(shut=shut).manned(plan).points
    assert there[0].hours == ((0, DAY), (2 * DAY, 3 * DAY), (3 * DAY + HOUR, 3 * DAY + 2 * HOUR))
    assert there[0].door_times == (2 * DAY + HOUR,)


def test_what_is_undone_takes_whole_shifts_and_the_place_of_a_part() -> None:
    plan = small.plan(days=3, hub=(SORT,))
    hub = plan.handlings[0].place  # undone looks for a place, whatever its level
    crew = plan.handlings[0].stages[0].crew.shifts[1].people
    shut = np.array([[hub, plan.handlings[0].stages[0].crew.shifts[1].start // DAY]])
    assert undone(plan, shut, np.array([[0, 1, 1], [0, 2, 1]])).tolist() == [[0, 1, crew], [0, 2, 1]]
    assert undone(plan, shut[:0], NOBODY) is NOBODY
