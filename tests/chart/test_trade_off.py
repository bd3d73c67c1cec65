"""Cost against time, against numbers made up."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.style import drawing, new_figure
from sim.chart.trade_off import draw_trade_off, non_dominated, trade_off_figure
from tests.chart.made_up import FRAMES, LOOKS, labels, subject


def test_non_dominated_by_hand() -> None:
    table = pd.DataFrame({"time": {"a": 1.0, "b": 2.0, "c": 3.0, "d": 2.0, "e": 4.0}, "cost": {"a": 9.0, "b": 5.0, "c": 6.0, "d": 7.0, "e": 1.0}})
    assert non_dominated(table) == ["a", "b", "e"]


def test_trade_off_leaves_out_modes_without_both_kpis(ax: Axes) -> None:
    summary = FRAMES["summary"]
    summary = summary[~((summary["mode"] == "post") & (summary["kpi"] == "in_hand_mean_h"))]
    draw_trade_off(ax, summary, LOOKS)
    assert labels(ax) == [look.name for look in LOOKS if look.key != "post"]
    front = ax.lines[0].get_xydata()
    assert (np.diff(front[:, 0]) > 0).all()
    assert (np.diff(front[:, 1]) < 0).all()


def test_a_time_that_ends_at_the_township_beats_no_time_that_ends_in_the_village(ax: Axes) -> None:
    rows = [(m, k, v, v, v) for m, t, c in (("own", 5.0, 9.0), ("joint", 10.0, 6.0), ("bus", 20.0, 3.0)) for k, v in (("at_village_mean_h", t), ("in_hand_mean_h", t), ("cost_system_parcel", c))]
    summary = pd.DataFrame(rows, columns=["mode", "kpi", "mean", "ci_low", "ci_high"])
    assert draw_trade_off(ax, summary, LOOKS, time="at_village_mean_h")
    assert ax.lines[0].get_xydata().tolist() == [[10.0, 6.0], [20.0, 3.0]]
    with drawing():
        other = new_figure(100, 80).add_subplot()
    assert draw_trade_off(other, summary, LOOKS)
    assert other.lines[0].get_xydata().tolist() == [[5.0, 9.0], [10.0, 6.0], [20.0, 3.0]]
    assert not draw_trade_off(other, summary[summary["mode"] == "bus"], LOOKS)


def test_a_panel_is_drawn_only_where_it_compares() -> None:
    summary = FRAMES["summary"]
    panels = []
    for modes in (["own", "joint", "post"], ["own", "joint"], ["joint"]):
        with drawing():
            picture = trade_off_figure(subject(frames={"summary": summary[summary["mode"].isin(modes)]}))
        panels.append(len(picture.figure.axes) if picture else 0)
    assert panels == [2, 1, 0]
