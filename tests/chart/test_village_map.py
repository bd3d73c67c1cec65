"""Villages on a map, against numbers made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from sim.chart.style import drawing
from sim.chart.village_map import (
    TIME_KPI,
    draw_village_map,
    extent,
    map_title,
    maps_figure,
    nice_length,
    panel_grid,
    pooled_scale,
    village_values,
    window_of,
)
from tests.chart.made_up import BASE, FRAMES, INFO, subject


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


def test_only_the_part_with_places_is_shown_where_it_is_small() -> None:
    base = BASE
    assert window_of(base) == extent(base)
    wide = replace(base, boundary=tuple(tuple((10 * x, 10 * y) for x, y in ring) for ring in base.boundary))
    shown = np.array(window_of(wide))
    assert abs(shown).max() < abs(np.array(extent(wide))).max() / 5


def test_a_mode_that_brings_nothing_to_villages_has_no_map_and_is_named_below() -> None:
    villages = FRAMES["villages"]
    villages = villages.assign(at_village_mean_h=villages["at_village_mean_h"].where(villages["mode"] != "own"))
    with drawing():
        picture = maps_figure(subject(frames={"villages": villages}, info=replace(INFO, map_approval="S1")), TIME_KPI)
        none = maps_figure(subject(frames={"villages": villages[villages["mode"] == "own"]}), TIME_KPI)
    assert picture is not None
    told = "\n".join(t.get_text() for t in picture.figure.texts)
    assert "现状自取：各村均无数据，未画。" in told
    assert "审图号：S1" in told
    assert sum(bool(ax.get_title(loc="left")) for ax in picture.figure.axes) == 4
    assert none is None
