"""Points that a search might look at next."""

from __future__ import annotations

import math
from random import Random

from sim.inference.search.grid import DecisionKey, Found
from sim.inference.search.promising import beside, neighbours, promising, unseen

AXES = (DecisionKey("days", (3, 4, 5, 6, 7), True), DecisionKey("mode", ("a", "b", "c"), False))
GOOD, BROKEN = Found((1.0, 1.0), (0.0,), 1), Found((math.inf, math.inf), (2.0,), 0)


def test_neighbours_differ_in_one_decision_and_in_order_by_one_step() -> None:
    assert set(beside(AXES, (2, 0))) == {(1, 0), (3, 0), (2, 1), (2, 2)}
    assert set(beside(AXES, (0, 1))) == {(1, 1), (0, 0), (0, 2)}


def test_what_is_proposed_was_not_seen_and_the_best_come_first() -> None:
    seen = {(2, 0): GOOD, (2, 1): BROKEN}
    assert set(neighbours(AXES, seen, 3, Random(1))) == {(1, 0), (3, 0), (2, 2)}
    assert set(unseen(AXES, seen, 99, Random(1))) == {(d, m) for d in range(5) for m in range(3)} - seen.keys()


def test_promising_are_those_from_which_a_trend_leads_to_a_wider_front() -> None:
    seen = {(d, m): Found((10.0 - d, 10.0 - d), (0.0,), 1) for d in (0, 1, 2) for m in range(3)}
    found = promising(AXES, seen, 2, Random(1), 0.5)
    assert len(found) == 2
    assert found[0][0] >= 3, "farther along the trend than any seen"
    assert set(promising(AXES, {(0, 0): BROKEN}, 3, Random(1), 0.5)) <= set(unseen(AXES, {(0, 0): BROKEN}, 99, Random(1)))
