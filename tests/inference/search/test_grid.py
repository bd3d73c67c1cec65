"""A grid of decisions, and its points from the best layer to the most broken."""

from __future__ import annotations

import math

import pytest

from sim.inference.search.grid import DecisionKey, Found, layers, size_of


@pytest.mark.parametrize(("objectives", "violations", "violation"), [((1, 2), (0.0, -1.0), 0.0), ((1, 2), (0.5, 0.25, -9.0), 0.75), ((math.inf, 2), (0.0,), math.inf), ((math.inf, 2), (3.0,), 3.0)])
def test_what_is_broken_adds_up_and_what_was_never_measured_is_no_plan(objectives: tuple[float, float], violations: tuple[float, ...], violation: float) -> None:
    found = Found(objectives, violations, 1)
    assert found.violation == violation
    assert found.feasible == (violation == 0)


def test_a_grid_has_as_many_points_as_values_multiply() -> None:
    assert size_of([DecisionKey("a", (1, 2, 3), True), DecisionKey("b", ("x", "y"), False)]) == 6
    assert size_of([]) == 1


def test_layers_are_fronts_and_broken_points_follow_the_least_broken_first() -> None:
    seen = {
        (0,): Found((1.0, 5.0), (0.0,), 1), (1,): Found((2.0, 2.0), (0.0,), 1), (2,): Found((5.0, 1.0), (0.0,), 1), (3,): Found((3.0, 3.0), (0.0,), 1),
        (4,): Found((0.1, 0.1), (0.9,), 1), (5,): Found((0.1, 0.1), (0.2,), 1),
    }  # fmt: skip
    found = list(layers(seen))
    assert [set(layer) for layer in found] == [{(0,), (1,), (2,)}, {(3,)}, {(5,)}, {(4,)}]
    assert found[0][-1] == (1,), "the ends lie farthest from the others"
    assert list(layers({})) == []
