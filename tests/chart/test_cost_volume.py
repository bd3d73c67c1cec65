"""Cost against parcels of a visit, against numbers made up."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.cost_volume import binned_median, draw_cost_volume
from tests.chart.made_up import LOOKS, labels


def test_binned_median_by_hand() -> None:
    x = np.array([1.0] * 5 + [100.0] * 5 + [10.0])
    y = np.array([1.0, 2, 3, 4, 5, 10, 20, 30, 40, 50, 99])
    at, median = binned_median(x, y, bins=4)
    assert at.tolist() == [1.0, 100.0]  # the bin of one village is left out
    assert median.tolist() == [3.0, 30.0]
    assert binned_median(np.empty(0), np.empty(0))[0].size == 0


def test_dots_of_every_second_mode_are_hollow(ax: Axes) -> None:
    rows = [(look.key, f"v{i}", 10.0 + i, 2.0) for look in LOOKS[1:3] for i in range(9)]
    draw_cost_volume(ax, pd.DataFrame(rows, columns=["mode", "village", "parcels_visit", "cost_parcel"]), LOOKS[1:3])
    assert [len(dots.get_facecolors()) for dots in ax.collections] == [1, 0]


def test_cost_volume_leaves_out_villages_without_visits_and_counts_what_is_off_the_axis(ax: Axes) -> None:
    table = pd.DataFrame({"mode": "joint", "village": "v", "parcels_visit": [10.0] * 99 + [20.0, 0.0, math.nan], "cost_parcel": [1.0] * 99 + [50.0, 1.0, 1.0]})
    note = draw_cost_volume(ax, table, LOOKS, "en")
    assert note == "1 of 100 dots lie above the axis."
    assert labels(ax) == ["快快合作"]
