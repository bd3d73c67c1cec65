"""A depot at work: the unit with the lowest number leaves first, and only those that are in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.flow.depot import LiveDepot
from tests.plans import HUB, depot


def test_the_lowest_number_that_is_in_leaves() -> None:
    live = LiveDepot(depot(HUB, 3))
    assert [live.take(), live.take()] == [0, 1]
    live.put(0)
    assert [live.take(), live.take()] == [0, 2]
    assert live.empty


def test_nobody_leaves_where_all_are_out() -> None:
    live = LiveDepot(depot(HUB, 1))
    live.take()
    with pytest.raises(IndexError):
        live.take()


@given(st.integers(1, 5), st.lists(st.booleans(), max_size=30))
def test_units_are_in_or_out_and_none_is_twice(count: int, leaves: list[bool]) -> None:
    live, out = LiveDepot(depot(HUB, count)), set()
    for leave in leaves:
        if leave and not live.empty:
            unit = live.take()
            assert unit not in out
            assert unit == min(set(range(count)) - out)
            out.add(unit)
        elif not leave and out:
            live.put(out.pop())
        assert live.empty == (len(out) == count)
