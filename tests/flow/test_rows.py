"""What the flow knows of parcels, by number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.flow.legs import legs_of
from sim.flow.rows import Rows
from tests.flow import small
from tests.flow.parts import rows


def test_each_parcel_begins_on_the_first_leg_of_its_way() -> None:
    of = rows(small.plan(priorities=(0, 1)), village=[0, 1, 1], brand=[0, 0, 1])
    assert of.leg.tolist() == [0, 2, 6]
    assert of.lot(1, 3).leg.tolist() == [2, 6]


def test_a_parcel_that_nobody_carries_is_refused() -> None:
    plan = replace(small.plan(), way=np.array([[0, -1]])[None])
    with pytest.raises(ValueError, match="2 parcels have no way"):
        Rows(plan, small.parcels([0.0] * 3, village=[1, 0, 1]), legs_of(plan))


def test_of_one_instant_priority_goes_first_then_number() -> None:
    of = rows(small.plan(priorities=(1, 0)), brand=[0, 1, 0, 1])
    order = np.argsort(of.rank(np.arange(4, dtype=np.int32), of.leg))
    assert order.tolist() == [1, 3, 0, 2]


def test_a_priority_that_nobody_has_is_not_asked_for() -> None:
    of = rows(small.plan(priorities=(1, 0)), brand=[0, 0, 0])
    numbers = np.arange(3, dtype=np.int32)
    assert of.rank(numbers, of.leg) is numbers


def test_work_goes_with_its_factor_rounded_to_a_millisecond() -> None:
    same, mixed = rows(small.plan(), work=[1500, 1500]), rows(small.plan(), work=[1000, 1500, 1])
    assert same.work(np.array([0, 1], np.int32), 3).tolist() == [5, 5]
    assert mixed.work(np.array([2, 1, 0], np.int32), 3).tolist() == [0, 5, 3]


def test_the_heaviest_and_the_bulkiest_may_be_two() -> None:
    of = rows(small.plan(), grams=[5, 9, 1], ml=[7, 1, 8])
    assert (of.heaviest, of.bulkiest) == (9, 8)
    assert rows(small.plan(), grams=[]).heaviest == 0


def test_the_load_of_some_parcels_is_how_many_what_they_weigh_and_take_up() -> None:
    of = rows(small.plan(), village=[0] * 3, grams=[100, 200, 400])
    who = np.array([0, 2], np.int32)
    assert of.load(who).tolist() == of.sums(who)[:, -1].tolist()
    assert of.load(who)[:2].tolist() == [2, 500]
    assert of.load(who[:0]).tolist() == [0, 0, 0]
