"""Whose working time is charged: crews for what they are rostered, outlets for what they work here."""

from __future__ import annotations

import pytest

from sim.clock import HOUR
from sim.measure.case import Case
from sim.measure.paid_hours import attended_hours, outlet_hours, paid_hours
from tests.measure import small


def test_outlets_shelve_every_parcel_and_keepers_are_not_charged_by_the_hour() -> None:
    case = small.measured()
    hours = outlet_hours(case)
    assert not hours[:2].any()
    work = case.plan.points[3].shelve.work / HOUR  # type: ignore[union-attr]
    assert (hours[2] >= case.delivered[2] * work - 1e-9).all()


def test_without_time_at_the_counter_only_shelving_is_left() -> None:
    plan, draws, outcome = small.case(5)
    case = Case(plan, draws, outcome, small.county(), small.parameters(handling={"hand_out_min": 0.0}))
    work = plan.points[3].shelve.work / HOUR  # type: ignore[union-attr]
    assert outlet_hours(case)[2] == pytest.approx(case.delivered[2] * work)


def test_crews_are_paid_for_their_roster_and_outlets_for_their_work() -> None:
    case = small.measured()
    outlets = outlet_hours(case)
    paid, roster = paid_hours(case, outlets), case.roster
    by_work = [stage.crew.by_work for stage in roster.stages]
    assert any(by_work)
    for i, (hours, work) in enumerate(zip(paid.tolist(), by_work, strict=True)):
        if not work:
            assert hours == roster.hours[i]
    assert sum(h for h, work in zip(paid.tolist(), by_work, strict=True) if work) == pytest.approx(outlets.sum())


def test_the_hours_of_each_point_are_divided_among_those_it_is_for() -> None:
    case = small.measured()
    hours = attended_hours(case)
    for number, point in enumerate(case.plan.points):
        mine = case.point == number
        if mine.any():
            opened = sum(max(0, min(b, case.end) - max(a, case.begin)) for a, b in point.hours) / HOUR
            assert hours[mine].sum() == pytest.approx(opened)
