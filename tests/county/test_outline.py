"""From the polygons of a file to one area: the county's own feature, or all joined without counting land twice."""

from __future__ import annotations

import numpy as np
import pytest

from sim.county.geojson import Features
from sim.county.outline import MOST_VERTICES, outline


def square(x: float, y: float = 36.0, side: float = 0.1) -> np.ndarray:
    return np.array([[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]])


WHOLE = ("试验县", [(square(118.0, side=0.2),)])
PARTS = [("东镇", [(square(118.0),)]), ("西镇", [(square(118.1),)])]


def test_the_countys_own_feature_is_taken_and_the_others_counted() -> None:
    found = outline(Features([*PARTS, WHOLE]), "试验县")
    assert (found.chosen, found.others, found.joined) == ("试验县", 2, 0)
    assert found.region.area() == pytest.approx(0.04)


def test_without_its_name_all_are_joined_and_land_counts_once() -> None:
    found = outline(Features([*PARTS, WHOLE]), "别县")
    assert (found.chosen, found.others, found.joined) == ("", 0, 3)
    assert found.region.area() == pytest.approx(0.04)


def test_parts_that_lie_over_each_other_count_once_and_apart_ones_stay() -> None:
    over = outline(Features([("", [(square(118.0),), (square(118.05),)])]), "")
    assert over.region.area() == pytest.approx(0.015)
    apart = outline(Features([("", [(square(118.0),), (square(119.0),)])]), "")
    assert apart.region.area() == pytest.approx(0.02)
    assert len(apart.region.rings) == 2


def test_holes_stay_holes_where_nothing_is_joined() -> None:
    hole = outline(Features([("", [(square(118.0, side=0.2), square(118.05))])]), "").region
    assert hole.outer == (True, False)
    assert hole.area() == pytest.approx(0.03)


def test_too_many_vertices_are_simplified_and_counted() -> None:
    angle = np.linspace(0, 2 * np.pi, MOST_VERTICES + 2)
    ring = np.column_stack([118 + 0.1 * np.cos(angle), 36 + 0.1 * np.sin(angle)])
    ring[-1] = ring[0]
    found = outline(Features([("", [(ring,)])]), "")
    assert found.simplified == len(ring)
    assert len(found.region.rings[0]) < 1_000
    assert found.region.area() == pytest.approx(np.pi * 0.01, rel=0.02)
