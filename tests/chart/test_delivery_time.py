"""How long parcels take, against numbers made up."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.delivery_time import delivery_time_figure, draw_delivery_time, draw_outlet_time
from sim.chart.style import drawing
from tests.chart.made_up import FRAMES, LOOKS, labels, subject


def test_delivery_time_has_a_curve_a_mode_and_its_share_at_24_hours(ax: Axes) -> None:
    table = pd.DataFrame([("own", 0.0, 0.0), ("own", 48.0, 1.0), ("joint", 0.0, 0.0), ("joint", 24.0, 0.9), ("joint", 48.0, 0.9)], columns=["mode", "hours", "share"])
    draw_delivery_time(ax, table, LOOKS)
    assert labels(ax) == ["现状自取  50%", "快快合作  90%"]
    assert ax.get_xlim() == (0, 48)
    assert [line.get_color() for line in ax.lines[:2]] == [LOOKS[0].colour, LOOKS[1].colour]


def test_delivery_time_of_modes_that_never_deliver_is_still_drawn(ax: Axes) -> None:
    table = pd.DataFrame({"mode": "own", "hours": [0.0, 168.0], "share": [0.0, 0.0]})
    draw_delivery_time(ax, table, LOOKS)
    assert labels(ax) == ["现状自取  0%"]


def test_the_time_to_the_township_is_a_curve_too_and_stands_apart(ax: Axes) -> None:
    table = pd.DataFrame([("own", 0.0, 0.0, 0.0), ("own", 5.0, 0.0, 0.7), ("own", 48.0, 0.0, 1.0), ("joint", 0.0, 0.0, float("nan"))], columns=["mode", "hours", "share", "share_township"])
    draw_outlet_time(ax, table, LOOKS)
    assert labels(ax) == ["现状自取"]
    assert ax.lines[0].get_xydata().tolist() == [[0, 0], [5, 0.7], [48, 1]]
    with drawing():
        both = delivery_time_figure(subject())
        near = delivery_time_figure(subject(frames={"distribution": FRAMES["distribution"].drop(columns="share_township")}))
    assert both is not None
    assert near is not None
    assert [len(picture.figure.axes) for picture in (both, near)] == [2, 1]
