"""Loads count what is expected to be there; a note says so."""

from __future__ import annotations

from typing import Any

import pytest

from sim.clock import DAY
from sim.service.load.availability import Availability, told_availability
from sim.service.load.feasible import loads
from tests.service import small_county

MODE = "courier_courier"


def of(**over: Any) -> Availability:
    p = small_county.parameters(**over)
    return Availability(small_county.build(MODE, p), p, 7)


def by_kind(kind: str, mode: str = MODE, **over: Any) -> dict[str, float]:
    """Capacity by resource."""
    p = small_county.parameters(**over)
    found = loads(small_county.build(mode, p), small_county.demand(p), p)
    return {load.key: load.capacity for load in found if load.kind == kind}


def test_all_is_there_where_nothing_goes_wrong() -> None:
    p = small_county.parameters()
    plan = small_county.build(MODE, p)
    there = Availability(plan, p, 7)
    assert all((there.runs(line) == 1).all() for line in plan.lines)
    assert all((there.crew(crew) == 1).all() for crew in plan.crews)
    assert list(told_availability(p)) == []


def test_crews_and_vehicles_by_their_shares() -> None:
    for kind, over in (("stage_week", {"disruption__crew_absent_share": 0.1}), ("depot_day", {"disruption__breakdown_share": 0.1})):
        whole, part = by_kind(kind), by_kind(kind, **over)
        spared = {key for key, can in part.items() if can == pytest.approx(whole[key])}
        assert {key for key in part if part[key] == pytest.approx(0.9 * whole[key])} | spared == set(whole)
        assert len(spared) < len(whole)


def test_a_dated_closure_takes_its_day_from_the_lines_of_its_township() -> None:
    snow = {"snow": {"dates": [small_county.parameters().horizon.start_date], "townships": ["北镇"]}}
    p = small_county.parameters(disruption__closures=snow)
    plan = small_county.build(MODE, p)
    there = Availability(plan, p, 7)
    rounds = {line.township: there.runs(line) for line in plan.lines if line.township >= 0 and line.leg == "village"}
    assert [of.min() for _, of in sorted(rounds.items())] == [0, 1]
    assert rounds[0].sum() == 6


def test_keepers_who_fetch_are_away_on_a_share_of_days() -> None:
    whole = by_kind("line_week", "village_carrier", disruption__carrier_absent_share=0.0)
    part = by_kind("line_week", "village_carrier", disruption__carrier_absent_share=0.1, disruption__keeper_absent_share=0.5)
    fetched = [part[key] / whole[key] for key in whole if part[key] != whole[key]]
    assert fetched == pytest.approx([0.45] * len(fetched))
    assert fetched


def test_the_note_says_the_shares() -> None:
    (note,) = told_availability(small_county.parameters(disruption__breakdown_share=0.02))
    assert "98.0%" in note.told.text("zh")


def test_dated_absences_take_people_and_vehicles_from_their_days() -> None:
    monday = small_county.parameters().horizon.start_date
    away = {"wang": {"who": "crew", "people": 1, "dates": [monday]}, "li": {"people": 1, "dates": [monday]}}
    p = small_county.parameters(disruption__away=away, disruption__driver_absent_share=0.1)
    plan = small_county.build(MODE, p)
    there = Availability(plan, p, 7)
    for crew in (crew for crew in plan.crews if not crew.spared):
        today = sum(s.people * (s.end - s.start) for s in crew.shifts if s.start < DAY)
        missing = sum(min(1, s.people) * (s.end - s.start) for s in crew.shifts if s.start < DAY)
        assert there.crew(crew).tolist() == pytest.approx([1 - missing / today, *[1.0] * 6])
    for number, depot in enumerate(plan.depots):
        usual = 0.9 if depot.count == 1 else 1.0
        assert there.vehicles(number).tolist() == pytest.approx([usual * (1 - 1 / depot.count), *[usual] * 6])
        lines = [line for line in plan.lines if line.depot == number]
        assert all((there.runs(line)[0] == 0) == (depot.count == 1) for line in lines)


def test_a_driver_is_named_by_a_village_to_which_he_goes_and_his_line_is_loaded_with_what_waits_for_him() -> None:
    monday = small_county.parameters().horizon.start_date
    plan = small_county.build(MODE, small_county.parameters())
    line = next(line for line in plan.lines if line.leg == "village")
    village = plan.places[line.stops[0].place].name
    p = small_county.parameters(disruption__away={"li": {"people": 9, "places": [village], "dates": [monday]}})
    there = Availability(plan, p, 7)
    gone = {number for number in range(len(plan.depots)) if there.vehicles(number)[0] == 0}
    assert gone == {line.depot}
    stretch = {load.key: load.rho for load in loads(plan, small_county.demand(p), p) if load.kind == "line_stretch"}
    calm = small_county.parameters()
    before = {load.key: load.rho for load in loads(plan, small_county.demand(calm), calm) if load.kind == "line_stretch"}
    assert {key for key in before if stretch[key] > 1.5 * before[key]} == {of.key for of in plan.lines if of.depot == line.depot}
