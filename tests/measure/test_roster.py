"""Paid hours and largest crews against a loop over every quarter of an hour."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import DAY, HOUR
from sim.flow.outcome import Shifts
from sim.measure.case import Case
from sim.measure.roster import roster_of
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from tests import plans
from tests.measure import small

QUARTER = HOUR // 4


def idle(plan: ServicePlan) -> Shifts:
    """Shifts in which nobody did anything."""
    rows = [(h, k, s.start, s.end, s.people, 0, 0, 0, 0) for h, of in enumerate(plan.handlings) for k, st in enumerate(of.stages) for s in st.crew.shifts]
    return Shifts(*np.array(rows, np.int64).reshape(-1, 9).T)


def test_a_crew_of_several_stages_is_rostered_once_and_each_has_the_part_that_it_took() -> None:
    """Two people for ten hours: where they unloaded three hours and sorted one, 15 of their 20 hours are unloading's."""
    crew = plans.crew(plans.shift(0, 10 * HOUR, 2))
    stages = [Stage(name=name, work=1, crew=crew) for name in ("unload", "sort")]
    base = small.plan()
    plan = replace(base, handlings=(plans.handling(0, *stages), plans.handling(1)), points=base.points[:3])
    shifts = idle(plan)
    alike = roster_of(plan, shifts, 0, DAY)
    assert (alike.hours.tolist(), alike.part.tolist(), alike.people.tolist()) == ([10.0, 10.0], [0.5, 0.5], [2, 2])
    apart = roster_of(plan, replace(shifts, busy=np.array([3 * HOUR, HOUR])), 0, DAY)
    assert (apart.hours.tolist(), apart.part.tolist()) == ([15.0, 5.0], [0.75, 0.25])


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
    roster = roster_of(plan, idle(plan), begin, end)
    there = [[sum(s.people for s in row if s.start <= t < s.end) for t in range(begin, end, QUARTER)] for row in shifts]
    assert roster.hours.tolist() == [sum(row) / 4 for row in there]
    assert roster.people.tolist() == [max(row) for row in there]
    assert roster.handling.tolist() == [0, 0, 1]
    assert roster.outlet.tolist() == [-1, -1, -1]


def test_outlets_come_after_the_handlings_and_keepers_are_not_rostered() -> None:
    case = Case(*small.case(1), small.county(), small.parameters())
    roster = case.roster
    assert roster.outlet.tolist() == [-1, -1, -1, 5, 6]
    assert roster.handling.tolist() == [0, 0, 1, 2, 3, -1, -1]
    assert roster.hours[5] == 9 * small.MEASURED
    assert roster.people[1] == 3


def test_work_of_a_stage_is_that_of_its_shifts() -> None:
    case = Case(*small.case(2), small.county(), small.parameters())
    s, found = case.outcome.shifts, case.by_stage(case.outcome.shifts.busy)
    keys = [(h, k) for h, handling in enumerate(case.plan.handlings) for k in range(len(handling.stages))]
    for number, key in enumerate(keys):
        want = sum(int(s.busy[i]) for i in range(len(s.start)) if (s.handling[i], s.stage[i]) == key and case.begin <= s.start[i] < case.end)
        assert found[number] == want
    assert found.sum() > 0
    assert not found[len(keys) :].any()
