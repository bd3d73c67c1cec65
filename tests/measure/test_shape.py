"""What is known of a quantity before it is seen, and of the difference of two."""

from __future__ import annotations

import math

from sim.measure.shape import PLAIN, Shape


def test_a_difference_reaches_from_end_to_end() -> None:
    assert Shape(low=0.0, high=1.0).apart() == Shape(low=-1.0, high=1.0, differs=True)
    assert Shape(True, 0.0, 7.0).apart() == Shape(True, -7.0, 7.0, differs=True)


def test_without_ends_a_difference_has_none() -> None:
    assert PLAIN.apart() == Shape(False, -math.inf, math.inf, differs=True)
    assert Shape(low=0.0).apart() == PLAIN.apart()


def test_what_has_two_ends_and_is_no_difference_is_a_share() -> None:
    assert Shape(low=0.0, high=7.0).shared
    assert not Shape(low=0.0).shared
    assert not PLAIN.shared
    assert not Shape(low=0.0, high=1.0).apart().shared
