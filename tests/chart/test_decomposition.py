"""Where the time goes, against numbers made up."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from matplotlib.axes import Axes

from sim.chart.cost_lines import draw_cost_lines
from sim.chart.decomposition import draw_decomposition
from sim.chart.delivery_time import draw_delivery_time
from sim.chart.style import drawing, new_figure
from tests.chart.made_up import FRAMES, LOOKS, labels


def test_decomposition_stacks_to_the_sum(ax: Axes) -> None:
    draw_decomposition(ax, FRAMES["decomposition"], LOOKS)
    ends = [max(bar.get_x() + bar.get_width() for bar in ax.patches if abs(bar.get_y() + bar.get_height() / 2 - y) < 0.1) for y in range(len(LOOKS))]
    sums = FRAMES["decomposition"].groupby("mode", sort=False)["hours"].sum()
    assert ends == pytest.approx([sums[look.key] for look in LOOKS])
    assert labels(ax) == ["处理", "等候发车", "运输", "等候开门", "等待取件"]


def test_a_mode_of_which_nothing_was_delivered_has_no_bar_and_no_curve(ax: Axes) -> None:
    def but_post(name: str, column: str) -> pd.DataFrame:
        table = FRAMES[name].copy()
        table.loc[table["mode"] == "post", column] = math.nan
        return table

    names = [look.name for look in LOOKS if look.key != "post"]
    draw_delivery_time(ax, but_post("distribution", "share"), LOOKS)
    assert sorted(text.partition("  ")[0].removesuffix("（只到乡镇，不可比）") for text in labels(ax)) == sorted(names)
    for draw, frame in ((draw_decomposition, but_post("decomposition", "hours")), (draw_cost_lines, but_post("costs", "yuan_parcel"))):
        with drawing():
            other = new_figure(100, 80).add_subplot()
        draw(other, frame, *([FRAMES["summary"].iloc[:0]] if draw is draw_cost_lines else []), LOOKS)
        assert [t.get_text().replace("\n", "") for t in other.get_yticklabels()] == names
