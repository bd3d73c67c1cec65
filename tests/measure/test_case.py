"""What a simulation is measured on: its measured days, its pool, parcels by brand and village."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import DAY, NEVER
from sim.measure.case import per, tally
from tests.measure import small


def test_measured_times_lie_between_warm_up_and_drain() -> None:
    case = small.measured()
    first, last = small.WARM * DAY, (small.WARM + small.MEASURED) * DAY
    assert (case.begin, case.end) == (first, last)
    assert case.measured(np.array([first - 1, first, last - 1, last, NEVER])).tolist() == [False, True, True, False, False]


def test_parcels_are_counted_by_brand_and_village() -> None:
    case = small.measured()
    p = case.draws.parcels
    loop = np.zeros((3, 4))
    for i in np.flatnonzero(case.measured(p.entered_hub)):
        loop[p.brand[i], p.village[i]] += 1
    assert (case.entered == loop).all()
    assert case.matrix(np.ones(len(p), np.bool_)).sum() == len(p)
    assert case.matrix(case.in_pool, p.grams.astype(float)).sum() == p.grams[p.brand < 2].sum()


def test_the_pool_is_the_brands_that_share_a_way() -> None:
    case = small.measured()
    assert case.pool.tolist() == [True, True, False]
    assert case.remote[2].all()
    assert not case.remote[:2].any()
    assert case.last_line.tolist() == [[1, 1, 1, 2], [1, 1, 1, 2], [3, 3, 3, 3]]


def test_runs_count_on_the_day_of_their_timetable() -> None:
    case = small.measured()
    assert case.run_measured.sum() == small.MEASURED * len(case.plan.lines)
    assert (case.run_departed <= case.run_measured).all()
    assert case.visits.sum() == case.run_departed.sum()
    assert (case.visit_days <= 7).all()


def test_sums_by_group_and_ratios_of_nothing() -> None:
    assert tally(np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0]), 4).tolist() == [1, 0, 5, 0]
    assert tally(np.array([0, 2, 2]), None, 3).tolist() == [1, 0, 2]
    found = per(np.array([4.0, 1.0, 0.0]), np.array([2, 0, 5]))
    assert found[[0, 2]].tolist() == [2, 0]
    assert np.isnan(found[1])
    assert per(np.array(6.0), np.array([2, 3])) == pytest.approx([3, 2])
