"""Bounds of tables: wide enough for a million parcels, and none above the one it is part of."""

from __future__ import annotations

from sim.table.limits import (
    MB,
    MOST_BYTES,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_PACKED,
    MOST_PARTS,
    MOST_SIDE_PART,
    MOST_UNPACKED,
    SMALL_UNPACKED,
)


def test_a_million_parcels_of_ten_columns_fit() -> None:
    assert MOST_CELLS >= 1_000_000 * 10
    assert MOST_BYTES >= 100 * MB
    assert MOST_UNPACKED >= 700 * MB


def test_no_bound_lies_beyond_the_one_that_it_is_part_of() -> None:
    assert MOST_SIDE_PART <= SMALL_UNPACKED <= MOST_UNPACKED
    assert MOST_CHARACTERS <= MOST_SIDE_PART
    assert min(MOST_COLUMNS, MOST_PACKED, MOST_PARTS) > 1
