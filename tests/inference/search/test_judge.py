"""Plans judged for a search: what cannot work is not simulated, nor is a plan twice."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sim.inference.search.grid import FAILED, OK, OVERLOADED, REFUSED, DecisionKey, Index
from sim.inference.search.judge import Judge, LookedAt, Simulated
from sim.inference.target import Target

AXES = (DecisionKey("days", (3, 5, 7), True), DecisionKey("crew", ("a", "b", "c", "d"), False))
ASKED: list[Index] = []


def look(index: Index) -> LookedAt:
    """Days make another plan only with the first crew; the others fail, are too much, or are none."""
    days, crew = index
    return [LookedAt(OK, "", f"a{days}"), LookedAt(OK, "", "b"), LookedAt(OVERLOADED, "hub", "c", 1.5), LookedAt(REFUSED, "no")][crew]


def simulate(indices: Sequence[Index]) -> list[Simulated]:
    ASKED.extend(indices)
    return ["out of paper" if crew == 1 else np.array([[2.0 + days, 30.0, 0.8], [4.0 + days, np.nan, 0.8]]) for days, crew in indices]


def judge() -> Judge:
    ASKED.clear()
    return Judge(axes=AXES, targets=(Target("within_24h", ">=", 0.9),), look=look, simulate=simulate, runs=2)


def test_only_new_plans_that_can_work_are_simulated_and_paid_once() -> None:
    it = judge()
    found = it([(0, 0), (0, 1), (1, 1), (0, 2), (0, 3)])
    assert ASKED == [(0, 0), (0, 1)]
    assert [f.runs for f in found] == [2, 2, 0, 0, 0]
    assert [it.judged[p].state for p in it.judged] == [OK, FAILED, FAILED, OVERLOADED, REFUSED]
    assert found[0].objectives == (3.0, math.inf), "a time that is no number is never good"
    assert it.judged[0, 0].means[0] == 3.0
    it([(0, 0), (2, 1)])
    assert len(ASKED) == 2


def test_what_is_broken_is_worse_the_heavier_it_is_loaded_and_worst_without_a_plan() -> None:
    missed, failed, _, loaded, refused = (f.violation for f in judge()([(0, 0), (0, 1), (1, 1), (0, 2), (0, 3)]))
    assert missed < 1 < loaded == 3.5 < refused == failed == 12.0


def test_decisions_that_change_nothing_and_plans_that_stand_once() -> None:
    it = judge()
    seen = dict(zip(points := [(0, 0), (0, 1), (1, 1)], it(points), strict=True))
    assert it.idle((1, 1)) == ("days",)
    assert it.idle((0, 0)) == ()
    assert list(it.distinct(seen)) == [(0, 0), (0, 1)]
