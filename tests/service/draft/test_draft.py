"""A plan so far: handlings once, depots on duty, lines that take as long as they drive and serve."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR, MINUTE, SECOND, clock_ms
from sim.demand.outlook import Size
from sim.plan.actor import Actor
from sim.plan.departure import Hosted
from sim.plan.leg import Leg
from sim.plan.note import PlanNote
from sim.service.draft.draft import Carrier, Pace, Ride, by_place, line_of, pace
from sim.service.draft.routes import Nearest, Routes, RoutingTask
from sim.service.draft.timetable import Served, Service
from tests.service.drafts import NORTH, draft
from tests.service.small_county import county, parameters


def test_a_handling_is_made_once_and_another_of_the_same_actor_gets_a_name_of_its_own() -> None:
    d = draft()
    first = d.handling("hub", 0, Actor.pool("joint"), ("sort",), "hub")
    assert d.handling("hub", 0, Actor.pool("joint"), ("sort",), "hub") == first
    other = d.handling("hub", 0, Actor.pool("joint"), ("unload", "sort"), "hub")
    assert other != first
    assert d.handling("hub", 0, Actor.pool("joint"), ("unload", "sort"), "hub") == other
    assert [h.handling.key for h in d.handlings] == ["hub", "hub/unload+sort"]


def test_a_depot_is_on_duty_as_drivers_are_and_sized_later_where_no_number_is_given() -> None:
    d = draft(parameters(fleet__duty_start="07:00"))
    assert [d.depot("a", Actor.pool("joint"), 0, "truck", None), d.depot("b", Actor.pool("joint"), 0, "truck", 3)] == [0, 1]
    assert [(of.depot.count, of.count) for of in d.depots] == [(1, None), (3, 3)]
    assert (d.depots[0].depot.duty_start, d.depots[0].depot.duty_end) == d.duty == (clock_ms("07:00"), clock_ms("20:00"))


def test_own_lines_wait_and_load_as_the_parameters_say() -> None:
    own = draft(parameters(fleet__max_delay_min=90.0, roads__loading_min=20.0)).own()
    assert (own.max_delay, own.turnaround) == (90 * MINUTE, 20 * MINUTE)


def test_times_from_which_no_round_is_back_are_left_out_and_noted() -> None:
    d, notes = draft(), list[PlanNote]()
    assert d.within_duty("x", (clock_ms("14:00"), clock_ms("19:30")), HOUR, notes) == (clock_ms("14:00"),)
    assert "19:30" in str(notes[0].told)
    assert d.within_duty("x", (clock_ms("14:00"),), HOUR, notes) == (clock_ms("14:00"),)
    assert len(notes) == 1


def test_space_is_what_runs_out_first() -> None:
    d = draft()
    assert d.space((100, 1_000_000, 10_000_000), Size(1.0, 10.0)) == 100
    assert d.space((1000, 10_000, 10_000_000), Size(1.0, 10.0)) == 10
    assert d.space((1000, 1_000_000, 50_000), Size(1.0, 10.0)) == 5
    assert d.vehicle_space("minivan") == d.space(d.room("minivan"))


def test_large_parcels_count_as_several_mean_ones() -> None:
    d = draft()
    mean = d.expected.mean
    assert d.mean_parcels(d.room("minivan"), 10.0, mean) == 10.0
    assert d.mean_parcels((10**6, 10**9, 1000), 10.0, Size(mean.kg, 2 * mean.litres)) == pytest.approx(20.0)


def test_loads_add_up_by_place() -> None:
    assert by_place(np.array([4, 3, 4]), np.array([1.0, 2.0, 5.0]), [0, 1, 2]) == {3: 2.0, 4: 6.0}
    assert list(by_place(np.array([4, 3, 4]), np.array([1.0, 2.0, 5.0]), [2, 1])) == [3, 4]


def test_a_pace_drives_at_least_a_millisecond() -> None:
    speed = Pace(20.0, 40.0, 5, 1)
    assert (speed.drive(10.0, False), speed.drive(10.0, True), speed.drive(0.0, True)) == (HOUR // 2, HOUR // 4, 1)
    assert pace(draft(), 25.0, unloads=False).parcel == 0


def test_a_line_takes_as_long_as_it_drives_serves_and_drops() -> None:
    d, speed = draft(), Pace(20.0, 40.0, 6 * MINUTE, 4 * SECOND)
    carrier = Carrier(Leg.VILLAGE, Actor.host("post"), Hosted(), "motorbike", (35, 60_000, 210_000), Ride(3.0, 5 * MINUTE))
    line = line_of(d, "k", "n", carrier, NORTH, [3, 4], speed, {3: 2.0}, 0)
    road = county().road_km
    assert [stop.km for stop in line.stops] == [road[NORTH, 3], road[3, 4]]
    assert line.stops[0].drive == speed.drive(road[NORTH, 3], True)
    assert line.stops[1].drive == speed.drive(road[3, 4], False)
    assert line.back_km == road[4, NORTH] + 3.0
    assert line.planned == sum(s.drive + s.service for s in line.stops) + 8 * SECOND + line.back_drive


def test_lines_and_their_services_go_together() -> None:
    d = draft()
    line = line_of(d, "k", "n", Carrier(Leg.VILLAGE, Actor.host("post"), Hosted(), "motorbike", (1, 1, 1)), NORTH, [3], Pace(20, 20, 0, 0), {}, 0)
    assert d.add_line(Served(line, Service((0,), (HOUR,)))) == 0
    assert len(d.lines) == 1


def test_minutes_of_the_table_go_before_km_over_speed() -> None:
    d = draft()
    minutes = np.full(d.county.road_km.shape, np.nan)
    minutes[NORTH, 3], minutes[2, 1] = 12.0, 50.0
    d.county, speed = replace(d.county, road_minutes=minutes), Pace(20.0, 40.0, MINUTE, SECOND)
    assert d.drive(speed, NORTH, 3, True) == 12 * MINUTE
    assert d.drive(replace(speed, on_table=False), NORTH, 3, True) == speed.drive(d.county.road_km[NORTH, 3], True)
    back = speed.drive(d.county.road_km[3, NORTH], True)
    assert d.there_and_back(speed, NORTH, 3, 5.0) == 12 * MINUTE + back + MINUTE + 5 * SECOND
    assert d.ride(1, 2, 40.0).drive == speed.drive(d.county.road_km[1, 2], True) + 50 * MINUTE
    assert d.ride(1, 2, 40.0).km == draft().ride(1, 2, 40.0).km


def test_routes_that_stand_in_for_a_solution_are_noted() -> None:
    class Failing:
        def routes(self, task: RoutingTask) -> Routes:
            return Nearest(((1,), (2,)))

    d = replace(draft(), router=Failing())
    none = np.zeros(3, np.int64)
    assert d.routes(RoutingTask(np.zeros((3, 3), np.int64), none, none, 1, 1, 1, None, 7)) == ((1,), (2,))
    assert [note.about for note in d.notes] == ["fleet.route_iterations"]
    assert "2 stops go by the nearest" in str(d.notes[0])
