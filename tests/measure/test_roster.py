"""Paid hours and largest crews against a loop over every quarter of an hour."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR
from sim.measure.case import Case
from sim.measure.roster import roster_of
from tests import plans
from tests.measure import small

QUARTER = HOUR // 4


@pytest.mark.parametrize("seed", range(6))
def test_hours_and_crews_like_a_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    start = rng.integers(0, 40, (3, 6)) * QUARTER
    length = rng.integers(1, 12, (3, 6)) * QUARTER
    crew = rng.integers(0, 5, (3, 6))
    shifts = [tuple(plans.shift(int(a), int(a + n), int(c)) for a, n, c in zip(*rows, strict=True)) for rows in zip(start, length, crew, strict=True)]
    base = small.plan()
    stages = tuple(plans.stage(1_000, *s, name=f"s{i}") for i, s in enumerate(shifts))
    plan = replace(base, handlings=(replace(base.handlings[0], stages=stages[:2]), replace(base.handlings[1], stages=stages[2:])), points=base.points[:3])
    begin, end = 10 * QUARTER, 30 * QUARTER
    roster = roster_of(plan, begin, end)
    there = [[sum(s.people for s in row if s.start <= t < s.end) for t in range(begin, end, QUARTER)] for row in shifts]
    assert roster.hours.tolist() == [sum(row) / 4 for row in there]
    assert roster.most.tolist() == [max(row) for row in there]
    assert roster.handling.tolist() == [0, 0, 1]
    assert roster.outlet.tolist() == [-1, -1, -1]


def test_outlets_come_after_the_handlings_and_keepers_are_not_rostered() -> None:
    case = Case(*small.case(1), small.county(), small.parameters())
    roster = case.roster
    assert roster.outlet.tolist() == [-1, -1, -1, 5, 6]
    assert roster.handling.tolist() == [0, 0, 1, 2, 3, -1, -1]
    assert roster.hours[5] == 9 * small.MEASURED
    assert roster.most[1] == 3


def test_work_of_a_stage_is_that_of_its_shifts() -> None:
    case = Case(*small.case(2), small.county(), small.parameters())
    s, found = case.outcome.shifts, case.by_stage(case.outcome.shifts.busy)
    keys = [(h, k) for h, handling in enumerate(case.plan.handlings) for k in range(len(handling.stages))]
    for number, key in enumerate(keys):
        want = sum(int(s.busy[i]) for i in range(len(s.start)) if (s.handling[i], s.stage[i]) == key and case.begin <= s.start[i] < case.end)
        assert found[number] == want
    assert found.sum() > 0
    assert not found[len(keys) :].any()
