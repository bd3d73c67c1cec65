"""Arrivals known ahead are handed over in order once their time has come, each once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.flow.inbox import Inbox
from tests.flow.parts import lot


def inbox() -> Inbox:
    return Inbox(lambda numbers, legs: numbers)


def test_what_has_come_is_taken_once_and_the_rest_waits() -> None:
    box = inbox()
    box.push(lot([1, 2, 3], [5, 10, 15]))
    assert box.take(4) is None
    first = box.take(10)
    assert first is not None
    assert first.number.tolist() == [1, 2]
    assert box.take(10) is None
    last = box.take(99)
    assert last is not None
    assert last.number.tolist() == [3]


def test_of_one_instant_rank_goes_first() -> None:
    box = inbox()
    box.push(lot([9, 4], [5, 5]))
    found = box.take(5)
    assert found is not None
    assert found.number.tolist() == [4, 9]


@given(st.lists(st.lists(st.integers(0, 30), max_size=5), max_size=5), st.lists(st.integers(0, 30), max_size=4))
def test_everything_comes_in_order_of_time_and_rank_whenever_it_is_asked_for(lots: list[list[int]], asked: list[int]) -> None:
    box, number, all_of = inbox(), 0, []
    for times in lots:
        numbers = list(range(number, number + len(times)))
        number += len(times)
        all_of += list(zip(sorted(times), numbers, strict=True))
        box.push(lot(numbers, sorted(times)))
    found: list[tuple[int, int]] = []
    for now in [*sorted(asked), 31]:
        taken = box.take(now)
        if taken is not None:
            assert taken.time.max() <= now
            found += list(zip(taken.time.tolist(), taken.number.tolist(), strict=True))
    assert found == sorted(all_of)


def test_nothing_announced_is_nothing() -> None:
    box = inbox()
    box.push(lot([], []))
    assert box.take(9) is None
    assert np.size(box.lots) == 0
