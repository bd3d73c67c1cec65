"""Stages: work that takes time, shifts in their order, rules by name."""

from __future__ import annotations

from sim.plan.actor import Actor
from sim.plan.stage import Handling, Stage
from tests.plan.small import plans

STAGES = [s for plan in plans() for s in (*(s for h in plan.handlings for s in h.stages), *(p.shelve for p in plan.points if p.shelve))]


def test_work_takes_time_and_shifts_begin_in_order() -> None:
    for stage in STAGES:
        assert stage.work > 0
        assert [s.start for s in stage.shifts] == sorted(s.start for s in stage.shifts)
        assert all(s.start < s.end and s.crew >= 0 for s in stage.shifts)
        assert any(s.crew for s in stage.shifts)


def test_rules_are_those_that_there_are() -> None:
    assert {s.discipline for s in STAGES} <= {"pooled", "servers"}
    assert {s.shift_end for s in STAGES} <= {"pause", "finish"}


def test_a_crew_works_as_one_and_pauses_unless_it_says_otherwise() -> None:
    plain = Stage(name="sort", work=1, shifts=())
    assert (plain.discipline, plain.shift_end, plain.by_work) == ("pooled", "pause", False)
    assert Handling(key="h", place=0, operator=Actor.pool("a")).stages == ()
