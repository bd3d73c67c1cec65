"""Residents of villages that no table counts: what is left of the county's, summing exactly."""

from __future__ import annotations

import numpy as np
import pytest

from sim.county.people import VILLAGE_MEAN, spread

CODES = [f"v{i}" for i in range(40)]


def test_given_ones_stay_and_all_sum_to_the_county() -> None:
    people = spread([500, None, None, 0, None], CODES[:5], 3_000, 1)
    assert people[[0, 3]].tolist() == [500, 0]
    assert people.sum() == 3_000
    assert (people[[1, 2, 4]] >= 1).all()


@pytest.mark.parametrize(("rural", "total"), [(None, 40 * VILLAGE_MEAN), (3, 40 * VILLAGE_MEAN), (40, 40), (100_001, 100_001)])
def test_a_county_too_small_for_its_villages_is_not_believed(rural: int | None, total: int) -> None:
    people = spread([None] * 40, CODES, rural, 1)
    assert people.sum() == total
    assert people.min() >= 1


def test_without_a_county_the_mean_of_the_given_ones_holds() -> None:
    assert spread([100, 300, None, None], CODES[:4], None, 1).sum() == 800


def test_a_village_keeps_its_weight_wherever_it_stands() -> None:
    there = spread([None] * 3, ["a", "b", "c"], 30_000, 1)
    assert dict(zip("cab", spread([None] * 3, ["c", "a", "b"], 30_000, 1), strict=True)) == dict(zip("abc", there, strict=True))
    assert (spread([None] * 3, ["a", "b", "c"], 30_000, 2) != there).any()


def test_where_all_are_given_nothing_is_spread() -> None:
    assert spread([1, 2], CODES[:2], 9_999, 1).tolist() == [1, 2]
    assert spread([], [], 5, 1).dtype == np.int64
