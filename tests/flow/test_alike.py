"""Stages alike that are worked out together do what each does by itself."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import HOUR
from sim.flow.alike import work_out
from sim.flow.crew import CrewCurve, ShiftBook
from sim.flow.stage import Pooled
from sim.plan.crew import Shift

SHIFTS = (Shift(start=2 * HOUR, end=6 * HOUR, people=2), Shift(start=5 * HOUR, end=8 * HOUR, people=1), Shift(start=20 * HOUR, end=23 * HOUR, people=3))


@pytest.mark.parametrize("overtime", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_together_is_the_same_as_each_by_itself(seed: int, overtime: bool) -> None:
    """Stages that keep up, with work of nought among it, and some that are not done by the horizon's end."""
    random, crew = np.random.default_rng(seed), CrewCurve(SHIFTS, 24 * HOUR, overtime)
    sizes = random.integers(1, 60, 12)
    arrived = [np.sort(random.integers(0, 24 * HOUR, size)) for size in sizes]
    arrived[0][:] = 6 * HOUR
    work = [random.integers(0, random.choice([5, 50]) * HOUR // 40, size) for size in sizes]
    first = np.cumsum([0, *sizes])
    found = work_out(crew, np.concatenate(arrived), np.concatenate(work), first)
    for i, (came, each) in enumerate(zip(arrived, work, strict=True)):
        stage, book = Pooled(crew), ShiftBook(crew)
        finished = stage.finish(came, each)
        book.note(came, finished, ordered=True)
        assert found.finished[first[i] : first[i + 1]].tolist() == finished.tolist()
        assert (found.work[i].tolist(), found.handled[i].tolist(), found.backlog[i].tolist()) == (stage.work_done, book.handled, book.backlog)
