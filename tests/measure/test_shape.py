"""What is known of a quantity before it is seen, and of the difference of two."""

from __future__ import annotations

import math

from sim.measure.shape import PLAIN, Shape


def test_a_difference_reaches_from_end_to_end() -> None:
    assert Shape(low=0.0, high=1.0).apart() == Shape(low=-1.0, high=1.0)
    assert Shape(True, 0.0, 7.0).apart() == Shape(True, -7.0, 7.0)


def test_without_ends_a_difference_has_none() -> None:
    assert PLAIN.apart() == PLAIN == Shape(False, -math.inf, math.inf)
    assert Shape(low=0.0).apart() == PLAIN
