"""Finishing times of a stage, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.clock import NEVER
from sim.flow.crew import CrewCurve, ShiftBook
from sim.flow.stage import LiveStage, Pooled, Servers
from sim.plan.crew import Shift

HORIZON = 1000


def finish(stage: LiveStage, arrived: list[int], work: list[int]) -> list[int]:
    return stage.finish(np.array(arrived, np.int64), np.array(work, np.int64)).tolist()


def crew(*shifts: tuple[int, int, int], overtime: bool = False) -> CrewCurve:
    return CrewCurve(tuple(Shift(start=shift[0], end=shift[1], people=shift[2]) for shift in shifts), HORIZON, overtime)


@pytest.mark.parametrize(
    ("shifts", "arrived", "work", "expected"),
    [
        pytest.param([(0, 100, 2)], [10, 10, 50], [10, 10, 10], [15, 20, 55], id="the crew works as one, then waits"),
        pytest.param([(0, 100, 3)], [0, 0], [10, 10], [4, 7], id="times are rounded up, work is not"),
        pytest.param([(0, 10, 1), (20, 100, 1)], [0], [15], [25], id="suspended over the gap"),
        pytest.param([(0, 10, 1), (20, 100, 1)], [0, 0], [10, 1], [10, 21], id="what fits exactly is done at the end"),
        pytest.param([(0, 10, 1), (10, 100, 4)], [0], [18], [12], id="the crew grows"),
        pytest.param([(0, 10, 4), (10, 100, 1)], [0], [48], [18], id="the crew shrinks"),
        pytest.param([(0, 10, 1), (5, 100, 1)], [0], [15], [10], id="shifts overlap"),
        pytest.param([(50, 100, 1)], [10, 60], [5, 5], [55, 65], id="before the first shift"),
        pytest.param([(0, 10, 1)], [0, 5], [8, 8], [8, NEVER], id="no crew any more"),
        pytest.param([(0, 10, 1), (20, 100, 1)], [12], [0], [12], id="no work, nobody needed"),
        pytest.param([(990, 1000, 1)], [990, 990], [9, 1], [999, NEVER], id="done at the horizon's end is never"),
    ],
)
def test_pooled_pause(shifts: list[tuple[int, int, int]], arrived: list[int], work: list[int], expected: list[int]) -> None:
    assert finish(Pooled(crew(*shifts)), arrived, work) == expected


@pytest.mark.parametrize(
    ("arrived", "work", "expected"),
    [
        pytest.param([0], [15], [15], id="the outgoing crew stays"),
        pytest.param([0, 12], [15, 3], [15, 23], id="who comes in the gap waits for the next shift"),
        pytest.param([0, 12], [25, 3], [25, 28], id="overtime goes on into the next shift"),
        pytest.param([10], [1], [21], id="who comes as the shift ends is too late"),
        pytest.param([0, 95], [1, 10], [1, 105], id="the last shift's crew stays too"),
        pytest.param([120], [1], [NEVER], id="no shift follows"),
    ],
)
def test_pooled_finish(arrived: list[int], work: list[int], expected: list[int]) -> None:
    assert finish(Pooled(crew((0, 10, 1), (20, 100, 1), overtime=True)), arrived, work) == expected


@pytest.mark.parametrize(
    ("shifts", "arrived", "work", "expected"),
    [
        pytest.param([(0, 100, 2)], [0, 0, 0], [10, 20, 5], [10, 20, 15], id="a worker a parcel"),
        pytest.param([(0, 100, 2)], [0, 30], [10, 10], [10, 40], id="idle in between"),
        pytest.param([(0, 10, 2), (10, 100, 1)], [0, 0], [15, 15], [15, 20], id="the youngest is suspended as the crew shrinks"),
        pytest.param([(0, 10, 1), (10, 100, 2)], [0, 0], [15, 5], [15, 15], id="the crew grows"),
        pytest.param([(0, 10, 1), (20, 100, 1)], [0, 0], [10, 5], [10, 25], id="what fits exactly is done at the end"),
        pytest.param([(0, 100, 1)], [0, 0], [10, 0], [10, 10], id="no work, but its turn"),
        pytest.param([(0, 10, 1)], [0, 5], [8, 8], [8, NEVER], id="no crew any more"),
    ],
)
def test_servers(shifts: list[tuple[int, int, int]], arrived: list[int], work: list[int], expected: list[int]) -> None:
    assert finish(Servers(crew(*shifts)), arrived, work) == expected


def test_servers_finish() -> None:
    stage = Servers(crew((0, 10, 2), (20, 100, 1), overtime=True))
    assert finish(stage, [0, 0, 5, 12], [12, 30, 3, 4]) == [12, 30, 15, 34]
    assert stage.work_done[:3] == [20, 15, 14]


def naive_pooled(shifts: list[tuple[int, int, int]], overtime: bool, arrived: list[int], work: list[int]) -> list[int]:
    """Millisecond by millisecond, for crews of one: the head is worked on while somebody is there."""
    there = [sum(c for s, e, c in shifts if s <= t < e) for t in range(HORIZON)]
    end_of_shift, finished, t0 = -1, [NEVER] * len(work), 0
    left, k = list(work), 0
    for t in range(t0, HORIZON):
        if there[t] == 0 and t and there[t - 1]:
            end_of_shift = t
        while k < len(work) and arrived[k] <= t:
            works = there[t] or (overtime and end_of_shift >= 0 and arrived[k] < end_of_shift)
            if not works:
                break
            left[k] -= 1
            if left[k] == 0:
                finished[k], k = t + 1 if t + 1 < HORIZON else NEVER, k + 1
            break
    return finished


@settings(max_examples=30, deadline=None)
@given(
    gaps=st.lists(st.integers(1, 60), min_size=2, max_size=8),
    overtime=st.booleans(),
    parcels=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), min_size=1, max_size=12),
    cut=st.integers(0, 12),
)
def test_one_worker_is_one_worker(gaps: list[int], overtime: bool, parcels: list[tuple[int, int]], cut: int) -> None:
    """Both disciplines, in one batch or two, are the same single worker as a clock that ticks."""
    edges = np.cumsum(gaps).tolist()
    shifts = [(a, b, 1) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    parcels = sorted(parcels, key=lambda p: p[0])
    arrived, work = [a for a, _ in parcels], [w for _, w in parcels]
    expected = naive_pooled(shifts, overtime, arrived, work)
    for discipline in (Pooled, Servers):
        stage = discipline(crew(*shifts, overtime=overtime))
        halves = [(arrived[:cut], work[:cut]), (arrived[cut:], work[cut:])]
        assert [t for a, w in halves if a for t in finish(stage, a, w)] == expected
        done = sum(w for w, t in zip(work, expected, strict=True) if t < NEVER)
        assert sum(stage.work_done[: len(stage.crew.start)]) >= done


def test_book() -> None:
    """Two shifts; the second parcel is worked on in both, the third arrives as the first shift ends."""
    stage = Pooled(crew((0, 10, 2), (20, 30, 1)))
    arrived = np.array([0, 0, 10], np.int64)
    finished = stage.finish(arrived, np.array([12, 10, 1], np.int64))
    book = ShiftBook(stage.crew)
    book.note(arrived, finished, ordered=False)
    assert finished.tolist() == [6, 22, 23]
    assert (book.handled, book.backlog) == ([1, 2], [1, 0])
    assert book.worked(stage.work_done) == ([20, 3], [0, 0])


def test_book_of_overlapping_shifts() -> None:
    """Work is shared by crew, overtime goes to those who leave last."""
    stage = Pooled(crew((0, 10, 1), (5, 10, 2), overtime=True))
    stage.finish(np.array([0], np.int64), np.array([26], np.int64))
    assert ShiftBook(stage.crew).worked(stage.work_done) == ([10, 10], [2, 4])


def test_work_over_many_shifts_is_booked_at_once_as_shift_by_shift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty shifts with gaps; parcels without work, of more than a shift, and such as come in a gap."""
    shifts = [(30 * i, 30 * i + 20, 1 + i % 3) for i in range(20)]
    arrived, work = [0, 25, 25, 60, 200, 330, 331, 500], [10, 0, 150, 3, 40, 1, 290, 60]
    booked = []
    for marks in (8, 99):
        monkeypatch.setattr("sim.flow.stage.MARKS", marks)
        stage = Pooled(crew(*shifts))
        assert max(finish(stage, arrived, work)) < NEVER
        booked.append(stage.work_done)
    assert booked[0] == booked[1]
    assert sum(booked[0]) == sum(work)
    assert sum(done > 0 for done in booked[0]) > 8
