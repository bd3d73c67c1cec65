"""The front of cost and time: plans of the result over those that the search saw."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.axes import Axes

from sim.chart.front import draw_front, front_figure
from sim.chart.style import drawing
from tests.chart.made_up import INFO, LOOKS, labels

PLANS = pd.DataFrame(
    {
        "plan": [1, 2, 3], "cost": [3.0, 2.0, 2.5], "cost_low": [2.9, 1.9, 2.4], "cost_high": [3.1, 2.1, 2.6], "time": [10.0, 20.0, 30.0], "time_low": [9.0, 19.0, 29.0], "time_high": [11.0, 21.0, 31.0],
        "look": ["joint", "post", "joint"], "front": [True, True, False], "chosen": [False, True, False], "knee": [False, True, False], "met": [True, True, False],
    }
)  # fmt: skip
SEEN = pd.DataFrame({"cost": [2.2, 2.3, 90.0], "time": [15.0, 16.0, 400.0], "feasible": [True, False, True]})


def test_the_front_is_joined_and_each_plan_has_its_number(ax: Axes) -> None:
    draw_front(ax, PLANS, SEEN, LOOKS)
    line = next(of for of in ax.lines if of.get_linestyle() == "-" and len(of.get_xdata()) == 2)
    assert list(line.get_xdata()) == [10, 20]
    assert [t.get_text() for t in ax.texts] == ["1", "2", "3"]


def test_a_plan_far_off_does_not_squeeze_the_rest(ax: Axes) -> None:
    draw_front(ax, PLANS, SEEN, LOOKS)
    assert ax.get_ylim()[1] < 90
    assert ax.get_ylim()[0] < PLANS["cost_low"].min()
    assert ax.get_xlim()[0] >= 0


def test_only_what_is_there_stands_in_the_legend(ax: Axes) -> None:
    draw_front(ax, PLANS.assign(chosen=False, knee=False), SEEN[SEEN["feasible"]], LOOKS)
    assert len(labels(ax)) == 1 + 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_in_the_picture_is_counted(lang: str) -> None:
    with drawing():
        figure = front_figure(PLANS, SEEN, INFO.looks(lang), ("cost", "time"), ["within_24h >= 0.9"], 4, "origin", lang)
        figure.draw_without_rendering()
    texts = " ".join(t.get_text() for t in figure.texts).replace("\n", "")
    assert "within_24h" in texts
    assert "4" in texts
    assert "1" in texts
