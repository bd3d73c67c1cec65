"""Runs that their hosts call off: drawn, and on weekdays and dates."""

from __future__ import annotations

import numpy as np

from sim.flow.called_off import called_off, host_of
from sim.parameters import Parameters
from sim.parameters.hosts import Host
from sim.plan.actor import Actor
from tests.flow import small


def test_all_runs_of_the_host_on_its_days_off_and_no_others() -> None:
    plan = small.plan(days=7, round_={"operator": Actor.host("bus"), "depot": -1})
    p = Parameters.model_validate({"host": {"bus": {"cancelled_weekdays": [3]}, "post": {"cancelled_weekdays": [4]}}})
    assert [host_of(line) for line in plan.lines] == ["", "bus"]
    runs, luck = plan.timetable, np.ones(len(plan.timetable.line))
    off = called_off(plan, p, luck)
    assert list(zip(runs.line[off].tolist(), runs.day[off].tolist(), strict=True)) == [(1, 2)]
    luck[:] = 1e-9
    assert (called_off(plan, p.model_copy(update={"host": {"bus": Host(cancel_share=0.1)}}), luck) == (runs.line == 1)).all()


def test_a_line_may_have_dates_off_of_its_own() -> None:
    plan = small.plan(days=7, round_={"operator": Actor.host("bus"), "depot": -1})
    town = next(place.code for place in plan.places if place.level == "township")
    for own in ({"townships": [town]}, {"lines": ["round"]}, {"lines": ["other"]}):
        p = Parameters.model_validate({"host": {"bus": {"timetables": {"x": {**own, "cancelled_dates": ["2026-03-04"]}}}}})
        off = called_off(plan, p, np.ones(len(plan.timetable.line)))
        assert plan.timetable.day[off].tolist() == ([] if own == {"lines": ["other"]} else [2])
