"""Crews: shifts in their order, rules by name, each listed once; whose time stages share."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from sim.plan.crew import Crew
from sim.plan.stage import Stage
from tests import plans as made
from tests.plan.small import plans


@cache
def crews() -> tuple[Any, ...]:
    """The crews of all plans."""
    return tuple(crew for plan in plans() for crew in plan.crews)


def test_shifts_begin_in_order_and_somebody_comes() -> None:
    for crew in crews():
        assert [s.start for s in crew.shifts] == sorted(s.start for s in crew.shifts)
        assert all(s.start < s.end and s.people >= 0 for s in crew.shifts)
        assert any(s.people for s in crew.shifts)


def test_rules_are_those_that_there_are() -> None:
    assert {crew.discipline for crew in crews()} <= {"pooled", "servers"}
    assert {crew.shift_end for crew in crews()} <= {"pause", "finish"}


def test_a_crew_works_as_one_and_pauses_unless_it_says_otherwise() -> None:
    plain = Crew(key="sort", place=0, shifts=())
    assert (plain.discipline, plain.shift_end, plain.by_work, plain.spared) == ("pooled", "pause", False, False)


def test_a_crew_has_a_key_of_its_own_and_works_where_its_stages_are() -> None:
    for plan in plans():
        assert len({crew.key for crew in plan.crews}) == len(plan.crews)
        assert all(stage.crew.place == handling.place for handling in plan.handlings for stage in handling.stages)
        assert all(point.shelve.crew.place == point.place for point in plan.points if point.shelve)


def test_a_plan_lists_a_crew_once_and_other_crews_are_shared_by_the_same_stages() -> None:
    """One crew unloads and sorts, another shelves."""
    both, other = made.crew(made.shift(0, 10), key="both"), made.crew(made.shift(0, 10), key="other")
    unload, sort, shelve = (Stage(name=name, work=1, crew=crew) for name, crew in (("unload", both), ("sort", both), ("shelve", other)))
    hub, point = made.handling(made.HUB, unload, sort), made.point(made.VILLAGE, shelve=shelve)
    plan = made.plan(ways=[made.way(made.hop(0, 0, 0))], handlings=(hub,), points=(point,), lines=(made.line(made.HUB, [made.stop(made.VILLAGE, 1)], 1),))
    assert [crew.key for crew in plan.crews] == ["handling0/unload", f"{point.code}/shelve"]
    fewer = plan.manned_by(lambda crew: replace(crew, shifts=()))
    assert [crew.shifts for crew in fewer.crews] == [(), ()]
    assert fewer.handlings[0].stages[0].crew is fewer.handlings[0].stages[1].crew
