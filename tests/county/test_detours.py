"""Road distances that cannot be true, and those that are odd."""

from __future__ import annotations

import pytest

from sim.county.detours import LONG_KM, LONG_TIMES, contradictions, odd_distances
from sim.county.geometry import KM_PER_DEGREE, LonLat
from sim.county.given import DistanceRow, PlaceRef

A, B = ("village", 0), ("village", 1)
LINE = 10.0


def position(ref: PlaceRef) -> LonLat | None:
    """Two villages 10 km apart on a meridian; anything else is nowhere."""
    return {A: (118.0, 36.0), B: (118.0, 36.0 + LINE / KM_PER_DEGREE)}.get(ref)


def codes(there: float, back: float | None = None, about: bool = False) -> list[str]:
    distances = {(A, B): there, **({(B, A): back} if back is not None else {})}
    rows = {pair: DistanceRow("row", "甲—乙") for pair in distances}
    return [p.code for p in contradictions(distances, rows, (lambda ref: None) if about else position, position)]


@pytest.mark.parametrize(
    ("there", "back", "found"),
    [
        (LINE, None, []), (LINE * 0.91, None, []), (LINE * 0.8, None, ["distance_too_short"]), (LONG_TIMES * LINE + LONG_KM - 0.1, None, []), (LONG_TIMES * LINE + LONG_KM + 0.1, None, ["distance_too_long"]),
        (12, 13, []), (180, 12, ["distance_ways", "distance_too_long"][:1] if LONG_TIMES * LINE + LONG_KM >= 180 else ["distance_ways"]),
    ],
)  # fmt: skip
def test_below_the_line_far_above_it_or_many_times_the_way_back(there: float, back: float | None, found: list[str]) -> None:
    assert codes(there, back) == [f"county.{code}" for code in found]


def test_a_place_that_is_only_known_about_makes_no_road_too_short() -> None:
    assert codes(5.0, about=True) == []


def test_a_table_in_metres_is_told_so() -> None:
    (problem,) = contradictions({(A, B): 12_000.0}, {(A, B): DistanceRow("row", "甲—乙")}, position, position)
    assert "metre" in problem.text("en")


@pytest.mark.parametrize(("there", "back", "notes"), [(12.0, 13.0, 0), (40.1, None, 1), (39.9, None, 0), (16.0, 8.0, 0), (30.0, 12.0, 1)])
def test_three_times_the_line_or_twice_as_long_there_as_back_is_odd(there: float, back: float | None, notes: int) -> None:
    distances = {(A, B): there, **({(B, A): back} if back is not None else {})}
    assert len(odd_distances(distances, {pair: DistanceRow("row", "甲—乙") for pair in distances}, position)) == notes
