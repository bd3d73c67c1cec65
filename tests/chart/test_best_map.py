"""Each village in the colour of its best mode, hollow where the second cannot be told from it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.base_map import BaseMap
from sim.chart.best_map import best_map_figure, draw_best_map
from sim.chart.style import drawing
from sim.inference.estimate import SAME
from sim.inference.selection.best import BEST, ONLY
from tests.chart.made_up import LOOKS, county

COUNTY = BaseMap.of(county(40))
VILLAGES = pd.DataFrame({"mode": ["joint", "post"] * 20, "verdict": [BEST] * 20 + [ONLY] * 10 + [SAME] * 10})


def test_every_village_is_a_dot_of_its_mode(ax: Axes) -> None:
    draw_best_map(ax, COUNTY, VILLAGES, LOOKS)
    counts = [len(of.get_offsets()) for of in ax.collections if hasattr(of, "get_sizes") and len(of.get_offsets())]
    assert sum(n for n in counts if n > 1) == 40
    assert sorted(n for n in counts if n > 1) == [5, 5, 15, 15]


def test_the_legend_counts_villages_and_those_that_are_not_sure() -> None:
    with drawing():
        figure = best_map_figure(COUNTY, VILLAGES, LOOKS, "成本最低的模式")
        texts = [t.get_text() for t in figure.legends[0].get_texts()]
    assert [t.split()[-1] for t in texts] == ["20村", "20村", "10村"]


def test_where_all_are_sure_nothing_is_hollow() -> None:
    with drawing():
        figure = best_map_figure(COUNTY, VILLAGES.assign(verdict=BEST), LOOKS, "成本最低的模式")
        assert len(figure.legends[0].get_texts()) == 2
