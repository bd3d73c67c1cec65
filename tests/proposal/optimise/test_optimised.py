"""What an optimisation found: how many points came to each state."""

from __future__ import annotations

from sim.inference.search.grid import FAILED, OK, OVERLOADED, REFUSED
from sim.proposal.optimise.optimised import Optimised, Question
from tests.proposal.optimisation import AXES, COST, TIME, optimised
from tests.proposal.told import about


def test_points_are_counted_by_state() -> None:
    assert optimised().counts() == {OK: 3, OVERLOADED: 1, REFUSED: 0, FAILED: 0}


def test_a_search_that_has_seen_nothing_has_no_result() -> None:
    asked = Question(AXES, (COST, TIME), ())
    found = Optimised(about=about(), asked=asked, remote=frozenset(), mode=None, budget=1, replications=1)
    assert (sum(found.counts().values()), found.result, found.runs) == (0, None, {})
