"""The mode map's figures against numbers made up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from sim.chart.base_map import BaseMap
from sim.chart.best_map import best_map_figure
from sim.chart.break_even import break_even_figure, cost_curves_figure
from sim.chart.phase import NOBODY, draw_phase, phase_figure, tint
from sim.chart.style import drawing, new_figure
from sim.inference.estimate import SAME
from sim.inference.mode_map.phase import CellResult, MapCell, break_even_table, phase_table
from sim.inference.selection.best import BEST
from tests.chart import made_up

LOOKS = made_up.INFO.looks("zh")
NOISE = np.array([-0.04, 0.01, 0.0, 0.04, -0.01])
GRID = (2.0, 10.0, 50.0, 100.0)


def cells(fee: float = 1.0) -> list[MapCell]:
    """A van that pays from forty parcels on, more than that where it is far, a post whose noise runs the other way."""
    return [
        MapCell(p, d, fee, (CellResult("joint", 20 * (1 + d / 50) / p + 0.4 + NOISE), CellResult("post", 0.9 * fee - NOISE), CellResult("bus", 3.0 + NOISE, overloaded=p > 60)))
        for d in (10.0, 40.0) for p in GRID
    ]  # fmt: skip


def test_the_fill_is_the_best_mode_and_hatching_says_that_it_is_not_sure() -> None:
    table = phase_table([*cells(), MapCell(2.0, 60.0, 1.0, (CellResult("bus", NOISE, overloaded=True),))])
    with drawing():
        ax = new_figure(100, 60).add_subplot()
        shown = draw_phase(ax, table, LOOKS, pd.DataFrame({"parcels": [20.0, 500.0], "distance_km": [20.0, 20.0]}))
    fills = [p for p in ax.patches if not p.get_hatch()]
    colour = {look.key: look.colour for look in LOOKS}
    assert fills[0].get_facecolor()[:3] == pytest.approx(tint(colour["post"], 0.62))
    assert fills[3].get_facecolor()[:3] == pytest.approx(tint(colour["joint"], 0.62))
    assert fills[-1].get_facecolor()[:3] == pytest.approx(to_rgb(NOBODY))
    assert len([p for p in ax.patches if p.get_hatch()]) == int(((table["verdict"] == SAME) & table["best"]).sum())
    assert shown == 1
    assert [t.get_text() for t in ax.get_xticklabels()] == ["2", "10", "50", "100"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_figures_are_drawn_in_both_languages(lang: str) -> None:
    both = [*cells(1.0), *cells(1.5)]
    table, evens = phase_table(both), break_even_table(both)
    looks = made_up.INFO.looks(lang)
    county = made_up.county(40)
    villages = pd.DataFrame({"mode": ["joint", "post"] * 20, "verdict": [BEST] * 30 + [SAME] * 10})
    names = {look.key: look.name for look in looks}
    with drawing():
        figures = [
            phase_figure(table, looks, "t", "cost", "km", "fee", lang=lang),
            cost_curves_figure(table, evens, looks, "t", {10.0: "10 km", 40.0: "40 km"}, lang=lang),
            break_even_figure(evens, names, "t", "km", lang=lang),
            best_map_figure(BaseMap.of(county), villages, looks, "best", "cost", lang=lang),
        ]
        for figure in figures:
            figure.draw_without_rendering()
    assert len(figures[0].axes) == 2
    assert len(figures[2].axes[0].containers) == 1  # the one pair between which the best mode changes
    texts = [t.get_text() for t in figures[3].legends[0].get_texts()]
    assert any("10" in t for t in texts)  # the unsure
