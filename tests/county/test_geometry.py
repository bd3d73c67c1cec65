"""A county on a plane: distances, areas, what lies inside."""

from __future__ import annotations

import numpy as np
import pytest

from sim.county.geometry import KM_PER_DEGREE, Plane, Region, disc, ring_area, separations, straight_km


def square(side: float, x: float = 0.0, y: float = 0.0) -> np.ndarray:
    return np.array([[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]], float)


HOLED = Region((square(10), square(2, 4, 4)), (True, False))


def test_a_plane_takes_there_and_back() -> None:
    plane = Plane(118.0, 36.0)
    places = np.array([[118.0, 36.0], [118.5, 36.4], [117.2, 35.1]])
    assert plane.xy(places)[0].tolist() == [0, 0]
    assert plane.lonlat(plane.xy(places)) == pytest.approx(places)
    assert plane.xy(np.array([[118.0, 37.0]]))[0] == pytest.approx([0, KM_PER_DEGREE])


def test_the_plane_keeps_distances_over_a_county() -> None:
    plane = Plane(118.0, 36.0)
    far = (119.0, 36.8)
    assert float(np.hypot(*plane.xy(np.array([far]))[0])) == pytest.approx(straight_km((118.0, 36.0), far), rel=0.01)


def test_the_area_of_a_ring_does_not_know_its_direction() -> None:
    ring = np.array([[0, 0], [2, 0], [2, 3], [0, 0]], float)
    assert ring_area(ring) == ring_area(ring[::-1]) == 3


def test_a_hole_is_outside_and_takes_its_area() -> None:
    assert HOLED.contains(np.array([[1.0, 1.0], [5.0, 5.0], [11.0, 5.0], [-1.0, 0.0]])).tolist() == [True, False, False, False]
    assert HOLED.area() == 100 - 4
    assert [corner.tolist() for corner in HOLED.box()] == [[0, 0], [10, 10]]


def test_the_distance_is_from_the_nearest_edge_inside_or_outside() -> None:
    assert HOLED.distance(np.array([[1.0, 2.0], [13.0, 14.0], [5.0, 5.0], [10.0, 10.0]])).tolist() == [1, 5, 1, 0]


def test_the_centre_is_of_the_largest_outer_ring() -> None:
    both = Region((square(2, 100, 100), square(10), square(40, -20, -20)), (True, True, False))
    assert both.centre().tolist() == [5, 5]


def test_points_in_many_portions_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    points = np.random.default_rng(1).uniform(-2, 12, (50, 2))
    inside, away = HOLED.contains(points), HOLED.distance(points)
    monkeypatch.setattr("sim.county.geometry._CELLS", 20)
    assert (HOLED.contains(points) == inside).all()
    assert (HOLED.distance(points) == away).all()


def test_a_disc_has_its_radius_and_nearly_its_area() -> None:
    region = disc(3.0)
    assert np.hypot(*region.rings[0].T) == pytest.approx(3.0)
    assert region.area() == pytest.approx(np.pi * 9, rel=0.01)
    assert region.contains(np.zeros((1, 2))).all()


def test_separations_are_between_each_two() -> None:
    assert separations(np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 0.0]])).tolist() == [[0], [5]]


def test_a_projected_region_keeps_its_holes() -> None:
    assert HOLED.projected(Plane(0, 0)).outer == (True, False)
