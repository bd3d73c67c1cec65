"""Work in turn is that of a queue worked one after another, and of many queues at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.flow.in_turn import in_turn

QUEUE = st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 30)), min_size=1, max_size=8)


def one_by_one(queue: list[tuple[int, int]]) -> list[int]:
    ends: list[int] = []
    for begins, work in queue:
        ends.append(max(begins, ends[-1] if ends else begins) + work)
    return ends


@given(QUEUE)
def test_each_begins_when_it_may_and_those_before_it_are_done(queue: list[tuple[int, int]]) -> None:
    begins, work = np.array(queue).T
    end, done = in_turn(begins.copy(), work)
    assert (end.tolist(), done.tolist()) == (one_by_one(queue), np.cumsum(work).tolist())


@given(st.lists(QUEUE, min_size=1, max_size=5))
def test_queues_one_after_another_do_not_wait_for_each_other(queues: list[list[tuple[int, int]]]) -> None:
    begins, work = np.concatenate([np.array(queue) for queue in queues]).T
    end, done = in_turn(begins.copy(), work, np.cumsum([0, *map(len, queues)]))
    assert end.tolist() == [time for queue in queues for time in one_by_one(queue)]
    assert done.tolist() == [total for queue in queues for total in np.cumsum([work for _, work in queue]).tolist()]
