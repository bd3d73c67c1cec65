"""Parcels that go together keep their order."""

from __future__ import annotations

import numpy as np

from sim.flow.lot import EMPTY, join
from tests.flow.parts import lot

THREE = lot([7, 3, 5], [10, 20, 30])


def test_a_part_has_its_parcels_in_order() -> None:
    assert THREE.cut(1, 3).number.tolist() == [3, 5]
    assert THREE.cut(2, 2).size == 0
    assert THREE.pick(np.array([2, 0])).time.tolist() == [30, 10]


def test_time_and_leg_change_for_all_and_nothing_else() -> None:
    assert THREE.at(5).time.tolist() == [5, 5, 5]
    assert THREE.next_leg().leg.tolist() == [1, 1, 1]
    assert THREE.at(5).number is THREE.number


def test_lots_join_one_after_another() -> None:
    both = join([THREE, lot([1], [2])])
    assert (both.number.tolist(), both.time.tolist()) == ([7, 3, 5, 1], [10, 20, 30, 2])
    assert join([THREE]) is THREE
    assert join([]) is EMPTY
    assert EMPTY.size == 0
