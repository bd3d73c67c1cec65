"""Places that no table locates: inside the county, apart from each other, each with a draw of its own."""

from __future__ import annotations

import numpy as np
import pytest

from sim.county.geometry import disc, separations
from sim.county.placement import NEAREST_RATIO, SUBDISTRICT_KM, TOWN_KM, Fact, place_seats, place_villages

REGION = disc(30.0)
NONE = np.full((4, 2), np.nan)
CODES = ["a", "b", "c", "d"]


def seats(given: np.ndarray = NONE, kinds: list[str] | None = None, settled: float | None = None, facts: dict[str, Fact] | None = None, seed: int = 1) -> np.ndarray:
    return place_seats(CODES, kinds or ["town"] * 4, given, REGION, settled, facts or {}, 1.2, seed)


def test_seats_lie_inside_and_apart_and_repeat_by_their_seed() -> None:
    found = seats()
    assert REGION.contains(found).all()
    assert separations(found, found)[~np.eye(4, dtype=bool)].min() > 5
    assert (found == seats()).all()
    assert (found != seats(seed=2)).any()


def test_given_seats_stay() -> None:
    given = NONE.copy()
    given[2] = (3.0, 4.0)
    assert seats(given)[2].tolist() == [3, 4]


def test_a_documented_distance_and_bearing_hold() -> None:
    x, y = seats(facts={"b": Fact(24.0, 90.0)})[1]
    assert np.hypot(x, y) == pytest.approx(20.0, rel=0.051)
    assert abs(np.degrees(np.arctan2(x, y)) - 90) <= 22.5


def test_a_documented_distance_beyond_the_county_is_moved_in() -> None:
    assert REGION.contains(seats(facts={"b": Fact(80.0, None)})).all()


def test_a_part_of_the_town_and_settled_land_are_near_the_hub() -> None:
    assert np.hypot(*seats(kinds=["subdistrict", "town", "town", "town"])[0]) <= SUBDISTRICT_KM
    assert np.hypot(*seats(settled=10.0).T).max() <= 10


def villages(count: int = 30, in_town: tuple[int, ...] = (), given: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    town = np.arange(count) % 4
    at = seats()
    blank = np.full((count, 2), np.nan) if given is None else given
    return place_villages([f"v{i:02d}" for i in range(count)], town.tolist(), blank, [i in in_town for i in range(count)], at, REGION, 5.0, REGION.area(), 1), at, town


def test_villages_lie_inside_near_their_own_seat_and_apart() -> None:
    found, at, town = villages()
    away = separations(found, at)
    assert REGION.contains(found).all()
    assert (away[np.arange(30), town] <= NEAREST_RATIO * away.min(axis=1) + 1e-9).all()
    assert separations(found, found)[~np.eye(30, dtype=bool)].min() >= 0.35 * 2.0


def test_villages_in_town_stand_at_their_seat() -> None:
    found, at, town = villages(in_town=(0, 5))
    assert np.hypot(*(found[[0, 5]] - at[town[[0, 5]]]).T).max() <= TOWN_KM


def test_given_villages_stay_and_a_further_one_moves_few() -> None:
    given = np.full((30, 2), np.nan)
    given[3] = (1.0, 2.0)
    assert villages(given=given)[0][3].tolist() == [1, 2]
    assert (villages(30)[0] == villages(31)[0][:30]).all(axis=1).sum() >= 28
