"""What a parcel costs and who pays, against numbers made up."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.cost_lines import draw_cost_lines
from tests.chart.made_up import FRAMES, LOOKS


def test_cost_lines_stack_costs_right_and_gains_left_of_zero(ax: Axes) -> None:
    costs = pd.DataFrame([("own", "operators", -0.5), ("own", "public", 1.0), ("own", "residents", 2.0)], columns=["mode", "line", "yuan_parcel"])
    total = pd.DataFrame([("own", 2.5, 2.4, 2.6)], columns=["mode", "mean", "ci_low", "ci_high"])
    draw_cost_lines(ax, costs, total, LOOKS)
    spans = [tuple(round(v, 9) for v in sorted((b.get_x(), b.get_x() + b.get_width()))) for b in ax.patches]
    assert spans == [(-0.5, 0.0), (0.0, 1.0), (1.0, 3.0)]
    assert "2.50 [2.40, 2.60]" in [t.get_text() for t in ax.texts]
    assert ax.get_xlim()[0] < -0.5


def test_cost_lines_without_an_interval_print_the_sum_alone(ax: Axes) -> None:
    draw_cost_lines(ax, FRAMES["costs"], pd.DataFrame(columns=["mode", "mean", "ci_low", "ci_high"]), LOOKS)
    assert "4.50" in [t.get_text() for t in ax.texts]


def test_the_figure_of_a_part_stays_clear_of_the_whisker(ax: Axes) -> None:
    costs = pd.DataFrame([("own", "operators", 6.0), ("own", "residents", 4.0), ("joint", "operators", 6.0), ("joint", "residents", 4.0)], columns=["mode", "line", "yuan_parcel"])
    total = pd.DataFrame([("own", 10.0, 8.0, 12.0), ("joint", 10.0, 6.5, 13.5)], columns=["mode", "mean", "ci_low", "ci_high"])
    draw_cost_lines(ax, costs, total, LOOKS)
    inside = {(t.get_text(), t.get_position()) for t in ax.texts if t.get_text() == "4.00"}
    assert inside == {("4.00", (7.0, 0))}


def test_public_money_that_no_plan_asks_for_is_said_below_the_axis(ax: Axes) -> None:
    costs = pd.DataFrame([("own", "operators", 6.0), ("own", "public", None), ("own", "residents", 4.0)], columns=["mode", "line", "yuan_parcel"])
    total = pd.DataFrame(columns=["mode", "mean", "ci_low", "ci_high"])
    draw_cost_lines(ax, costs, total, LOOKS, "zh")
    assert "本方案未涉及" in ax.get_xlabel()
    draw_cost_lines(ax, costs.fillna(0.0), total, LOOKS, "en")
    assert "not in this plan" not in ax.get_xlabel()
