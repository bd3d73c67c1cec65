"""Heat maps of a sweep, against numbers made up."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from sim.chart.heat_map import HeatPanel, Measure, SweptKey, heat_maps, panel_columns
from sim.chart.style import drawing

SHARE, COST = Measure("24小时进村率", "", "share"), Measure("单件社会总成本", "元/件", "yuan/parcel")
X, Y = SweptKey("车辆数 (辆)", ("1", "2", "3")), SweptKey("分拣人数 (人)", ("4", "6"))


def grid(title: str = "", shift: float = 0.0) -> HeatPanel:
    values = np.array([[0.1, 0.2, 0.3], [0.4, np.inf, np.nan]]) + shift
    lines = np.array([[1.0, 2, 3], [2, 3, 4]])
    return HeatPanel(title, values, lines, np.array([[True, False, False], [False] * 3]), np.array([[False] * 3, [False, False, True]]))


def heat(grids: list[HeatPanel], lang: str = "zh") -> Figure:
    with drawing():
        figure = heat_maps(grids, X, Y, SHARE, COST, [], "origin", lang)
        figure.draw_without_rendering()
    return figure


def test_cells_are_coloured_on_one_scale_of_the_finite_values() -> None:
    figure = heat([grid("甲"), grid("乙", 0.5)])
    images = [ax.images[0] for ax in figure.axes[:2]]
    assert all((i.norm.vmin, i.norm.vmax) == pytest.approx((0.1, 0.9)) for i in images)
    assert images[0].get_array().filled(-1).tolist() == [[0.1, 0.2, 0.3], [0.4, -1, -1]]
    assert [ax.get_title(loc="left") for ax in figure.axes[:2]] == ["甲", "乙"]


def test_what_is_no_number_is_marked_and_explained() -> None:
    figure = heat([grid()])
    ax = figure.axes[0]
    marks = {t.get_text(): t.get_position() for t in ax.texts if t.get_text() in "×∞"}
    assert marks == {"×": (2, 1), "∞": (1, 1)}
    assert [(p.get_x(), p.get_y()) for p in ax.patches] == [(-0.5, -0.5)]  # hatched: overloaded
    told = "".join(t.get_text() for t in reversed(figure.texts))  # lines of the notes stand from below
    assert all(word in told for word in ("等值线：单件社会总成本（元/件）", "超负荷", "无可行方案", "未送达"))


def test_contours_are_those_of_the_other_kpi() -> None:
    ax = heat([grid()], "en").axes[0]
    contours = [c for c in ax.collections if len(c.get_paths())]
    assert contours
    assert any("2.00" in t.get_text() for t in ax.texts)


def test_a_panel_that_the_common_contours_miss_has_its_own() -> None:
    flat, none = np.zeros((2, 3)), np.zeros((2, 3), bool)
    wide, narrow = np.array([[0.0, 50, 100], [0, 50, 100]]), np.array([[30.1, 30.3, 30.6], [30.2, 30.4, 30.7]])
    axes = heat([HeatPanel("", flat, wide, none, none), HeatPanel("", flat, narrow, none, none)]).axes[:2]
    shown = [sum(bool(len(p.vertices)) for c in ax.collections for p in c.get_paths()) for ax in axes]
    assert min(shown) > 1


def test_ticks_are_the_values_as_far_as_there_is_room() -> None:
    ax = heat([grid()]).axes[0]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["1", "2", "3"]
    many = SweptKey("x", tuple(str(10_000 + i) for i in range(60)))
    one = HeatPanel("", np.zeros((2, 60)), None, np.zeros((2, 60), bool), np.zeros((2, 60), bool))
    with drawing():
        figure = heat_maps([one], many, Y, SHARE, None, [], "", "en")
    assert 2 < len(figure.axes[0].get_xticks()) < 20


@pytest.mark.parametrize(("panels", "columns"), [(1, 1), (2, 2), (3, 3), (4, 2), (6, 3), (7, 4), (10, 5), (12, 4)])
def test_panels_leave_few_places_empty(panels: int, columns: int) -> None:
    assert panel_columns(panels) == columns
