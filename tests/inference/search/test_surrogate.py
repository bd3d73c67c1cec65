"""Guesses of the points of a grid that nobody has looked at."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inference.search.surrogate import guess, kernel

SEEN = np.array([[0, 0], [4, 0], [2, 1]])
SHAPE = [5, 3], [True, False]


def test_a_point_is_like_itself_and_less_like_others_the_farther_they_are() -> None:
    like = kernel(np.array([[0, 0]]), np.array([[0, 0], [1, 0], [4, 0], [0, 1], [0, 2]]), *SHAPE)[0]
    assert like[0] == 1
    assert 1 > like[1] > like[2]
    assert like[3] == like[4] == 0.5, "values without an order are all as far from each other"


def test_what_was_seen_is_guessed_as_it_was_and_without_doubt() -> None:
    values = np.array([[1.0, 5.0], [9.0, 5.0], [4.0, 5.0]])
    mean, sd = guess(SEEN, values, SEEN, *SHAPE)
    assert mean == pytest.approx(values, abs=0.05)
    far = guess(SEEN, values, np.array([[3, 2]]), *SHAPE)[1]
    assert (sd[:, 0] < far[0, 0]).all()
