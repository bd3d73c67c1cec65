"""Places around a seat."""

from __future__ import annotations

from sim.county.bearing import by_bearing


def test_the_widest_gap_comes_first() -> None:
    """East, north and north-west of the seat: from north-west round to east nobody lies on 225 degrees."""
    assert by_bearing({7: (1.0, 0.0), 3: (0.0, 2.0), 5: (-1.0, 1.0)}) == [7, 3, 5]
    assert by_bearing({7: (1.0, 0.0), 3: (1.0, 0.1), 5: (0.0, -1.0), 9: (1.0, -0.1)}) == [5, 9, 7, 3]


def test_of_gaps_as_wide_the_first_from_the_west_on_counts_and_of_places_in_line_the_lower_number() -> None:
    assert by_bearing({0: (1.0, 0.0), 1: (0.0, 1.0), 2: (-1.0, 0.0), 3: (0.0, -1.0), 4: (2.0, 0.0)}) == [3, 0, 4, 1, 2]


def test_one_place_or_none() -> None:
    assert (by_bearing({4: (0.0, 0.0)}), by_bearing({})) == ([4], [])
