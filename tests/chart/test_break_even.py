"""Cost against volume, and the volumes at which the best mode changes."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from sim.chart.break_even import break_even_figure, cost_curves_figure, draw_break_evens, draw_cost_curves
from sim.chart.style import drawing
from sim.inference.mode_map.phase import break_even_table, phase_table
from tests.chart.made_up import LOOKS, labels
from tests.chart.test_phase import GRID, cells

TABLE, EVENS = phase_table(cells()), break_even_table(cells())
NAMES = {look.key: look.name for look in LOOKS}


def test_a_curve_a_mode_on_logarithmic_axes_and_a_line_where_the_best_changes(ax: Axes) -> None:
    near = EVENS[EVENS["distance_km"] == 10]
    draw_cost_curves(ax, TABLE[TABLE["distance_km"] == 10], near, LOOKS)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert len(labels(ax)) == 3
    assert [float(t.get_text()) for t in ax.texts] == pytest.approx(near.loc[near["best_there"], "parcels"].tolist(), rel=0.06)
    assert list(ax.get_xticks()) == list(GRID)


def test_a_change_has_a_band_only_where_it_has_an_interval(ax: Axes) -> None:
    near = EVENS[EVENS["distance_km"] == 10]
    draw_cost_curves(ax, TABLE[TABLE["distance_km"] == 10], near.assign(ci_low=float("nan"), ci_high=float("nan")), LOOKS)
    assert len(ax.patches) == 0


def test_overloaded_plans_are_not_drawn(ax: Axes) -> None:
    draw_cost_curves(ax, TABLE[TABLE["distance_km"] == 10].assign(state="overloaded"), EVENS[:0], LOOKS)
    assert labels(ax) == []


def test_a_line_a_pair_between_which_the_best_changes(ax: Axes) -> None:
    draw_break_evens(ax, EVENS, NAMES)
    assert labels(ax) == [f"{NAMES['post']} → {NAMES['joint']}"]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["10", "40"]


def test_figures_have_a_panel_a_distance() -> None:
    with drawing():
        curves = cost_curves_figure(TABLE, EVENS, LOOKS, "t", {10.0: "10 km", 40.0: "40 km"})
        assert [ax.get_title(loc="left") for ax in curves.axes if ax.get_visible()] == ["10 km", "40 km"]
        assert len(break_even_figure(EVENS, NAMES, "t", "km").axes) == 1
