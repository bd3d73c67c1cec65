"""Bars that go on where the last one ended."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.chart.waits import draw_waits, waits_height


def test_each_bar_begins_where_the_last_one_ended(ax: Axes) -> None:
    draw_waits(ax, ["甲", "乙", "丙"], ["handling", "waiting", "handling"], [1.0, 5.0, 0.5], "小时")
    bars = [p for p in ax.patches if isinstance(p, Rectangle)]
    assert [(b.get_x(), b.get_width()) for b in bars] == [(0.0, 1.0), (1.0, 5.0), (6.0, pytest.approx(0.5))]
    assert ax.get_legend_handles_labels()[1] == ["处理", "等候发车"]


def test_long_names_take_more_room() -> None:
    assert waits_height(["a " * 80]) > waits_height(["a"])
