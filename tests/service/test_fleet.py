from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sim.service.fleet import most_at_once

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda x: (x[0], x[0] + x[1])), max_size=12)


def test_a_unit_back_at_the_departure_takes_it() -> None:
    assert most_at_once([(0, 10), (10, 20)]) == 1
    assert most_at_once([(0, 11), (10, 20)]) == 2
    assert most_at_once([]) == 0


@given(SPANS)
def test_the_count_is_the_most_that_hold_at_one_instant(spans: list[tuple[int, int]]) -> None:
    assert most_at_once(spans) == max((sum(a <= t < b for a, b in spans) for t in range(80)), default=0)
