"""Scenarios that lie on no grid, a dot each: a KPI against each swept key, and as colours over two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.chart.frame import colour_bar, number_in, page_width, panelled, sentence, whiskers
from sim.chart.heat_map import COLOURS as SCALE
from sim.chart.heat_map import Measure, colour_scale, panel_columns
from sim.chart.look import COLOURS, MARKERS
from sim.chart.style import FULL_MM, GREY, INK, POINTS_MM, dress, label, thousands
from sim.words import say

PANEL_MM = 52.0
"""Height of a panel."""


@dataclass(frozen=True, eq=False)
class Cloud:
    """The scenarios that share a mode (or another key that is no number).

    Attributes:
        name: which; may be empty.
        at: values of each swept key, shape (keys, scenarios).
        mean, low, high: the KPI with its interval, shape (scenarios,); NaN where there is none.
        overloaded: the plan is asked for more than it can do. ``failed``: no plan could be made.
    """

    name: str
    at: Floats
    mean: Floats
    low: Floats
    high: Floats
    overloaded: NDArray[np.bool_]
    failed: NDArray[np.bool_]


def scatter_plots(
    clouds: Sequence[Cloud], keys: Sequence[str], measure: Measure, notes: Sequence[str], provenance: str,
    lang: str = "zh",
) -> Figure:
    """The KPI against each key, a panel a key and a colour a cloud; all other keys vary along."""
    columns = panel_columns(len(keys))
    figure, grid = panelled(len(keys), columns, PANEL_MM, 12, sharey=True)
    axes = grid.shown
    for i, (ax, key) in enumerate(zip(axes, keys, strict=True)):
        for n, cloud in enumerate(clouds):
            _draw_dots(ax, cloud, i, n)
        ax.set_xlabel(label(key, FULL_MM / columns * POINTS_MM - 10))
        ax.grid(axis="y")
        number_in(ax.yaxis, measure.unit)
    legend = axes[0].get_legend_handles_labels() if any(c.name for c in clouds) else None
    dot = say(
        lang, "每点一个方案，竖线为95%置信区间；其余变量同时变化。",
        "A dot a scenario, with its 95 % interval; all other keys vary along.",
    )
    dress(figure, measure.title, [dot, _marks(clouds, lang), *notes], provenance, legend)
    return figure


def scatter_maps(
    clouds: Sequence[Cloud], pair: tuple[int, int], keys: Sequence[str], measure: Measure, notes: Sequence[str],
    provenance: str, lang: str = "zh",
) -> Figure:
    """The KPI as colours over two of the keys, a panel a cloud under one scale.

    Args:
        pair: places of the two among the keys.
    """
    columns = panel_columns(len(clouds))
    wide = page_width(columns) / columns * POINTS_MM
    figure, grid = panelled(len(clouds), columns, PANEL_MM, 16, sharex=True, sharey=True)
    scale = colour_scale([c.mean for c in clouds])
    for ax, cloud in zip(grid.shown, clouds, strict=True):
        drawn = _draw_map(ax, cloud, pair, scale)
        ax.set_title(label(cloud.name, wide, 8), fontsize=8)
    grid.label_below(label(keys[pair[0]], wide - 10))
    grid.label_left(label(keys[pair[1]], PANEL_MM * POINTS_MM))
    colour_bar(figure, drawn, grid.shown, measure.unit)
    dot = say(lang, "每点一个方案；其余变量同时变化。", "A dot a scenario; all other keys vary along.")
    dress(figure, measure.title, [dot, _marks(clouds, lang), *notes], provenance)
    return figure


def _draw_dots(ax: Axes, cloud: Cloud, key: int, number: int) -> None:
    """A cloud along a key: dots with their intervals, hollow where overloaded."""
    marks: dict[str, Any] = {
        "color": COLOURS[number % len(COLOURS)], "marker": MARKERS[number % len(MARKERS)], "linestyle": "none"
    }
    at, mean = cloud.at[key], cloud.mean
    there = np.isfinite(mean) & np.isfinite(at)
    known = there & np.isfinite(cloud.low) & np.isfinite(cloud.high)
    ends = whiskers(mean[known], cloud.low[known], cloud.high[known])
    ax.errorbar(at[known], mean[known], yerr=ends, color=marks["color"], linestyle="none", elinewidth=0.5, alpha=0.6)
    solid, hollow = there & ~cloud.overloaded, there & cloud.overloaded
    ax.plot(at[solid], mean[solid], markersize=3, label=cloud.name, **marks)
    ax.plot(at[hollow], mean[hollow], markersize=3.4, fillstyle="none", markeredgewidth=0.7, **marks)


def _draw_map(ax: Axes, cloud: Cloud, pair: tuple[int, int], scale: Normalize) -> PathCollection:
    """A cloud over two keys; a ring where overloaded, a cross where no plan could be made, ∞ where some never arrived.
    """
    x, y = cloud.at[pair[0]], cloud.at[pair[1]]
    there = np.isfinite(cloud.mean)
    drawn = ax.scatter(
        x[there], y[there], c=cloud.mean[there], cmap=SCALE, norm=scale, s=22, linewidths=0.4, edgecolors=INK
    )
    over = there & cloud.overloaded
    ax.scatter(x[over], y[over], s=52, facecolors="none", edgecolors=GREY, linewidths=0.7)
    ax.scatter(x[cloud.failed], y[cloud.failed], marker="x", s=18, color=GREY, linewidths=0.8)
    for i in np.flatnonzero(np.isinf(cloud.mean)):
        ax.text(x[i], y[i], "∞", ha="center", va="center", fontsize=8, color=INK)
    ax.grid(alpha=0.4)
    thousands(ax.xaxis)
    thousands(ax.yaxis)
    return drawn


def _marks(clouds: Sequence[Cloud], lang: str) -> str:
    """What hollow dots and crosses mean, of those that are drawn."""
    signs = (
        (any(c.overloaded.any() for c in clouds), say(lang, "空心或带圈：超负荷", "hollow or ringed: overloaded")),
        (any(c.failed.any() for c in clouds), say(lang, "×：无可行方案", "×: no plan could be made")),
    )
    return sentence([text for drawn, text in signs if drawn], lang)
