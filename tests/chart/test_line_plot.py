"""Lines of a sweep, against numbers made up."""

from __future__ import annotations

import numpy as np
import pytest

from sim.chart.heat_map import Measure, SweptKey
from sim.chart.line_plot import Curve, line_plots
from sim.chart.style import drawing

SHARE, COST = Measure("24小时进村率", "", "share"), Measure("单件社会总成本", "元/件", "yuan/parcel")
X, Y = SweptKey("车辆数 (辆)", ("1", "2", "3")), SweptKey("分拣人数 (人)", ("4", "6"))


def test_a_line_has_its_band_and_a_gap_where_nothing_is_known() -> None:
    mean = np.array([0.1, np.nan, 0.3])
    with drawing():
        figure = line_plots([(SHARE, [Curve("甲", mean, mean - 0.05, mean + 0.05)]), (COST, [Curve("甲", mean, mean, mean)])], X, [1, 2, 3], "合作模式", [], "", "zh")
    left, right = figure.axes
    assert left.lines[0].get_xdata().tolist() == [1, 2, 3]
    np.testing.assert_array_equal(left.lines[0].get_ydata(), mean)
    low, high = left.containers[0].lines[2][0].get_segments()[0][:, 1]  # alone between gaps: whiskers
    assert (low, high) == pytest.approx((0.05, 0.15))
    assert right.get_title(loc="left") == "单件社会总成本（元/件）"
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["甲"]


def test_values_that_are_no_numbers_stand_in_even_steps() -> None:
    mean = np.array([1.0, 2.0, 3.0])
    with drawing():
        figure = line_plots([(COST, [Curve("", mean, mean, mean)])], SweptKey("发车时刻", ("08:30", "08:30, 14:00", "auto")), None, "", [], "", "en")
    ax = figure.axes[0]
    assert ax.get_xticks().tolist() == [0, 1, 2]
    assert [t.get_text().replace("\n", " ") for t in ax.get_xticklabels()] == ["08:30", "08:30, 14:00", "auto"]
    assert not figure.legends
