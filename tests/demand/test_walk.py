"""The rule of loading on paper: in order, within all limits, over so many that do not fit and any that find no place."""

from __future__ import annotations

import pytest

from sim.demand.walk import walk

SIZES = [(4, 1), (9, 1), (4, 1), (1, 9), (2, 1)]
"""Grams and ml of five that wait; there is room for 10 g and 5 ml."""


@pytest.mark.parametrize(
    ("parcels", "skip", "taken", "stepped_over", "end"),
    [(9, 9, [0, 2, 4], 2, 5), (9, 1, [0, 2], 1, 3), (9, 0, [0], 0, 1), (2, 9, [0, 2], 1, 3), (0, 9, [], 0, 0)],
)
def test_what_fits_is_taken_in_order_until_too_many_were_stepped_over(parcels: int, skip: int, taken: list[int], stepped_over: int, end: int) -> None:
    queue = [(i, grams, ml, 0, 0) for i, (grams, ml) in enumerate(SIZES)]
    found = walk(queue, 5, (parcels, 10, 5), skip, [9])
    assert (found.taken, found.racks, found.stepped_over, found.end) == (taken, [0] * len(taken), stepped_over, end)


def test_who_finds_no_place_is_passed_over_and_the_next_rack_is_tried() -> None:
    """The first finds the last place of rack 0, the second asks for 0 and 1, the third for 0 alone."""
    places = [1, 1]
    found = walk([(0, 1, 1, 0, 0), (1, 1, 1, 0, 1), (2, 1, 1, 0, 0), (3, 1, 1, 1, 1)], 4, (9, 9, 9), 0, places)
    assert (found.taken, found.racks, found.stepped_over, found.end, places) == ([0, 1], [0, 1], 0, 4, [0, 0])
