from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from sim.service.draft.savings import joined


def cost(part: tuple[int, ...]) -> float:
    return 10 + max(part) - min(part)


def test_what_lies_near_joins_and_what_lies_far_stays() -> None:
    assert sorted(map(sorted, joined([(0,), (1,), (50,), (52,)], lambda a, b: (*a, *b), cost))) == [[0, 1], [50, 52]]


def test_what_cannot_be_one_stays_apart() -> None:
    assert joined([(0,), (1,), (2,)], lambda a, b: None, cost) == [(0,), (1,), (2,)]
    pairs = joined([(0,), (1,), (2,)], lambda a, b: (*a, *b) if len(a + b) < 3 else None, cost)
    assert sorted(map(len, pairs)) == [1, 2]


@given(st.lists(st.integers(0, 99), min_size=1, max_size=8, unique=True))
def test_nothing_is_lost_and_it_never_costs_more(at: list[int]) -> None:
    parts = [(x,) for x in at]
    found = joined(parts, lambda a, b: (*a, *b), cost)
    assert sorted(chain(*found)) == sorted(at)
    assert sum(map(cost, found)) <= sum(map(cost, parts)) + 1e-9
