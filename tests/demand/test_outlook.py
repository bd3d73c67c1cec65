"""What is expected of demand: sizes of any part of it, its heaviest weekday, dwells that are equally likely."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR
from sim.demand.outlook import QUANTILES, Size, dwell_quantiles
from sim.parameters.resident import Resident
from tests.service.small_plan import expected


def test_totals_and_peak() -> None:
    found = expected((100.0, 50.0))
    assert (found.total, found.peak) == (150.0, 1.2)
    assert found.alike


def test_where_parcels_differ_each_part_has_its_own_mean() -> None:
    mixed = replace(expected((100.0, 300.0)), kg=np.array([[1.0, 2.0]]), litres=np.array([[4.0, 8.0]]))
    assert not mixed.alike
    assert mixed.mean == Size(1.75, 7.0)
    assert mixed.size(np.array([[True, False]])) == Size(1.0, 4.0)


def test_a_part_without_parcels_has_the_countys_mean() -> None:
    mixed = replace(expected((0.0, 300.0)), kg=np.array([[1.0, 2.0]]), litres=np.array([[4.0, 8.0]]))
    assert mixed.size(np.array([[True, False]])) == mixed.mean == Size(2.0, 8.0)
    none = replace(expected((0.0, 0.0)), kg=np.array([[1.0, 2.0]]), litres=np.array([[4.0, 8.0]]))
    assert none.size(np.array([[True, False]])) == Size(1.5, 6.0)


def test_dwells_are_ascending_around_their_median() -> None:
    dwells = dwell_quantiles(Resident(), 14.0)
    assert len(dwells) == QUANTILES
    assert (np.diff(dwells) > 0).all()
    assert np.sqrt(float(dwells[QUANTILES // 2 - 1]) * float(dwells[QUANTILES // 2])) == pytest.approx(14 * HOUR, rel=1e-6)
    assert dwell_quantiles(Resident(), 14.0, 0).tolist() == []
    assert dwell_quantiles(Resident(dwell_sd_log=0), 14.0, 3).tolist() == [14 * HOUR] * 3
