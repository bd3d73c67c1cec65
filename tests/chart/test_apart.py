"""Names beside places."""

from __future__ import annotations

import itertools

import numpy as np
from matplotlib.axes import Axes

from sim.chart.apart import name_places


def test_names_keep_off_each_other_where_there_is_room(ax: Axes) -> None:
    ax.set(xlim=(0, 10), ylim=(0, 10))
    ax.figure.draw_without_rendering()
    name_places(ax, ["A town", "B town", "C town"], np.array([[5.0, 5.0], [5.2, 5.1], [9.9, 5.0]]))
    boxes = [text.get_window_extent() for text in ax.texts]
    assert [text.get_text() for text in ax.texts] == ["A town", "B town", "C town"]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))
    assert all(box.x1 <= ax.get_window_extent().x1 + 1 for box in boxes)


def test_a_name_keeps_off_another_mark_beside_its_place(ax: Axes) -> None:
    ax.set(xlim=(0, 10), ylim=(0, 10))
    ax.figure.draw_without_rendering()
    mark = (5.5, 5.0)
    name_places(ax, ["A town"], np.array([[5.0, 5.0]]), [mark])
    (text,) = ax.texts
    assert not text.get_window_extent().contains(*ax.transData.transform(mark))
