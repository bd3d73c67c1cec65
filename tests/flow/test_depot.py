"""A depot at work: the unit with the lowest number leaves first, and only those that are in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sim.clock import DAY, HOUR, NEVER
from sim.flow.depot import LiveDepot
from tests.plans import HUB, depot


def test_the_lowest_number_that_is_in_leaves() -> None:
    live = LiveDepot(depot(HUB, 3))
    assert [live.take(0), live.take(0)] == [0, 1]
    live.put(0)
    assert [live.take(0), live.take(0)] == [0, 2]
    assert live.take(0) is None


def test_nobody_leaves_where_all_are_out() -> None:
    live = LiveDepot(depot(HUB, 1))
    live.take(0)
    assert (live.take(0), live.resumes(0)) == (None, NEVER)


def test_who_is_out_for_a_day_leaves_again_as_duty_begins_after_it() -> None:
    live = LiveDepot(depot(HUB, 2, start=6, end=20), [(0, 1), (1, 1), (1, 2)])
    assert live.resumes(10 * HOUR) == NEVER
    assert live.take(DAY + 10 * HOUR) is None
    assert live.resumes(DAY + 10 * HOUR) == 2 * DAY + 6 * HOUR
    assert live.take(2 * DAY + 6 * HOUR) == 0
    assert live.take(2 * DAY + 7 * HOUR) is None
    assert live.take(3 * DAY) == 1


@given(st.integers(1, 5), st.lists(st.booleans(), max_size=30))
def test_units_are_in_or_out_and_none_is_twice(count: int, leaves: list[bool]) -> None:
    live, out = LiveDepot(depot(HUB, count)), set()
    for leave in leaves:
        if leave and len(out) < count:
            unit = live.take(0)
            assert unit not in out
            assert unit == min(set(range(count)) - out)
            out.add(unit)
        elif not leave and out:
            live.put(out.pop())
    assert (live.take(0) is None) == (len(out) == count)
