"""What a trunk is asked to carry, by one type of vehicle."""

from __future__ import annotations

from sim.clock import HOUR
from sim.parameters.schedule import LegSchedule
from sim.plan.actor import Actor
from sim.plan.leg import Leg
from sim.service.staffing.crew_needed import LEAST_WINDOW
from sim.service.trunk.freight import Asked, Freight
from tests.service import drafts


def asked(count: int | None = None, onward: tuple[int, ...] = ()) -> Asked:
    draft = drafts.draft()
    size = draft.expected.mean
    daily = {0: {0: 30.0, 1: 10.0}}
    freight = Freight(daily=daily, sizes={0: size, 1: size}, unloads=True, onward=onward)
    return Asked(draft, LegSchedule(depart=("08:30",)), Actor.pool("x"), "hub", "minivan", count, freight)


def test_mean_parcels_fill_a_vehicle_by_their_number() -> None:
    of = asked()
    assert of.filling == of.daily
    assert of.prefix == "trunk/pool:x"


def test_vehicles_leave_together_where_one_does_not_hold_a_departure() -> None:
    of = asked()
    assert [of.together(of.space * part) for part in (0.5, 1.0, 2.5)] == [1, 1, 3]
    assert asked(count=2).together(1e9) == 1, "their number is given"


def test_what_comes_late_waits_for_the_next_departure_onward() -> None:
    of = asked(onward=(10 * HOUR, 14 * HOUR))
    assert [of.onward_from(time - LEAST_WINDOW) for time in (9 * HOUR, 10 * HOUR, 10 * HOUR + 1, 15 * HOUR)] == [0, 0, 1, 2]


def test_a_line_goes_from_the_hub_by_its_townships() -> None:
    line = asked().line("k", "name", [0], {})
    assert (line.base, line.leg, len(line.stops)) == (0, Leg.TRUNK, 1)
