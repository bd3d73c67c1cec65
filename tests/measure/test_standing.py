"""Places number the cells that they serve, and what a place is due goes to them by parcels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.measure.case import Case
from sim.measure.standing import divided, places
from tests.measure import small


def test_each_cell_has_its_place() -> None:
    case = small.measured()
    assert [places(case, of)[0].tolist() for of in ("hub", "township", "village", "point")] == [[0, 0, 0, 0], [0, 0, 0, 1], [0, 1, 2, 3], [0, 0, 1, 2]]
    assert places(case, "point")[2].tolist() == [-1] * 4  # an outlet at the township is no point in a village


def test_the_county_town_is_served_by_the_hub_only() -> None:
    case = replace(small.measured(), county=replace(small.county(), town=1))
    assert [places(case, of)[0].tolist() for of in ("hub", "township", "village", "point")] == [[0, 0, 0, 0], [0, 0, 0, -1], [0, 1, 2, -1], [0, 0, 1, -1]]


def test_what_a_place_is_due_goes_by_parcels_and_whole() -> None:
    case = small.measured()
    owing = case.plan.inbound >= 0
    found = divided(case, places(case, "township"), np.array([10.0, 4.0]), owing)
    assert found[:, :3].sum() == pytest.approx(10)
    assert found[:, 3].sum() == pytest.approx(4)
    assert found[0, 0] / found[1, 0] == pytest.approx(case.delivered[0, 0] / case.delivered[1, 0])


def test_a_place_without_cells_is_left_out() -> None:
    case = small.measured()
    assert not divided(case, places(case, "point"), np.ones(3), np.zeros_like(case.pool[:, None] & (case.plan.inbound >= 0))).any()


def test_the_point_of_a_village_in_town_is_none_in_a_village() -> None:
    plain = small.measured()
    in_town = replace(plain.plan, points=(replace(plain.plan.points[0], place=small.T0), *plain.plan.points[1:]))
    case = Case(in_town, plain.draws, plain.outcome, plain.county, plain.parameters)
    assert places(case, "point")[0].tolist() == [-1, -1, 1, 2]
