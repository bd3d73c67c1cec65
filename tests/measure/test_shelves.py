"""A shelf is as large as what lies on it at once on all but the fullest days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import DAY, NEVER
from sim.measure.case import Case
from sim.measure.shelves import shelf_places
from tests.measure import small


def by_hand(case: Case) -> np.ndarray:
    """The same, instant by instant: of each point the stock at the start of each day and as each parcel is dropped."""
    stones, at = case.outcome.milestones, case.point.ravel()[case.cell]
    leaves = np.minimum(stones.in_hand, stones.returned)
    need = {}
    for number, point in enumerate(case.plan.points):
        mine = (at == number) & (stones.dropped < NEVER) & (case.outcome.compartment < 0)
        came, went = stones.dropped[mine], leaves[mine]
        peaks = []
        for day in range(case.days):
            start = case.begin + day * DAY
            instants = [start, *came[(came >= start) & (came < start + DAY)]]
            peaks.append(max(int(((came <= t) & (went > t)).sum()) for t in instants))
        need[number] = np.nan if point.remote else sorted(peaks)[int(np.ceil(0.95 * case.days)) - 1]
    return np.array([np.nanmax([need.get(p, np.nan) for p in points]) if not case.remote[:, v].all() else np.nan for v, points in enumerate(case.point.T)])


@pytest.mark.parametrize("seed", [5, 6, 7])
def test_the_places_that_are_enough_are_those_counted_by_hand(seed: int) -> None:
    case = small.measured(seed)
    found = shelf_places(case)
    assert np.array_equal(found, by_hand(case), equal_nan=True)
    assert np.nanmax(found) > 1


def test_what_lies_in_lockers_needs_no_shelf() -> None:
    case = small.measured()
    locked = Case(case.plan, case.draws, replace(case.outcome, compartment=np.zeros(len(case.cell), np.int64)), case.county, case.parameters)
    assert np.nansum(shelf_places(locked)) == 0
