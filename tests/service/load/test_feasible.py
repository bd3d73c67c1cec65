"""Loads by hand arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.clock import DAY, HOUR
from sim.plan.units import UNLIMITED
from sim.service.load.feasible import loads
from sim.service.load.load import ResourceLoad
from sim.service.load.refuse import refuse
from tests import plans
from tests.plans import daily
from tests.service.judged import ROOMY, found, with_line
from tests.service.small_plan import DAYS, EVERY, expected, in_hub, in_town, parameters, plan, timetable


def test_stage_load_is_work_over_crew_time() -> None:
    week = found(plan(), "stage_week", "hub/sort")
    assert week.offered == pytest.approx(7 * 150 * 72 / 3600)
    assert week.capacity == pytest.approx(7 * 3)
    assert week.rho == pytest.approx(1.0)
    assert (week.state, week.where) == ("tight", "县中心")
    day = found(plan(), "stage_day", "hub/sort")
    assert (day.rho, day.state) == (pytest.approx(1.2), "tight")


def test_more_work_than_crew_time_is_overloaded_unless_overtime_does_it() -> None:
    for shift_end, state in (("pause", "overloaded"), ("finish", "tight")):
        stage = plans.stage(72_000, *daily("05:30", "08:30", 1, DAYS), shift_end=shift_end)
        assert found(in_hub(stage), "stage_week", "hub/sort", (200.0, 50.0)).state == state
    endless = plans.stage(720_000, *daily("05:30", "08:30", 1, DAYS), shift_end="finish")
    assert found(in_hub(endless), "stage_week", "hub/sort").state == "overloaded"


def test_line_load_takes_the_quantity_that_runs_out_first() -> None:
    assert found(plan(), "line_week", "van").unit == "parcels"
    assert found(plan(), "line_week", "van").rho == pytest.approx(0.5)
    heavy = found(with_line(1, capacity_grams=60_000), "line_week", "van")
    assert (heavy.unit, heavy.capacity, heavy.rho) == ("kg", pytest.approx(7 * 60), pytest.approx(100 * 1.2 / 60))
    assert heavy.state == "overloaded"
    bulky = found(with_line(1, capacity_ml=300_000), "line_week", "van")
    assert (bulky.unit, bulky.rho) == ("litres", pytest.approx(2.0))


def test_the_heaviest_stretch_gathers_the_days_without_a_departure() -> None:
    stretch = found(plan(), "line_stretch", "post")
    assert stretch.offered == pytest.approx(50 * (1.0 + 0.8 + 1.2))  # Saturday, Sunday, Monday
    assert stretch.capacity == pytest.approx(400)


def test_a_hosts_own_load_and_cancellations_leave_less_space() -> None:
    given = parameters(host={"post": {"cancel_share": 0.1, "load_share": 0.75, "load_sd": 0.0}})
    load = next(x for x in loads(plan(), expected(), given) if x.kind == "line_week" and x.key == "post")
    assert load.capacity == pytest.approx(3 * 100 * 0.9)
    assert load.state == "overloaded"


def test_the_heaviest_stretch_of_a_host_is_in_the_month_of_its_own_goods() -> None:
    """The same demand every week; from the first day of the next month on half as much room."""
    fortnight = {"warmup_days": 0, "measured_days": DAYS, "drain_days": 0}
    host = {"load_share": 0.25, "load_sd": 0.0, "market_load": 1.0, "load_by_month": [1.0] * 3 + [2.5] + [1.0] * 8}

    def stretch(start: str) -> ResourceLoad:
        given = parameters(host={"post": host}, horizon={**fortnight, "start_date": start})
        return next(x for x in loads(plan(), expected(), given) if x.kind == "line_stretch" and x.key == "post")

    april, may = stretch("2026-03-30"), stretch("2026-05-04")
    assert (april.capacity, april.offered) == (pytest.approx(0.5 * may.capacity), may.offered)


def test_a_shelf_without_bound_has_no_load() -> None:
    assert found(plan(), "shelf", "p0").state == "ok"
    small = plan(points=tuple(replace(p, shelf=50) for p in plan().points))
    assert found(small, "shelf_week", "p0").state == "overloaded"
    open_ended = plan(points=tuple(replace(p, shelf=UNLIMITED) for p in plan().points))
    assert not [x for x in loads(open_ended, expected(), ROOMY) if x.kind.startswith("shelf")]


def test_one_van_cannot_make_two_rounds_at_once() -> None:
    base = plan()
    both = replace(
        base,
        lines=(*base.lines, plans.changed(base.lines[1], key="van2", max_delay=0)),
        timetable=timetable({0: (EVERY, ["08:30"]), 1: (EVERY, ["10:30"]), 2: ([0], ["09:00"]), 3: (EVERY, ["10:30"])}),
    )
    runs = found(both, "depot_runs", "g1")
    assert (runs.offered, runs.capacity, runs.state) == (2 * DAYS, DAYS, "overloaded")
    patient = replace(both, lines=(*both.lines[:3], plans.changed(both.lines[3], max_delay=HOUR)))
    assert found(patient, "depot_runs", "g1").state == "tight"
    two = replace(patient, depots=(base.depots[0], replace(base.depots[1], count=2)))
    assert found(two, "depot_runs", "g1").state == "ok"
    assert found(two, "depot_day", "g1").rho == pytest.approx(2 / (2 * 14))


def test_resources_that_nobody_asks_for_have_no_load() -> None:
    keys = {x.key for x in loads(plan(), expected((100.0, 0.0)), ROOMY)}
    assert not keys & {"post", "p1"}


def test_crew_time_of_a_night_shift_belongs_to_both_days() -> None:
    night = tuple(replace(s, start=s.start // DAY * DAY + 22 * HOUR, end=s.start // DAY * DAY + 30 * HOUR) for s in daily("05:30", "08:30", 1, DAYS - 1))
    which = in_hub(plans.stage(72_000, *night))
    assert found(which, "stage_week", "hub/sort").capacity == pytest.approx(7 * 8 * (DAYS - 1) / DAYS)
    assert found(which, "stage_day", "hub/sort").capacity == pytest.approx(2)  # the two hours before the first midnight


def test_stages_without_work_need_no_crew() -> None:
    which = in_town(plans.stage(0, name="hand_over"))
    refuse(which, expected(), ROOMY)
    assert not [x for x in loads(which, expected(), ROOMY) if x.key.startswith("town")]
