"""What lies in lockers is counted, and takes keepers less time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.measure.case import Case
from sim.measure.lockers import in_lockers, keeper_min, locker_kpis
from sim.plan.point import Compartments
from tests.measure import small


def _case() -> Case:
    """The small case where every second parcel lies in a compartment."""
    case = small.measured()
    points = tuple(replace(point, locker=(Compartments(1000, 100),)) for point in case.plan.points)
    size = np.where(np.arange(len(case.cell)) % 2 == 0, 0, -1)
    return Case(replace(case.plan, points=points), case.draws, replace(case.outcome, compartment=size), case.county, case.parameters)


def _share(case: Case) -> float:
    return float(locker_kpis(case, False, np.zeros(case.villages, np.int64), 1)["locker_share"][0])


def test_nothing_is_said_where_there_are_no_lockers() -> None:
    assert np.isnan(_share(small.measured()))
    assert not in_lockers(small.measured()).any()


def test_the_share_of_what_reached_its_point() -> None:
    case = _case()
    every_second = np.arange(len(case.cell)) % 2 == 0
    assert in_lockers(case).sum() == (case.at_point_measured & every_second).sum()
    assert _share(case) == pytest.approx(in_lockers(case).sum() / case.delivered.sum())


def test_a_keeper_hands_nothing_out_of_a_locker() -> None:
    case, points = _case(), _case().parameters.points
    saved = (points.keeper_min - points.locker.keeper_min) * in_lockers(case)
    assert keeper_min(case) == pytest.approx(case.delivered * points.keeper_min - saved)
