"""Trunk tours: which townships one vehicle serves."""

from __future__ import annotations

from sim.clock import HOUR
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan
from sim.service.draft.timetable import Service
from sim.service.trunk.trunk import Trunk
from tests import plans
from tests.service.small_county import build, county, parameters


def tours(plan: ServicePlan) -> list[list[int]]:
    return [[stop.place for stop in line.stops] for line in plan.lines if line.leg == "trunk" and line.operator == Actor.pool("joint")]


def test_townships_join_one_tour_while_parcels_come_in_time() -> None:
    """One tour is cheaper; it must still bring parcels an hour before the vans that would take them from a line of the township's own."""
    late = {"schedule__village__depart": ("12:30", "15:00"), "demand__scale": 0.2}
    assert len(tours(build("courier_courier", parameters(**late)))) == 1
    first = 8.5 + max(1.3 * 20, 1.3 * 10) / 45 + 0.1
    tight = f"{int(first + 1)}:{int((first + 1) % 1 * 60) + 2:02d}"
    alone = tours(build("courier_courier", parameters(schedule__village__depart=(tight, "15:00"), schedule__trunk__depart=("08:30",), demand__scale=0.2)))
    assert alone == [[county().township_place(0)], [county().township_place(1)]]


def test_a_tour_holds_its_parcels_and_ends_within_the_longest_round() -> None:
    for scale in (0.2, 1.0, 4.0):
        p = parameters(schedule__village__depart=("12:30", "15:00"), demand__scale=scale)
        plan = build("courier_courier", p)
        lines = [line for line in plan.lines if line.leg == "trunk" and line.operator == Actor.pool("joint")]
        assert all(line.planned + line.turnaround <= p.fleet.max_round_h * HOUR for line in lines)
        assert {stop.place for line in lines for stop in line.stops} == {1, 2}


def test_a_trunk_knows_the_line_and_stop_of_every_village() -> None:
    found = Trunk()
    for key, villages in (("a", [[0, 3], [1]]), ("b", [[2]])):
        found.add(plans.line(0, [plans.stop(i + 1, 1) for i in range(len(villages))], 1, depot=0, key=key, leg="village", max_delay=HOUR), Service((0,), (HOUR,)), villages)
    assert found.ways == {0: (0, 0), 3: (0, 0), 1: (0, 1), 2: (1, 0)}
    assert [line.key for line in (of.line for of in found.lines)] == ["a", "b"]
