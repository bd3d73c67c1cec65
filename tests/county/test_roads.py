"""Road distances: the rule, and what tables say instead."""

from __future__ import annotations

import numpy as np
import pytest

from sim.county.roads import minutes_matrix, road_matrix

XY = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])


def test_without_a_table_it_is_the_line_times_the_circuity() -> None:
    km = road_matrix(XY, 1.3, {})
    assert np.diag(km).tolist() == [0, 0, 0]
    assert (km == km.T).all()
    assert km[0, 1] == pytest.approx(6.5)


def test_a_given_distance_holds_both_ways_unless_the_way_back_is_given() -> None:
    km = road_matrix(XY, 1.0, {(0, 1): 9.0, (1, 2): 7.0, (2, 1): 8.0})
    assert (km[0, 1], km[1, 0], km[1, 2], km[2, 1], km[0, 2]) == (9, 9, 7, 8, 10)


def test_minutes_that_are_not_given_are_left_open() -> None:
    assert minutes_matrix(3, {}) is None
    minutes = minutes_matrix(3, {(0, 1): 9.0, (1, 2): 7.0, (2, 1): 8.0})
    assert minutes is not None
    assert (minutes[0, 1], minutes[1, 0], minutes[1, 2], minutes[2, 1]) == (9, 9, 7, 8)
    assert np.isnan(minutes[0, 2])
