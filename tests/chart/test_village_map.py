"""Villages on a map, against numbers made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from sim.chart.village_map import draw_village_map, map_title, nice_length, panel_grid, pooled_scale, village_values
from tests.chart.made_up import BASE


def test_map_colours_the_right_village(ax: Axes) -> None:
    rows = pd.DataFrame({"mode": "own", "village": ["v3", "v0"], "kpi": [30.0, 0.5]})
    values = village_values(rows, BASE, "own", "kpi")
    assert (values[3], values[0]) == (30.0, 0.5)
    assert np.isnan(values[1])
    dots = draw_village_map(ax, BASE, values, pooled_scale(values))
    assert dots.get_offsets().tolist() == [[v.x_km, v.y_km] for v in (BASE.villages[0], BASE.villages[3])]
    assert ax.get_aspect() == 1.0


def test_one_scale_for_all_panels() -> None:
    scale = pooled_scale(np.append(np.linspace(0, 100, 101), np.nan))
    assert (scale.low, scale.high, scale.extend) == (pytest.approx(2), pytest.approx(98), "both")
    assert pooled_scale(np.full(3, 7.0)).low < 7 < pooled_scale(np.full(3, 7.0)).high
    assert pooled_scale(np.full(3, np.nan)).extend == "neither"


def test_a_map_says_when_it_is_schematic_() -> None:
    assert map_title(replace(BASE, schematic=True), "各村时间", "小时") == "示例县各村时间（小时，示意图）"
    assert map_title(BASE, "time", "hours", "en") == "Made-up County: time (hours)"


def test_lengths_of_scale_bars() -> None:
    assert [nice_length(km) for km in (0.7, 1.0, 4.9, 13, 60)] == [0.5, 1, 2, 10, 50]
    assert panel_grid(range(5), BASE) == (2, 3)
