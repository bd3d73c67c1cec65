"""Pareto fronts and the area that they dominate, against plain counting."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.inference.search.pareto import contributions, front, gains, hypervolume, knee, spread

POINTS = [(1.0, 5.0), (2.0, 3.0), (2.0, 3.0), (3.0, 4.0), (4.0, 1.0), (4.0, 2.0)]


def area(points: list[tuple[float, float]], reference: tuple[float, float]) -> float:
    """Counted on a grid of 200 x 200."""
    x, y = ((np.arange(200) + 0.5) / 200 * r for r in reference)
    return float(np.mean(np.any([(x[:, None] >= a) & (y[None, :] >= b) for a, b in points], axis=0))) * reference[0] * reference[1] if points else 0.0


def test_the_front_is_what_nobody_beats_and_of_equals_the_first() -> None:
    assert front(POINTS) == [0, 1, 4]
    assert front([]) == []
    assert front([(1.0, 1.0), (1.0, 1.0)]) == [0]


@pytest.mark.parametrize("seed", range(3))
def test_the_area_is_that_of_counting(seed: int) -> None:
    points = [tuple(p) for p in np.random.default_rng(seed).uniform(0, 6, (8, 2)).tolist()]
    assert hypervolume(points, (5.0, 5.0)) == pytest.approx(area(points, (5.0, 5.0)), abs=0.2)


def test_what_lies_beyond_the_reference_adds_nothing() -> None:
    assert hypervolume([(1.0, 9.0), (9.0, 1.0)], (5.0, 5.0)) == 0
    assert hypervolume([], (1.0, 1.0)) == 0


def test_what_a_point_adds_is_the_difference_of_areas() -> None:
    reference = (6.0, 6.0)
    best = [POINTS[i] for i in front(POINTS)]
    for point in ((1.5, 4.0), (5.0, 5.0), (0.5, 0.5), (7.0, 0.0), (3.0, 2.0)):
        (gain,) = gains(np.array([point]), best, reference)
        assert gain == pytest.approx(hypervolume([*best, point], reference) - hypervolume(best, reference))


def test_a_point_between_two_alone_dominates_its_corner() -> None:
    assert contributions([(1.0, 5.0), (2.0, 3.0), (4.0, 1.0)]) == [math.inf, 4.0, math.inf]
    assert contributions([(1.0, 1.0)]) == [math.inf]
    assert contributions([]) == []


def test_points_that_dominate_most_are_chosen_first() -> None:
    chosen = spread([*POINTS, (math.inf, 0.0)], 2)
    assert chosen[0] == 1
    assert set(spread(POINTS, 10)) == {0, 1, 4}
    assert spread([(math.nan, 1.0)], 3) == []


def test_the_knee_bends_most() -> None:
    assert knee([(0.0, 10.0), (1.0, 2.0), (9.0, 1.0), (10.0, 0.0)]) == 1
    assert knee([(0.0, 1.0), (1.0, 0.0)]) == 0
    assert knee([]) == 0
