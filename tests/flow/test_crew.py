"""The crew curve: how much work is done by when, and back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import NEVER
from sim.flow.crew import PIECE, CrewCurve, CrewCurves
from sim.plan.crew import Crew, Shift

END = 100


def crew(*shifts: tuple[int, int, int], overtime: bool = False) -> CrewCurve:
    return CrewCurve(tuple(Shift(start=s[0], end=s[1], people=s[2]) for s in shifts), END, overtime)


def test_shifts_that_overlap_add_up_and_gaps_are_left_out() -> None:
    of = crew((10, 30, 1), (20, 40, 2), (60, 70, 1))
    assert (of.start, of.end, of.people) == ([10, 20, 30, 60], [20, 30, 40, 70], [1, 3, 2, 1])
    assert of.level == [0, 10, 40, 60, 70]
    assert not any(of.late)


def test_with_overtime_the_outgoing_crew_stays_until_the_next_comes() -> None:
    of = crew((10, 20, 2), (50, 60, 1), overtime=True)
    assert (of.start, of.people, of.late) == ([10, 20, 50, 60], [2, 2, 1, 1], [False, True, False, True])


def test_work_that_comes_in_a_gap_with_overtime_waits_for_the_next_shift() -> None:
    of = crew((10, 20, 1), (50, 60, 1), overtime=True)
    assert of.begins(np.array([15, 20, 30, 70])).tolist() == [15, 50, 50, NEVER]
    assert crew((10, 20, 1)).begins(np.array([30])).tolist() == [30]


def test_nobody_and_shifts_beyond_the_end_do_nothing() -> None:
    assert crew((10, 20, 0), (120, 130, 5)).level == [0]
    assert crew((90, 130, 2)).level == [0, 20]
    assert crew().time_anywhere(np.array([1])).tolist() == [NEVER]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30), st.integers(1, 3)), max_size=4), st.lists(st.integers(0, 120), min_size=1, max_size=8), st.booleans(), st.sampled_from([0, PIECE]))
def test_levels_and_times_are_those_of_counting_millisecond_by_millisecond(
    given_: list[tuple[int, int, int]], asked: list[int], overtime: bool, piece: int
) -> None:
    of = crew(*((a, a + n, c) for a, n, c in given_), overtime=overtime)
    pace = np.zeros(END, np.int64)
    for start, end, size in zip(of.start, of.end, of.people, strict=True):
        pace[start:end] = size
    level = np.concatenate([[0], np.cumsum(pace)])
    times = np.sort(np.array(asked))
    expected = level[np.minimum(times, END)]
    with pytest.MonkeyPatch.context() as patch:  # piece by piece, and all at once
        patch.setattr("sim.flow.crew.PIECE", piece)
        levels, instants = of.level_at(times).tolist(), of.time_at(times).tolist()
    assert levels == expected.tolist() == of.level_anywhere(times).tolist() == [of.level_of(int(t)) for t in times]
    reached = [int(np.argmax(level >= v)) if level[-1] >= v else NEVER for v in times]
    assert instants == reached == of.time_anywhere(times).tolist()


@pytest.mark.parametrize(("level", "begins", "done"), [(5, 0, 15), (5, 30, 30), (11, 0, NEVER), (10, 0, 20)])
def test_work_is_done_when_its_level_is_reached_and_not_before_it_came(level: int, begins: int, done: int) -> None:
    assert crew((10, 20, 1)).done_by(np.array([level]), np.array([begins])).tolist() == [done]


def test_crews_with_the_same_shifts_have_one_curve() -> None:
    curves, shifts = CrewCurves(END), (Shift(start=10, end=20, people=1),)
    one, other = (Crew(key=key, place=0, shifts=shifts) for key in "ab")
    assert curves.of(one) is curves.of(other)
    assert curves.of(one) is not curves.of(replace(one, shift_end="finish"))
