"""Every impossibility of a plan is refused, all at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR
from sim.plan.departure import Timetabled
from sim.problems import InputError
from sim.service.load.feasible import loads
from sim.service.load.refuse import refuse
from tests import plans
from tests.plans import daily
from tests.service.judged import ROOMY, codes, leaving, with_line
from tests.service.small_plan import EVERY, expected, in_town, plan, timetable


def test_a_plan_that_works_is_not_refused() -> None:
    refuse(plan(), expected(), ROOMY)
    assert all(load.state != "overloaded" for load in loads(plan(), expected(), ROOMY))


def test_village_without_a_way_is_refused_only_if_it_has_parcels() -> None:
    cut_off = plan(way=np.array([[0, -1]])[None])
    assert codes(cut_off) == {"service.unreached_village"}
    refuse(cut_off, expected((100.0, 0.0)), ROOMY)


def test_each_impossibility_has_its_code() -> None:
    base = plan()
    assert codes(plan(timetable=timetable({0: (EVERY, ["08:30"]), 1: (EVERY, ["10:30"])}))) == {"service.no_departure"}
    assert codes(in_town(plans.stage(36_000))) == {"service.no_crew"}
    assert codes(plan(depots=(base.depots[0], replace(base.depots[1], count=0)))) == {"service.no_vehicle"}
    assert codes(with_line(1, departure=Timetabled(depot=-1, max_delay=0))) == {"service.no_vehicle"}
    assert codes(with_line(1, planned=15 * HOUR)) == {"service.round_too_long"}
    assert codes(with_line(2, capacity_parcels=0)) == {"service.no_space"}
    assert codes(plan(points=(replace(base.points[0], hours=()), base.points[1]))) == {"service.point_never_open"}
    assert codes(plan(points=(replace(base.points[0], shelf=0), base.points[1]))) == {"service.no_shelf"}


@pytest.mark.parametrize(
    ("line", "time", "code"),
    [
        ("van", "19:30", "service.departure_off_duty"),  # back at 20:30, duty ends at 20:00
        ("van", "03:00", "service.departure_off_duty"),  # duty begins three hours later, an hour's delay is allowed
        ("post", "21:00", "service.departure_after_closing"),
    ],
)
def test_departures_that_make_no_sense_are_refused(line: str, time: str, code: str) -> None:
    assert codes(leaving(**{line: time})) == {code}


@pytest.mark.parametrize("time", ["05:00", "18:59"])
def test_a_departure_just_inside_its_delay_or_duty_is_allowed(time: str) -> None:
    refuse(leaving(van=time), expected(), ROOMY)


def test_a_line_that_leaves_only_before_its_first_parcel_is_refused() -> None:
    runs = {0: (EVERY, ["08:30"]), 1: (EVERY, ["10:30"])}
    assert codes(plan(timetable=timetable({**runs, 2: ([0], ["09:00"])}))) == {"service.nothing_to_carry"}  # the truck is there at 09:06
    refuse(plan(timetable=timetable({**runs, 2: ([0], ["09:30"])})), expected(), ROOMY)


def test_a_crew_that_has_gone_before_the_first_parcel_comes_is_refused() -> None:
    assert codes(in_town(plans.stage(36_000, *daily("06:00", "09:00", 1, 1)))) == {"service.nothing_to_carry"}


def test_a_point_that_closes_for_good_before_the_first_parcel_is_refused() -> None:
    base = plan()
    assert codes(plan(points=(replace(base.points[0], hours=((0, 8 * HOUR),)), base.points[1]))) == {"service.point_closed_too_soon"}


def test_all_problems_come_at_once_and_say_where() -> None:
    base = plan()
    broken = replace(
        in_town(plans.stage(1)), depots=(replace(base.depots[0], count=0), base.depots[1]), points=(replace(base.points[0], hours=()), base.points[1])
    )
    with pytest.raises(InputError) as error:
        refuse(broken, expected(), ROOMY)
    assert {p.code for p in error.value.problems} == {"service.no_vehicle", "service.point_never_open", "service.no_crew"}
    assert any("东村" in str(p.where) for p in error.value.problems)
    assert all(p.found and p.allowed for p in error.value.problems)
