"""Vehicles out of order, drivers and workers who are away: drawn by unit and day, or dated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.flow.away import crews_absent, units_out
from sim.parameters import Parameters
from sim.plan.actor import KEEPER
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small
from tests.plans import at, shift, stage

DAYS = 200
SORT = stage(1000, *(shift(at(6, day), at(9, day), 5) for day in range(DAYS)))


def plan(vans: int = 3) -> ServicePlan:
    """Vans at the hub, one more with a round at the township, and a crew of five at the hub."""
    return small.plan(days=DAYS, hub=(SORT,), vans=vans)


def wrong(**given: Any) -> Parameters:
    return Parameters.model_validate({"disruption": given})


def test_nobody_is_away_by_default() -> None:
    assert not len(units_out(plan(), Parameters(), plans.streams(0)))
    assert not len(crews_absent(plan(), Parameters(), plans.streams(0)))


def test_breakdowns_by_unit_and_day() -> None:
    out = units_out(plan(), wrong(breakdown_share=0.2), plans.streams(0))
    assert abs(len(out) / (4 * DAYS) - 0.2) < 4 * np.sqrt(0.16 / (4 * DAYS))
    of = {unit: set(out[(out[:, 0] == 0) & (out[:, 1] == unit), 2].tolist()) for unit in range(3)}
    assert of[0] != of[1] != of[2]
    fewer = units_out(plan(1), wrong(breakdown_share=0.2), plans.streams(0))
    assert set(fewer[fewer[:, 0] == 0, 2].tolist()) == of[0], "a unit has its luck in every plan"
    assert units_out(plan(), wrong(breakdown_share=0.2), plans.streams(1)).tolist() != out.tolist()


def test_a_drawn_absence_keeps_in_who_drives_alone_and_has_no_rate_of_his_own() -> None:
    out = units_out(plan(), wrong(driver_absent_share=0.3), plans.streams(0))
    assert set(out[:, 0].tolist()) == {1}
    assert abs(len(out) / DAYS - 0.3) < 4 * np.sqrt(0.21 / DAYS)
    made = plan()
    keeper = replace(made, depots=(made.depots[0], replace(made.depots[1], operator=KEEPER)))
    assert not len(units_out(keeper, wrong(driver_absent_share=0.3), plans.streams(0)))


def test_drivers_away_on_known_days() -> None:
    """The horizon begins on a Monday, 2 March."""
    hub, town, village = (plan().places[i].code for i in range(3))
    two = units_out(plan(), wrong(away={"x": {"places": [hub], "people": 2, "dates": "2026-03-03"}}), plans.streams(0))
    assert two.tolist() == [[0, 1, 1], [0, 2, 1]]
    for place in (town, village):
        tuesdays = units_out(plan(), wrong(away={"x": {"places": [place], "weekdays": [2]}}), plans.streams(0))
        assert tuesdays[:3].tolist() == [[1, 0, 1], [1, 0, 8], [1, 0, 15]]
    assert len(units_out(plan(), wrong(away={"x": {"people": 9, "dates": "2026-03-03"}}), plans.streams(0))) == 4
    assert not len(units_out(plan(), wrong(away={"x": {"who": "crew", "weekdays": [1]}}), plans.streams(0)))


def test_crews_are_binomially_smaller() -> None:
    absent = crews_absent(plan(), wrong(crew_absent_share=0.1), plans.streams(0))
    people = np.zeros(DAYS)
    people[absent[:, 1]] = absent[:, 2]
    assert abs(people.mean() - 0.5) < 4 * np.sqrt(0.45 / DAYS)
    assert abs(people.var() - 0.45) < 0.25
    more = crews_absent(plan(), wrong(crew_absent_share=0.2), plans.streams(0))
    assert {tuple(row[:2]) for row in absent.tolist()} <= {tuple(row[:2]) for row in more.tolist()}


def test_crews_away_on_known_days_and_never_more_than_there_are() -> None:
    hub = plan().places[0].code
    known = {"x": {"who": "crew", "places": [hub], "people": 2, "dates": ["2026-03-03", "2026-03-05"]}, "y": {"who": "crew", "people": 4, "dates": ["2026-03-05"]}}
    assert crews_absent(plan(), wrong(away=known), plans.streams(0)).tolist() == [[0, 1, 2], [0, 3, 5]]
    elsewhere = {"x": {"who": "crew", "places": ["t0"], "weekdays": [1]}}
    assert not len(crews_absent(plan(), wrong(away=elsewhere), plans.streams(0)))
    assert plans.HUB == 0
