"""Ways back beside the ways in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE
from sim.demand.offers import Direction
from sim.parameters.outbound import Outbound
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from sim.plan.units import UNLIMITED
from sim.plan.way import BASE
from sim.service.both_ways import both_ways
from sim.service.check import check_plan
from sim.service.load.feasible import loads
from sim.service.load.load import ResourceLoad
from tests.service import small_county

MODES = (
    "courier_courier", "courier_direct", "postal_courier", "transport_courier", "commerce_courier", "freight_courier",
    "coop_courier", "township_pickup",
)  # fmt: skip


def plans_of(mode: str, **given: object) -> tuple[ServicePlan, ServicePlan]:
    """A plan that brings parcels in, and the same with the way back."""
    inbound = small_county.build(mode, small_county.parameters())
    return inbound, both_ways(inbound, Outbound(share=0.2, **given), np.full(len(inbound.villages), 10.0))


@pytest.mark.parametrize("mode", MODES)
def test_every_way_in_has_ways_out_that_hold(mode: str) -> None:
    inbound, both = plans_of(mode)
    check_plan(both)
    assert both.way.shape == (3, *inbound.inbound.shape)
    assert ((both.way >= 0) == (inbound.inbound >= 0)).all()
    assert np.array_equal(both.inbound, inbound.inbound)
    assert both.places[-1].level is Level.BEYOND
    for brand, village in np.argwhere(inbound.inbound >= 0).tolist():
        there = both.ways[both.inbound[brand, village]]
        for direction, priority in ((Direction.OUTBOUND, 1), (Direction.FRESH, 0)):
            back = both.ways[both.way[direction, brand, village]]
            assert (back.point, back.priority, back.mode, back.pool) == (there.point, priority, there.mode, there.pool)
            assert [hop.line for hop in back.hops[:-1]] == [hop.line for hop in reversed(there.hops)]
            assert [hop.board for hop in back.hops[:-1]] == [hop.alight for hop in reversed(there.hops)]
            assert both.lines[back.hops[-1].line].leg is Leg.HAUL
            assert back.hops[-1].board == BASE


def test_without_anything_to_go_out_the_plan_is_the_same() -> None:
    inbound = small_county.build("courier_courier", small_county.parameters())
    assert both_ways(inbound, Outbound(), np.zeros(len(inbound.villages))) is inbound


def test_picking_up_takes_its_time() -> None:
    inbound, both = plans_of("courier_courier", boarding_s=60.0)
    for before, after in zip(inbound.lines, both.lines, strict=False):
        assert after.picks_up
        assert after.boarding == MINUTE
        assert after.planned > before.planned


def test_keepers_accept_in_their_hours_and_are_charged_by_work() -> None:
    inbound, both = plans_of("courier_courier", accept_min=4.0)
    accepting = both.handlings[len(inbound.handlings) :]
    assert {h.place for h in accepting} == {inbound.points[way.point].place for way in inbound.ways}
    (stage,) = accepting[0].stages
    assert (stage.name, stage.work, stage.crew.by_work) == ("accept", 4 * MINUTE, True)


def test_line_haul_leaves_every_day_in_the_order_of_the_timetable() -> None:
    inbound, both = plans_of("courier_courier", line_haul=("12:00", "19:00"))
    table, haul = both.timetable, len(both.lines) - 1
    mine = table.line == haul
    assert mine.sum() == 2 * (both.horizon // DAY)
    assert set((table.scheduled[mine] % DAY // HOUR).tolist()) == {12, 19}
    assert (np.diff(table.scheduled) >= 0).all()
    assert np.array_equal(table.scheduled[~mine], inbound.timetable.scheduled)
    assert both.lines[haul].km == 0


def test_a_departure_of_line_haul_takes_what_its_truck_holds() -> None:
    both = plans_of("courier_courier", truck={"parcels": 7, "kg": 2.5})[1]
    assert both.lines[-1].capacity == (7, 2500, UNLIMITED)
    assert plans_of("courier_courier")[1].lines[-1].capacity == (UNLIMITED,) * 3


def test_its_load_is_told_where_it_is_bounded() -> None:
    for truck, told in (({"parcels": 7}, True), ({}, False)):
        p = small_county.parameters(demand__outbound__share=0.5, demand__outbound__truck=truck)
        found = loads(small_county.build("courier_courier", p), small_county.demand(p), p)
        assert any(load.key == "haul" and load.kind == "line_week" and load.capacity == 49 for load in found) == told


def stage_loads(**over: object) -> dict[str, ResourceLoad]:
    """By stage at a centre, the load of the week under a plan for much to come in, and as much as asked to go out."""
    p = small_county.parameters(demand__scale=30.0, **over)
    found = loads(small_county.build("courier_courier", p), small_county.demand(p), p)
    return {load.key: load for load in found if load.kind == "stage_week" and load.key.split("/")[0] in ("hub", "township")}


def test_crews_of_centres_are_sized_for_both_ways() -> None:
    alone, both = stage_loads(), stage_loads(demand__outbound__share=1.0)
    assert alone.keys() == both.keys()
    assert all(both[key].offered == pytest.approx(2 * alone[key].offered) for key in alone)
    assert all(both[key].capacity > alone[key].capacity for key in alone if "/pool:" in key)
    assert {load.state for load in both.values()} <= {"ok", "tight"}


def test_a_crew_that_was_given_for_what_comes_in_is_overloaded_by_what_goes_out() -> None:
    crew, sort = {"staffing__hub__sort__crew": 20}, "hub/pool:joint/sort"
    alone, both = stage_loads(**crew)[sort], stage_loads(**crew, demand__outbound__share=2.0)[sort]
    assert both.offered == pytest.approx(3 * alone.offered)
    assert both.rho > alone.rho


def test_a_line_is_asked_for_the_greater_of_there_and_back() -> None:
    def asked(**over: object) -> dict[str, float]:
        p = small_county.parameters(**over)
        found = loads(small_county.build("courier_courier", p), small_county.demand(p), p)
        return {load.key: load.offered for load in found if load.kind == "line_week"}

    alone, less, more = asked(), asked(demand__outbound__share=0.5), asked(demand__outbound__share=3.0)
    assert less == alone
    assert all(more[key] == pytest.approx(3 * alone[key]) for key in alone)


def test_each_outlet_of_a_point_has_a_keeper_who_accepts() -> None:
    inbound = small_county.build("courier_courier", small_county.parameters())
    of = next(i for i, point in enumerate(inbound.points) if not point.remote)
    shelve = inbound.points[of].shelve
    assert shelve is not None
    three = replace(shelve, crew=replace(shelve.crew, shifts=tuple(replace(shift, people=3) for shift in shelve.crew.shifts)))
    points = tuple(replace(point, shelve=three) if i == of else point for i, point in enumerate(inbound.points))
    both = both_ways(replace(inbound, points=points), Outbound(share=0.2), np.full(len(inbound.villages), 10.0))
    accepting = {h.key: {shift.people for shift in h.stages[0].crew.shifts} for h in both.handlings if h.key.startswith("accept/")}
    assert accepting.pop(f"accept/{points[of].code}") == {3}
    assert set().union(*accepting.values()) == {1}


@pytest.mark.parametrize("mode", ["courier_courier", "township_pickup"])
def test_one_keeper_shelves_and_accepts(mode: str) -> None:
    apart, both = (plans_of(mode, one_keeper=one)[1] for one in (False, True))
    check_plan(both)
    accepting = {h.key.removeprefix("accept/"): h.stages[0].crew for h in both.handlings if h.key.startswith("accept/")}
    shelving = {point.code: point.shelve.crew for point in both.points if point.shelve and point.code in accepting}
    assert accepting == shelving
    assert {crew.by_work for crew in accepting.values()} == {True}
    assert len(both.crews) == len(apart.crews) - len(accepting)
