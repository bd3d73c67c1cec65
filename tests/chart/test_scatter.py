"""Scenarios on no grid, a dot each, against numbers made up."""

from __future__ import annotations

import numpy as np
import pytest

from sim.chart.heat_map import Measure
from sim.chart.scatter import Cloud, scatter_maps, scatter_plots
from sim.chart.style import drawing

KEYS, SHARE = ["车辆数 (辆)", "分拣人数 (人)", "件量倍数"], Measure("24小时进村率", "", "share")


def cloud(name: str = "甲", scenarios: int = 50) -> Cloud:
    at = np.random.default_rng(3).uniform(1, 9, (3, scenarios))
    mean = np.linspace(0.1, 0.9, scenarios)
    mean[[4, 5]] = np.nan, np.inf
    marks = np.arange(scenarios)
    return Cloud(name, at, mean, mean - 0.01, mean + 0.01, marks == 7, marks == 4)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_scenario_with_a_number_is_a_dot_along_every_key(lang: str) -> None:
    with drawing(["甲乙"]):
        figure = scatter_plots([cloud(), cloud("乙")], KEYS, SHARE, [], "origin", lang)
        figure.draw_without_rendering()
    for ax in figure.axes[:3]:
        dots = [line for line in ax.lines if line.get_marker() in ("o", "s")]
        assert sum(len(line.get_xdata()) for line in dots) == 2 * 48  # type: ignore[arg-type]
    assert [ax.get_xlabel() for ax in figure.axes[:3]] == KEYS


def test_every_scenario_with_a_number_is_a_dot_over_two_keys() -> None:
    with drawing(["甲乙"]):
        figure = scatter_maps([cloud(), cloud("乙")], (2, 0), KEYS, SHARE, [], "origin")
        figure.draw_without_rendering()
    panels = figure.axes[:2]
    for ax in panels:
        dots, rings, crosses = (len(np.asarray(c.get_offsets())) for c in ax.collections)
        assert (dots, rings, crosses) == (49 - 1, 1, 1)
        assert [t.get_text() for t in ax.texts if t.get_text() == "∞"] == ["∞"]
    assert (panels[0].get_xlabel(), panels[0].get_ylabel()) == (KEYS[2], KEYS[0])
    assert len({c.norm.vmax for ax in panels for c in ax.collections[:1]}) == 1
