from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import HOUR
from sim.plan.departure import Threshold
from sim.service.draft.fleet import most_at_once, units_needed
from sim.service.draft.timetable import Served, Service
from tests import plans

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda x: (x[0], x[0] + x[1])), max_size=12)


def test_a_unit_back_at_the_departure_takes_it() -> None:
    assert most_at_once([(0, 10), (10, 20)]) == 1
    assert most_at_once([(0, 11), (10, 20)]) == 2
    assert most_at_once([]) == 0


@pytest.mark.parametrize(("lines", "most", "vehicles"), [(1, 1, 1), (1, 3, 1), (2, 2, 2), (3, 1, 1), (5, 2, 4)])
def test_lines_that_wait_for_enough_take_turns_with_their_vehicles(lines: int, most: int, vehicles: int) -> None:
    rule = Threshold(depot=0, parcels=5, wait=HOUR, start=8 * HOUR, end=17 * HOUR)
    line = plans.line(1, [plans.stop(2, HOUR)], 2 * HOUR, depot=0, departure=rule)
    waits = Served(line, Service(tuple(range(7)), most * (8 * HOUR,)))
    assert line.cycle == 3 * HOUR
    assert units_needed(lines * [waits]) == vehicles


@given(SPANS)
def test_the_count_is_the_most_that_hold_at_one_instant(spans: list[tuple[int, int]]) -> None:
    assert most_at_once(spans) == max((sum(a <= t < b for a, b in spans) for t in range(80)), default=0)
