"""Keepers who are away: by village and day, dated or drawn, with all that they would have done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR
from sim.flow.disrupted import Disrupted
from sim.flow.keepers import keepers_away, nobody_at, undone
from sim.parameters import Parameters
from tests import plans
from tests.flow import small

DAYS = 200
SORT = plans.stage(HOUR, *(plans.shift(d * DAY, d * DAY + HOUR, 5) for d in range(3)))
NOBODY = np.zeros((0, 3), np.int64)


def wrong(**given: Any) -> Parameters:
    return Parameters.model_validate({"disruption": given, "horizon": {"start_date": "2026-03-02"}})


def test_nobody_is_away_by_default() -> None:
    assert keepers_away(small.plan(), Parameters(), plans.streams(0)).shape == (0, 3)


def test_a_share_of_the_days_of_each_village() -> None:
    plan = small.plan(days=DAYS)
    shut = keepers_away(plan, wrong(keeper_absent_share=0.1), plans.streams(0))
    assert {plan.places[plan.points[point].place].level for point in shut[:, 0]} == {"village"}
    villages = len(np.unique(shut[:, 0]))
    assert abs(len(shut) / (villages * DAYS) - 0.1) < 4 * np.sqrt(0.09 / (villages * DAYS))


def test_on_known_days_in_the_villages_named() -> None:
    plan = small.plan(days=9)
    number, place = next((i, point.place) for i, point in enumerate(plan.points) if plan.places[point.place].level == "village")
    dated = {"x": {"who": "keeper", "places": [plan.places[place].code], "dates": ["2026-03-03", "2026-03-05"]}}
    assert keepers_away(plan, wrong(away=dated), plans.streams(0)).tolist() == [[number, 1, 1], [number, 3, 1]]
    assert not len(keepers_away(plan, wrong(away={"x": {"who": "driver", "weekdays": [1]}}), plans.streams(0)))


def test_nobody_hands_out_or_shelves_then() -> None:
    plan = small.plan(days=4, point={"hours": ((0, 3 * DAY), (3 * DAY + HOUR, 3 * DAY + 2 * HOUR)), "door_times": (DAY + HOUR, 2 * DAY + HOUR)})
    shut = keepers_away(plan, wrong(away={"x": {"who": "keeper", "dates": ["2026-03-03"]}}), plans.streams(0))
    there = Disrupted(shut=nobody_at(plan, shut)).manned(plan).points
    assert there[0].hours == ((0, DAY), (2 * DAY, 3 * DAY), (3 * DAY + HOUR, 3 * DAY + 2 * HOUR))
    assert there[0].door_times == (2 * DAY + HOUR,)


def test_keepers_of_one_village_are_away_each_for_himself() -> None:
    """Two points in a village, kept by the village's own keeper and by an operator's: as often away, and together as chance has it."""
    plan = small.plan(days=2000, villages=1)
    other = replace(plan.points[0], code=f"{plan.points[0].code}/{plans.POOL}", keeper=plans.POOL)
    found = keepers_away(replace(plan, points=(*plan.points, other)), wrong(keeper_absent_share=0.2), plans.streams(0))
    first, second = (set(found[found[:, 0] == number, 1].tolist()) for number in (0, 1))
    alone = keepers_away(plan, wrong(keeper_absent_share=0.2), plans.streams(0))
    assert first == set(alone[:, 1].tolist())
    assert all(abs(len(days) / 2000 - 0.2) < 4 * np.sqrt(0.16 / 2000) for days in (first, second))
    assert abs(len(first & second) / 2000 - 0.04) < 4 * np.sqrt(0.04 * 0.96 / 2000)


def test_of_three_outlets_two_keepers_are_left() -> None:
    """A point that stands for three outlets is shut where all three are away; where one is, two shelve."""
    days = 2000
    shelve = plans.stage(HOUR, *(plans.shift(d * DAY, d * DAY + HOUR, 3) for d in range(days)))
    plan = small.plan(days=days, villages=1, point={"shelve": shelve})
    away = keepers_away(plan, wrong(keeper_absent_share=0.5), plans.streams(0))
    shut, gone = nobody_at(plan, away), undone(plan, away, NOBODY)
    assert abs(len(shut) / days - 1 / 8) < 4 * np.sqrt(7 / 64 / days)
    crew = next(number for number, of in enumerate(plan.crews) if of == plan.points[0].shelve.crew)  # type: ignore[union-attr]
    assert {row[0] for row in gone.tolist()} == {crew}
    assert np.array_equal(gone[:, 2], away[:, 2])
    left = {of.key: of for of in Disrupted(shut=shut, absent=gone).manned(plan).crews}[plan.crews[crew].key]
    assert {shift.people for shift in left.shifts} == {0, 1, 2, 3}


def test_what_is_undone_takes_whole_shifts_and_the_place_of_a_part() -> None:
    plan = small.plan(days=3)
    accept = plans.handling(plans.VILLAGE, SORT, operator=plan.points[0].keeper)
    plan = replace(plan, handlings=(*plan.handlings, accept))
    (crew,) = [number for number, of in enumerate(plan.crews) if of == accept.stages[0].crew]
    away = np.array([[0, 1, 1]])
    assert undone(plan, away, np.array([[crew, 1, 1], [crew, 2, 1]])).tolist() == [[crew, 1, 2], [crew, 2, 1]]
    assert undone(plan, away[:0], NOBODY) is NOBODY


def test_another_operator_s_people_do_their_work() -> None:
    plan = small.plan(days=3, villages=1)
    other = replace(plan.points[0], code="other", keeper=plans.POOL)
    plan = replace(plan, points=(*plan.points, other), handlings=(*plan.handlings, plans.handling(plans.VILLAGE, SORT, operator=plans.POOL)))
    assert undone(plan, np.array([[0, 1, 1]]), NOBODY).tolist() == []
    assert len(undone(plan, np.array([[1, 1, 1]]), NOBODY)) == 1
